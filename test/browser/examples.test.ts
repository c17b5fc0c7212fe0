/** Each concern of the reference's demonstration set (§9), and each tricky one, raised by hand as its reporter would: it goes where it must. */
import type { Role } from "@answerable/types/role";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { en } from "../../apps/web/src/pages/words/en/all.ts";
import { capital, listed } from "../../apps/web/src/reporter/sentence.ts";
import { BROWSERS } from "./harness/browsers.ts";
import { type Answers, fillIn, NIGHT_SHIFTS, send } from "./harness/raising.ts";
import { openScene, type Scene } from "./harness/scene.ts";
import { visit } from "./harness/visitor.ts";

const { raise, story } = en;
const { route } = raise;
type Reason = keyof typeof route.leftOut;

/** What the page on the route must say. Unless told otherwise the guardian gets it first, and nobody is left out. */
type Goes = {
	readonly as: keyof typeof route.urgent;
	readonly first?: readonly Role[];
	readonly above?: Role;
	readonly not?: readonly (readonly [readonly Role[], Reason])[];
	/** Further words that must be there. */
	readonly says?: string;
};
type Example = Partial<Answers> & { readonly text: string; readonly goes: Goes; readonly hides?: readonly string[] };

const ANONYMOUS = { how: "anonymously", name: "" } as const;
const CONFIDENTIAL = { how: "confidentially", name: "Told to the guardian" } as const;
const OPEN = { how: "openly", name: "A colleague" } as const;
const NONE = { danger: "none", kinds: [], earlier: "no" } as const;

const EXAMPLES: readonly Example[] = [
	{
		text: 'One nurse for 24 beds at night; two falls unreported; told "don\'t Datix it".',
		...CONFIDENTIAL,
		goes: { as: "S2", above: "exec_lead" },
	},
	{ text: "The list consultant shouts and throws instruments; trainees rotate away.", ...ANONYMOUS, kinds: [], goes: { as: "S2" } },
	{ text: "We move clinical waste without gloves since the supplier changed.", ...OPEN, ...NONE, about: "none", goes: { as: "S3" } },
	{
		text: "After reporting rota fraud my shifts are cut and I am left out of messages.",
		...CONFIDENTIAL,
		...NONE,
		kinds: ["detriment"],
		goes: { as: "S2", above: "exec_lead" },
	},
	{ text: "നഴ്സുമാരെ അവരുടെ ഉച്ചാരണത്തിന് കളിയാക്കുന്നു. Nurses are mocked for their accent.", ...ANONYMOUS, ...NONE, goes: { as: "S3" } },
	{
		text: "Pathology results are released unauthorised overnight to hit the target.",
		...CONFIDENTIAL,
		goes: { as: "S2", above: "exec_lead" },
	},
	{
		text: "Crews are asked to alter arrival times before submission.",
		...ANONYMOUS,
		about: "exec_lead",
		goes: { as: "S2", above: "ned_lead", not: [[["exec_lead"], "about"]] },
	},
	{ text: "My supervisor makes sexual comments and touches me.", ...CONFIDENTIAL, kinds: [], goes: { as: "S2" } },
	{ text: "The practice manager deletes complaints before an inspection.", ...ANONYMOUS, outside: "existence", goes: { as: "S2" } },
	{
		text: "A second drug-trolley key would halve the wait for pain relief.",
		...OPEN,
		...NONE,
		about: "none",
		outside: "nothing",
		goes: { as: "S3" },
	},
	{
		text: "Our guardian told my manager what I said.",
		...ANONYMOUS,
		about: "guardian",
		goes: {
			as: "S2",
			first: ["buddy_guardian"],
			above: "ned_lead",
			not: [
				[["guardian"], "about"],
				[["deputy_guardian"], "answers-to"],
			],
		},
	},
	{ text: "We are fourteen theatre staff, and raise this together.", ...CONFIDENTIAL, goes: { as: "S2" } },
	{ text: "Again, about the same manager: a bed rail is broken too.", ...OPEN, earlier: "answered", goes: { as: "S2" } },
	{
		text: "As the only male Band 7 on Rowan Unit I saw patient J.T., NHS no. 999 000 0018, fall.",
		...ANONYMOUS,
		goes: { as: "S2" },
		hides: ["only male Band 7", "J.T.", "999 000 0018"],
	},
	{
		text: "A patient is being over-sedated now.",
		...ANONYMOUS,
		danger: "now",
		kinds: ["patientSafety", "safeguarding"],
		earlier: "no",
		goes: { as: "S1", says: route.atOnce.content(story.roles.deputy_guardian) },
	},
	{
		text: "The medical director buries reviews, and the chief executive lets it happen.",
		...ANONYMOUS,
		about: "other_executive",
		which: ["medical_director"],
		inLine: ["ceo"],
		goes: {
			as: "S2",
			above: "ned_lead",
			not: [
				[["medical_director"], "named"],
				[["ceo"], "in-line"],
			],
		},
	},
	{
		text: "The board signs off figures that it knows to be false.",
		...ANONYMOUS,
		about: "several_directors",
		goes: { as: "S2", says: "you may take it outside at once" },
	},
	{
		text: "My leave was refused for the third time.",
		...OPEN,
		...NONE,
		kinds: ["personalGrievance"],
		goes: { as: "S3", says: route.shut["personal-matter"] },
	},
];

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
