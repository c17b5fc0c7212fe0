import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concat, u32, utf8 } from "./bytes.ts";
import { decodeRaise, encodeRaise, PART_MAX_BYTES, RAISE_MAX_BYTES } from "./frame.ts";
import { refusalOf } from "./refusal.fixture.ts";

const bytes = fc.uint8Array({ maxLength: 40 });

describe("the frame of a raise", () => {
	test("gives back its four parts", () => {
		fc.assert(
			fc.property(fc.record({ header: bytes, concern: bytes, private: bytes, wraps: bytes }), (parts) => {
				expect(decodeRaise(encodeRaise(parts))).toEqual(parts);
			}),
		);
	});

	test("is refused at every length but its own", () => {
		const frame = encodeRaise({ header: utf8("{}"), concern: Uint8Array.of(1), private: Uint8Array.of(2), wraps: Uint8Array.of(3) });
		for (let length = 0; length < frame.length; length += 1) {
			expect(refusalOf(() => decodeRaise(frame.slice(0, length)))).toBe("malformed");
		}
		expect(refusalOf(() => decodeRaise(concat(frame, Uint8Array.of(0))))).toBe("malformed");
	});

	test("of another version or with a part that claims to be huge is refused before anything is read", () => {
		const empty = new Uint8Array();
		const frame = encodeRaise({ header: empty, concern: empty, private: empty, wraps: empty });
		expect(refusalOf(() => decodeRaise(concat(utf8("answerable/v2/raise\n"), frame.slice(20))))).toBe("unknown-version");
		expect(refusalOf(() => decodeRaise(concat(frame.slice(0, 20), u32(PART_MAX_BYTES + 1))))).toBe("too-large");
		expect(refusalOf(() => decodeRaise(new Uint8Array(RAISE_MAX_BYTES + 1)))).toBe("too-large");
		expect(refusalOf(() => encodeRaise({ header: new Uint8Array(PART_MAX_BYTES + 1), concern: empty, private: empty, wraps: empty }))).toBe(
			"too-large",
		);
	});
});
