/** What is refused about getting in and out, in words that say what to do. */
import type { RefusalCode } from "@answerable/types/problem";
import type { Wording } from "./case-wording.ts";

/** Codes about codes, invitations and people. */
export const ACCOUNT_WORDINGS = {
	"wrong-code": {
		status: 401,
		title: "The code is wrong",
		detail:
			"Name and unlock phrase are right, but this is not the code that your phone shows now. Each code counts once: wait for the next one and type that.",
	},
	"clock-off": {
		status: 401,
		title: "Your phone's clock seems to be off",
		detail:
			"Name and unlock phrase are right, but the code is one of another time. Set your phone's clock to automatic, wait for the next code and type that.",
	},
	"code-wait": {
		status: 429,
		title: "Too many wrong codes",
		detail:
			"Several wrong codes came with your name and phrase, so for a while no code is looked at. Sessions that are open go on. If that was not you, somebody has your phrase: ask for a new one.",
	},
	"invitation-unknown": {
		status: 404,
		title: "This invitation is not known",
		detail: "No invitation has this link. Check that all of it was copied, to its last letter, or ask whoever invited you for another.",
	},
	"invitation-expired": {
		status: 410,
		title: "This invitation has expired",
		detail: "An invitation is good for seven days. Nothing was changed. Ask whoever invited you for another.",
	},
	"invitation-used": {
		status: 410,
		title: "This invitation was used",
		detail:
			"An invitation lets one person in once. If that was you, sign in with your name, your unlock phrase and your phone. If it was not, tell whoever invited you at once: somebody else has your link.",
	},
	"invitation-revoked": {
		status: 410,
		title: "This invitation was taken back",
		detail: "Whoever invited you took it back, or made another since. Ask them for the newest.",
	},
	"invitation-unconfirmed": {
		status: 409,
		title: "A second person has not confirmed it yet",
		detail:
			"A new way in needs somebody who knows you, besides whoever made this link: the guardian, the non-executive lead or the board secretary. Ask one of them to confirm it on their desk, then open the link again.",
	},
	"name-taken": {
		status: 409,
		title: "This name is taken",
		detail: "Somebody here signs in by this name. Nothing was changed. Choose another, and make your words again: they belong to the name.",
	},
	"already-appointed": {
		status: 409,
		title: "Appointed already",
		detail:
			"This person is to hold this role already, or somebody else is, and one person at a time holds it. Nothing was changed. Load the list again; end the other appointment first if it was made in error.",
	},
	"holds-keys": {
		status: 409,
		title: "This person still holds keys",
		detail:
			"Somebody who holds a role is not removed until its keys are: hand over what only they can open, have the role ended, then do this again.",
	},
	"last-administrator": {
		status: 409,
		title: "Nobody else administers this deployment",
		detail: "Without an administrator nobody could be invited. Invite another first, then do this again.",
	},
} as const satisfies Partial<Record<RefusalCode, Wording>>;
