import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalHash, canonicalJson } from "./canonical.ts";

const json = fc.jsonValue({ noUnicodeString: false }).filter((value) => !JSON.stringify(value).match(/e\+|\\ud[89a-f]|\d{16}/));

test("canonical JSON means the same as what it was written from, whatever the order of keys", () => {
	fc.assert(
		fc.property(json, (value) => {
			expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
			expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
		}),
	);
	expect(canonicalHash({ a: 1, b: [2] })).toBe(canonicalHash({ b: [2], a: 1 }));
});

// RFC 8785 §3.2.3: keys by UTF-16 code units, so the emoji (d83d…) stands before U+FB33.
test("keys are sorted as RFC 8785 sorts its own example", () => {
	const example = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
	expect(Object.values(JSON.parse(canonicalJson(Object.entries(example).map(([, value]) => value))))).toEqual([4, 1, 2, 3, 5, 6, 7]);
	expect([...canonicalJson(example).matchAll(/:(\d)/g)].map(([, digit]) => digit).join("")).toBe("2467153");
});

// RFC 8785 §3.2.2: the literals and strings of its sample.
test("strings and numbers are written as RFC 8785 writes its sample", () => {
	expect(canonicalJson("\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\u002f")).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
	expect(canonicalJson([4.5, 0.002, 1e-27, -0])).toBe("[4.5,0.002,1e-27,0]");
});

test("every character is written as ECMAScript writes it in JSON, alone and among plain ones", () => {
	for (let unit = 0; unit < 0x300; unit += 1) {
		const text = `a${String.fromCharCode(unit)}z`;
		expect(canonicalJson(text)).toBe(JSON.stringify(text));
	}
});

test.each([
	undefined,
	() => 1,
	Symbol("s"),
	1n,
	Number.NaN,
	Number.POSITIVE_INFINITY,
	2 ** 53,
	"\udfff",
	new Map(),
	new Date(0),
	{ a: undefined },
	[undefined],
	Array(1),
	{ "\ud800": 1 },
])("%s cannot be written, rather than being dropped or changed", (value) => {
	expect(() => canonicalJson(value)).toThrow(TypeError);
});

test("an object without a prototype is as good as a plain one", () => {
	expect(canonicalJson(Object.assign(Object.create(null), { a: true, b: null }))).toBe('{"a":true,"b":null}');
});
