/** Acts: what a reporter or handler signs when it does something (FORMAT.md, "Acts"). */
import type { Hash } from "@answerable/types/bytes";
import type { CaseEvent, HappeningKind, Seen } from "@answerable/types/event";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import { textHash, utf8 } from "./bytes.ts";
import { canonicalHash } from "./canonical.ts";
import { FIRST_PREVIOUS } from "./event-hash.ts";
import type { TextHash } from "./signing.ts";
import { textForm } from "./text-form.ts";

/**
 * [Note: Acts name what the signer had seen] A reporter's act may wait for a slot,
 * so it cannot name its own place in the chain. It names the last event that its
 * signer had seen; the event's own sequence and previous hash are added when it is
 * appended. A history changed underneath a signed act no longer holds what it saw.
 */
export type ActParts = {
	readonly organisation: OrganisationId;
	readonly caseTag: CaseTag;
	readonly seen: Seen;
	readonly kind: HappeningKind;
	/** The statement of the happening, without its consequence. */
	readonly statement: unknown;
	/** From `ciphertextHash`; null when the act carries no ciphertext. */
	readonly ciphertext: Hash | null;
	readonly policy: Hash;
};

/** What the signer of a raise had seen: nothing. */
export const NOTHING_SEEN: Seen = { sequence: -1, hash: FIRST_PREVIOUS };

/** The text of an act, one field a line. */
export function actText(parts: ActParts, hash: TextHash = textHash): string {
	return textForm("act", [
		["organisation", parts.organisation],
		["case", parts.caseTag],
		["seen", `${parts.seen.sequence} ${parts.seen.hash}`],
		["kind", parts.kind],
		["statement", canonicalHash(parts.statement, hash)],
		["ciphertext", parts.ciphertext ?? "-"],
		["policy", parts.policy],
	]);
}

/** What Ed25519 signs: the text in UTF-8. */
export function actBytes(parts: ActParts, hash: TextHash = textHash): Uint8Array {
	return utf8(actText(parts, hash));
}

/** SHA-256 of the text: the idempotency key of the act. */
export function actHash(parts: ActParts, hash: TextHash = textHash): Hash {
	return hash(actText(parts, hash));
}

/** The act that an event claims to carry out, rebuilt from the event for a signer who had seen this. */
export function actOf({ organisation, caseTag, ciphertext, policy, happening }: CaseEvent, seen: Seen): ActParts {
	return { organisation, caseTag, ciphertext, policy, seen, kind: happening.kind, statement: happening.statement };
}
