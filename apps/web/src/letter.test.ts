import type { LetterContext } from "@answerable/crypto/letter";
import { randomBytes } from "@answerable/crypto/random";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import { expect, test } from "vitest";
import { openContent, sealContent } from "./letter.ts";

const KEY = randomBytes(32);
const CONTEXT: LetterContext = {
	organisation: "00000000-0000-4000-8000-000000000001" as OrganisationId,
	caseTag: "ab".repeat(32) as CaseTag,
	sender: "reporter",
	sequence: 3,
	compartment: "private",
	purpose: "reply",
};
const letter = (text: string) => ({ kind: "letter", content: { purpose: "reply", text } }) as const;
const throughSeal = (text: string) => {
	const says = openContent(sealContent(letter(text), CONTEXT, KEY), { context: CONTEXT, kind: "letter" }, KEY);
	return typeof says === "string" ? says : Reflect.get(says.content, "text");
};

test("words come out as they went in, also those that would be markup, turn round, or are not to be seen", () => {
	for (const text of ["<script>alert(1)</script>", "\u202edesrever\u202c", "a\u200bb\u0000", "😱🩸", "നഴ്സ്", "a".repeat(900_000)])
		expect(throughSeal(text)).toBe(text);
});

test("half an emoji, which nothing can write down, does not keep the rest from being sent", () => {
	expect(throughSeal("They laughed \ud83d at me")).toBe("They laughed \ufffd at me");
	expect(throughSeal("\udc00 and 😱")).toBe("\ufffd and 😱");
});

test("what does not fit is refused as too long, in letters and in bytes", () => {
	for (const text of ["x".repeat(900_001), "ന".repeat(400_000)])
		expect(() => sealContent(letter(text), CONTEXT, KEY)).toThrow(expect.objectContaining({ code: "too-large" }));
});
