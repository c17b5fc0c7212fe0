import { describe, expect, test } from "vitest";
import { type ActParts, actBytes, actHash, actOf, actText, NOTHING_SEEN } from "./act.ts";
import { utf8 } from "./bytes.ts";
import * as sample from "./case.fixture.ts";
import { ciphertextHash } from "./ciphertext.ts";
import * as past from "./history.fixture.ts";

const letter = sample.at(past.history, 2);
const parts = actOf(letter, letter.act?.seen ?? NOTHING_SEEN);
const signature = sample.guardian.sign(actBytes(parts));

describe("an act", () => {
	test("is a text of eight lines that its signer can read", () => {
		expect(actText(parts).split("\n")).toEqual([
			"answerable/v1/act",
			`organisation ${sample.organisation}`,
			`case ${sample.caseTag}`,
			`seen 1 ${parts.seen.hash}`,
			"kind letter",
			expect.stringMatching(/^statement [0-9a-f]{64}$/),
			`ciphertext ${letter.ciphertext}`,
			`policy ${sample.policyHash}`,
			"",
		]);
	});

	test("is caught when any one byte of it changes", () => {
		const bytes = actBytes(parts);
		expect(sample.verify(sample.guardian.key, bytes, signature)).toBe(true);
		for (let at = 0; at < bytes.length; at += 1) {
			expect(sample.verify(sample.guardian.key, sample.corrupted(bytes, at), signature)).toBe(false);
		}
	});

	const changes: readonly Partial<ActParts>[] = [
		{ organisation: "2d4f8a36-5c2e-4b7a-9c35-0a8e6f1b2d47" as ActParts["organisation"] },
		{ caseTag: sample.named("another") as string as ActParts["caseTag"] },
		{ seen: { ...parts.seen, sequence: 2 } },
		{ seen: NOTHING_SEEN },
		{ kind: "triaged" },
		{ statement: { purpose: "outcome", compartment: "concern" } },
		{ ciphertext: null },
		{ policy: sample.named("another policy") },
	];
	test.each(changes)("has another hash, and so another signature, when it says %j", (change) => {
		expect(actHash({ ...parts, ...change })).not.toBe(actHash(parts));
		expect(sample.verify(sample.guardian.key, actBytes({ ...parts, ...change }), signature)).toBe(false);
	});

	test("cannot carry a further field inside a value", () => {
		const forged = { ...parts, kind: "letter\nkind closed" as ActParts["kind"] };
		expect(() => actText(forged)).toThrow(expect.objectContaining({ code: "malformed" }));
	});
});

test("no byte can move from one ciphertext to the next", () => {
	const hash = ciphertextHash([utf8("ab"), utf8("c")]);
	expect(ciphertextHash([utf8("a"), utf8("bc")])).not.toBe(hash);
	expect(ciphertextHash([utf8("abc")])).not.toBe(hash);
	expect(ciphertextHash([utf8("ab"), utf8("c"), utf8("")])).not.toBe(hash);
});
