import { newSigningSeed, sign, signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import type { Signature, SigningKey } from "@answerable/types/bytes";
import { ED25519_TORSION_SUBGROUP, ed25519 } from "@noble/curves/ed25519.js";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { quicker, signerOf } from "./native-ed25519.ts";

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const quick = quicker(verify);

function le(value: bigint): string {
	return Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse().toString("hex");
}

function same(key: string, message: Uint8Array, signature: string): boolean {
	const verdict = verify(key as SigningKey, message, signature as Signature);
	expect(quick(key as SigningKey, message, signature as Signature)).toBe(verdict);
	return verdict;
}

test("the platform signs as the strict code does, to the byte", () => {
	fc.assert(
		fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 300 }), (seed, message) => {
			expect(signerOf(seed)(message)).toBe(sign(seed, message));
		}),
		{ numRuns: 40 },
	);
});

describe("the quicker check", () => {
	it("needs the strict one for no honest signature", () => {
		const never = quicker(() => {
			throw new Error("The strict check was asked.");
		});
		const seed = newSigningSeed();
		const message = new Uint8Array([1, 2, 3]);
		expect(never(signingKeyFromSeed(seed), message, sign(seed, message))).toBe(true);
	});

	it("has the strict one's verdict on signatures that are honest, changed, for other words or by others", () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 32, maxLength: 32 }),
				fc.uint8Array({ maxLength: 200 }),
				fc.nat({ max: 95 }),
				fc.integer({ min: 1, max: 255 }),
				(seed, message, place, flip) => {
					const [key, signature] = [signingKeyFromSeed(seed), sign(seed, message)];
					expect(same(key, message, signature)).toBe(true);
					const bytes = Buffer.from(key + signature, "hex");
					bytes[place] = (bytes[place] ?? 0) ^ flip;
					const hex = bytes.toString("hex");
					expect(same(hex.slice(0, 64), message, hex.slice(64))).toBe(false);
					expect(same(key, new Uint8Array([...message, 0]), signature)).toBe(false);
				},
			),
			{ numRuns: 60 },
		);
	});

	it("has the strict one's verdict under keys and points of small order, and of an order that is mixed", () => {
		const message = new Uint8Array([7]);
		const seed = new Uint8Array(32).fill(4);
		const own = ed25519.Point.fromHex(signingKeyFromSeed(seed));
		const honest = sign(seed, message);
		const verdicts = ED25519_TORSION_SUBGROUP.flatMap((hex: string) => {
			const small = ed25519.Point.fromHex(hex);
			const mixed = own.add(small).toHex();
			const mixedR = ed25519.Point.fromHex(honest.slice(0, 64)).add(small).toHex();
			return [
				same(hex, message, hex + le(0n)),
				same(hex, message, honest),
				same(mixed, message, honest),
				same(signingKeyFromSeed(seed), message, mixedR + honest.slice(64)),
				same(signingKeyFromSeed(seed), message, hex + honest.slice(64)),
			];
		});
		expect(verdicts).toContain(false);
	});

	it("has the strict one's verdict on what is spelt in a second way", () => {
		const message = new Uint8Array([7]);
		const seed = new Uint8Array(32).fill(5);
		const [key, signature] = [signingKeyFromSeed(seed), sign(seed, message)];
		const s = BigInt(`0x${Buffer.from(signature.slice(64), "hex").reverse().toString("hex")}`);
		expect(same(key, message, signature.slice(0, 64) + le(s + L))).toBe(false);
		for (let excess = 0n; excess < 19n; excess += 1n) {
			for (const top of [0n, 2n ** 255n]) {
				const spelt = le(2n ** 255n - 19n + excess + top);
				expect(same(spelt, message, signature)).toBe(false);
				expect(same(spelt, message, spelt + le(0n))).toBe(false);
				same(key, message, spelt + signature.slice(64));
			}
		}
		expect(same(key.toUpperCase(), message, signature)).toBe(false);
		expect(same(key, message, signature.toUpperCase())).toBe(false);
		expect(same(key.slice(2), message, signature)).toBe(false);
		expect(same(key, message, signature.slice(2))).toBe(false);
		expect(same("", message, "")).toBe(false);
	});
});
