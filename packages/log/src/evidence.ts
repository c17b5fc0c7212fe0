/** What proves a case to others: written into the record that a reporter takes outside, read from it, and checked by whoever has the log's key. */
import type { Hash, Signature, SigningKey } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { fromHex, fromHex32, toHex, utf8 } from "./bytes.ts";
import { type Checkpoint, openCheckpoint } from "./checkpoint.ts";
import { type CaseLeaf, decodeLeaf, isLeafOf } from "./leaf.ts";
import type { NoteKey } from "./note.ts";
import { verifyInclusion } from "./proof.ts";
import { ProofError } from "./proof-error.ts";
import type { Verify } from "./signing.ts";
import { leafHash } from "./tree.ts";

/** In hex, and as FORMAT.md has it. No word of the concern is in it, and nothing that opens one. */
export type Evidence = {
	readonly promise: string;
	/** The log's verifier key, as whoever made the record knew it. */
	readonly logKey: string;
	/** The promise key's statement, with the log key's signature: without it nobody else could check the promise. */
	readonly promiseKey: string;
	/** The signed checkpoint; null if the log could not be had. */
	readonly checkpoint: string | null;
	readonly leaves: readonly EvidentLeaf[];
};

/** `index` and `proof` (hashes from the leaf up to the root) are of the checkpoint; null while the leaf is not published. */
export type EvidentLeaf = {
	readonly sequence: number;
	readonly leaf: string;
	readonly index: number | null;
	readonly proof: readonly string[];
};

/** What evidence proves: what was promised, and which leaves of the case the log holds. Not that these are all: see [Note: What a record leaves out]. */
export type Proved = {
	readonly caseTag: CaseTag;
	readonly publishBy: Instant;
	/** The tree that the proofs lead to; null where the record holds none. */
	readonly checkpoint: Checkpoint | null;
	/** In the order of the case. `index`: null of what the checkpoint does not hold. */
	readonly leaves: readonly { readonly sequence: number; readonly leaf: CaseLeaf; readonly index: number | null }[];
};

const LOG_KEY = "log-key ";
const NO_CHECKPOINT = "checkpoint -";

/** The blocks of text in which a record holds it. */
export function evidenceBlocks({ promise, promiseKey, logKey, checkpoint, leaves }: Evidence): readonly string[] {
	const written = leaves.map(({ sequence, leaf, index, proof }) =>
		[`entry ${sequence}`, `leaf ${leaf}`, `index ${index ?? "-"}`, ...proof.map((hash) => `hash ${hash}`)].join("\n"),
	);
	return [promise, promiseKey, `${LOG_KEY}${logKey}`, checkpoint ?? NO_CHECKPOINT, ...written];
}

/** Reads the blocks of a record again. Throws a ProofError for what no record is made of. */
export function readEvidence(blocks: readonly string[]): Evidence {
	const [promise = "", promiseKey = "", logKey = "", checkpoint = "", ...leaves] = blocks;
	if (!logKey.startsWith(LOG_KEY)) throw new ProofError("malformed", "The record does not name the log's key where it should.");
	return {
		promise,
		promiseKey,
		logKey: logKey.slice(LOG_KEY.length),
		checkpoint: checkpoint === NO_CHECKPOINT ? null : checkpoint,
		leaves: leaves.map(readLeaf),
	};
}

const LEAF = /^entry (\d{1,9})\nleaf ((?:[0-9a-f]{2})*)\nindex (-|\d{1,15})((?:\nhash [0-9a-f]{64})*)$/;

function readLeaf(block: string): EvidentLeaf {
	const [, sequence, leaf = "", index, hashes = ""] = LEAF.exec(block) ?? [];
	if (sequence === undefined) throw new ProofError("malformed", "An entry of the record cannot be read.");
	const proof = hashes.split("\nhash ").slice(1);
	return { sequence: Number(sequence), leaf, index: index === "-" ? null : Number(index), proof };
}

/**
 * Checks evidence with nothing but the log's key: it signed the key that signed the promise, the promise is of the first leaf, each entry
 * that is published leads to the root that the log's key signed, and they stand in the log in the order that is told here. Throws a ProofError.
 *
 * [Note: What a record leaves out] No leaf says the how manieth of its case it is, so that the log does not tell how far a case got. Whoever
 * takes an entry out of a record and counts the later ones anew is found by nobody who has the record alone: the log has what is missing.
 */
export function checkEvidence(evidence: Evidence, logKey: NoteKey, verify: Verify): Proved {
	const key = signedText(evidence.promiseKey, "deployment-key");
	if (!verify(logKey.key, key.message, key.signature))
		throw new ProofError("wrong-signature", "The log's key did not sign the key that the promise was made with.");
	if (key.field("use") !== "promise") throw new ProofError("wrong-use", "The key that the promise was made with is for something else.");
	const promise = signedText(evidence.promise, "promise");
	if (!verify(key.field("key") as SigningKey, promise.message, promise.signature))
		throw new ProofError("wrong-signature", "The promise is not as it was signed.");
	const caseTag = promise.field("case") as CaseTag;
	const checkpoint = evidence.checkpoint === null ? null : openCheckpoint(evidence.checkpoint, logKey, verify);
	const leaves = evidence.leaves.map((entry, at) => checkLeaf(entry, { at, caseTag, checkpoint }));
	const [first] = evidence.leaves;
	if (first === undefined || toHex(leafHash(fromHex(first.leaf))) !== (promise.field("leaf") as Hash))
		throw new ProofError("promise-differs", "The first entry is not the one that was promised.");
	leaves.reduce(checkOrder);
	return { caseTag, publishBy: promise.field("publish-by") as Instant, checkpoint, leaves };
}

type Checking = { readonly at: number; readonly caseTag: CaseTag; readonly checkpoint: Checkpoint | null };

function checkLeaf({ sequence, leaf, index, proof }: EvidentLeaf, { at, caseTag, checkpoint }: Checking): Proved["leaves"][number] {
	if (sequence !== at) throw new ProofError("wrong-sequence", `Entry ${at} is missing.`);
	const [bytes, read] = named(`Entry ${sequence} cannot be read`, () => [fromHex(leaf), decodeLeaf(fromHex(leaf))] as const);
	if (!("caseTag" in read) || !isLeafOf(bytes, caseTag)) throw new ProofError("other-case", `Entry ${sequence} is of another case.`);
	if (index === null) return { sequence, leaf: read, index };
	if (checkpoint === null)
		throw new ProofError("malformed", `Entry ${sequence} is said to be in the log, and no checkpoint is there to show it.`);
	const { size, root } = checkpoint;
	named(`Entry ${sequence} is not in the log as it stands here`, () =>
		verifyInclusion({ leaf: leafHash(bytes), index, size, root, proof: proof.map(fromHex32) }),
	);
	return { sequence, leaf: read, index };
}

/** No act overtakes its own case on its way into the log: whatever stands after an entry stands later there, or not there yet. */
function checkOrder(before: Proved["leaves"][number], entry: Proved["leaves"][number]): Proved["leaves"][number] {
	const isLater = entry.index === null || (before.index !== null && before.index < entry.index);
	if (!isLater)
		throw new ProofError(
			"wrong-sequence",
			`Entry ${entry.sequence} is in the log, and entry ${before.sequence} not before it: the record was changed, or the log broke its own order.`,
		);
	return entry;
}

/** Says of a proof that failed of what it was. */
function named<T>(what: string, check: () => T): T {
	try {
		return check();
	} catch (cause) {
		if (!(cause instanceof ProofError)) throw cause;
		throw new ProofError(cause.code, `${what}: ${cause.message}`);
	}
}

/** A text and the signature under it. */
function signedText(text: string, title: string) {
	const [, message, signature] = /^([\s\S]*\n)signature ([0-9a-f]{128})\n$/.exec(text) ?? [];
	const [first, ...lines] = message?.slice(0, -1).split("\n") ?? [];
	if (message === undefined || first !== `answerable/v1/${title}`)
		throw new ProofError("malformed", `There is no signed ${title} where it should be.`);
	const field = (name: string): string => {
		const line = lines.find((each) => each.startsWith(`${name} `));
		if (line === undefined) throw new ProofError("malformed", `The ${title} does not say: ${name}.`);
		return line.slice(name.length + 1);
	};
	return { message: utf8(message), signature: signature as Signature, field };
}
