import fc from "fast-check";
import { describe, expect, test } from "vitest";
import golden from "../vectors/file.json" with { type: "json" };
import { concat, fromBase64Url, fromHex, toHex, u64 } from "./bytes.ts";
import { keyCommitment, payloadKey } from "./compartment.ts";
import { contextBytes } from "./context.ts";
import { type FileContext, filePieces, openFile, PIECE_BYTES, padmeBytes, sealFile } from "./file.ts";
import { placeLines } from "./letter.ts";
import { randomBytes } from "./random.ts";
import { flipped, refusalOf } from "./refusal.fixture.ts";
import { CASE_TAG, GUARDIAN, ORGANISATION, OTHER_CASE_TAG, OTHER_ORGANISATION } from "./sample.fixture.ts";
import { streamSealer } from "./sodium.ts";

const KEY = randomBytes(32);
const PLACE: FileContext = {
	organisation: ORGANISATION,
	caseTag: CASE_TAG,
	compartment: "concern",
	sender: "reporter",
	sequence: 0,
	purpose: "raise",
	index: 2,
};

function stored(content: Uint8Array): Uint8Array {
	return concat(...sealFile(content, PLACE, KEY));
}

describe("a file", () => {
	test("of any length comes back whole", () => {
		const lengths = fc.oneof(fc.nat(300), fc.integer({ min: PIECE_BYTES - 20, max: PIECE_BYTES + 20 }), fc.constantFrom(0, 200_000));
		fc.assert(
			fc.property(lengths, (length) => {
				const content = new Uint8Array(length).map((_, index) => index % 251);
				expect(openFile(filePieces(stored(content)), PLACE, KEY)).toEqual(content);
			}),
			{ numRuns: 40 },
		);
	});

	test("is refused when any byte of it is changed", () => {
		const whole = stored(Uint8Array.of(1, 2, 3));
		for (let index = 0; index < whole.length; index += 1) {
			expect(refusalOf(() => openFile(filePieces(flipped(whole, index)), PLACE, KEY))).not.toBe("accepted");
		}
	});

	test("is refused with a piece missing, moved, repeated or added", () => {
		const [head, one, two, three, ...rest] = filePieces(stored(new Uint8Array(200_000)));
		if (head === undefined || one === undefined || two === undefined || three === undefined) {
			throw new Error("Expected four pieces");
		}
		const variants = [
			[head],
			[head, one, two],
			[head, two, one, three, ...rest],
			[head, one, one, two, three, ...rest],
			[head, one, two, three, ...rest, one],
			[],
			[one],
		];
		for (const pieces of variants) {
			expect(refusalOf(() => openFile(pieces, PLACE, KEY))).not.toBe("accepted");
		}
		expect(refusalOf(() => openFile([head, new Uint8Array(3)], PLACE, KEY))).toBe("malformed");
	});

	test.each<[string, Partial<FileContext>, string]>([
		["organisation", { organisation: OTHER_ORGANISATION }, "cannot-open"],
		["case", { caseTag: OTHER_CASE_TAG }, "cannot-open"],
		["sender", { sender: GUARDIAN }, "cannot-open"],
		["purpose", { purpose: "reply" }, "cannot-open"],
		["sequence", { sequence: 1 }, "wrong-context"],
		["compartment", { compartment: "private" }, "wrong-context"],
		["index", { index: 3 }, "wrong-context"],
	])("does not open as one of another %s", (_, change, code) => {
		expect(refusalOf(() => openFile(sealFile(Uint8Array.of(1), PLACE, KEY), { ...PLACE, ...change }, KEY))).toBe(code);
	});

	test("says that it was sealed under another key", () => {
		expect(refusalOf(() => openFile(sealFile(Uint8Array.of(1), PLACE, KEY), PLACE, randomBytes(32)))).toBe("wrong-key");
		expect(refusalOf(() => sealFile(Uint8Array.of(1), { ...PLACE, index: 256 }, KEY))).toBe("malformed");
	});

	test("padded wrongly by its sealer is refused", () => {
		const craft = (padded: Uint8Array) => {
			const { header, add } = streamSealer(payloadKey(KEY, "file"), contextBytes("file", [...placeLines(PLACE), ["index", 2]]));
			const head = concat(Uint8Array.of(0xa2, 1, 1, 2, 0, 0, 0, 0), keyCommitment(KEY), header);
			return refusalOf(() => openFile([head, add(padded, true)], PLACE, KEY));
		};
		// 1 + 8 = 9 bytes pad to 10: one byte of padding that must be zero.
		expect(craft(concat(u64(1), Uint8Array.of(5, 0)))).toBe("accepted");
		expect(craft(concat(u64(1), Uint8Array.of(5, 1)))).toBe("bad-padding");
		expect(craft(concat(u64(1), Uint8Array.of(5)))).toBe("bad-padding");
		expect(craft(concat(u64(1), Uint8Array.of(5, 0, 0)))).toBe("bad-padding");
	});

	test("sealed once and kept still opens", () => {
		const opened = openFile(filePieces(fromBase64Url(golden.stored)), golden.context as FileContext, fromHex(golden.key));
		expect(toHex(opened)).toBe(golden.contentHex);
	});
});

test("Padmé never shrinks, adds at most 12 %, and leaves few lengths", () => {
	expect([0, 1, 2, 8, 9, 100, 1000, 1_000_000].map(padmeBytes)).toEqual([0, 1, 2, 8, 10, 104, 1024, 1_015_808]);
	fc.assert(
		fc.property(fc.integer({ min: 2, max: 2 ** 40 }), (length) => {
			const padded = padmeBytes(length);
			expect(padded).toBeGreaterThanOrEqual(length);
			expect(padded).toBeLessThanOrEqual(length * 1.12);
			expect(padmeBytes(padded)).toBe(padded);
		}),
	);
});
