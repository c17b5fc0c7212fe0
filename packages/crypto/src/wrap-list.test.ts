import type { Instant } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, u16, utf8 } from "./bytes.ts";
import { flipped, refusalOf } from "./refusal.fixture.ts";
import { CHAIR, GUARDIAN, NOT_BEFORE, sampleHash } from "./sample.fixture.ts";
import { BODY_MAX_BYTES, decodeWraps, encodeWraps, WRAPS_MAX, type WrapEntry } from "./wrap-list.ts";

const DIRECT: WrapEntry = {
	rung: 0,
	layer: 1,
	keyHash: sampleHash("a"),
	tenure: GUARDIAN,
	notBefore: null,
	body: new Uint8Array(20).fill(7),
};
const LATER: WrapEntry = {
	rung: 4,
	layer: 2,
	keyHash: sampleHash("b"),
	tenure: CHAIR,
	notBefore: NOT_BEFORE,
	body: new Uint8Array(40).fill(9),
};
const MAGIC_BYTES = utf8("answerable/v1/wraps\n").length;

describe("the wraps of a case", () => {
	test("come back as they went in, without dummies", () => {
		expect(decodeWraps(encodeWraps([DIRECT, LATER]))).toEqual([DIRECT, LATER]);
		expect(decodeWraps(encodeWraps([]))).toEqual([]);
	});

	test("have a length that tells only the number of eights", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 20 }), (count) => {
				const entries = Array.from({ length: count }, (_, index) => (index === 0 ? LATER : DIRECT));
				expect(encodeWraps(entries).length).toBe(MAGIC_BYTES + 6 + Math.ceil(count / 8) * 8 * (62 + 40));
				expect(decodeWraps(encodeWraps(entries))).toEqual(entries);
			}),
		);
	});

	test("are refused when cut, lengthened, of another version, not a multiple of eight, or too many", () => {
		const list = encodeWraps([DIRECT, LATER]);
		const recount = (count: number) => concat(list.slice(0, MAGIC_BYTES), u16(count), list.slice(MAGIC_BYTES + 2));
		expect(refusalOf(() => decodeWraps(list.slice(0, -1)))).toBe("malformed");
		expect(refusalOf(() => decodeWraps(concat(list, Uint8Array.of(0))))).toBe("malformed");
		expect(refusalOf(() => decodeWraps(flipped(list, 12)))).toBe("unknown-version");
		expect(refusalOf(() => decodeWraps(recount(0)))).toBe("malformed");
		expect(refusalOf(() => decodeWraps(recount(7)))).toBe("malformed");
		expect(refusalOf(() => decodeWraps(recount(136)))).toBe("too-large");
		expect(refusalOf(() => decodeWraps(flipped(list, MAGIC_BYTES + 2)))).toBe("too-large");
		expect(refusalOf(() => encodeWraps(Array.from({ length: WRAPS_MAX + 1 }, () => DIRECT)))).toBe("too-large");
		expect(refusalOf(() => encodeWraps([{ ...DIRECT, body: new Uint8Array(BODY_MAX_BYTES + 1) }]))).toBe("too-large");
	});

	test("are refused with an unknown rung or layer, an instant where none belongs, or anything after a body", () => {
		const list = encodeWraps([DIRECT, LATER]);
		const first = MAGIC_BYTES + 6;
		const refusal = (index: number, bit: number) => refusalOf(() => decodeWraps(flipped(list, first + index, bit)));
		expect(refusal(0, 0x40)).toBe("malformed");
		expect(refusal(1, 0x40)).toBe("malformed");
		expect(refusal(1, 0x03)).toBe("malformed");
		expect(refusal(57, 1)).toBe("malformed");
		expect(refusal(58, 1)).toBe("bad-padding");
		expect(refusal(62 + 20, 1)).toBe("bad-padding");
	});

	test("are refused with an earliest instant beyond the calendar, and not made with one that is none", () => {
		const far = encodeWraps([LATER]);
		far.set([0, 1], MAGIC_BYTES + 6 + 50);
		expect(refusalOf(() => decodeWraps(far))).toBe("malformed");
		for (const notBefore of ["2026-02-30T00:00:00Z", "soon", "2026-04-20T16:00:00.5Z", "1970-01-01T00:00:00Z"] as Instant[]) {
			expect(refusalOf(() => encodeWraps([{ ...LATER, notBefore }]))).toBe("malformed");
		}
	});
});
