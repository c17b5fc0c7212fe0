/** The hash that links an event to the one after it, and that its leaf commits to. */
import type { Hash } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import { textHash } from "./bytes.ts";
import { canonicalJson } from "./canonical.ts";
import type { TextHash } from "./signing.ts";

/** 64 zeros: the hash before the first event. */
export const FIRST_PREVIOUS = "0000000000000000000000000000000000000000000000000000000000000000" as Hash;

/** SHA-256 of `answerable/v1/event`, a newline, and the event in canonical JSON, signature and all. */
export function eventHash(event: CaseEvent, hash: TextHash = textHash): Hash {
	return hash(`answerable/v1/event\n${canonicalJson(event)}`);
}
