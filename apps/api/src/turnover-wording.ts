/** What staff are told when a change of people, keys or rules is refused. */
import type { RefusalCode } from "@answerable/types/problem";
import type { Wording } from "./case-wording.ts";

type TurnoverCode = Extract<
	RefusalCode,
	| "not-appointed"
	| "role-held"
	| "not-a-root"
	| "still-a-root"
	| "sole-opener"
	| "not-published"
	| "policy-not-adoptable"
	| "taken-back"
	| "not-begun"
>;

export const TURNOVER_WORDINGS: Readonly<Record<TurnoverCode, Wording>> = {
	"not-appointed": {
		status: 403,
		title: "You were not appointed to this role",
		detail: "Nobody has appointed you to this role, or the appointment has ended. Ask whoever administers this deployment to appoint you.",
	},
	"role-held": {
		status: 409,
		title: "Somebody holds this role",
		detail: "One person at a time holds this role. End the tenure of whoever holds it first; then have this key countersigned again.",
	},
	"not-a-root": {
		status: 403,
		title: "This needs the signature of a root",
		detail: "Only the three roots of the organisation sign this. Ask one of them, or sign with the key of a role that is a root now.",
	},
	"still-a-root": {
		status: 409,
		title: "This key is one of the roots",
		detail: "An organisation always has three roots. Let another key take this one's place first; then this tenure can be ended.",
	},
	"sole-opener": {
		status: 409,
		title: "Nobody else could open some of the cases",
		detail:
			"Whoever leaves alone can open part of an open case. Let them hand it over to a colleague, who must hold a fitting role; or, if their key is lost, end the tenure as lost, and those cases go up to the next rung.",
	},
	"not-published": {
		status: 409,
		title: "An earlier change waits for its place in the log",
		detail: "Something of this organisation is not published yet. Send the same again after the next epoch, in ten minutes at most.",
	},
	"not-begun": {
		status: 409,
		title: "This organisation has not begun yet",
		detail:
			"Its first three roots have to sign one another's keys before anybody else offers one, each for the post that they were invited to. Ask whoever founded it where that stands.",
	},
	"taken-back": {
		status: 409,
		title: "Whoever proposed this took it back",
		detail:
			"Nobody signs it until it is proposed again. Another root can propose the same, signed by themselves. A key is offered again only by the person whose key it is.",
	},
	"policy-not-adoptable": {
		status: 422,
		title: "This policy cannot be adopted",
		detail:
			"It is neither one that ships nor what its own changes make of one. Make it again from a policy that ships, with a reason for whatever takes longer.",
	},
};
