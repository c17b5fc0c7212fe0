/** The layout of an outer seal, and what it is bound to. No libsodium here; only `wrap` makes one and only `release` opens one. */
import type { Hash } from "@answerable/types/bytes";
import type { TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { sha256 } from "@noble/hashes/sha2.js";
import { ByteReader, concat, toHex } from "./bytes.ts";
import { type CaseContext, type ContextLine, caseLines, contextBytes, hex32, uuid } from "./context.ts";
import { SealError } from "./errors.ts";
import { checkStart, SUITE } from "./letter-header.ts";
import type { WrapRung } from "./wrap-header.ts";

/** First byte of an outer seal. */
export const OUTER_MAGIC = 0xa4;
/** A release holder's box around a 32-byte share: X-Wing ciphertext, nonce, share, MAC. */
const SHARE_BOX_BYTES = 1120 + 24 + 32 + 16;

/** What an outer seal is bound to: nothing of it can be moved to another case, rung, recipient, rule or instant. */
export type OuterContext = CaseContext & {
	readonly rung: WrapRung;
	readonly tenure: TenureId;
	readonly keyHash: Hash;
	/** The earliest instant at which this rung can lawfully fire. */
	readonly notBefore: Instant;
	readonly policy: Hash;
	readonly calendar: Hash;
};

/** A release holder's part of an outer seal. */
export type OuterHolder = { readonly key: Hash; readonly box: Uint8Array };

/** An outer seal, taken apart. */
export type Outer = {
	readonly threshold: number;
	readonly holders: readonly OuterHolder[];
	readonly nonce: Uint8Array;
	readonly ciphertext: Uint8Array;
};

/** The bytes in front of the nonce: threshold and holders. */
export function encodeOuterHead(threshold: number, holders: readonly { key: Uint8Array; box: Uint8Array }[]): Uint8Array {
	return concat(Uint8Array.of(OUTER_MAGIC, SUITE, threshold, holders.length), ...holders.flatMap(({ key, box }) => [key, box]));
}

/** Takes an outer seal apart. Thresholds other than 1 of 1 parse, so that a later version need not change the layout. */
export function parseOuter(body: Uint8Array): Outer & { readonly head: Uint8Array } {
	const reader = new ByteReader(body);
	checkStart(reader, OUTER_MAGIC);
	const threshold = reader.number(1);
	const count = reader.number(1);
	if (threshold === 0 || threshold > count) {
		throw new SealError("malformed", "A threshold that no number of holders can meet.");
	}
	const holders = Array.from({ length: count }, () => ({ key: toHex(reader.take(32)) as Hash, box: reader.take(SHARE_BOX_BYTES) }));
	const head = body.subarray(0, 4 + count * (32 + SHARE_BOX_BYTES));
	return { threshold, holders, nonce: reader.take(24), ciphertext: reader.rest(), head };
}

/** What the key of a holder's share is derived over. */
export function shareContext(context: OuterContext, holder: Hash): Uint8Array {
	return contextBytes("outer-share", [...outerLines(context), ["holder", hex32(holder)]]);
}

/** The associated data of the outer seal: its context and the SHA-256 of everything in front of the nonce. */
export function outerBound(context: OuterContext, head: Uint8Array): Uint8Array {
	return contextBytes("outer", [...outerLines(context), ["head", toHex(sha256(head))]]);
}

function outerLines(context: OuterContext): readonly ContextLine[] {
	return [
		["suite", SUITE],
		...caseLines(context),
		["rung", context.rung],
		["tenure", uuid(context.tenure)],
		["key", hex32(context.keyHash)],
		["not-before", context.notBefore],
		["policy", hex32(context.policy)],
		["calendar", hex32(context.calendar)],
	];
}
