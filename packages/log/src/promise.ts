/** Promises of inclusion: the text that the promise key signs, and what a reporter's client checks before it shows the words. */
import type { Bytes32, Hash, SigningKey } from "@answerable/types/bytes";
import type { OpenedClock } from "@answerable/types/clock";
import type { ActSignature, CaseEvent, Happening } from "@answerable/types/event";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { RaiseAnswer } from "@answerable/types/intake";
import type { Policy } from "@answerable/types/policy";
import type { PromiseStatement, SignedPromise } from "@answerable/types/promise";
import type { RaiseStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { fromHex, toHash, utf8 } from "./bytes.ts";
import { canonicalJson } from "./canonical.ts";
import { FIRST_PREVIOUS } from "./event-hash.ts";
import { checkEventLeaf } from "./event-leaf.ts";
import { type CaseLeaf, leafDue, leafResolution } from "./leaf.ts";
import { ProofError } from "./proof-error.ts";
import type { Verify } from "./signing.ts";
import { textForm } from "./text-form.ts";
import { leafHash } from "./tree.ts";

/** The text of a promise, one field a line; the slip prints it as it is. */
export function promiseText(statement: PromiseStatement): string {
	return textForm("promise", [
		["organisation", statement.organisation],
		["case", statement.caseTag],
		["leaf", statement.leaf],
		["received", statement.receivedOn],
		["policy", statement.policy],
		["calendar", statement.calendar],
		...statement.due.map(({ clock, due }) => ["due", `${clock} ${due}`] as const),
		["publish-by", statement.publishBy],
	]);
}

/** What the promise key signs. */
export function promiseBytes(statement: PromiseStatement): Uint8Array {
	return utf8(promiseText(statement));
}

/** What is promised for a raise and its leaf (128 bytes): the api signs it, the client expects it. */
export function promiseOf(event: CaseEvent, leaf: Uint8Array, publishBy: Instant): PromiseStatement {
	const { statement, consequence } = raiseOf(event);
	return {
		version: 1,
		organisation: event.organisation,
		caseTag: event.caseTag,
		leaf: toHash(leafHash(leaf)),
		receivedOn: consequence.received.on,
		policy: statement.policy,
		calendar: statement.calendar,
		due: consequence.clocks.map(({ clock, due }) => ({ clock, due })),
		publishBy,
	};
}

/** Throws unless the promise key signed the promise. */
export function checkPromise({ statement, signature }: SignedPromise, promiseKey: SigningKey, verify: Verify): void {
	if (!verify(promiseKey, promiseBytes(statement), signature)) throw new ProofError("wrong-signature", "The promise's signature is wrong.");
}

/** What the client sent, and what it knows by itself. */
export type SentRaise = {
	readonly organisation: OrganisationId;
	readonly caseTag: CaseTag;
	readonly statement: RaiseStatement;
	readonly ciphertext: Hash;
	readonly act: ActSignature;
	readonly logSalt: Bytes32;
	/** The policy whose hash the raise named. */
	readonly policy: Pick<Policy, "clockResolution" | "clocks">;
	readonly promiseKey: SigningKey;
	/** A promise to publish later than this is no promise: `now` of the intake parameters and two epochs. */
	readonly latestPublication: Instant;
};

/**
 * Throws unless the answer to a raise shows that the concern was kept as it was
 * sent and will be in the log: the event says what was sent, the leaf is the
 * event's, the promise is the leaf's, and the promise key signed it. Whether the
 * due times are those of the policy is for the domain to recompute.
 */
export function checkRaise(answer: RaiseAnswer, sent: SentRaise, verify: Verify): CaseLeaf {
	const { event, promise } = answer;
	requireSameRaise(event, sent);
	const leaf = checkEventLeaf(event, answer.leaf, sent.logSalt);
	requireNext(leaf, raiseOf(event).consequence.clocks, sent);
	const expected = promiseOf(event, fromHex(answer.leaf), promise.statement.publishBy);
	if (canonicalJson(promise.statement) !== canonicalJson(expected)) {
		throw new ProofError("promise-differs", "The promise is not for what was sent.");
	}
	if (promise.statement.publishBy > sent.latestPublication) throw new ProofError("promise-too-late", "The promise is for too late a time.");
	checkPromise(promise, sent.promiseKey, verify);
	return leaf;
}

/** The event must be what was sent with nothing changed; what it adds (its instant, received, clocks) is the server's. */
function requireSameRaise(event: CaseEvent, sent: SentRaise): void {
	const expected: CaseEvent = {
		version: 1,
		organisation: sent.organisation,
		caseTag: sent.caseTag,
		sequence: 0,
		at: event.at,
		by: { actor: "reporter" },
		happening: { kind: "raised", statement: sent.statement, consequence: raiseOf(event).consequence },
		ciphertext: sent.ciphertext,
		previous: FIRST_PREVIOUS,
		policy: sent.statement.policy,
		act: sent.act,
	};
	if (canonicalJson(event) !== canonicalJson(expected)) throw new ProofError("event-differs", "The event is not what was sent.");
}

function raiseOf({ happening }: CaseEvent): Extract<Happening, { kind: "raised" }> {
	if (happening.kind !== "raised") throw new ProofError("event-differs", "The event is no raise.");
	return happening;
}

/** The leaf must name a clock that is due first, rounded by the policy. */
function requireNext({ next }: CaseLeaf, clocks: readonly OpenedClock[], { policy, statement }: SentRaise): void {
	const earliest = clocks.reduce<OpenedClock | null>((least, clock) => (least === null || clock.due < least.due ? clock : least), null);
	if (next === null && earliest === null) return;
	const named = clocks.some(({ clock, due }) => clock === next?.clock && due === earliest?.due);
	const isRounded = earliest !== null && next?.due === leafDue(earliest.due, leafResolution(policy, statement.severity));
	if (!named || !isRounded) throw new ProofError("leaf-differs", "The leaf does not name the clock that is due first.");
}
