/** How long somebody waits for their seven words after *Send*, in Chromium, with a letter of 2 KB. */
import { posterFragment } from "../../apps/web/src/raising/poster.ts";
import { openBrowser, programOf } from "../browser/harness/browsers.ts";
import { fillIn, NIGHT_SHIFTS, send } from "../browser/harness/raising.ts";
import { visit } from "../browser/harness/visitor.ts";
import type { Measurement, Scene } from "./scene.ts";

const TIMES = { quick: 1, usual: 5, full: 5 } as const;
const LETTER_BYTES = 2_048;

export const sendMeasurement: Measurement = {
	name: "send",
	run: async (scene) => {
		if (programOf("chromium") === null) return { rows: [{ what: "send", figure: "no Chromium here: not measured" }], figures: {} };
		const waits: number[] = [];
		for (let time = 0; time < TIMES[scene.extent]; time += 1) waits.push(await sendOnce(scene));
		waits.sort((left, right) => left - right);
		const wordsMs = waits[Math.floor(waits.length / 2)] ?? 0;
		const figure = `${wordsMs.toFixed(0)} ms (${waits.map((wait) => wait.toFixed(0)).join(", ")})`;
		scene.say(`from Send to seven words, a letter of 2 KB in Chromium: ${figure}`);
		return { rows: [{ what: "from Send to seven words, 2 KB", figure }], figures: { "send.wordsMs": wordsMs } };
	},
};

/** A concern from the poster to the slip, in a fresh profile. As fast as a robot fills it in: whoever thinks while they write waits less. */
async function sendOnce({ stage, town }: Scene): Promise<number> {
	const opened = await openBrowser("chromium", null);
	try {
		const visitor = await visit(opened, `${stage.origin}/${posterFragment(town)}`, "phone");
		const text = NIGHT_SHIFTS.text.padEnd(LETTER_BYTES, " Nobody was told why.");
		await fillIn(visitor, { ...NIGHT_SHIFTS, text });
		const began = performance.now();
		await send(visitor);
		return performance.now() - began;
	} finally {
		await opened.end();
		opened.forget();
	}
}
