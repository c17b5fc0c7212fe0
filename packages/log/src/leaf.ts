/** Leaves of the log: 128 bytes each, final when the transaction that made them commits (FORMAT.md, "Leaves"). */
import type { Bytes32, Hash } from "@answerable/types/bytes";
import type { ClockName, Severity } from "@answerable/types/clock";
import type { HappeningKind } from "@answerable/types/event";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { Policy } from "@answerable/types/policy";
import type { Instant } from "@answerable/types/time";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { concat, fromHex32, readUint, sha256, sha256Hash, toHash, toHex, u64, utf8 } from "./bytes.ts";
import { nameOf } from "./code-table.ts";
import { epochSeconds, instantOf, LAST_SECOND } from "./epoch.ts";
import { ProofError } from "./proof-error.ts";
import { decodeStatement, encodeStatement, type StatementLeaf } from "./statement-leaf.ts";

export const LEAF_VERSION = 1;
export const LEAF_BYTES = 128;

/**
 * Kinds of leaf, an open union: codes are added, never changed or used again.
 * 128 `overdue` and 130 `cover` are reserved; a reader that does not know a kind
 * refuses the leaf.
 *
 * [Note: Hidden kinds] Exclusions and skipped rungs are never a kind of leaf: that
 * one happened at all would tell the excluded person. They live in commitments.
 */
const CASE_KIND_CODES: Readonly<Record<HappeningKind, number>> = {
	raised: 1,
	routed: 2,
	letter: 3,
	triaged: 4,
	warned: 5,
	escalated: 6,
	released: 7,
	acknowledged: 8,
	explained: 9,
	disputed: 10,
	"withdrawal-asked": 11,
	withdrawn: 12,
	closed: 13,
	granted: 14,
	"withdrawal-recalled": 15,
	"downgrade-proposed": 16,
	downgraded: 17,
	extended: 18,
	paused: 19,
	resumed: 20,
	"handed-over": 21,
	rekeyed: 22,
	linked: 23,
	"nobody-can-open": 24,
	reopened: 25,
	viewed: 26,
	"feedback-asked": 27,
	"feedback-answered": 28,
	"detriment-asked": 29,
	"detriment-answered": 30,
	"hold-placed": 31,
	"hold-lifted": 32,
	"shredding-announced": 33,
	shredded: 34,
	waived: 35,
	"further-feedback-asked": 36,
	rewrapped: 37,
};

const STATEMENT_KIND_CODES: Readonly<Record<StatementLeaf["kind"], number>> = {
	key: 64,
	root: 65,
	"deployment-key": 66,
	"key-removal": 67,
	"policy-adoption": 68,
	"organisation-days": 69,
	"root-change": 70,
	interests: 71,
	"key-destroyed": 72,
	pages: 73,
	canary: 129,
};

const CLOCK_CODES: Readonly<Record<ClockName, number>> = {
	acknowledgement: 1,
	triage: 2,
	safety_action: 3,
	plan: 4,
	update: 5,
	outcome: 6,
};

/** The case's next unmet clock, its due already rounded by `leafDue`. */
export type NextUnmet = { readonly clock: ClockName; readonly due: Instant };

/**
 * [Note: Leaves are blinded] A case leaf names no one and no words. Its tag is known
 * to whoever knows the reporter's seven words, its organisation tag to whoever holds
 * the view key, its commitment opens with the case's salt; and the salt can be deleted.
 */
export type CaseLeaf = {
	readonly kind: HappeningKind;
	readonly caseTag: CaseTag;
	readonly organisationTag: Bytes32;
	readonly next: NextUnmet | null;
	readonly commitment: Hash;
};

export type Leaf = CaseLeaf | StatementLeaf;

/** Writes the leaf of an event. */
export function encodeCaseLeaf(leaf: CaseLeaf): Uint8Array {
	const due = leaf.next === null ? 0 : epochSeconds(leaf.next.due);
	if (leaf.next !== null && due <= 0) throw new ProofError("malformed-leaf", "A due time before 1970 cannot be written.");
	const clock = leaf.next === null ? 0 : CLOCK_CODES[leaf.next.clock];
	return concat(
		Uint8Array.of(LEAF_VERSION, CASE_KIND_CODES[leaf.kind]),
		fromHex32(leaf.caseTag),
		fromHex32(leaf.organisationTag),
		Uint8Array.of(clock),
		u64(due),
		fromHex32(leaf.commitment),
		new Uint8Array(21),
	);
}

/** Writes the leaf of a key, root set or deployment key: the whole statement, in clear. */
export function encodeStatementLeaf(leaf: StatementLeaf): Uint8Array {
	const body = encodeStatement(leaf);
	const head = Uint8Array.of(LEAF_VERSION, STATEMENT_KIND_CODES[leaf.kind]);
	return concat(head, body, new Uint8Array(LEAF_BYTES - head.length - body.length));
}

/** Reads a leaf, strictly: what is read writes the same 128 bytes again. */
export function decodeLeaf(bytes: Uint8Array): Leaf {
	if (bytes.length !== LEAF_BYTES) throw new ProofError("wrong-length", `A leaf has ${LEAF_BYTES} bytes, not ${bytes.length}.`);
	if (bytes[0] !== LEAF_VERSION) throw new ProofError("unknown-version", `Unknown version of leaf: ${bytes[0]}`);
	const caseKind = nameOf(CASE_KIND_CODES, bytes[1]);
	if (caseKind !== undefined) return decodeCase(caseKind, bytes);
	const statementKind = nameOf(STATEMENT_KIND_CODES, bytes[1]);
	if (statementKind !== undefined) return decodeStatement(statementKind, bytes.subarray(2));
	throw new ProofError("unknown-kind", `Unknown kind of leaf: ${bytes[1]}`);
}

/** Whether a leaf is of this case, without reading the rest of it: how the words find their leaves in any copy of the log. */
export function isLeafOf(bytes: Uint8Array, caseTag: CaseTag): boolean {
	const isCase = bytes.length === LEAF_BYTES && nameOf(CASE_KIND_CODES, bytes[1]) !== undefined;
	return isCase && toHex(bytes.subarray(2, 34)) === caseTag;
}

/** The statement in a leaf, as `decodeLeaf` reads it; null for a leaf of a case and for what is no leaf of this version. */
export function statementOfLeaf(bytes: Uint8Array): StatementLeaf | null {
	if (bytes.length !== LEAF_BYTES || bytes[0] !== LEAF_VERSION) return null;
	const kind = nameOf(STATEMENT_KIND_CODES, bytes[1]);
	return kind === undefined ? null : decodeStatement(kind, bytes.subarray(2));
}

/** How finely a leaf tells when a clock is due. */
export type DueResolution = "second" | "hour" | "day";

/**
 * By the policy's own resolution: whole UTC days where acts are told by the day;
 * otherwise hours, or seconds where a clock of that severity is written in seconds (the demo).
 */
export function leafResolution(policy: Pick<Policy, "clockResolution" | "clocks">, severity: Severity): DueResolution {
	if (policy.clockResolution[severity] === "day") return "day";
	const lengths = policy.clocks.map(({ due }) => due[severity]);
	return lengths.some((due) => due !== null && due !== "backstop" && "seconds" in due) ? "second" : "hour";
}

/** Rounds a due time up, never down: nobody is called overdue before they are. */
export function leafDue(due: Instant, resolution: DueResolution): Instant {
	const step = { second: 1, hour: 3_600, day: 86_400 }[resolution];
	return instantOf(Math.ceil(epochSeconds(due) / step) * step);
}

/** HMAC-SHA256 (RFC 2104) under the view key, which external bodies hold and the organisation never does. */
export function organisationTag(viewKey: Uint8Array, organisation: OrganisationId, caseTag: CaseTag): Bytes32 {
	const message = utf8(`answerable/v1/organisation\n${organisation}\n${caseTag}`);
	return toHex(hmac(nobleSha256, viewKey, message)) as Bytes32;
}

/**
 * Commits to an event. The salt of each event is itself a hash, so one event can be
 * opened to a third party without opening the others.
 */
export function commitment(logSalt: Bytes32, sequence: number, event: Hash): Hash {
	return openedCommitment(eventSalt(logSalt, sequence), event);
}

/** The salt of one event: SHA-256 of the case's salt and the sequence. Showing it opens this event's leaf and no other. */
export function eventSalt(logSalt: Bytes32, sequence: number): Bytes32 {
	return toHex(sha256(fromHex32(logSalt), u64(sequence))) as Bytes32;
}

/** The commitment as anyone computes it who was shown an event and its salt. */
export function openedCommitment(salt: Bytes32, event: Hash): Hash {
	return sha256Hash(utf8("answerable/v1/commitment\n"), fromHex32(salt), fromHex32(event));
}

function decodeCase(kind: HappeningKind, bytes: Uint8Array): CaseLeaf {
	if (bytes.subarray(107).some((byte) => byte !== 0)) throw new ProofError("malformed-leaf", "Reserved bytes are not zero.");
	return {
		kind,
		caseTag: toHex(bytes.subarray(2, 34)) as CaseTag,
		organisationTag: toHex(bytes.subarray(34, 66)) as Bytes32,
		next: decodeNext(bytes.subarray(66, 75)),
		commitment: toHash(bytes.subarray(75, 107)),
	};
}

function decodeNext(bytes: Uint8Array): NextUnmet | null {
	if (bytes.every((byte) => byte === 0)) return null;
	const clock = nameOf(CLOCK_CODES, bytes[0]);
	const due = readUint(bytes.subarray(1));
	if (clock === undefined || due === 0 || due > LAST_SECOND) throw new ProofError("malformed-leaf", "The next unmet clock cannot be read.");
	return { clock, due: instantOf(due) };
}
