/** The reporter's routes. None reads or sets a cookie; none is logged. */
import { OrganisationList, WorkAnswer } from "@answerable/types/answer";
import {
	IntakeParameters,
	Mailbox,
	MailboxActAnswer,
	MailboxActRequest,
	MailboxOpening,
	OrganisationCard,
	RaiseAnswer,
	RaiseHeader,
} from "@answerable/types/intake";
import type { RefusalCode } from "@answerable/types/problem";
import { SeverityQuery } from "@answerable/types/query";
import { json, type Operation, type Parameter } from "./operation.ts";

const REPORTER = { section: "Reporter", signedIn: false, asks: true } as const;

const OF_ORGANISATION: readonly Parameter[] = [
	{ name: "slug", in: "path", required: true, about: "The organisation's short name.", schema: OrganisationCard.shape.slug },
	{
		name: "severity",
		in: "query",
		required: false,
		about: "How urgent the concern will be: the puzzle's price depends on it.",
		schema: SeverityQuery.shape.severity,
	},
];

const FRAME =
	"The frame of FORMAT.md, 'A raise': `answerable/v1/raise` and a line feed, then four parts, each behind its length as a big-endian u32: the header (the JSON of RaiseHeader), the letter to `concern`, the letter to `private`, the wraps.";

/** What may be wrong with a sealed raise, in the order in which it is found. */
const RAISE_REFUSALS: readonly RefusalCode[] = [
	"malformed",
	"too-large",
	"unknown-organisation",
	"wrong-signature",
	"ciphertext-mismatch",
	"wraps-mismatch",
	"work-missing",
	"work-spent",
	"stale-parameters",
	"stale-keys",
	"excluded-person",
	"wrong-compartment",
	"tag-taken",
	"unavailable",
];

/** A mailbox that there is not, and one whose words were wrong, are the same answer. */
const DOOR_REFUSALS: readonly RefusalCode[] = ["malformed", "too-large", "not-found", "out-of-date", "unavailable"];

/** What the rules, and the bound on letters, may say to a reporter. */
export const REPORTER_ACT_REFUSALS: readonly RefusalCode[] = [
	"not-allowed",
	"wrong-compartment",
	"case-closed",
	"not-an-answer",
	"already-disputed",
	"already-withdrawn",
	"no-withdrawal",
	"not-asked",
	"already-answered",
	"not-waivable",
	"already-asked",
	"no-further-feedback",
	"too-many-letters",
	"claim-code",
	"tag-taken",
	"excluded-person",
	"stale-keys",
	"already-granted",
];

/** Asking what to seal with, raising, coming back. */
export const reporterOperations: readonly Operation[] = [
	{
		...REPORTER,
		id: "listOrganisations",
		method: "get",
		path: "/api/organisations",
		summary: "Who receives concerns here",
		about: "Organisations that take concerns, by name, and where the same pages are for Tor Browser.",
		parameters: [],
		sent: null,
		answers: [json(200, OrganisationList, "The organisations.")],
		refusals: ["unavailable"],
	},
	{
		...REPORTER,
		id: "readIntake",
		method: "get",
		path: "/api/organisations/{slug}/intake",
		summary: "Everything that a browser needs before it seals a concern",
		about: "Policy, calendar, keys and where their leaves stand, and a puzzle. The browser checks all of it before it trusts any of it.",
		parameters: OF_ORGANISATION,
		sent: null,
		answers: [json(200, IntakeParameters, "The parameters.")],
		refusals: ["malformed", "not-found", "unknown-organisation", "unavailable"],
	},
	{
		...REPORTER,
		id: "fetchWork",
		method: "get",
		path: "/api/organisations/{slug}/work",
		summary: "Another puzzle",
		about: "For whoever was told that theirs is used or too old.",
		parameters: OF_ORGANISATION,
		sent: null,
		answers: [json(200, WorkAnswer, "The puzzle.")],
		refusals: ["malformed", "not-found", "unknown-organisation", "unavailable"],
	},
	{
		...REPORTER,
		id: "raiseConcern",
		method: "post",
		path: "/api/concerns",
		summary: "Raise a concern",
		about: "Durable when it is answered. The same frame again is answered again with the same promise, whatever has changed since.",
		parameters: [],
		sent: { media: "application/octet-stream", schema: RaiseHeader, about: FRAME },
		answers: [json(201, RaiseAnswer, "Kept: the event, its leaf and the signed promise."), json(200, RaiseAnswer, "It was kept before.")],
		refusals: RAISE_REFUSALS,
	},
	{
		...REPORTER,
		id: "openMailbox",
		method: "post",
		path: "/api/mailbox",
		summary: "Read what happened to a concern",
		about:
			"Opened with a challenge that the client built and signed, good once and for two minutes at most. Nothing about the visit is kept.",
		parameters: [],
		sent: { media: "application/json", schema: MailboxOpening, about: "The signed opening." },
		answers: [json(200, Mailbox, "Everything that happened.")],
		refusals: DOOR_REFUSALS,
	},
	{
		...REPORTER,
		id: "actAsReporter",
		method: "post",
		path: "/api/mailbox/acts",
		summary: "Reply, dispute, withdraw, answer what was asked, give a key to who holds an office now",
		about: "Signed with the key that signed the raise. What the same act again is answered with is the same.",
		parameters: [],
		sent: { media: "application/json", schema: MailboxActRequest, about: "An opening, and the act." },
		answers: [json(202, MailboxActAnswer, "Kept, and shown to staff from that instant.")],
		refusals: [...DOOR_REFUSALS, "wrong-signature", "ciphertext-mismatch", ...REPORTER_ACT_REFUSALS],
	},
];
