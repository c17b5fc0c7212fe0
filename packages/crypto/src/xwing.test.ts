import { createHash } from "node:crypto";
import { ml_kem768_x25519 as XWing } from "@noble/post-quantum/hybrid.js";
import { describe, expect, test } from "vitest";
import { toHex } from "./bytes.ts";
import { newKemKeyPair, openBox, sealBox } from "./kem-box.ts";
import { randomBytes } from "./random.ts";
import { flipped, refusalOf } from "./refusal.fixture.ts";
import { decodeSealingKey, encodeSealingKey, sealingKeyHash } from "./sealing-key.ts";
import { argon2id, keyedBlake2b, xwingDecapsulate, xwingEncapsulate, xwingPublicKey } from "./sodium.ts";

/**
 * draft-connolly-cfrg-xwing-kem-10, Appendix C. The draft draws secret key (32 bytes)
 * and encapsulation seed (64 bytes) of each vector from SHAKE128 of the empty string.
 */
const PUBLISHED = [
	{ index: 0, sharedSecret: "d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384" },
	{ index: 1, sharedSecret: "f2e86241c64d60f6649fbc6c5b7d17180b780a3f34355e64a85749949c45f150" },
	{ index: 2, sharedSecret: "953f7f4e8c5b5049bdc771d1dffada0dd961477d1a2ae0988baa7ea6898d893f" },
] as const;

describe("X-Wing", () => {
	test.each(PUBLISHED)("gives the shared secret that the draft publishes: vector $index", ({ index, sharedSecret }) => {
		const stream = createHash("shake128", { outputLength: 3 * 96 }).digest();
		const secretKey = new Uint8Array(stream.subarray(index * 96, index * 96 + 32));
		const seed = new Uint8Array(stream.subarray(index * 96 + 32, index * 96 + 96));
		const sealed = xwingEncapsulate(xwingPublicKey(secretKey), seed);
		expect(toHex(sealed.sharedSecret)).toBe(sharedSecret);
		expect(toHex(xwingDecapsulate(sealed.ciphertext, secretKey))).toBe(sharedSecret);
		const theirs = XWing.encapsulate(XWing.keygen(secretKey).publicKey, seed);
		expect(toHex(theirs.cipherText)).toBe(toHex(sealed.ciphertext));
		expect(toHex(theirs.sharedSecret)).toBe(sharedSecret);
	});

	test("agrees with an independent implementation in both directions", () => {
		for (let round = 0; round < 10; round += 1) {
			const seed = randomBytes(32);
			const theirs = XWing.keygen(seed);
			expect(toHex(xwingPublicKey(seed))).toBe(toHex(theirs.publicKey));
			const ours = xwingEncapsulate(theirs.publicKey, randomBytes(64));
			expect(toHex(XWing.decapsulate(ours.ciphertext, theirs.secretKey))).toBe(toHex(ours.sharedSecret));
			const back = XWing.encapsulate(xwingPublicKey(seed));
			expect(toHex(xwingDecapsulate(back.cipherText, seed))).toBe(toHex(back.sharedSecret));
		}
	});

	test("refuses a key that is none: too short, out of ML-KEM's range, or a small-order curve point", () => {
		const key = xwingPublicKey(randomBytes(32));
		const outOfRange = Uint8Array.from([0xff, 0xff, 0xff, ...key.slice(3)]);
		const smallOrder = Uint8Array.from([...key.slice(0, 1184), ...new Uint8Array(32)]);
		for (const bad of [key.slice(1), new Uint8Array(), outOfRange, smallOrder]) {
			expect(refusalOf(() => xwingEncapsulate(bad, randomBytes(64)))).toBe("malformed");
		}
		expect(refusalOf(() => xwingDecapsulate(new Uint8Array(7), randomBytes(32)))).toBe("cannot-open");
	});
});

test("a secret key, seed or keyed-hash key of the wrong length is a bug, never padded or cut", () => {
	const key = xwingPublicKey(randomBytes(32));
	expect(() => xwingPublicKey(randomBytes(31))).toThrow(/Expected 32 bytes/);
	expect(() => xwingEncapsulate(key, randomBytes(32))).toThrow(/Expected 64 bytes/);
	expect(() => xwingDecapsulate(randomBytes(1120), randomBytes(64))).toThrow(/Expected 32 bytes/);
	expect(() => keyedBlake2b(new Uint8Array(), new Uint8Array())).toThrow(/Expected 32 bytes/);
	expect(() => argon2id(new Uint8Array(), new Uint8Array(8), { passes: 3, memoryBytes: 2 ** 26 })).toThrow(/Expected 16 bytes/);
});

describe("a box", () => {
	const pair = newKemKeyPair();
	const place = { context: Uint8Array.of(1), bound: Uint8Array.of(2) };
	const box = sealBox(Uint8Array.of(7, 7), pair.publicKey, place, randomBytes);

	test("opens for its recipient in its context only", () => {
		expect(openBox(box, pair.secretKey, place)).toEqual(Uint8Array.of(7, 7));
		expect(refusalOf(() => openBox(box, newKemKeyPair().secretKey, place))).toBe("cannot-open");
		expect(refusalOf(() => openBox(box, pair.secretKey, { ...place, context: Uint8Array.of(3) }))).toBe("cannot-open");
		expect(refusalOf(() => openBox(box, pair.secretKey, { ...place, bound: Uint8Array.of(3) }))).toBe("cannot-open");
		expect(refusalOf(() => openBox(flipped(box, 1119, 0x80), pair.secretKey, place))).toBe("cannot-open");
		expect(refusalOf(() => openBox(box.slice(0, 100), pair.secretKey, place))).toBe("malformed");
		expect(refusalOf(() => openBox(box.slice(0, 1150), pair.secretKey, place))).toBe("cannot-open");
	});
});

test("a sealing key is written as 1,622 characters and named by its SHA-256", () => {
	const { publicKey } = newKemKeyPair();
	const text = encodeSealingKey(publicKey);
	expect(text).toHaveLength(1622);
	expect(decodeSealingKey(text)).toEqual(publicKey);
	expect(sealingKeyHash(publicKey)).toMatch(/^[0-9a-f]{64}$/);
	expect(refusalOf(() => encodeSealingKey(publicKey.slice(1)))).toBe("malformed");
	expect(refusalOf(() => decodeSealingKey(text.slice(4) as typeof text))).toBe("malformed");
});
