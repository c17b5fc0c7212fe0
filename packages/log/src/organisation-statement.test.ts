import { expect, test } from "vitest";
import { utf8 } from "./bytes.ts";
import * as sample from "./case.fixture.ts";
import { decodeLeaf, encodeStatementLeaf } from "./leaf.ts";
import {
	interestsText,
	keyRemovalText,
	organisationDaysLeaf,
	organisationDaysText,
	policyAdoptionLeaf,
	policyAdoptionText,
} from "./organisation-statement.ts";
import { checkSignedByRoots, rootChangeText } from "./root-history.ts";

const { organisation, keyRemoval, policyAdoption, organisationDays, rootStatement, roots, verify } = sample;
const sets = [{ statement: rootStatement, fingerprint: sample.named("fingerprint"), until: null }];
const texts = [
	keyRemovalText(keyRemoval),
	policyAdoptionText(policyAdoption),
	organisationDaysText(organisationDays),
	rootChangeText(sample.rootChange),
	interestsText(sample.interests),
];
const signedBy = (text: string, ...signers: readonly sample.Pair[]) =>
	signers.map(({ key, sign }) => ({ root: key, signature: sign(utf8(text)) }));

test.each(texts)("two different roots sign what an organisation publishes: %s", (text) => {
	const [first, second] = [sample.at(roots, 0), sample.at(roots, 1)];
	const signed = { organisation, message: utf8(text), leafIndex: null };
	checkSignedByRoots(signed, signedBy(text, first, second), sets, verify);
	const codes = [signedBy(text, first, first), signedBy(text, first, sample.guardian), signedBy(`${text} `, first, second)].map(
		(signatures) => {
			try {
				checkSignedByRoots(signed, signatures, sets, verify);
				return "none";
			} catch (error) {
				return (error as { code: string }).code;
			}
		},
	);
	expect(codes).toEqual(["too-few-roots", "unknown-root", "wrong-signature"]);
});

test("a policy as it ships is adopted without changes, and that is another text", () => {
	const plain = { ...policyAdoption, adoption: null };
	expect(policyAdoptionText(plain)).toContain("adoption -\n");
	expect(policyAdoptionLeaf(plain).statement).not.toBe(policyAdoptionLeaf(policyAdoption).statement);
});

test("any change to published days or their reason is another leaf", () => {
	const leaf = organisationDaysLeaf(organisationDays);
	const changes = [{ reason: "Another reason altogether." }, { days: [] }, { calendar: "england@1" as never }];
	for (const change of changes) expect(organisationDaysLeaf({ ...organisationDays, ...change })).not.toEqual(leaf);
});

test("a canary leaf tells a day that can be read, and no other", () => {
	const bytes = encodeStatementLeaf({ kind: "canary", statement: sample.canary });
	expect(decodeLeaf(bytes)).toEqual({ kind: "canary", statement: sample.canary });
	expect(() => decodeLeaf(sample.corrupted(bytes, 22, 8))).toThrow(expect.objectContaining({ code: "malformed-leaf" }));
	expect(() => encodeStatementLeaf({ kind: "canary", statement: { ...sample.canary, on: "tomorrow" as never } })).toThrow(
		expect.objectContaining({ code: "malformed-leaf" }),
	);
});
