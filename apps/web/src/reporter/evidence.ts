/** What proves a case to others: the promise, the key that made it, each leaf with its way to the root, and the note that the log's key signed. */
import { toHex } from "@answerable/log/bytes";
import { deploymentKeyText } from "@answerable/log/key-statement";
import { promiseText } from "@answerable/log/promise";
import { listedHash, proveInclusion } from "@answerable/log/proof";
import { leafHash } from "@answerable/log/tree";
import type { IntakeParameters } from "@answerable/types/intake";
import type { OpenMailbox } from "./mailbox.ts";

/** In hex, and as FORMAT.md of the log has it. No word of the concern is in it, and nothing that opens one. */
export type Evidence = {
	readonly promise: string;
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

/** Gathers it from a mailbox that is open, and from its deployment's keys. */
export function evidenceOf(
	{ mailbox, log, leaves }: OpenMailbox,
	{ logKey, promiseKey }: Pick<IntakeParameters, "logKey" | "promiseKey">,
): Evidence {
	const hash = log === null ? null : listedHash(log.entries.map(leafHash));
	const { statement, signature } = mailbox.promise;
	return {
		promise: `${promiseText(statement)}signature ${signature}\n`,
		logKey,
		promiseKey: `${deploymentKeyText(promiseKey.statement)}signature ${promiseKey.signature}\n`,
		checkpoint: log?.note ?? null,
		leaves: leaves.map(({ sequence, index }, at) => ({
			sequence,
			leaf: mailbox.leaves[at] ?? "",
			index,
			proof: log === null || hash === null || index === null ? [] : proveInclusion(index, log.entries.length, hash).map(toHex),
		})),
	};
}
