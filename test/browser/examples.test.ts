/** Each concern of the reference's demonstration set (§9), and each tricky one, raised by hand as its reporter would: it goes where it must. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { capital, listed } from "../../apps/web/src/reporter/sentence.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { EXAMPLES, type Goes } from "./harness/examples.ts";
import { fillIn, NIGHT_SHIFTS, send } from "./harness/raising.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { visit } from "./harness/visitor.ts";

const { raise, story } = en;
const { route } = raise;
/** Everything that the page on the route must say. */
function expectedOn({ as, first = ["guardian"], above, not = [], says }: Goes): readonly string[] {
	const named = first.map((role) => story.roles[role]);
	return [
		route.urgent[as],
		capital(route.getsFirst(listed(named, story))),
		...(above === undefined ? [] : [story.roles[above]]),
		...not.map(([roles, why]) =>
			capital(
				route.leftOut[why](
					listed(
						roles.map((role) => story.roles[role]),
						story,
					),
				),
			),
		),
		...(not.length === 0 && says === undefined ? [route.nobodyLeftOut] : []),
		...(says === undefined ? [] : [says]),
	];
}

describe.each(BROWSERS)("in %s", (name) => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await openScene(name);
	});
	afterAll(() => scene?.close());

	test.each(EXAMPLES)("$text", async ({ text, goes, hides = [], ...answers }) => {
		const visitor = await visit(scene.opened, scene.poster("elmvale"), "phone");
		await fillIn(visitor, { ...NIGHT_SHIFTS, unit: "", ...answers, text }, async (page) => {
			if (page === "what-answered") for (const found of hides) await expect.poll(() => visitor.text()).toContain(raise.hints.mask(found));
			if (page !== "route") return;
			const said = await visitor.text();
			for (const sentence of expectedOn(goes)) expect(said).toContain(sentence);
			await visitor.picture(`route-${EXAMPLES.findIndex((one) => one.text === text) + 1}`);
		});
		expect(await send(visitor)).toHaveLength(7);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	});
});
