import { describe, expect, test } from "vitest";
import { toHex } from "./bytes.ts";
import { at, caseTag, verify } from "./case.fixture.ts";
import { anotherCase, emptyKey, evidence, logKey, noCase, promiseFor, signedKey } from "./evidence.fixture.ts";
import { checkEvidence, type Evidence, type EvidentLeaf, evidenceBlocks, readEvidence } from "./evidence.ts";
import { promiseStatement } from "./history.fixture.ts";

const whole = evidence();
const withLeaf = (index: number, change: Partial<EvidentLeaf>): Partial<Evidence> => ({
	leaves: whole.leaves.map((leaf, place) => (place === index ? { ...leaf, ...change } : leaf)),
});

/** The same entries in another order, counted anew. */
const inOrderOf = (places: readonly number[]): Partial<Evidence> => ({
	leaves: places.map((place, sequence) => ({ ...at(whole.leaves, place), sequence })),
});

test("evidence is read from its blocks as it was written", () => {
	expect(readEvidence(evidenceBlocks(whole))).toEqual(whole);
	const without = evidence({ checkpoint: null, leaves: [] });
	expect(readEvidence(evidenceBlocks(without))).toEqual(without);
});

test("what is no record is not read", () => {
	expect(() => readEvidence([])).toThrow("does not name the log's key");
	expect(() => readEvidence([...evidenceBlocks(whole).slice(0, 4), "entry one"])).toThrow("cannot be read");
	const half = evidence({ leaves: whole.leaves.map((leaf) => ({ ...leaf, leaf: leaf.leaf.slice(1) })) });
	expect(() => readEvidence(evidenceBlocks(half))).toThrow("cannot be read");
});

describe("evidence", () => {
	test("proves what was promised and which entries the log holds, with nothing but the log's key", () => {
		const { checkpoint, leaves, ...promised } = checkEvidence(whole, logKey, verify);
		expect(promised).toEqual({ caseTag, publishBy: promiseStatement.publishBy });
		expect(checkpoint?.size).toBe(5);
		expect(leaves.map(({ sequence, index, leaf }) => [sequence, index, leaf.kind])).toEqual([
			[0, 1, "raised"],
			[1, 3, "letter"],
			[2, null, "escalated"],
		]);
	});

	test("without a log proves the promise alone", () => {
		const leaves = whole.leaves.map((leaf) => ({ ...leaf, index: null, proof: [] }));
		expect(checkEvidence(evidence({ checkpoint: null, leaves }), logKey, verify)).toMatchObject({
			checkpoint: null,
			leaves: [{ index: null }, {}, {}],
		});
	});

	const second = at(whole.leaves, 1);
	test.each<[string, Partial<Evidence>, string]>([
		["a promise whose date was changed", { promise: whole.promise.replace(/publish-by 20/, "publish-by 19") }, "not as it was signed"],
		["a promise of another leaf", { promise: promiseFor(anotherCase) }, "not the one that was promised"],
		["a promise without its signature", { promise: "answerable/v1/promise\n" }, "no signed promise"],
		["another text in the promise's place", { promise: whole.promiseKey }, "no signed promise"],
		["a promise that leaves its case out", { promise: signedKey("promise").replace("deployment-key", "promise") }, "not as it was signed"],
		[
			"a key that the log's key did not sign",
			{ promiseKey: whole.promiseKey.replace(/key [0-9a-f]{2}/, "key 00") },
			"did not sign the key",
		],
		["a key that does not say what it is for", { promiseKey: emptyKey() }, "does not say: use"],
		["a key for something else", { promiseKey: signedKey("release") }, "for something else"],
		["a checkpoint that was changed", { checkpoint: whole.checkpoint?.replace("\n5\n", "\n6\n") ?? null }, "signature"],
		["no entries", { leaves: [] }, "not the one that was promised"],
		["a missing entry", { leaves: whole.leaves.filter(({ sequence }) => sequence !== 1) }, "Entry 1 is missing"],
		["entries in another order", { leaves: whole.leaves.toReversed() }, "Entry 0 is missing"],
		["an entry that was changed", withLeaf(1, { leaf: second.leaf.replace(/^(.{170})../, "$1ff") }), "Entry 1 is not in the log"],
		["an entry of another case", withLeaf(1, { leaf: toHex(anotherCase), index: 2 }), "Entry 1 is of another case"],
		["an entry that is no leaf of a case", withLeaf(1, { leaf: toHex(noCase), index: 0 }), "Entry 1 is of another case"],
		["an entry that is no leaf", withLeaf(1, { leaf: second.leaf.slice(2) }), "Entry 1 cannot be read"],
		["an entry at another place", withLeaf(1, { index: 2 }), "Entry 1 is not in the log"],
		[
			"a hash of its way to the root that was changed",
			withLeaf(1, { proof: second.proof.map(() => "00".repeat(32)) }),
			"Entry 1 is not in the log",
		],
		[
			"an entry that is listed twice",
			{ leaves: [...whole.leaves.slice(0, 2), { ...second, sequence: 2 }] },
			"Entry 2 is in the log, and entry 1 not before it",
		],
		["two entries that changed places", inOrderOf([0, 2, 1]), "Entry 2 is in the log, and entry 1 not before it"],
		[
			"an entry that no log holds in the middle",
			withLeaf(0, { index: null, proof: [] }),
			"Entry 1 is in the log, and entry 0 not before it",
		],
		["an entry in a log that is not there", { checkpoint: null }, "no checkpoint"],
	])("is not believed with %s", (_, changes, said) => {
		expect(() => checkEvidence(evidence(changes), logKey, verify)).toThrow(said);
	});

	test("does not say that nothing was left out: no leaf tells the how manieth of its case it is", () => {
		expect(checkEvidence(evidence(inOrderOf([0, 2])), logKey, verify).leaves.map(({ leaf }) => leaf.kind)).toEqual(["raised", "escalated"]);
	});

	test("that somebody made wrongly and did not read is a fault of theirs, and no finding about a record", () => {
		expect(() => checkEvidence(evidence(withLeaf(0, { proof: null as never })), logKey, verify)).toThrow(TypeError);
	});

	test("under another log's key proves nothing", () => {
		expect(() => checkEvidence(whole, { ...logKey, key: "00".repeat(32) as never }, verify)).toThrow("did not sign the key");
	});

	test("with any byte of a text that is signed changed is not believed", () => {
		for (const name of ["promise", "promiseKey"] as const)
			for (let place = 0; place < whole[name].length; place += 1) {
				const letter = whole[name][place] === "a" ? "b" : "a";
				const changed = whole[name].slice(0, place) + letter + whole[name].slice(place + 1);
				expect(() => checkEvidence(evidence({ [name]: changed }), logKey, verify)).toThrow();
			}
	});
});
