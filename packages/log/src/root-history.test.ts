import type { RootChangeStatement } from "@answerable/types/key";
import { describe, expect, test } from "vitest";
import { utf8 } from "./bytes.ts";
import * as sample from "./case.fixture.ts";
import { keyBytes, keyHash, rootBytes, rootHash } from "./key-statement.ts";
import {
	changedRoots,
	checkDirectoryKey,
	checkRootHistory,
	type RootHistory,
	rootChangeHash,
	rootChangeText,
	type SignedRootChange,
} from "./root-history.ts";

const { directoryKey, rootStatement, rootChange, roots, newRoot, sealBytes, verify, named, pair, at } = sample;
const operator = pair("operator");
const sets = [{ statement: rootStatement, fingerprint: rootHash(rootStatement), until: null }];

function refused(code: string) {
	return expect.objectContaining({ name: "ProofError", code });
}

const signed = (statement: RootChangeStatement, signers: readonly sample.Pair[], leafIndex: number | null): SignedRootChange => ({
	statement,
	leafIndex,
	countersignatures: signers.map(({ key, sign }) => ({ root: key, signature: sign(utf8(rootChangeText(statement))) })),
});
const historyOf = (...changes: readonly SignedRootChange[]): RootHistory => ({
	statement: rootStatement,
	signature: operator.sign(rootBytes(rootStatement)),
	changes,
});
const [first, second, third] = [at(roots, 0), at(roots, 1), at(roots, 2)];

describe("a change of roots", () => {
	const change = signed(rootChange, [second, third], 10);
	const later: RootChangeStatement = { ...rootChange, previous: rootChangeHash(rootChange), out: second.key, in: first.key };

	test("takes one root out and one in; its fingerprint names every set before it", () => {
		const [before, between, now] = checkRootHistory(historyOf(change, signed(later, [newRoot, second], 20)), operator.key, verify);
		expect(before).toMatchObject({ statement: rootStatement, fingerprint: rootHash(rootStatement), until: 10 });
		expect(between).toMatchObject({ fingerprint: rootChangeHash(rootChange), until: 20 });
		expect(between?.statement.roots).toEqual([newRoot.key, second.key, third.key]);
		expect(now?.statement.roots).toEqual([newRoot.key, first.key, third.key]);
		expect(rootChangeHash({ ...later, previous: named("another history") })).not.toBe(now?.fingerprint);
	});

	test.each<[string, string, RootHistory]>([
		["that the one who comes in signed", "unknown-root", historyOf(signed(rootChange, [second, newRoot], 10))],
		["that one root alone signed", "too-few-roots", historyOf(signed(rootChange, [second, second], 10))],
		["that the roots signed who had left before", "unknown-root", historyOf(change, signed(later, [first, third], 20))],
		[
			"of roots that are not the present ones",
			"wrong-root-change",
			historyOf(signed({ ...rootChange, previous: named("x") }, [second, third], 10)),
		],
		[
			"that takes a stranger out",
			"wrong-root-change",
			historyOf(signed({ ...rootChange, out: newRoot.key, in: pair("x").key }, [second, third], 10)),
		],
		["that names one root twice", "wrong-root-change", historyOf(signed({ ...rootChange, in: third.key }, [second, third], 10))],
		["that stands before an earlier one", "wrong-root-change", historyOf(change, signed(later, [newRoot, second], 10))],
		[
			"of another organisation",
			"other-organisation",
			historyOf(signed({ ...rootChange, organisation: rootChange.previous as never }, [second, third], 10)),
		],
	])("%s is not believed", (_, code, history) => {
		expect(() => checkRootHistory(history, operator.key, verify)).toThrow(refused(code));
	});

	test("keeps what was countersigned, and lets a root that left sign nothing new", () => {
		const present = checkRootHistory(historyOf(change), operator.key, verify);
		const by = (signers: readonly sample.Pair[], leafIndex: number | null) => ({
			...directoryKey,
			leafIndex,
			countersignatures: signers.map(({ key, sign }) => ({ root: key, signature: sign(keyBytes(directoryKey.statement)) })),
		});
		for (const key of [by([first, second], 9), by([newRoot, second], 9), by([newRoot, second], 11), by([newRoot, third], null)]) {
			expect(() => checkDirectoryKey(key, present, sealBytes, verify)).not.toThrow();
		}
		for (const key of [by([first, second], 10), by([first, second], 11), by([first, second], null), by([first, newRoot], 9)]) {
			expect(() => checkDirectoryKey(key, present, sealBytes, verify)).toThrow(refused("unknown-root"));
		}
		expect(() => checkDirectoryKey(by([first, second], 9), [], sealBytes, verify)).toThrow(refused("unknown-root"));
		expect(changedRoots(at(sets, 0), rootChange).roots).toContain(newRoot.key);
	});
});

test("a fault of the machine is not taken for a wrong signature", () => {
	const broken = () => {
		throw new Error("no such curve");
	};
	expect(() => checkDirectoryKey(directoryKey, sets, sealBytes, broken)).toThrow("no such curve");
});

describe("a handler's key", () => {
	const [one, two] = directoryKey.countersignatures;

	test("with two roots' signatures is believed", () => {
		expect(() => checkDirectoryKey(directoryKey, sets, sealBytes, verify)).not.toThrow();
	});

	test("with one root's signature twice is not", () => {
		const twice = { ...directoryKey, countersignatures: [one, one].flatMap((each) => each ?? []) };
		expect(() => checkDirectoryKey(twice, sets, sealBytes, verify)).toThrow(refused("too-few-roots"));
	});

	test("that an administrator signed, or a root for somebody else, is not", () => {
		const administrator = pair("administrator");
		const own = { root: administrator.key, signature: administrator.sign(keyBytes(directoryKey.statement)) };
		const added = { ...directoryKey, countersignatures: [...directoryKey.countersignatures, own] };
		expect(() => checkDirectoryKey(added, sets, sealBytes, verify)).toThrow(refused("unknown-root"));
		const promoted = { ...directoryKey, statement: { ...directoryKey.statement, role: "chair" as const } };
		expect(() => checkDirectoryKey(promoted, sets, sealBytes, verify)).toThrow(refused("wrong-signature"));
	});

	test("of another organisation than the roots is not", () => {
		const foreign = { ...rootStatement, organisation: "2d4f8a36-5c2e-4b7a-9c35-0a8e6f1b2d47" as typeof sample.organisation };
		expect(() =>
			checkDirectoryKey(directoryKey, [{ statement: foreign, fingerprint: named("x"), until: null }], sealBytes, verify),
		).toThrow(refused("other-organisation"));
	});

	test("whose sealing key was exchanged is not, whichever byte", () => {
		for (let byte = 0; byte < sealBytes.length; byte += 101) {
			expect(() => checkDirectoryKey(directoryKey, sets, sample.corrupted(sealBytes, byte), verify)).toThrow(refused("wrong-seal-key"));
		}
	});

	test("has a name that changes with everything it says", () => {
		const { statement } = directoryKey;
		const others = [
			{ ...statement, organisation: statement.tenure as string as typeof statement.organisation },
			{ ...statement, person: statement.tenure as string as typeof statement.person },
			{ ...statement, tenure: statement.person as string as typeof statement.tenure },
			{ ...statement, role: "ceo" as const },
			{ ...statement, seal: named("x") },
			{ ...statement, sign: at(rootStatement.roots, 0) },
		];
		expect(new Set([statement, ...others].map(keyHash)).size).toBe(7);
		expect(two).toBeDefined();
	});
});
