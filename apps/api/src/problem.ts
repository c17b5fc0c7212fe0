/** The one file that maps refusal codes to HTTP: RFC 9457 problem details, in words that say what to do. */
import type { Problem, RefusalCode } from "@answerable/types/problem";
import { ACCOUNT_WORDINGS } from "./account-wording.ts";
import { CASE_WORDINGS, type Wording } from "./case-wording.ts";
import { TURNOVER_WORDINGS } from "./turnover-wording.ts";

const WORDINGS: Readonly<Record<RefusalCode, Wording>> = {
	...CASE_WORDINGS,
	...ACCOUNT_WORDINGS,
	malformed: {
		status: 400,
		title: "The request could not be read",
		detail: "The request does not have the form that this address expects. Nothing was stored. Reload the page and send it again.",
	},
	"too-large": {
		status: 413,
		title: "The request is too large",
		detail: "What was sent is longer than this address accepts. Nothing was stored. Shorten it, or send it in several letters.",
	},
	"too-many-letters": {
		status: 409,
		title: "Your letters wait for an answer",
		detail:
			"You have sent twenty letters since anybody here last did something. They are kept, and the deadlines run whatever you send. Keep this letter for later: you can send it once somebody has acted. You can still dispute an answer or withdraw.",
	},
	...TURNOVER_WORDINGS,
	"not-found": {
		status: 404,
		title: "Nothing was found here",
		detail: "There is nothing here that you may see. Check what you typed, word by word, and try again.",
	},
	"not-signed-in": {
		status: 401,
		title: "You are not signed in",
		detail: "Sign in with your name and your unlock phrase, then do this again.",
	},
	"not-allowed": {
		status: 403,
		title: "This is not yours to do",
		detail: "The role in which you acted may not do this. Choose another of your roles, or ask a colleague who holds the role.",
	},
	"wrong-credentials": {
		status: 401,
		title: "Name or unlock phrase is wrong",
		detail: "No one can sign in with this name and this phrase. Check both, word by word, and try again.",
	},
	"unknown-organisation": {
		status: 404,
		title: "No such organisation",
		detail: "No organisation of this name receives concerns here. Check the address on your poster, or choose from the list.",
	},
	"work-missing": {
		status: 403,
		title: "The computing puzzle is not solved",
		detail:
			"Your device has not solved the puzzle that came with this page. Fetch another puzzle, solve it and send the same letter again.",
	},
	"work-spent": {
		status: 409,
		title: "The computing puzzle was used or has expired",
		detail: "The puzzle that came with this page was used before or is too old. Fetch another puzzle and send the same letter again.",
	},
	"stale-parameters": {
		status: 409,
		title: "The deadlines have changed since the page was loaded",
		detail:
			"The organisation's policy or calendar is not the one that you were shown. Load the page's parameters again, check the deadlines and send again.",
	},
	"stale-keys": {
		status: 409,
		title: "A recipient's key has changed since the page was loaded",
		detail: "Somebody who should receive this has left or has a new key. Load the page's parameters again, seal again and send again.",
	},
	"wraps-mismatch": {
		status: 422,
		title: "The sealed keys do not match the recipients",
		detail:
			"The keys that were sealed are not exactly those of the recipients named, or not with the right earliest instants. Load the parameters again, seal again and send again.",
	},
	"ciphertext-mismatch": {
		status: 422,
		title: "The sealed letters do not match what was signed",
		detail: "The letters or keys that arrived are not those that the signature covers, or are not padded. Seal again and send again.",
	},
	"wrong-compartment": {
		status: 422,
		title: "This is in the wrong part of the case",
		detail:
			"An answer that stops a clock must be written to the part that goes up, and nobody may be given a part that their role may not see. Put it where it belongs and send again.",
	},
	"wrong-signature": {
		status: 403,
		title: "The signature is wrong",
		detail:
			"The signature does not fit what was sent and the key that should have made it. Reload the page, unlock your keys and do it again.",
	},
	"out-of-date": {
		status: 409,
		title: "Something happened in between",
		detail:
			"The request was built on an older state, or its time has passed. Reload, read what is new, and do it again if it is still right. Check that your device's clock is right.",
	},
	"tag-taken": {
		status: 409,
		title: "These seven words are in use",
		detail: "Another concern was raised under the same words or the same mailbox. Make new words and send again.",
	},
	"excluded-person": {
		status: 422,
		title: "An excluded person would receive this",
		detail: "Somebody who is left out of this case is among the recipients. Take them out, seal again and send again.",
	},
	"no-recipient": {
		status: 422,
		title: "Nobody would receive this",
		detail: "No recipient is left who may receive the concern first. Choose another route, or an outside body from the list.",
	},
	unavailable: {
		status: 503,
		title: "Not available at the moment",
		detail: "The service cannot reach its database. Nothing was half-written. Keep the page open and send the same again in a minute.",
	},
};

/** A refusal that says where to look or what was seen, and how long to wait. */
export type ToldRefusal = Refused & { readonly about?: string; readonly retryAfterSeconds?: number };

/** A refusal as `decide`, `store` and this app's own checks return it. */
export type Refused = { readonly refused: RefusalCode };

/** True for a refusal, whatever else the call may return. */
export function isRefused(value: object): value is Refused {
	return "refused" in value;
}

/** The problem for a code (RFC 9457 §3). `about` adds one sentence on where to look; it never carries what was sent. */
export function problemOf(code: RefusalCode, about?: string): Problem {
	const { status, title, detail } = WORDINGS[code];
	return { type: `/problems/${code}`, title, status, detail: about === undefined ? detail : `${detail} ${about}`, code };
}

/** A response for a refusal. The same code without `about` is the same bytes every time, so that it tells nothing about a case. */
export function refusal(code: RefusalCode, about?: string): Response {
	return respond(problemOf(code, about));
}

/** A fault of ours: an id to quote, and nothing of what went wrong. */
export function fault(id: string): Response {
	return respond({
		type: "/problems/unavailable",
		title: "Something went wrong on our side",
		status: 500,
		detail: "This is a fault of the service, not of what you sent. Try again; if it happens again, quote the instance to the operator.",
		code: "unavailable",
		instance: `urn:uuid:${id}`,
	});
}

/** The same for a refusal that says more than its code. */
export function toldRefusal({ refused, about, retryAfterSeconds }: ToldRefusal): Response {
	const answer = refusal(refused, about);
	if (retryAfterSeconds !== undefined) answer.headers.set("retry-after", String(retryAfterSeconds));
	return answer;
}

function respond(problem: Problem): Response {
	const headers = new Headers({ "content-type": "application/problem+json" });
	if (problem.status === 503) headers.set("retry-after", "5");
	return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
