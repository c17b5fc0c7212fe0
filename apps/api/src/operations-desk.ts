/** The desk's routes: for staff who signed in, and in the journal by method, template and status alone. */
import { GranteeList } from "@answerable/types/answer";
import {
	BeginningsRequest,
	CaseBeginnings,
	DeskActAnswer,
	DeskActRequest,
	DeskCase,
	Inbox,
	NoticeList,
	Watched,
	WatchRequest,
} from "@answerable/types/desk";
import { CaseTag } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import { CaseQuery, InboxQuery, TenureQuery } from "@answerable/types/query";
import { json, type Operation, ORIGIN, type Parameter } from "./operation.ts";
import { accountOperations, doorOperations } from "./operations-account.ts";

export const DESK = { section: "Desk", signedIn: true, asks: true, parameters: [], sent: null } as const;

const TAG: Parameter = { name: "tag", in: "path", required: true, about: "The case.", schema: CaseTag };
const AS: Parameter = {
	name: "tenure",
	in: "query",
	required: true,
	about: "In which of my roles I ask: one person may hold several, with different sight.",
	schema: TenureQuery.shape.tenure,
};

const AIM: Parameter = {
	name: "aim",
	in: "query",
	required: false,
	about: "Reading is an event, once a day and tenure. An outline has no letter but the concern as it was raised, and is no event.",
	schema: CaseQuery.shape.aim,
};

/** What `decide` may say to a handler. */
export const HANDLER_ACT_REFUSALS: readonly RefusalCode[] = [
	"wrong-compartment",
	"case-closed",
	"severity-cannot-fall",
	"nothing-to-acknowledge",
	"already-acknowledged",
	"nothing-to-explain",
	"already-explained",
	"review-not-ahead",
	"review-too-late",
	"no-outcome-yet",
	"excluded-person",
	"already-granted",
	"not-lower",
	"no-proposal",
	"same-person",
	"no-extension",
	"already-extended",
	"nothing-to-pause",
	"already-paused",
	"not-paused",
	"already-handling",
	"already-linked",
	"not-closed",
	"already-held",
	"not-held",
];

/** What is found wrong with an act before `decide` sees it. */
const ACT_REFUSALS: readonly RefusalCode[] = [
	"malformed",
	"too-large",
	"not-signed-in",
	"not-allowed",
	"not-found",
	"wrong-signature",
	"ciphertext-mismatch",
	"stale-keys",
	"out-of-date",
	"unavailable",
];

/** What I may see, and acting on it. */
const caseOperations: readonly Operation[] = [
	{
		...DESK,
		id: "listCases",
		method: "get",
		path: "/api/desk/cases",
		summary: "What waits for me",
		about: "Cases that my present tenures may see, most urgent first, in pages.",
		parameters: [{ name: "cursor", in: "query", required: false, about: "Where the page before ended.", schema: InboxQuery.shape.cursor }],
		answers: [json(200, Inbox, "A page, and where the next begins.")],
		refusals: ["malformed", "not-signed-in", "unavailable"],
	},
	{
		...DESK,
		id: "readBeginnings",
		method: "post",
		path: "/api/desk/beginnings",
		summary: "What many cases are about",
		about:
			"How each of these cases began, sealed, for a list that a browser opens and searches by itself; it does not count as having read a case. A case that I may not read, somebody else's tenure and a tag that no case has are left out alike. Filled up to a power of two.",
		parameters: [ORIGIN],
		sent: { media: "application/json", schema: BeginningsRequest, about: "The cases, each with the tenure that asks." },
		answers: [json(200, CaseBeginnings, "The beginnings.")],
		refusals: ["malformed", "too-large", "not-signed-in", "not-allowed", "unavailable"],
	},
	{
		...DESK,
		id: "watchDesk",
		method: "post",
		path: "/api/desk/watch",
		summary: "Whether something is new",
		about:
			"What a page that stays open asks once a minute. It renews no session, and is in no journal. A hash tells whether my list changed; of the case that the page shows, the last event that is news, and which colleagues have it open now. A case that I may not know of is answered like none. Every answer is filled up to 1 KiB.",
		parameters: [ORIGIN],
		sent: {
			media: "application/json",
			schema: WatchRequest,
			about: "The case that the page shows, if it shows one, and the tenure that asks.",
		},
		answers: [json(200, Watched, "Whether something is new.")],
		refusals: ["malformed", "too-large", "not-signed-in", "not-allowed", "unavailable"],
	},
	{
		...DESK,
		id: "listNotices",
		method: "get",
		path: "/api/desk/notices",
		summary: "What I was told",
		about: "The newest notices of my present tenures. A notice names no case.",
		answers: [json(200, NoticeList, "The notices.")],
		refusals: ["not-signed-in", "unavailable"],
	},
	{
		...DESK,
		id: "readCase",
		method: "get",
		path: "/api/desk/cases/{tag}",
		summary: "A case, as one of my tenures may see it",
		about:
			"A case that I may not know of, somebody else's tenure and a tag that no case has are the same answer. Where my tenure may read it, the reporter will see that somebody in my role did.",
		parameters: [TAG, AS, AIM],
		answers: [json(200, DeskCase, "As much as the tenure may see now.")],
		refusals: ["malformed", "not-signed-in", "not-found", "unavailable"],
	},
	{
		...DESK,
		id: "listGrantees",
		method: "get",
		path: "/api/desk/cases/{tag}/grantees",
		summary: "To whom I may give a case",
		about: "Colleagues with a key in the log, without those who are left out of the case.",
		parameters: [TAG, AS],
		answers: [json(200, GranteeList, "Their keys.")],
		refusals: ["malformed", "not-signed-in", "not-found", "unavailable"],
	},
	{
		...DESK,
		id: "actOnCase",
		method: "post",
		path: "/api/desk/cases/{tag}/acts",
		summary: "Do something on a case",
		about:
			"Signed by the key of the tenure, over what was sealed and the last event that the signer had seen. The same act again is answered with the same event.",
		parameters: [TAG, ORIGIN],
		sent: { media: "application/json", schema: DeskActRequest, about: "The tenure, and the act." },
		answers: [json(201, DeskActAnswer, "Done: the event."), json(200, DeskActAnswer, "It was done before.")],
		refusals: [...ACT_REFUSALS, ...HANDLER_ACT_REFUSALS],
	},
];

/** Everything under `/api/desk`. */
export const deskOperations: readonly Operation[] = [...doorOperations, ...accountOperations, ...caseOperations];
