/** The leaf of an event: made when the event is written, checked by whoever holds the words. */
import type { Bytes32 } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import { fromHex } from "./bytes.ts";
import { eventHash } from "./event-hash.ts";
import { type CaseLeaf, commitment, decodeLeaf, encodeCaseLeaf, type NextUnmet, organisationTag } from "./leaf.ts";
import { ProofError } from "./proof-error.ts";

/** What blinds a leaf: the case's own salt, and the view key that external bodies hold. */
export type LeafSecrets = { readonly logSalt: Bytes32; readonly viewKey: Uint8Array };

/** Writes the leaf of an event. `next` is the case's next unmet clock as it stands after the event, its due rounded by `leafDue`. */
export function encodeEventLeaf(event: CaseEvent, { logSalt, viewKey }: LeafSecrets, next: NextUnmet | null): Uint8Array {
	return encodeCaseLeaf({
		kind: event.happening.kind,
		caseTag: event.caseTag,
		organisationTag: organisationTag(viewKey, event.organisation, event.caseTag),
		next,
		commitment: commitment(logSalt, event.sequence, eventHash(event)),
	});
}

/** Throws unless the leaf (128 bytes in hex) is of this event: same kind, same case, and its commitment opens to it. */
export function checkEventLeaf(event: CaseEvent, leaf: string, logSalt: Bytes32): CaseLeaf {
	const decoded = decodeLeaf(fromHex(leaf));
	if (decoded.kind !== event.happening.kind || !("caseTag" in decoded))
		throw new ProofError("leaf-differs", "The leaf is of another kind.");
	const isOfEvent = decoded.caseTag === event.caseTag && decoded.commitment === commitment(logSalt, event.sequence, eventHash(event));
	if (!isOfEvent) throw new ProofError("leaf-differs", "The leaf is not of this event.");
	return decoded;
}
