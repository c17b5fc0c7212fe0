import { expect, test } from "vitest";
import { contextBytes } from "./context.ts";
import { openDraft, sealDraft } from "./draft.ts";
import { randomBytes } from "./random.ts";
import { flipped, refusalOf } from "./refusal.fixture.ts";
import { aeadSeal, keyedBlake2b } from "./sodium.ts";

const WRAP = randomBytes(32);
const DRAFT = new TextEncoder().encode("Thank you for telling me. I have not finished this se");
const FRAME_BYTES = 2 + 24 + 16;

test("a draft comes back under the same phrase, and otherwise not at all", () => {
	const sealed = sealDraft(DRAFT, WRAP);
	expect(openDraft(sealed, WRAP)).toEqual(DRAFT);
	expect(sealDraft(DRAFT, WRAP)).not.toEqual(sealed);
	expect(refusalOf(() => openDraft(sealed, randomBytes(32)))).toBe("cannot-open");
	expect(openDraft(sealDraft(new Uint8Array(), WRAP), WRAP)).toEqual(new Uint8Array());
});

test.each([
	["nothing", 0, 1_024],
	["a word", 5, 1_024],
	["the most that the first bucket holds", 1_020, 1_024],
	["a byte more", 1_021, 2_048],
	["a long letter", 9_000, 16_384],
	["the most that a letter holds", 1_048_572, 1_048_576],
	["more than that: it was typed, and is not lost", 1_048_573, 2_097_152],
])("what is sealed has the length of a bucket: %s", (_, length, bucket) => {
	const sealed = sealDraft(new Uint8Array(length).fill(0x61), WRAP);
	expect(sealed.length).toBe(bucket + FRAME_BYTES);
	expect(openDraft(sealed, WRAP)).toHaveLength(length);
});

test.each([
	["is not there", () => DRAFT],
	["says more than there is", () => new Uint8Array(1_024).fill(0xff, 0, 4)],
	["is of a larger bucket than it takes", () => new Uint8Array(2_048)],
	["is not zero", () => new Uint8Array(1_024).fill(1, 1_000)],
])("a draft is refused whose padding %s", (_, bucket) => {
	const start = Uint8Array.of(0xa8, 1);
	const nonce = randomBytes(24);
	const sealed = aeadSeal(bucket(), { key: keyedBlake2b(WRAP, contextBytes("draft", [])), nonce, bound: start });
	expect(refusalOf(() => openDraft(Uint8Array.of(...start, ...nonce, ...sealed), WRAP))).toBe("bad-padding");
});

test("a draft is refused with any byte changed, or cut short", () => {
	const sealed = sealDraft(DRAFT, WRAP);
	const refusals = Array.from(sealed, (_, index) => refusalOf(() => openDraft(flipped(sealed, index), WRAP)));
	expect(new Set(refusals.slice(0, 2))).toEqual(new Set(["malformed"]));
	expect(new Set(refusals.slice(2))).toEqual(new Set(["cannot-open"]));
	expect(refusalOf(() => openDraft(sealed.slice(0, 40), WRAP))).toBe("malformed");
});
