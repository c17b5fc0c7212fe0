import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ByteReader, concat, fromBase64Url, fromHex, toBase64Url, toHex, u16, u32, u64 } from "./bytes.ts";
import { refusalOf } from "./refusal.fixture.ts";

describe("text forms of bytes", () => {
	test("hex and base64url give back what they were made of", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
				expect(fromHex(toHex(bytes))).toEqual(bytes);
				expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
			}),
		);
	});

	test("a value has one spelling only", () => {
		for (const spelling of ["A0", "a", "0x00", "zz"]) {
			expect(refusalOf(() => fromHex(spelling))).toBe("malformed");
		}
		// "AB" has stray bits after its one byte; "AA==" is padded; "A" is no length at all.
		for (const spelling of ["AB", "AA==", "A", "A+/A", "A A"]) {
			expect(refusalOf(() => fromBase64Url(spelling))).toBe("malformed");
		}
		expect(fromBase64Url("AA")).toEqual(Uint8Array.of(0));
	});

	test("long values survive base64url", () => {
		const long = new Uint8Array(200_000).map((_, index) => index % 251);
		expect(fromBase64Url(toBase64Url(long))).toEqual(long);
	});
});

describe("numbers", () => {
	test("are written big-endian and read back", () => {
		expect(toHex(concat(u16(258), u32(1), u64(2 ** 40)))).toBe("0102000000010000010000000000");
		fc.assert(fc.property(fc.maxSafeNat(), (value) => new ByteReader(u64(value)).number(8) === value));
	});

	test("that do not fit are a bug on writing and malformed on reading", () => {
		for (const [write, value] of [
			[u16, 65_536],
			[u32, 2 ** 32],
			[u32, -1],
			[u64, 2 ** 53],
			[u32, 0.5],
		] as const) {
			expect(() => write(value)).toThrow(/does not fit/);
		}
		expect(refusalOf(() => new ByteReader(new Uint8Array(8).fill(255)).number(8))).toBe("malformed");
	});

	test("cannot be read past the end, and nothing may be left over", () => {
		const reader = new ByteReader(Uint8Array.of(1, 2));
		expect(refusalOf(() => reader.number(4))).toBe("malformed");
		expect(reader.number(1)).toBe(1);
		expect(refusalOf(() => reader.end())).toBe("malformed");
		expect(reader.rest()).toEqual(Uint8Array.of(2));
		reader.end();
	});
});
