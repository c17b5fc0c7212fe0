import { textHash } from "@answerable/log/bytes";
import fc from "fast-check";
import { expect, test } from "vitest";
import { nativeHash } from "./native-hash.ts";

test("the platform hashes every text as the code of every reader does", () => {
	fc.assert(
		fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", maxLength: 300 })), (text) => {
			expect(nativeHash(text)).toBe(textHash(text));
		}),
	);
});
