/** A browser set to be extra safe, as Tor Browser is from the level *Safer* on: no WebAssembly, and slow. Nobody is kept from speaking up by it. */
import { expect, test } from "vitest";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { fillIn, NIGHT_SHIFTS, retype, send } from "./harness/raising.ts";
import { atTheWords } from "./harness/returning.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { visit } from "./harness/visitor.ts";

const { comeback, extraSafe, mailbox } = en;

/** *Safer* also turns off both compilers of scripts; then a key takes a minute or more, which is measured in docs/decisions/0017-pages.md and not here. */
const SAFER = { "javascript.options.wasm": false, "javascript.options.asmjs": false };

/** For eight seconds whoever makes keys says that a hundredth took one: a device that is far slower than ours. */
const SLOW = `const wait = (ms) => { for (const from = performance.now(); performance.now() - from < ms; ); };
addEventListener("message", () => { wait(1200); postMessage({ part: 0.01 }); wait(8000); });`;

const MINUTES = new RegExp(extraSafe.left(7).replace("7", "\\d+"));

function slowDown({ tap }: Scene): void {
	tap.change = ({ url }, status, body) =>
		/\/stretcher-[^/]+\.js$/.test(url) ? { status, body: Buffer.concat([Buffer.from(SLOW), body]) } : null;
}

test("a browser without WebAssembly raises a concern, is told how long it takes, and comes back with its words", async () => {
	const scene = await openScene("firefox", SAFER);
	slowDown(scene);
	try {
		const visitor = await visit(scene.opened, scene.poster("northbrook"), "phone");
		await fillIn(visitor, NIGHT_SHIFTS, async (page) => {
			if (page !== "what") return;
			await expect.poll(() => visitor.text()).toMatch(MINUTES);
			expect(await visitor.text()).toContain(extraSafe.goOn);
			expect(await visitor.hindrances()).toEqual([]);
			await visitor.picture("safer-writing");
		});
		// The words are there long before they are needed: nothing is said of them any more.
		await expect.poll(() => visitor.text()).not.toContain(extraSafe.why);
		const words = await send(visitor);
		expect(words).toHaveLength(7);
		await retype(visitor, words);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
		const back = await atTheWords(scene, "phone");
		await back.write(comeback.label, words.join(" "));
		await back.press(comeback.open);
		await expect.poll(() => back.text()).toMatch(MINUTES);
		expect(await back.text()).toContain(extraSafe.wait);
		expect(await back.hindrances()).toEqual([]);
		await back.picture("safer-opening");
		await back.sees(mailbox.heading);
		expect(await back.text()).toContain(NIGHT_SHIFTS.text);
		expect(back.complaints).toEqual([]);
		expect(enginesIn(scene)).toEqual(["plain-worker", "stretcher"]);
	} finally {
		await scene.close();
	}
});

/** Which engines were fetched. */
function enginesIn({ tap }: Scene): readonly string[] {
	const names = tap.heard.map(({ url }) => /\/assets\/(.+)-[\w-]{8}\.js$/.exec(url)?.[1] ?? "");
	return [...new Set(names.filter((name) => /worker|stretcher/.test(name)))].sort();
}
