/** What the rules of a case refuse, in words that say what to do. */
import type { RefusalCode } from "@answerable/types/problem";

/** How a refusal is answered. */
export type Wording = { readonly status: number; readonly title: string; readonly detail: string };

/** Codes that the domain gives; `problem.ts` has the others, and maps all of them to HTTP. */
export const CASE_WORDINGS = {
	"not-due": { status: 409, title: "Nothing is due", detail: "Nothing has to happen on this case now. There is nothing to do." },
	"already-raised": {
		status: 409,
		title: "This concern was raised already",
		detail: "The concern is kept. Open the mailbox with its seven words.",
	},
	"already-acknowledged": {
		status: 409,
		title: "Already acknowledged",
		detail: "This step of the ladder was acknowledged before. There is nothing more to do; only an answer stops the clock.",
	},
	"already-disputed": {
		status: 409,
		title: "Already disputed",
		detail: "This letter was disputed before, and its clock runs again. There is nothing more to do.",
	},
	"already-explained": {
		status: 409,
		title: "Already explained",
		detail: "This clock was held by an explanation once, and cannot be held again. Answer the person instead.",
	},
	"already-withdrawn": { status: 409, title: "Already withdrawn", detail: "The withdrawal is recorded. There is nothing more to do." },
	"already-granted": {
		status: 409,
		title: "Already given to this colleague",
		detail: "This colleague can open the case already. There is nothing more to do.",
	},
	"case-closed": {
		status: 409,
		title: "The case is closed",
		detail: "Nothing can be added to a closed case. The person may raise a new concern.",
	},
	"nothing-to-acknowledge": {
		status: 409,
		title: "Nothing to acknowledge",
		detail: "No step of the ladder at your rung waits for an acknowledgement. Reload to see where the case stands.",
	},
	"nothing-to-explain": {
		status: 409,
		title: "Nothing to explain",
		detail: "No overdue clock has reached your rung. Reload to see where the case stands.",
	},
	"not-an-answer": {
		status: 409,
		title: "This is not an answer that can be disputed",
		detail: "Only a letter that stopped a clock can be disputed. Choose such a letter, or write a reply.",
	},
	"review-too-late": {
		status: 422,
		title: "The review date is too late",
		detail: "An explanation holds the ladder no longer than the policy allows. Choose an earlier review date.",
	},
	"review-not-ahead": { status: 422, title: "The review date has passed", detail: "The review date must lie ahead. Choose a later one." },
	"severity-cannot-fall": {
		status: 422,
		title: "The severity cannot be lowered",
		detail: "Triage may keep or raise the severity, never lower it. Choose the same or a higher one.",
	},
	"no-outcome-yet": {
		status: 409,
		title: "The person has had no outcome yet",
		detail:
			"A case closes only after an outcome that is not disputed, or after the attempts at contact that the policy asks for. Write to the person first.",
	},
	"claim-code": {
		status: 403,
		title: "These words cannot decide for the person",
		detail:
			"Somebody wrote this concern down for another person. With the words that they were given, that person first makes their own; then they can do this.",
	},
	"already-asked": {
		status: 409,
		title: "Already asked",
		detail: "This was asked for before, and an answer is owed. There is nothing more to do.",
	},
	"no-withdrawal": {
		status: 409,
		title: "Nothing to take back",
		detail: "No withdrawal waits to take effect. Reload to see where the case stands.",
	},
	"not-lower": {
		status: 422,
		title: "The severity is not lower",
		detail: "A proposal to lower the severity must name a lower one. Use triage to keep or raise it.",
	},
	"same-person": {
		status: 403,
		title: "Another person has to agree",
		detail: "Whoever proposed the lower severity cannot agree to it, in whatever role. Ask a colleague who can read the case.",
	},
	"no-proposal": {
		status: 409,
		title: "No such proposal",
		detail: "Nobody has proposed this, or it was agreed to or disputed before. Reload to see where the case stands.",
	},
	"already-extended": {
		status: 409,
		title: "Already extended",
		detail: "More time was granted for this clock once, and is not granted again. Answer the person.",
	},
	"no-extension": {
		status: 422,
		title: "No more time is granted here",
		detail: "The policy grants no more time for this clock, or its time has passed already. Answer the person.",
	},
	"already-paused": {
		status: 409,
		title: "Already waiting for the person",
		detail: "The clocks wait already. There is nothing more to do.",
	},
	"nothing-to-pause": {
		status: 422,
		title: "Nothing can wait here",
		detail: "The policy lets no clock of this case wait now, or the time for waiting is used up. Answer the person.",
	},
	"not-paused": {
		status: 409,
		title: "Nothing waits",
		detail: "The clocks run already. There is nothing more to do.",
	},
	"already-handling": {
		status: 409,
		title: "Already in their hands",
		detail: "This colleague handles the case already. There is nothing more to do.",
	},
	"already-linked": {
		status: 409,
		title: "Already linked",
		detail: "These two cases are linked already. There is nothing more to do.",
	},
	"not-closed": {
		status: 409,
		title: "The case is open",
		detail: "This can only be done to a closed case. Reload to see where the case stands.",
	},
	"already-viewed": {
		status: 409,
		title: "Already noted",
		detail: "That this role read the case today is recorded. There is nothing more to do.",
	},
	"not-asked": {
		status: 409,
		title: "This question was not asked",
		detail: "There is no such question to answer on this case. Reload to see where it stands.",
	},
	"already-answered": {
		status: 409,
		title: "Already answered",
		detail: "This question was answered before. Write a letter to add something.",
	},
	"already-held": {
		status: 409,
		title: "Already held",
		detail: "A legal hold is on this case already. There is nothing more to do.",
	},
	"not-held": {
		status: 409,
		title: "Nothing is held",
		detail: "No legal hold is on this case. There is nothing more to do.",
	},
	"case-held": {
		status: 409,
		title: "A legal hold is on this case",
		detail: "Nothing of this case may be deleted while it is held. Lift the hold first, if its ground has gone.",
	},
	"not-waivable": {
		status: 422,
		title: "An acknowledgement is owed here",
		detail: "The policy of this organisation knows no such exception, or the concern was acknowledged already.",
	},
	"no-further-feedback": {
		status: 422,
		title: "No further feedback can be asked for",
		detail: "The policy of this organisation gives none beyond the outcome, or the outcome has not come yet. Write a letter instead.",
	},
} as const satisfies Partial<Record<RefusalCode, Wording>>;
