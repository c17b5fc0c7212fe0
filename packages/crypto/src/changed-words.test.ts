import type { Bytes32 } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import { describe, expect, it } from "vitest";
import { toHex } from "./bytes.ts";
import { openChangedWords, sealChangedWords } from "./changed-words.ts";
import { kemKeyPair } from "./kem-box.ts";
import { flipped, positions, refusalOf } from "./refusal.fixture.ts";
import { CASE_TAG, ORGANISATION, vectorRandom } from "./sample.fixture.ts";
import { CHANGED_WORDS_BYTES } from "./wrap-header.ts";

const NEW = kemKeyPair(vectorRandom("new words")(32));
const PLACE = { organisation: ORGANISATION, caseTag: CASE_TAG };
const KEPT = {
	logSalt: toHex(vectorRandom("salt")(32)) as Bytes32,
	keys: { concern: vectorRandom("concern key")(32), private: vectorRandom("private key")(32) },
};
const sealed = sealChangedWords(KEPT, PLACE, NEW.publicKey);

describe("what changed words keep", () => {
	it("opens with the new words, and has one length", () => {
		expect(openChangedWords(sealed, NEW.secretKey, PLACE)).toEqual(KEPT);
		expect(sealed).toHaveLength(CHANGED_WORDS_BYTES);
		expect(sealChangedWords(KEPT, PLACE, NEW.publicKey)).not.toEqual(sealed);
	});

	it("does not open for another case, with other words, or with any byte changed", () => {
		const other = { ...PLACE, caseTag: "00".repeat(32) as CaseTag };
		expect(refusalOf(() => openChangedWords(sealed, NEW.secretKey, other))).toBe("cannot-open");
		expect(refusalOf(() => openChangedWords(sealed, vectorRandom("others")(32), PLACE))).toBe("cannot-open");
		const refused = positions(sealed.length, 1).map((at) => refusalOf(() => openChangedWords(flipped(sealed, at), NEW.secretKey, PLACE)));
		expect(refused).toEqual(refused.map((_, at) => (at < 2 ? "unknown-version" : "cannot-open")));
		expect(refusalOf(() => openChangedWords(sealed.subarray(1), NEW.secretKey, PLACE))).toBe("malformed");
	});

	it("holds a salt and two keys, no more and no less", () => {
		const short = { ...KEPT, keys: { ...KEPT.keys, private: new Uint8Array(31) } };
		expect(() => sealChangedWords(short, PLACE, NEW.publicKey)).toThrow("32 bytes");
	});
});
