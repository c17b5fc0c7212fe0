import { toBase64Url } from "@answerable/crypto/bytes";
import { sealDraft } from "@answerable/crypto/draft";
import { randomBytes } from "@answerable/crypto/random";
import type { CaseTag } from "@answerable/types/id";
import { describe, expect, test } from "vitest";
import type { Draft } from "./protocol.ts";
import { openedDrafts, sealedDrafts } from "./sealed-drafts.ts";

const TAG = "ab".repeat(32) as CaseTag;
const PLAN: Draft = { caseTag: TAG, form: "plan", filled: '{"text":"A second nurse works every night."}' };
const TOLD: Draft = { caseTag: null, form: "record", filled: '{"text":"They said."}' };
const [MINE, THEIRS] = [randomBytes(32), randomBytes(32)] as const;
const sealedText = (text: string, wrap = MINE) => toBase64Url(sealDraft(new TextEncoder().encode(text), wrap));

describe("an entry of the shelf", () => {
	test("shows no word, form or case, and is as long for one letter as for two", () => {
		const [one, both] = [sealedDrafts([PLAN], MINE), sealedDrafts([PLAN, TOLD], MINE)];
		expect(one).toMatch(/^qA[E-H][\w-]+$/);
		expect(both).toHaveLength(one.length);
		for (const entry of [one, both]) expect(Buffer.from(entry, "base64url").toString("latin1")).not.toMatch(/nurse|plan|abab|null/);
	});

	test("is opened by the words of whoever typed it, and stays unopened for everybody else", () => {
		const [mine, theirs] = [sealedDrafts([PLAN], MINE), sealedDrafts([TOLD], THEIRS)];
		expect(openedDrafts([theirs, mine], MINE)).toEqual({ drafts: [PLAN], shelved: [mine] });
		expect(openedDrafts([theirs, mine], THEIRS)).toEqual({ drafts: [TOLD], shelved: [theirs] });
		expect(openedDrafts([theirs, mine], randomBytes(32))).toEqual({ drafts: [], shelved: [] });
		expect(openedDrafts([], MINE)).toEqual({ drafts: [], shelved: [] });
	});

	test("that was put there later counts, form by form", () => {
		const later = { ...PLAN, filled: '{"text":"Later."}' };
		const entries = [sealedDrafts([PLAN, TOLD], MINE), sealedDrafts([later], MINE)];
		expect(openedDrafts(entries, MINE)).toEqual({ drafts: [TOLD, later], shelved: entries });
	});
});

test("an entry that was changed, or that another version of the pages made, keeps nobody out", () => {
	const mine = sealedDrafts([PLAN], MINE);
	const changed = mine.replace(/.$/, (last) => (last === "A" ? "E" : "A"));
	const odd = [changed, "qAE", "A", "", sealedText("no JSON"), sealedText('{"form":"plan"}'), sealedText('[{"caseTag":1}]')];
	expect(openedDrafts([...odd, mine], MINE)).toEqual({ drafts: [PLAN], shelved: [mine] });
});
