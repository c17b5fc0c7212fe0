/** Case keys sealed to one recipient, once or twice (FORMAT.md, "A wrap"). */
import type { Hash } from "@answerable/types/bytes";
import type { TenureId } from "@answerable/types/id";
import type { Compartment } from "@answerable/types/role";
import { ByteReader, concat, fromHex } from "./bytes.ts";
import { COMPARTMENTS, type CompartmentKeys } from "./compartment.ts";
import { type CaseContext, caseLines, contextBytes, hex32, uuid } from "./context.ts";
import { SealError } from "./errors.ts";
import { kemKeyPair, openBox, sealBox } from "./kem-box.ts";
import { SUITE } from "./letter-header.ts";
import { encodeOuterHead, type OuterContext, outerBound, shareContext } from "./outer.ts";
import { type Random, randomBytes } from "./random.ts";
import { sealingKeyHash } from "./sealing-key.ts";
import { aeadSeal, NONCE_BYTES } from "./sodium.ts";
import {
	encodeWrapHeader,
	type Layer,
	maskOf,
	NO_TENURE,
	REPORTER_RUNG,
	WRAP_HEADER_BYTES,
	type WrapRung,
	wrapHeader,
} from "./wrap-header.ts";
import type { WrapEntry } from "./wrap-list.ts";

/** The place of a wrap: what its key is bound to, beside the recipient's own key. */
export type WrapContext = CaseContext & {
	readonly rung: WrapRung;
	readonly layer: Layer;
	readonly tenure: TenureId;
	/** SHA-256 of the recipient's key statement. */
	readonly keyHash: Hash;
	/** The compartments that it opens, as the signed statement names them. */
	readonly opens: readonly Compartment[];
};

/** A wrap to be made. `keys` must hold every compartment of `opens`; others are not looked at. */
export type WrapRequest = Omit<WrapContext, "layer"> & { readonly keys: CompartmentKeys; readonly recipientKey: Uint8Array };

/** Seals case keys to one recipient, who may open them at once. */
export function sealWrap(request: WrapRequest, random: Random = randomBytes): WrapEntry {
	const { rung, tenure, keyHash } = request;
	return { rung, layer: 1, tenure, keyHash, notBefore: null, body: sealInner(request, 1, random) };
}

/**
 * Seals case keys twice: to the recipient, and around that to the release key.
 * The outer layer authenticates `notBefore`, policy and calendar, so that
 * whoever stores it can neither bring the release forward nor swap the rules.
 */
export function sealReleasable(
	request: WrapRequest & Pick<OuterContext, "notBefore" | "policy" | "calendar">,
	releaseKey: Uint8Array,
	random: Random = randomBytes,
): WrapEntry {
	const { rung, tenure, keyHash, notBefore } = request;
	const inner = sealInner(request, 2, random);
	const contentKey = random(32);
	const holder = sealingKeyHash(releaseKey);
	const box = sealBox(contentKey, releaseKey, { context: shareContext(request, holder), bound: new Uint8Array() }, random);
	const head = encodeOuterHead(1, [{ key: fromHex(holder), box }]);
	const nonce = random(NONCE_BYTES);
	const body = concat(head, nonce, aeadSeal(inner, { key: contentKey, nonce, bound: outerBound(request, head) }));
	return { rung, layer: 2, tenure, keyHash, notBefore, body };
}

/** Opens an inner wrap that stands at the place given: exactly the keys of `opens`, or `SealError`. */
export function openWrap(inner: Uint8Array, secretKey: Uint8Array, context: WrapContext): CompartmentKeys {
	const header = wrapHeader(inner);
	const mask = maskOf(context.opens);
	if (header.rung !== context.rung || header.layer !== context.layer || maskOf(header.opens) !== mask) {
		throw new SealError("wrong-context", "The wrap says that it belongs somewhere else.");
	}
	const bound = encodeWrapHeader(context);
	const opened = openBox(inner.subarray(WRAP_HEADER_BYTES), secretKey, {
		context: wrapKeyContext(context, kemKeyPair(secretKey).publicKey),
		bound,
	});
	return keysIn(opened, context.opens);
}

/** The place of the reporter's own wrap: sealed to the `kem` sub-key of the return code, opening all but the guardians' notes. */
export function reporterWrapContext(context: CaseContext, kemPublicKey: Uint8Array): WrapContext {
	return {
		organisation: context.organisation,
		caseTag: context.caseTag,
		rung: REPORTER_RUNG,
		layer: 1,
		tenure: NO_TENURE,
		keyHash: sealingKeyHash(kemPublicKey),
		opens: ["concern", "private"],
	};
}

function sealInner(request: WrapRequest, layer: Layer, random: Random): Uint8Array {
	const context = { ...request, layer };
	const header = encodeWrapHeader(context);
	const plaintext = concat(Uint8Array.of(maskOf(request.opens)), ...COMPARTMENTS.map((name) => slot(request, name)));
	return concat(
		header,
		sealBox(plaintext, request.recipientKey, { context: wrapKeyContext(context, request.recipientKey), bound: header }, random),
	);
}

/** A key, or zeros: so that every wrap has one length whatever it opens. */
function slot({ opens, keys }: WrapRequest, name: Compartment): Uint8Array {
	if (!opens.includes(name)) {
		return new Uint8Array(32);
	}
	const key = keys[name];
	if (key?.length !== 32) {
		throw new Error(`The key of ${name} is not at hand`);
	}
	return key;
}

function wrapKeyContext(context: WrapContext, recipientKey: Uint8Array): Uint8Array {
	return contextBytes("wrap", [
		["suite", SUITE],
		...caseLines(context),
		["opens", COMPARTMENTS.filter((name) => context.opens.includes(name)).join(",") || "-"],
		["rung", context.rung],
		["layer", context.layer],
		["tenure", uuid(context.tenure)],
		["key", hex32(context.keyHash)],
		["recipient", sealingKeyHash(recipientKey)],
	]);
}

function keysIn(plaintext: Uint8Array, opens: readonly Compartment[]): CompartmentKeys {
	const reader = new ByteReader(plaintext);
	if (reader.number(1) !== maskOf(opens)) {
		throw new SealError("bad-padding", "The wrap holds other keys than it was made for.");
	}
	const slots = COMPARTMENTS.map((name) => [name, reader.take(32)] as const);
	reader.end();
	if (slots.some(([name, key]) => key.some((byte) => byte !== 0) !== opens.includes(name))) {
		throw new SealError("bad-padding", "The wrap holds other keys than it was made for.");
	}
	return Object.fromEntries(slots.filter(([name]) => opens.includes(name)));
}
