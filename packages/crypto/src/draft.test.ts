import { expect, test } from "vitest";
import { openDraft, sealDraft } from "./draft.ts";
import { randomBytes } from "./random.ts";
import { flipped, refusalOf } from "./refusal.fixture.ts";

const WRAP = randomBytes(32);
const DRAFT = new TextEncoder().encode("Thank you for telling me. I have not finished this se");

test("a draft comes back under the same phrase, and otherwise not at all", () => {
	const sealed = sealDraft(DRAFT, WRAP);
	expect(openDraft(sealed, WRAP)).toEqual(DRAFT);
	expect(sealDraft(DRAFT, WRAP)).not.toEqual(sealed);
	expect(refusalOf(() => openDraft(sealed, randomBytes(32)))).toBe("cannot-open");
	expect(openDraft(sealDraft(new Uint8Array(), WRAP), WRAP)).toEqual(new Uint8Array());
});

test("a draft is refused with any byte changed, or cut short", () => {
	const sealed = sealDraft(DRAFT, WRAP);
	const refusals = Array.from(sealed, (_, index) => refusalOf(() => openDraft(flipped(sealed, index), WRAP)));
	expect(new Set(refusals.slice(0, 2))).toEqual(new Set(["malformed"]));
	expect(new Set(refusals.slice(2))).toEqual(new Set(["cannot-open"]));
	expect(refusalOf(() => openDraft(sealed.slice(0, 40), WRAP))).toBe("malformed");
});
