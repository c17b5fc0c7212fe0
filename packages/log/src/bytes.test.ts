import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "./base64.ts";
import { concat, equalBytes, fromHex, fromHex32, readUint, sha256Hash, toHash, toHex, u16, u32, u64, utf8 } from "./bytes.ts";
import { nameOf } from "./code-table.ts";
import { textForm } from "./text-form.ts";

const bytes = fc.uint8Array({ maxLength: 80 });

describe("hex", () => {
	test("every byte string has one spelling and comes back", () => {
		fc.assert(fc.property(bytes, (value) => equalBytes(fromHex(toHex(value)), value)));
	});

	test.each(["A0", "0", "zz", " 00", "00\n", "0x00"])("%j is refused", (text) => {
		expect(() => fromHex(text)).toThrow(expect.objectContaining({ code: "malformed" }));
	});

	test("a hash has 32 bytes, written and read", () => {
		expect(() => toHash(new Uint8Array(31))).toThrow(expect.objectContaining({ code: "wrong-length" }));
		expect(() => fromHex32("00")).toThrow(expect.objectContaining({ code: "wrong-length" }));
		expect(fromHex32(sha256Hash())).toHaveLength(32);
	});
});

describe("integers", () => {
	test("are big-endian and come back", () => {
		fc.assert(fc.property(fc.maxSafeNat(), (value) => readUint(u64(value)) === value));
		expect(toHex(concat(u16(258), u32(258), u64(258)))).toBe("0102000001020000000000000102");
	});

	test("that do not fit are refused", () => {
		for (const wrong of [-1, 0.5, 65_536, Number.NaN]) expect(() => u16(wrong)).toThrow();
		expect(() => u64(2 ** 53)).toThrow();
		expect(() => readUint(fromHex("0020000000000000"))).toThrow(expect.objectContaining({ code: "malformed" }));
	});
});

describe("base 64", () => {
	test("agrees with another implementation and comes back", () => {
		fc.assert(
			fc.property(bytes, (value) => {
				expect(toBase64(value)).toBe(Buffer.from(value).toString("base64"));
				expect(fromBase64(toBase64(value))).toEqual(Uint8Array.from(value));
			}),
		);
	});

	// RFC 4648 §10 gives the right spellings; the wrong ones differ by padding, trailing bits, alphabet or space.
	test.each(["Zg", "Zg=", "Zh==", "Zm9=", "Zm9v\n", "Z-8=", "====", "A", "Zm9vYg==="])("%j is refused", (text) => {
		expect(() => fromBase64(text)).toThrow(expect.objectContaining({ code: "malformed" }));
	});
});

test("text with half of a surrogate pair is refused, since encoders replace it silently", () => {
	expect(() => utf8("\ud800")).toThrow(expect.objectContaining({ code: "malformed" }));
	expect(toHex(utf8("é€\u{10000}"))).toBe("c3a9e282acf0908080");
});

test("byte strings are equal when every byte is", () => {
	expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1))).toBe(true);
	expect(equalBytes(Uint8Array.of(1), Uint8Array.of(2))).toBe(false);
	expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 1))).toBe(false);
});

test("a code that no name has stands for nothing", () => {
	expect(nameOf({ one: 1 }, 1)).toBe("one");
	expect(nameOf({ one: 1 }, 2)).toBeUndefined();
});

test.each(["", "two\nlines", "tab\t", " leading", "é"])("a signed text never holds the value %j", (value) => {
	expect(() => textForm("title", [["name", value]])).toThrow(expect.objectContaining({ code: "malformed" }));
});
