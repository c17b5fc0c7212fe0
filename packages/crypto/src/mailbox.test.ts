import type { Bytes32 } from "@answerable/types/bytes";
import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { isOpeningSigned, mailboxHash, type OpeningFields, openingText, signOpening } from "./mailbox.ts";
import { refusalOf } from "./refusal.fixture.ts";
import { ORGANISATION, OTHER_ORGANISATION } from "./sample.fixture.ts";
import { newSigningSeed, signingKeyFromSeed } from "./signing.ts";

const SEED = newSigningSeed();
const KEY = signingKeyFromSeed(SEED);
const FIELDS: OpeningFields = {
	origin: "https://speakup.example",
	organisation: ORGANISATION,
	tag: "aa".repeat(32) as Bytes32,
	nonce: "bb".repeat(32) as Bytes32,
	expires: "2026-04-02T09:05:00Z" as Instant,
};

test("an opening is a text that names where, whose, and until when", () => {
	expect(openingText(FIELDS)).toBe(
		[
			"answerable/v1/open",
			"origin https://speakup.example",
			`organisation ${ORGANISATION}`,
			`tag ${"aa".repeat(32)}`,
			`nonce ${"bb".repeat(32)}`,
			"expires 2026-04-02T09:05:00Z",
			"",
		].join("\n"),
	);
});

test("an opening holds for its key, its origin and each of its fields, and for nothing else", () => {
	const opening = signOpening(FIELDS, SEED);
	expect(isOpeningSigned(opening, FIELDS.origin, KEY)).toBe(true);
	expect(isOpeningSigned(opening, "https://speakup.example.evil", KEY)).toBe(false);
	expect(isOpeningSigned(opening, FIELDS.origin, signingKeyFromSeed(newSigningSeed()))).toBe(false);
	const changes: readonly Partial<typeof opening>[] = [
		{ organisation: OTHER_ORGANISATION },
		{ tag: "ab".repeat(32) as Bytes32 },
		{ nonce: "ab".repeat(32) as Bytes32 },
		{ expires: "2027-04-02T09:05:00Z" as Instant },
	];
	for (const change of changes) {
		expect(isOpeningSigned({ ...opening, ...change }, FIELDS.origin, KEY)).toBe(false);
	}
});

test("an opening cannot smuggle a line into what is signed", () => {
	expect(refusalOf(() => openingText({ ...FIELDS, origin: "https://a\nexpires 2099-01-01T00:00:00Z" }))).toBe("malformed");
});

test("the server looks a mailbox up by the tag's SHA-256, never by the tag", () => {
	expect(mailboxHash("00".repeat(32) as Bytes32)).toBe("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
});
