/** The concerns of the reference's demonstration set (§9) and the tricky ones, as their reporters answer the pages, and where each must go. */
import type { Role } from "@answerable/types/role";
import { en } from "../../../apps/web/src/pages/words/en/all.ts";
import type { Answers } from "./raising.ts";

const { raise, story } = en;
const { route } = raise;
type Reason = keyof typeof route.leftOut;

/** What the page on the route must say. Unless told otherwise the guardian gets it first, and nobody is left out. */
export type Goes = {
	readonly as: keyof typeof route.urgent;
	readonly first?: readonly Role[];
	readonly above?: Role;
	readonly not?: readonly (readonly [readonly Role[], Reason])[];
	/** Further words that must be there. */
	readonly says?: string;
};
export type Example = Partial<Answers> & { readonly text: string; readonly goes: Goes; readonly hides?: readonly string[] };

const ANONYMOUS = { how: "anonymously", name: "" } as const;
const CONFIDENTIAL = { how: "confidentially", name: "Told to the guardian" } as const;
const OPEN = { how: "openly", name: "A colleague" } as const;
const NONE = { danger: "none", kinds: [], earlier: "no" } as const;

/** Each has words of its own. */
export const EXAMPLES: readonly Example[] = [
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
