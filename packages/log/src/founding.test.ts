import type { KeyStatement } from "@answerable/types/key";
import { expect, test } from "vitest";
import * as sample from "./case.fixture.ts";
import { checkFounded, type FirstKey, firstRoots } from "./founding.ts";
import { keyBytes, rootHash } from "./key-statement.ts";

const { keyStatement, named, verify, at, pair } = sample;

const ids = ["1", "2", "3"].map((digit) => `${digit.repeat(8)}-5c2e-4b7a-9c35-0a8e6f1b2d47`);
const people = ["guardian", "ned_lead", "board_secretary"].map((role, place) => {
	const signer = pair(`first ${role}`);
	const [id, seal] = [at(ids, place), named(`seal of ${role}`)];
	const statement = { ...keyStatement, role, seal, sign: signer.key, person: id, tenure: id } as KeyStatement;
	return { statement, signer };
});
const statements = people.map(({ statement }) => statement);

/** The keys with the signatures of everybody for whom `by` holds. */
function signed(by: (signer: number, whose: number) => boolean): readonly FirstKey[] {
	return people.map(({ statement }, whose) => ({
		statement,
		countersignatures: people.flatMap(({ signer }, at) =>
			by(at, whose) ? [{ root: signer.key, signature: signer.sign(keyBytes(statement)) }] : [],
		),
	}));
}

const refused = (code: string) => expect.objectContaining({ name: "ProofError", code });

test("three keys that sign one another are the first roots, in their order", () => {
	const roots = checkFounded(
		signed(() => true),
		verify,
	);
	expect(roots).toEqual({ version: 1, organisation: keyStatement.organisation, roots: statements.map(({ sign }) => sign) });
	const turned = firstRoots([...statements].reverse());
	expect(rootHash(turned)).not.toBe(rootHash(roots));
});

test("not one signature of the six may be missing, and a key's own does not stand in for it", () => {
	for (const [one, two] of [
		[0, 1],
		[1, 0],
		[2, 0],
		[2, 1],
	]) {
		const keys = signed((signer, whose) => !(signer === one && whose === two));
		expect(() => checkFounded(keys, verify)).toThrow(refused("too-few-roots"));
	}
});

test("a key that its maker did not sign is none of the first, whoever else did", () => {
	const others = signed((signer, whose) => signer !== whose);
	expect(() => checkFounded(others, verify)).toThrow(refused("wrong-signature"));
});

test("a stranger's signature, and one that is wrong, are told apart", () => {
	const [first, ...others] = signed(() => true);
	if (first === undefined) throw new Error("There are three keys.");
	const stranger = pair("stranger");
	const strangers = { root: stranger.key, signature: stranger.sign(keyBytes(first.statement)) };
	const strange = { ...first, countersignatures: [...first.countersignatures, strangers] };
	expect(() => checkFounded([strange, ...others], verify)).toThrow(refused("unknown-root"));
	const another = { ...first, statement: { ...first.statement, seal: named("another seal") } };
	expect(() => checkFounded([another, ...others], verify)).toThrow(refused("wrong-signature"));
});

test("two, four, the same twice in any part, and another organisation's are no first roots", () => {
	const [first, second, third] = [at(statements, 0), at(statements, 1), at(statements, 2)];
	for (const keys of [[], [first, second], [first, second, third, first]])
		expect(() => firstRoots(keys)).toThrow(refused("roots-not-distinct"));
	for (const part of ["sign", "seal", "person", "tenure", "role"] as const)
		expect(() => firstRoots([first, second, { ...third, [part]: first[part] }])).toThrow(refused("roots-not-distinct"));
	const elsewhere = { ...third, organisation: at(ids, 0) as KeyStatement["organisation"] };
	expect(() => firstRoots([first, second, elsewhere])).toThrow(refused("other-organisation"));
});
