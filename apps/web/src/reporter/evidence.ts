/** Gathers what proves a case to others: the promise, the key that made it, each leaf with its way to the root, and the note that the log's key signed. */
import { toHex } from "@answerable/log/bytes";
import type { Evidence } from "@answerable/log/evidence";
import { deploymentKeyText } from "@answerable/log/key-statement";
import { promiseText } from "@answerable/log/promise";
import { listedHash, proveInclusion } from "@answerable/log/proof";
import { leafHash } from "@answerable/log/tree";
import type { IntakeParameters } from "@answerable/types/intake";
import type { OpenMailbox } from "./mailbox.ts";

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
