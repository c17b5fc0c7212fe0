/** The pages in a browser, in short: `npm run browser` tries all of them, in Chromium and Firefox. */
import { expect, test } from "vitest";
import { programOf } from "../browser/harness/browsers.ts";
import { fillIn, NIGHT_SHIFTS, retype, send } from "../browser/harness/raising.ts";
import { openScene } from "../browser/harness/scene.ts";
import { keptBy, leaksIn } from "../browser/harness/spy.ts";
import { visit } from "../browser/harness/visitor.ts";

const isHere = programOf("chromium") !== null;
if (!isHere) process.stderr.write("\nSKIPPED: no Chromium on this machine, so nothing shows that the pages work. Install chromium.\n\n");

test.skipIf(!isHere)(
	"a concern is raised on the pages; nothing readable leaves them, and nothing stays (SKIPPED without Chromium)",
	async () => {
		const scene = await openScene("chromium");
		try {
			const visitor = await visit(scene.opened, scene.poster("northbrook"), "phone");
			await fillIn(visitor, NIGHT_SHIFTS);
			const words = await send(visitor);
			expect(leaksIn(scene.tap.heard, [NIGHT_SHIFTS.text.slice(0, 20), NIGHT_SHIFTS.unit, words.slice(0, 3).join(" ")])).toEqual([]);
			expect(await keptBy(visitor.page)).toEqual([]);
			expect(await visitor.hindrances()).toEqual([]);
			await retype(visitor, words);
			expect(visitor.complaints).toEqual([]);
		} finally {
			await scene.close();
		}
	},
	180_000,
);
