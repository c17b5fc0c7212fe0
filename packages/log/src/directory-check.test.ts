import type { TenureId } from "@answerable/types/id";
import { expect, test } from "vitest";
import * as sample from "./case.fixture.ts";
import { checkDirectory, type ShownDirectory, statementsIn, usableFrom } from "./directory-check.ts";
import * as past from "./history.fixture.ts";
import { encodeStatementLeaf } from "./leaf.ts";
import { interestsLeaf, policyAdoptionLeaf } from "./organisation-statement.ts";
import { rootChangeHash } from "./root-history.ts";
import type { StatementLeaf } from "./statement-leaf.ts";

const { organisation, keyStatement, addition, keyRemoval, rootChange, instant } = sample;
const LATER = instant("2026-04-02T10:00:00Z");
const another = { ...keyStatement, tenure: keyStatement.person as string as TenureId };
const log: readonly StatementLeaf[] = [
	{ kind: "root", statement: sample.rootStatement },
	{ kind: "key", statement: keyStatement, ...addition },
];
const shown: ShownDirectory = {
	organisation,
	keys: [{ statement: keyStatement, ...addition }],
	removed: new Set(),
	roots: new Set(),
	interests: 3,
	policy: null,
	shows: () => true,
	now: LATER,
};
const adoption: StatementLeaf = { kind: "policy-adoption", statement: policyAdoptionLeaf(sample.policyAdoption) };
const removed = new Set([keyStatement.tenure]);

test("a directory that shows every key of the log passes", () => {
	expect(usableFrom(addition)).toBe("2026-04-01T09:00:00Z");
	expect(() => checkDirectory(log, shown)).not.toThrow();
	expect(() =>
		checkDirectory([...log, { kind: "root-change", statement: rootChange }], { ...shown, roots: new Set([rootChangeHash(rootChange)]) }),
	).not.toThrow();
	expect(() => checkDirectory([...log, { kind: "key-removal", statement: keyRemoval }], { ...shown, keys: [], removed })).not.toThrow();
});

test.each<[string, string, readonly StatementLeaf[], Partial<ShownDirectory>]>([
	["a key that was removed", "key-removed", [...log, { kind: "key-removal", statement: keyRemoval }], {}],
	["a removed key, whatever removal is shown of it", "key-removed", [...log, { kind: "key-removal", statement: keyRemoval }], { removed }],
	["a key whose cooldown lasts", "key-in-cooldown", log, { now: instant("2026-04-01T08:59:59Z") }],
	["none of a key that nobody removed", "key-left-out", log, { keys: [] }],
	["none of a key whose removal nobody signed", "key-left-out", [...log, { kind: "key-removal", statement: keyRemoval }], { keys: [] }],
	["one of two keys", "key-left-out", [...log, { kind: "key", statement: another, ...addition }], {}],
	[
		"an earlier register of ties",
		"interests-left-out",
		[...log, { kind: "interests", statement: interestsLeaf(sample.interests) }],
		{ interests: 2 },
	],
	["another policy than the one adopted last", "policy-left-out", [...log, adoption], {}],
	["the roots before a change", "roots-left-out", [...log, { kind: "root-change", statement: rootChange }], {}],
])("a directory that shows %s is refused", (_, code, leaves, bent) => {
	expect(() => checkDirectory(leaves, { ...shown, ...bent })).toThrow(expect.objectContaining({ name: "ProofError", code }));
});

test("the register and the policy that were signed last pass", () => {
	const said: readonly StatementLeaf[] = [...log, { kind: "interests", statement: interestsLeaf(sample.interests) }, adoption];
	expect(() => checkDirectory(said, { ...shown, policy: sample.policyAdoption.hash })).not.toThrow();
});

test("other organisations' keys, roles that are not shown and keys in cooldown are not missed", () => {
	const foreign = { ...another, organisation: keyStatement.tenure as never };
	const elsewhere: readonly StatementLeaf[] = [
		{ kind: "key", statement: foreign, ...addition },
		{ kind: "canary", statement: { ...sample.canary, organisation: foreign.organisation } },
	];
	expect(() => checkDirectory([...log, ...elsewhere], shown)).not.toThrow();
	expect(() => checkDirectory(log, { ...shown, keys: [], shows: (role) => role === "external_body" })).not.toThrow();
	const fresh: StatementLeaf = { kind: "key", statement: another, addedAt: LATER, cooldownSeconds: 1 };
	expect(() => checkDirectory([...log, fresh], shown)).not.toThrow();
	expect(() => checkDirectory([...log, fresh], { ...shown, now: instant("2026-04-02T10:00:01Z") })).toThrow();
});

test("statements are found among whatever else a log holds", () => {
	const unknown = encodeStatementLeaf({ kind: "root", statement: sample.rootStatement }).with(1, 128);
	const entries = [past.raisedLeaf, ...log.map(encodeStatementLeaf), unknown, new Uint8Array(3)];
	expect(statementsIn(entries)).toEqual(log);
});
