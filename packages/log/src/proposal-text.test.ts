import type { ShownProposal } from "@answerable/types/proposal";
import { expect, test } from "vitest";
import { sha256Hash, utf8 } from "./bytes.ts";
import { canonicalHash } from "./canonical.ts";
import * as sample from "./case.fixture.ts";
import { keyHash, keyText } from "./key-statement.ts";
import { brandingText, interestsText, keyRemovalText, policyAdoptionText } from "./organisation-statement.ts";
import { isWhole, proposalBytes, proposalHash, proposalText } from "./proposal-text.ts";
import { rootChangeHash, rootChangeText } from "./root-history.ts";

const { keyStatement, keyRemoval, rootChange, policyAdoption, interests, organisation, named } = sample;
const statement = { version: 1 as const, organisation, number: 2, branding: named("branding") };
const branding = { name: "Northbrook", colour: "#005eb8", contact: "" };

test.each<[ShownProposal, string]>([
	[{ kind: "key", statement: keyStatement, seal: "" as never }, keyText(keyStatement)],
	[{ kind: "key-removal", statement: keyRemoval }, keyRemovalText(keyRemoval)],
	[{ kind: "root-change", statement: rootChange }, rootChangeText(rootChange)],
	[{ kind: "policy-adoption", statement: policyAdoption, policy: {} as never }, policyAdoptionText(policyAdoption)],
	[{ kind: "interests", statement: interests, lines: [] }, interestsText(interests)],
	[{ kind: "branding", statement, branding }, brandingText(statement)],
])("roots sign the text of what is proposed: $kind", (proposal, text) => {
	expect(proposalText(proposal)).toBe(text);
	expect(proposalBytes(proposal)).toEqual(utf8(text));
	expect(proposalHash(proposal)).toBe(sha256Hash(utf8(text)));
});

test("a proposal has the name that its statement has everywhere", () => {
	expect(proposalHash({ kind: "key", statement: keyStatement, seal: "" as never })).toBe(keyHash(keyStatement));
	expect(proposalHash({ kind: "root-change", statement: rootChange })).toBe(rootChangeHash(rootChange));
	expect(brandingText(statement)).toBe(`answerable/v1/branding\norganisation ${organisation}\nnumber 2\nbranding ${statement.branding}\n`);
});

test("what is read of a proposal is what its text names, or it is not whole", () => {
	const named = { ...statement, branding: canonicalHash(branding) };
	expect(isWhole({ kind: "branding", statement: named, branding })).toBe(true);
	expect(isWhole({ kind: "branding", statement: named, branding: { ...branding, name: "Southbrook" } })).toBe(false);
	expect(isWhole({ kind: "interests", statement: { ...interests, lines: canonicalHash([]) }, lines: [] })).toBe(true);
	expect(isWhole({ kind: "interests", statement: interests, lines: [] })).toBe(false);
	const policy = { id: policyAdoption.policy, adoption: policyAdoption.adoption } as never;
	const adopted = { ...policyAdoption, hash: canonicalHash(policy) };
	expect(isWhole({ kind: "policy-adoption", statement: adopted, policy })).toBe(true);
	expect(isWhole({ kind: "policy-adoption", statement: { ...adopted, adoption: null }, policy })).toBe(false);
	expect(isWhole({ kind: "policy-adoption", statement: { ...adopted, policy: "southbrook@1" as never }, policy })).toBe(false);
	expect(isWhole({ kind: "policy-adoption", statement: policyAdoption, policy })).toBe(false);
	expect(isWhole({ kind: "key", statement: keyStatement, seal: "" as never })).toBe(true);
	expect(isWhole({ kind: "key-removal", statement: keyRemoval })).toBe(true);
	expect(isWhole({ kind: "root-change", statement: rootChange })).toBe(true);
});
