import type { Bytes32, Hash } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import { PromiseStatement } from "@answerable/types/promise";
import { describe, expect, test } from "vitest";
import { fromHex, toHash, toHex } from "./bytes.ts";
import * as sample from "./case.fixture.ts";
import { eventHash } from "./event-hash.ts";
import * as past from "./history.fixture.ts";
import { type CaseLeaf, commitment, decodeLeaf, encodeCaseLeaf } from "./leaf.ts";
import { checkPromise, checkRaise, promiseBytes, promiseOf, type SentRaise } from "./promise.ts";
import { leafHash } from "./tree.ts";

const { at, instant, named, promisePair, verify } = sample;
const { history, promise, promiseStatement } = past;
const event = at(history, 0);
const answer = { event, leaf: toHex(past.raisedLeaf), promise };
const act = event.act;
if (act === null) throw new Error("The raise of the fixture is signed.");

const sent: SentRaise = {
	organisation: sample.organisation,
	caseTag: sample.caseTag,
	statement: sample.raiseStatement,
	ciphertext: event.ciphertext ?? ("" as Hash),
	act,
	logSalt: sample.logSalt,
	policy: past.policy,
	promiseKey: promisePair.key,
	latestPublication: instant("2026-04-04T07:00:00Z"),
};

function refused(code: string) {
	return expect.objectContaining({ name: "ProofError", code });
}

/** A promise that the promise key signed over something else. */
function promised(change: Partial<PromiseStatement>) {
	const statement = { ...promiseStatement, ...change };
	return { statement, signature: promisePair.sign(promiseBytes(statement)) };
}

/** An answer in which the server put another event or leaf, and promised and committed to just that. */
function answered(changedEvent: CaseEvent, change: Partial<CaseLeaf> = {}) {
	const leaf = decodeLeaf(past.raisedLeaf) as CaseLeaf;
	const hash = commitment(sample.logSalt, changedEvent.sequence, eventHash(changedEvent));
	const bytes = encodeCaseLeaf({ ...leaf, commitment: hash, ...change });
	return { event: changedEvent, leaf: toHex(bytes), promise: promised({ leaf: toHash(leafHash(bytes)) }) };
}

test("the answer to a raise is believed when event, leaf and promise are for what was sent", () => {
	expect(checkRaise(answer, sent, verify)).toMatchObject({ kind: "raised", caseTag: sample.caseTag });
});

describe("a promise", () => {
	test("is caught when any one byte of its text or signature changes", () => {
		const bytes = promiseBytes(promiseStatement);
		for (let place = 0; place < bytes.length; place += 1) {
			expect(verify(promisePair.key, sample.corrupted(bytes, place), promise.signature)).toBe(false);
		}
		for (let place = 0; place < 64; place += 1) {
			const signature = toHex(sample.corrupted(fromHex(promise.signature), place)) as typeof promise.signature;
			expect(() => checkPromise({ ...promise, signature }, promisePair.key, verify)).toThrow(refused("wrong-signature"));
		}
	});

	test("by another key than the promise key is none", () => {
		const own = { statement: promiseStatement, signature: sample.logPair.sign(promiseBytes(promiseStatement)) };
		expect(() => checkRaise({ ...answer, promise: own }, sent, verify)).toThrow(refused("wrong-signature"));
	});

	const changes: readonly Partial<PromiseStatement>[] = [
		{ organisation: "2d4f8a36-5c2e-4b7a-9c35-0a8e6f1b2d47" as PromiseStatement["organisation"] },
		{ caseTag: named("x") as string as PromiseStatement["caseTag"] },
		{ leaf: named("x") },
		{ receivedOn: "2026-04-03" as PromiseStatement["receivedOn"] },
		{ policy: named("x") },
		{ calendar: named("x") },
		{ due: promiseStatement.due.slice(1) },
		{ due: promiseStatement.due.map(({ clock }) => ({ clock, due: instant("2026-06-01T00:00:00Z") })) },
	];
	test.each(changes)("rightly signed but saying %j is not for what was sent", (change) => {
		expect(() => checkRaise({ ...answer, promise: promised(change) }, sent, verify)).toThrow(refused("promise-differs"));
	});

	test("to publish some day is none", () => {
		const late = promised({ publishBy: instant("2026-04-04T07:00:01Z") });
		expect(() => checkRaise({ ...answer, promise: late }, sent, verify)).toThrow(refused("promise-too-late"));
	});
});

describe("the server is found out when it", () => {
	const { happening } = event;
	if (happening.kind !== "raised") throw new Error("The fixture begins with a raise.");

	test("kept another severity, other wraps or another policy than were sent", () => {
		for (const change of [{ severity: "S3" as const }, { wraps: named("x") }, { policy: named("x") }]) {
			const statement = { ...happening.statement, ...change };
			expect(() => checkRaise(answered({ ...event, happening: { ...happening, statement } }), sent, verify)).toThrow(
				refused("event-differs"),
			);
		}
	});

	test("kept other words, another signature or another kind of event", () => {
		expect(() => checkRaise(answered({ ...event, ciphertext: null }), sent, verify)).toThrow(refused("event-differs"));
		expect(() => checkRaise(answered({ ...event, act: null }), sent, verify)).toThrow(refused("event-differs"));
		expect(() => checkRaise(answered(at(history, 1)), sent, verify)).toThrow(refused("event-differs"));
	});

	test("names a later clock, a later due time or none in the leaf", () => {
		const due = instant("2026-04-11T00:00:00Z");
		for (const next of [null, { clock: "triage", due } as const, { clock: "acknowledgement", due } as const]) {
			expect(() => checkRaise(answered(event, { next }), sent, verify)).toThrow(refused("leaf-differs"));
		}
		const quiet = { ...event, happening: { ...happening, consequence: { ...happening.consequence, clocks: [] } } };
		expect(() => checkRaise(answered(quiet), sent, verify)).toThrow(refused("leaf-differs"));
	});

	test("commits to something else, or under another salt", () => {
		expect(() => checkRaise(answered(event, { commitment: named("x") }), sent, verify)).toThrow(refused("leaf-differs"));
		const salt = named("another salt") as string as Bytes32;
		expect(() => checkRaise(answer, { ...sent, logSalt: salt }, verify)).toThrow(refused("leaf-differs"));
	});

	test("changes any one byte of the leaf, however it promises it", () => {
		for (let place = 0; place < past.raisedLeaf.length; place += 1) {
			const bytes = sample.corrupted(past.raisedLeaf, place);
			expect(() => checkRaise({ ...answer, leaf: toHex(bytes) }, sent, verify)).toThrow(expect.objectContaining({ name: "ProofError" }));
			const again = { ...answer, leaf: toHex(bytes), promise: promised({ leaf: toHash(leafHash(bytes)) }) };
			// The organisation tag is blinded with a key that the reporter does not have.
			const isBlinded = place >= 34 && place < 66;
			if (!isBlinded) expect(() => checkRaise(again, sent, verify)).toThrow(expect.objectContaining({ name: "ProofError" }));
		}
	});

	test("runs no clock at all and says so: that is for the domain to refuse", () => {
		const quiet = { ...event, happening: { ...happening, consequence: { ...happening.consequence, clocks: [] } } };
		const silent = answered(quiet, { next: null });
		const promise = promised({ leaf: silent.promise.statement.leaf, due: [] });
		expect(checkRaise({ ...silent, promise }, sent, verify).next).toBeNull();
	});
});

test("what the api promises is what the client expects", () => {
	expect(promiseOf(event, past.raisedLeaf, promiseStatement.publishBy)).toEqual(promiseStatement);
	expect(() => promiseOf(at(history, 1), past.raisedLeaf, promiseStatement.publishBy)).toThrow(refused("event-differs"));
	expect(PromiseStatement.parse(promiseStatement)).toEqual(promiseStatement);
});
