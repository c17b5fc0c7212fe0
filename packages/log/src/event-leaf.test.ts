import { expect, test } from "vitest";
import { fromHex, toHex } from "./bytes.ts";
import * as sample from "./case.fixture.ts";
import { checkEventLeaf, encodeEventLeaf } from "./event-leaf.ts";
import * as past from "./history.fixture.ts";
import { encodeStatementLeaf } from "./leaf.ts";

const { caseTag, logSalt, viewKey } = sample;
const { history } = past;
const secrets = { logSalt, viewKey };
const next = { clock: "acknowledgement", due: sample.instant("2026-04-08T00:00:00Z") } as const;
const leaves = history.map((event) => toHex(encodeEventLeaf(event, secrets, next)));
const differs = expect.objectContaining({ name: "ProofError", code: "leaf-differs" });

test("each event is found in its own leaf, and in no other", () => {
	expect(sample.at(leaves, 0)).toBe(toHex(past.raisedLeaf));
	for (const [place, event] of history.entries()) {
		for (const [other, leaf] of leaves.entries()) {
			if (place === other) expect(checkEventLeaf(event, leaf, logSalt)).toMatchObject({ kind: event.happening.kind, caseTag, next });
			else expect(() => checkEventLeaf(event, leaf, logSalt)).toThrow(differs);
		}
	}
});

test("a leaf of another case, or that is no event's, is not the event's", () => {
	const event = sample.at(history, 2);
	const own = fromHex(sample.at(leaves, 2));
	const elsewhere = own.map((byte, at) => (at === 2 ? byte ^ 1 : byte));
	expect(() => checkEventLeaf(event, toHex(elsewhere), logSalt)).toThrow(differs);
	const key = encodeStatementLeaf({ kind: "key", statement: sample.keyStatement, ...sample.addition });
	expect(() => checkEventLeaf(event, toHex(key), logSalt)).toThrow(differs);
});

test("an event that was exchanged under its leaf is found out", () => {
	const letter = sample.at(history, 2);
	const own = sample.at(leaves, 2);
	for (const change of [{ ciphertext: null }, { at: sample.instant("2026-04-03T09:30:14Z") }, { act: null }]) {
		expect(() => checkEventLeaf({ ...letter, ...change }, own, logSalt)).toThrow(differs);
	}
});
