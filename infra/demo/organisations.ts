/** The invented organisations and staff of the demo. No real person, place or body is meant. */
import type { Branding } from "@answerable/types/branding";
import type { Role } from "@answerable/types/role";

/** One post in the demo: who holds it and under which login name. */
export type DemoPost = { readonly role: Role; readonly login: string };

/** An organisation of the demo, with the policy that its clocks run by. */
export type DemoOrganisation = {
	readonly slug: string;
	readonly name: string;
	readonly kind: "provider" | "external";
	readonly policy: "demo@1" | "default-england@1";
	readonly posts: readonly DemoPost[];
	/** Invented like the rest: no organisation of the NHS has this code. */
	readonly nhs?: { readonly odsCode: string; readonly nation: "england" };
	/** Its colour, and how else to reach somebody there (telephone numbers that nobody has: Ofcom, "Telephone numbers for drama use"). */
	readonly face?: Pick<Branding, "colour" | "contact">;
};

const TRUST_ROLES: readonly Role[] = [
	"guardian",
	"deputy_guardian",
	"exec_lead",
	"medical_director",
	"nursing_director",
	"ned_lead",
	"ceo",
	"chair",
	"sid",
	"board_secretary",
];

function trustPosts(suffix: string): DemoPost[] {
	return TRUST_ROLES.map((role) => ({ role, login: `${role.replaceAll("_", "-")}.${suffix}` }));
}

/** Whose guardian stands in as buddy guardian for whom, when a concern is about the guardian. */
export const BUDDIES: readonly { readonly organisation: string; readonly login: string }[] = [
	{ organisation: "northbrook", login: "guardian.elmvale" },
	{ organisation: "elmvale", login: "guardian.northbrook" },
];

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = [
	{
		slug: "northbrook",
		name: "Northbrook University Hospitals",
		kind: "provider",
		policy: "demo@1",
		posts: trustPosts("northbrook"),
		face: { colour: "#00574b", contact: "Call the Speak Up guardian on 01632 960 111, on weekdays from 9am to 5pm." },
		nhs: { odsCode: "ZZ1", nation: "england" },
	},
	{
		slug: "elmvale",
		name: "Elmvale Mental Health",
		kind: "provider",
		policy: "default-england@1",
		posts: trustPosts("elmvale"),
		face: { colour: "#f2c14e", contact: "Call the Speak Up guardian on 01632 960 222, or ask for them at any reception desk." },
		nhs: { odsCode: "ZZ2", nation: "england" },
	},
	{
		slug: "care-standards-office",
		name: "Care Standards Office (invented regulator)",
		kind: "external",
		policy: "default-england@1",
		posts: [
			{ role: "external_body", login: "duty-officer.cso" },
			{ role: "board_secretary", login: "board-secretary.cso" },
			{ role: "chair", login: "chair.cso" },
		],
	},
];
