import { LETTER_MAX_BYTES } from "@answerable/types/bytes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, toHex, u32, utf8 } from "./bytes.ts";
import { keyCommitment, newCompartmentKeys, payloadKey } from "./compartment.ts";
import { contextBytes } from "./context.ts";
import { type LetterContext, openLetter, placeLines, sealLetter, TEXT_MAX_BYTES } from "./letter.ts";
import { bucketBytes, encodeLetterHeader, HEADER_BYTES, letterHeader } from "./letter-header.ts";
import { randomBytes } from "./random.ts";
import { flipped, refusalOf } from "./refusal.fixture.ts";
import { CASE_TAG, CHAIR, GUARDIAN, ORGANISATION, OTHER_CASE_TAG, OTHER_ORGANISATION } from "./sample.fixture.ts";
import { aeadSeal } from "./sodium.ts";

const KEYS = newCompartmentKeys();
const PLACE: LetterContext = {
	organisation: ORGANISATION,
	caseTag: CASE_TAG,
	compartment: "concern",
	sender: GUARDIAN,
	sequence: 5,
	purpose: "plan",
};

function sealed(text: string): Uint8Array {
	return sealLetter({ ...PLACE, text: utf8(text) }, KEYS.concern);
}

describe("a letter", () => {
	test("opens to exactly what was written", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 3000 }), (text) => {
				expect(openLetter(sealLetter({ ...PLACE, text }, KEYS.concern), PLACE, KEYS.concern)).toEqual(text);
			}),
			{ numRuns: 50 },
		);
	});

	test("is refused when any byte of it is changed", () => {
		const letter = sealed("We count twice from Monday.");
		for (let index = 0; index < letter.length; index += 1) {
			expect(refusalOf(() => openLetter(flipped(letter, index), PLACE, KEYS.concern))).not.toBe("accepted");
		}
	});

	test("is refused when it is cut or lengthened", () => {
		const letter = sealed("We count twice from Monday.");
		for (const length of [0, 1, HEADER_BYTES, letter.length - 1]) {
			expect(refusalOf(() => openLetter(letter.slice(0, length), PLACE, KEYS.concern))).toBe("malformed");
		}
		expect(refusalOf(() => openLetter(concat(letter, new Uint8Array(1024)), PLACE, KEYS.concern))).toBe("cannot-open");
	});

	test.each<[keyof LetterContext, Partial<LetterContext>, string]>([
		["organisation", { organisation: OTHER_ORGANISATION }, "cannot-open"],
		["caseTag", { caseTag: OTHER_CASE_TAG }, "cannot-open"],
		["sender", { sender: CHAIR }, "cannot-open"],
		["sender", { sender: "reporter" }, "cannot-open"],
		["sequence", { sequence: 6 }, "wrong-context"],
		["purpose", { purpose: "outcome" }, "wrong-context"],
		["compartment", { compartment: "private" }, "wrong-context"],
	])("does not open as one of another %s", (_, change, code) => {
		expect(refusalOf(() => openLetter(sealed("x"), { ...PLACE, ...change }, KEYS.concern))).toBe(code);
	});

	test("whose visible header was rewritten to fit another place does not open there", () => {
		const letter = sealed("x");
		const header = letterHeader(letter);
		for (const change of [{ sequence: 6 }, { purpose: "outcome" }, { compartment: "private" }] as const) {
			const moved = concat(encodeLetterHeader({ ...header, ...change }), letter.slice(HEADER_BYTES));
			expect(refusalOf(() => openLetter(moved, { ...PLACE, ...change }, KEYS.concern))).toBe("cannot-open");
		}
	});

	test("says that it was sealed under another key, before trying to open it", () => {
		expect(refusalOf(() => openLetter(sealed("x"), PLACE, KEYS.private))).toBe("wrong-key");
	});

	test("cannot be made to open under two keys: the commitment names one", () => {
		const letter = sealed("x");
		const forged = concat(letter.slice(0, 8), keyCommitment(KEYS.private), letter.slice(40));
		expect(refusalOf(() => openLetter(forged, PLACE, KEYS.private))).toBe("cannot-open");
	});

	test("sealed by somebody who pads wrongly is refused, so that padding carries nothing", () => {
		const crafted = (padded: Uint8Array) => {
			const nonce = randomBytes(24);
			const header = encodeLetterHeader({ ...PLACE, commitment: keyCommitment(KEYS.concern), nonce });
			const bound = contextBytes("letter", placeLines(PLACE));
			return concat(header, aeadSeal(padded, { key: payloadKey(KEYS.concern, "letter"), nonce, bound }));
		};
		const padded = (length: number, size: number) => concat(u32(length), new Uint8Array(size - 4));
		const open = (bytes: Uint8Array) => refusalOf(() => openLetter(crafted(bytes), PLACE, KEYS.concern));
		expect(open(padded(3, 1024))).toBe("accepted");
		expect(open(flipped(padded(3, 1024), 1023))).toBe("bad-padding");
		expect(open(padded(1021, 1024))).toBe("bad-padding");
		expect(open(padded(3, 2048))).toBe("bad-padding");
		expect(open(padded(3, 1030))).toBe("malformed");
	});

	test("has a length that tells only its bucket", () => {
		const lengthOf = (bytes: number) => sealLetter({ ...PLACE, text: new Uint8Array(bytes) }, KEYS.concern).length - HEADER_BYTES - 16;
		expect([0, 1, 1020, 1021, 2044, 2045, 5000].map(lengthOf)).toEqual([1024, 1024, 1024, 2048, 2048, 4096, 8192]);
		expect(lengthOf(TEXT_MAX_BYTES)).toBe(1024 * 1024);
	});

	test("of the largest size fits what the wire allows, and a larger one is refused", () => {
		const largest = sealLetter({ ...PLACE, text: new Uint8Array(TEXT_MAX_BYTES) }, KEYS.concern);
		expect(largest.length).toBeLessThanOrEqual(LETTER_MAX_BYTES);
		expect(refusalOf(() => sealLetter({ ...PLACE, text: new Uint8Array(TEXT_MAX_BYTES + 1) }, KEYS.concern))).toBe("too-large");
		expect(refusalOf(() => letterHeader(new Uint8Array(LETTER_MAX_BYTES + 1)))).toBe("too-large");
	});

	test("never repeats itself, even for the same words", () => {
		expect(toHex(sealed("x"))).not.toBe(toHex(sealed("x")));
	});
});

describe("a letter's header", () => {
	test("tells what a server may check and nothing else", () => {
		expect(letterHeader(sealed("x"))).toMatchObject({ compartment: "concern", purpose: "plan", sequence: 5 });
	});

	test("of another kind, version, compartment or purpose is refused", () => {
		const letter = sealed("x");
		const refusals = [0, 1, 2, 3].map((index) => refusalOf(() => letterHeader(flipped(letter, index, 0x40))));
		expect(refusals).toEqual(["malformed", "unknown-version", "malformed", "malformed"]);
		expect(refusalOf(() => encodeLetterHeader({ ...letterHeader(letter), purpose: "gossip" as "plan" }))).toBe("malformed");
	});

	test("has buckets of 1, 2, 4, 8 … 1,024 KiB", () => {
		expect([0, 1024, 1025, 500_000, 1_048_576].map(bucketBytes)).toEqual([1024, 1024, 2048, 524_288, 1_048_576]);
	});
});

test("a context refuses fields that could be read in two ways", () => {
	const broken: readonly Partial<LetterContext>[] = [
		{ organisation: ORGANISATION.toUpperCase() as typeof ORGANISATION },
		{ caseTag: "c0ffee" as typeof CASE_TAG },
		{ sender: "reporter\npurpose outcome" as "reporter" },
	];
	for (const change of broken) {
		expect(refusalOf(() => sealLetter({ ...PLACE, ...change, text: utf8("x") }, KEYS.concern))).toBe("malformed");
	}
	expect(refusalOf(() => contextBytes("x", [["name", "two words"]]))).toBe("malformed");
	expect(refusalOf(() => contextBytes("x", [["name", ""]]))).toBe("malformed");
});
