import type { Signature, SigningKey } from "@answerable/types/bytes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromHex, toHex, utf8 } from "./bytes.ts";
import { flipped } from "./refusal.fixture.ts";
import { newSigningSeed, sign, signingKeyFromSeed, verify } from "./signing.ts";

/** RFC 8032 §7.1, tests 1, 2 and 3. */
const RFC8032 = [
	{
		seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
		key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
		message: "",
		signature:
			"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
	},
	{
		seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
		key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
		message: "72",
		signature:
			"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
	},
	{
		seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
		key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
		message: "af82",
		signature:
			"6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
	},
] as const;

describe("a signature", () => {
	test.each(RFC8032)("is that of RFC 8032 for $message", ({ seed, key, message, signature }) => {
		expect(signingKeyFromSeed(fromHex(seed))).toBe(key);
		expect(sign(fromHex(seed), fromHex(message))).toBe(signature);
		expect(verify(key as SigningKey, fromHex(message), signature as Signature)).toBe(true);
	});

	test("holds for its message and key, and for no other", () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.nat(), (message, at) => {
				const seed = newSigningSeed();
				const key = signingKeyFromSeed(seed);
				const signature = sign(seed, message);
				expect(verify(key, message, signature)).toBe(true);
				expect(verify(key, flipped(message, at % message.length), signature)).toBe(false);
				expect(verify(signingKeyFromSeed(newSigningSeed()), message, signature)).toBe(false);
			}),
			{ numRuns: 20 },
		);
	});

	test("fails with any byte of it or of its key changed", () => {
		const message = utf8("closed");
		const seed = newSigningSeed();
		const key = signingKeyFromSeed(seed);
		const signature = sign(seed, message);
		for (let index = 0; index < 64; index += 1) {
			expect(verify(key, message, toHex(flipped(fromHex(signature), index)) as Signature)).toBe(false);
		}
		for (let index = 0; index < 32; index += 1) {
			expect(verify(toHex(flipped(fromHex(key), index)) as SigningKey, message, signature)).toBe(false);
		}
	});

	test("has one spelling: a scalar beyond the group's order, upper case or a wrong length is refused", () => {
		const { key, message, signature } = RFC8032[1];
		const order = 2n ** 252n + 27742317777372353535851937790883648493n;
		const scalar = BigInt(`0x${toHex(fromHex(signature.slice(64)).toReversed())}`);
		const shifted = toHex(fromHex((scalar + order).toString(16).padStart(64, "0")).toReversed());
		expect(verify(key as SigningKey, fromHex(message), (signature.slice(0, 64) + shifted) as Signature)).toBe(false);
		expect(verify(key as SigningKey, fromHex(message), signature.toUpperCase() as Signature)).toBe(false);
		expect(verify(key as SigningKey, fromHex(message), signature.slice(2) as Signature)).toBe(false);
		expect(verify(key.slice(2) as SigningKey, fromHex(message), signature as Signature)).toBe(false);
	});

	test("by a small-order key is none, since such a key signs every message", () => {
		const identity = `01${"00".repeat(31)}`;
		const trivial = `${identity}${"00".repeat(32)}`;
		expect(verify(identity as SigningKey, utf8("anything"), trivial as Signature)).toBe(false);
		expect(verify("00".repeat(32) as SigningKey, utf8("anything"), "00".repeat(64) as Signature)).toBe(false);
	});
});
