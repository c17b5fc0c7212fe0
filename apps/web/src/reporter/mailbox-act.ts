/** What a reporter does later: reply, dispute, withdraw, answer what was asked. Sealed and signed here, over what was seen. */
import { toBase64Url } from "@answerable/crypto/bytes";
import type { LetterContext } from "@answerable/crypto/letter";
import { sign } from "@answerable/crypto/signing";
import { DISPUTE_COMPARTMENT } from "@answerable/domain/act-letter";
import { type ActParts, actBytes } from "@answerable/log/act";
import { ciphertextHash } from "@answerable/log/ciphertext";
import type { FeedbackContent, LetterContent } from "@answerable/types/content";
import { MailboxActAnswer, type MailboxActRequest, type ReporterAct } from "@answerable/types/intake";
import type { Compartment } from "@answerable/types/role";
import type { WaiveStatement } from "@answerable/types/statement";
import { CheckError } from "../check-error.ts";
import type { Http } from "../http.ts";
import { type Content, sealContent } from "../letter.ts";
import type { CheckedDeployment } from "./intake.ts";
import { type OpenMailbox, sendOpening } from "./mailbox.ts";

/** A connection and the deployment it was checked against. */
export type Connected = { readonly http: Http; readonly deployment: CheckedDeployment };

/** A letter to whoever handles the case. `private` stays with the guardian, `concern` may go up. */
export type Reply = { readonly purpose: "question" | "reply"; readonly compartment: "concern" | "private"; readonly text: string };

/** Writes to the handlers. Returns when staff will see it. */
export async function reply(connected: Connected, open: OpenMailbox, { purpose, compartment, text }: Reply): Promise<MailboxActAnswer> {
	const ciphertext = sealed(open, compartment, { purpose, text });
	const statement = { purpose, compartment };
	const act = signed(open, { kind: "letter", statement, ciphertext });
	return send(connected, open, { kind: "letter", statement, act, ciphertext: toBase64Url(ciphertext) });
}

/** Says that the answer at this sequence answered nothing: its clock runs again from its original due time. */
export async function dispute(
	connected: Connected,
	open: OpenMailbox,
	{ sequence, text }: { readonly sequence: number; readonly text: string },
): Promise<MailboxActAnswer> {
	const ciphertext = sealed(open, DISPUTE_COMPARTMENT, { purpose: "dispute", text });
	const statement = { sequence };
	const act = signed(open, { kind: "disputed", statement, ciphertext });
	return send(connected, open, { kind: "disputed", statement, act, ciphertext: toBase64Url(ciphertext) });
}

/** Asks to withdraw. It takes effect days later, so that pressure to withdraw can still fail. */
export async function askWithdrawal(connected: Connected, open: OpenMailbox): Promise<MailboxActAnswer> {
	const act = signed(open, { kind: "withdrawal-asked", statement: {}, ciphertext: null });
	return send(connected, open, { kind: "withdrawal-asked", statement: {}, act, ciphertext: null });
}

/** Takes a withdrawal back, as long as it has not taken effect. */
export async function recallWithdrawal(connected: Connected, open: OpenMailbox): Promise<MailboxActAnswer> {
	const act = signed(open, { kind: "withdrawal-recalled", statement: {}, ciphertext: null });
	return send(connected, open, { kind: "withdrawal-recalled", statement: {}, act, ciphertext: null });
}

/** Whether they would speak up again; `sequence` is where it was asked. It stays with the guardian. */
export async function answerFeedback(
	connected: Connected,
	open: OpenMailbox,
	{ sequence, ...content }: FeedbackContent & { readonly sequence: number },
): Promise<MailboxActAnswer> {
	const statement = { sequence, compartment: "private" as const };
	const ciphertext = sealedAt(open, { kind: "feedback", content }, { compartment: "private", purpose: "feedback" });
	const act = signed(open, { kind: "feedback-answered", statement, ciphertext });
	return send(connected, open, { kind: "feedback-answered", statement, act, ciphertext: toBase64Url(ciphertext) });
}

/** Whether they were treated worse for speaking up, asked at `sequence`. `concern` may go up, `private` stays with the guardian. */
export async function answerDetriment(connected: Connected, open: OpenMailbox, answer: DetrimentAnswer): Promise<MailboxActAnswer> {
	const { sequence, suffered, compartment, text } = answer;
	const statement = { sequence, suffered, compartment };
	const ciphertext = sealed(open, compartment, { purpose: "detriment", text });
	const act = signed(open, { kind: "detriment-answered", statement, ciphertext });
	return send(connected, open, { kind: "detriment-answered", statement, act, ciphertext: toBase64Url(ciphertext) });
}

/** An answer to a detriment check. */
export type DetrimentAnswer = {
	readonly sequence: number;
	readonly suffered: boolean;
	readonly compartment: "concern" | "private";
	readonly text: string;
};

/** Does without an acknowledgement, where national law knows the reason. */
export async function waiveAcknowledgement(
	connected: Connected,
	open: OpenMailbox,
	reason: WaiveStatement["reason"],
): Promise<MailboxActAnswer> {
	const statement = { clock: "acknowledgement" as const, reason };
	const act = signed(open, { kind: "waived", statement, ciphertext: null });
	return send(connected, open, { kind: "waived", statement, act, ciphertext: null });
}

/** Asks for feedback beyond the first, where national law gives it. */
export async function askFurtherFeedback(connected: Connected, open: OpenMailbox): Promise<MailboxActAnswer> {
	const act = signed(open, { kind: "further-feedback-asked", statement: {}, ciphertext: null });
	return send(connected, open, { kind: "further-feedback-asked", statement: {}, act, ciphertext: null });
}

function sealed(open: OpenMailbox, compartment: Compartment, content: LetterContent): Uint8Array {
	return sealedAt(open, { kind: "letter", content }, { compartment, purpose: content.purpose });
}

function sealedAt(
	{ keys, case: read, secrets, organisation }: OpenMailbox,
	content: Content,
	{ compartment, purpose }: Pick<LetterContext, "compartment" | "purpose">,
): Uint8Array {
	const key = keys[compartment];
	if (key === undefined) throw new CheckError("no-key", "The keys of this case could not be opened, so nothing can be sealed to it.");
	const place = { organisation: organisation.id, caseTag: secrets.caseTag, sender: "reporter" as const, sequence: read.head.sequence + 1 };
	return sealContent(content, { ...place, compartment, purpose }, key);
}

/** Signs an act over the last event that was seen. */
export function signed(
	{ case: read, secrets, organisation }: OpenMailbox,
	{ kind, statement, ciphertext }: Pick<ActParts, "kind" | "statement"> & { readonly ciphertext: Uint8Array | null },
): ReporterAct["act"] {
	const parts: ActParts = {
		organisation: organisation.id,
		caseTag: secrets.caseTag,
		seen: read.head,
		kind,
		statement,
		ciphertext: ciphertext === null ? null : ciphertextHash([ciphertext]),
		policy: read.policy,
	};
	return { seen: read.head, signature: sign(secrets.messageSign, actBytes(parts)) };
}

/** Sends an act, which is the same however often it is sent; the opening that carries it is signed anew each time. */
export async function send({ http, deployment }: Connected, { secrets }: OpenMailbox, act: ReporterAct): Promise<MailboxActAnswer> {
	return sendOpening(http, { deployment, secrets }, (opening) =>
		http.postOnce("/api/mailbox/acts", { opening, act } satisfies MailboxActRequest, MailboxActAnswer),
	);
}
