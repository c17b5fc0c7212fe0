/** Opening an outer seal. Only the releaser, and the tests, import this. It opens no inner wrap and no letter. */
import type { Hash } from "@answerable/types/bytes";
import { SealError } from "./errors.ts";
import { type KemKeyPair, kemKeyPair, openBox } from "./kem-box.ts";
import { type OuterContext, outerBound, parseOuter, shareContext } from "./outer.ts";
import { sealingKeyHash } from "./sealing-key.ts";
import { aeadOpen } from "./sodium.ts";
import { wrapHeader } from "./wrap-header.ts";
import type { WrapEntry } from "./wrap-list.ts";

/** The release key pair of a 32-byte seed. */
export function releaseKeyPair(seed: Uint8Array): KemKeyPair {
	return kemKeyPair(seed);
}

/** SHA-256 of the release keys that an entry was sealed to: which quarter's key is wanted. */
export function releaseHolders(entry: WrapEntry): readonly Hash[] {
	return parseOuter(entry.body).holders.map((holder) => holder.key);
}

/**
 * Opens the outer seal of an entry and returns the inner wrap, which only its
 * recipient can open. `context` comes from the case's rows, never from the entry:
 * whatever differs is refused. Whether the rung is due is the caller's to judge.
 */
export function openOuter(entry: WrapEntry, context: OuterContext, releaseSecretKey: Uint8Array): Uint8Array {
	checkEntry(entry, context);
	const outer = parseOuter(entry.body);
	if (outer.threshold !== 1 || outer.holders.length !== 1) {
		throw new SealError("unsupported-threshold", "This seal needs several release holders.");
	}
	const own = sealingKeyHash(releaseKeyPair(releaseSecretKey).publicKey);
	const holder = outer.holders.find(({ key }) => key === own);
	if (holder === undefined) {
		throw new SealError("not-a-holder", "This seal was made for another release key.");
	}
	const contentKey = openBox(holder.box, releaseSecretKey, { context: shareContext(context, own), bound: new Uint8Array() });
	const inner = aeadOpen(outer.ciphertext, { key: contentKey, nonce: outer.nonce, bound: outerBound(context, outer.head) });
	checkInner(inner, context);
	return inner;
}

function checkEntry(entry: WrapEntry, context: OuterContext): void {
	const same =
		entry.layer === 2 &&
		entry.rung === context.rung &&
		entry.tenure === context.tenure &&
		entry.keyHash === context.keyHash &&
		entry.notBefore === context.notBefore;
	if (!same) {
		throw new SealError("wrong-context", "The wrap says that it belongs somewhere else.");
	}
}

function checkInner(inner: Uint8Array, context: OuterContext): void {
	const header = wrapHeader(inner);
	if (header.layer !== 2 || header.rung !== context.rung) {
		throw new SealError("wrong-context", "The inner wrap was made for another rung.");
	}
}
