import type { CaseEvent } from "@answerable/types/event";
import { describe, expect, test } from "vitest";
import * as sample from "./case.fixture.ts";
import * as past from "./history.fixture.ts";
import { checkHistory, type HistoryKeys } from "./history.ts";
import { firstReporterKey, rekeyBytes } from "./rekey.ts";

const { keys, verify, at, reporter, newReporter, rekeying } = sample;
const { history } = past;
const before = history.slice(0, 3);
const byReporter = { actor: "reporter" } as const;
const proof = newReporter.sign(rekeyBytes(rekeying));

/** The first three events, the change of words, and a dispute signed by one of the two keys. */
function changed({ signer = reporter, later = newReporter, given = proof } = {}): readonly CaseEvent[] {
	const { messageSign, reporterKeys, wrap } = rekeying;
	const statement = { messageSign, reporterKeys, wrap, proof: given };
	const draft = {
		at: at(history, 3).at,
		by: byReporter,
		happening: { kind: "rekeyed", statement, consequence: {} },
		ciphertext: null,
	} as const;
	const events = [...before, past.appended(before, draft, signer)];
	return [...events, past.appended(events, at(history, 3), later)];
}

function codesOf(events: readonly CaseEvent[], known: HistoryKeys = keys): readonly string[] {
	return checkHistory(events, known, verify).suspect.map(({ sequence, code }) => `${sequence} ${code}`);
}

describe("changing words", () => {
	test("is trusted when the old key signs the act and the new one agrees; then the new one signs", () => {
		expect(codesOf(changed())).toEqual([]);
	});

	test("makes the old key worthless from then on", () => {
		expect(codesOf(changed({ later: reporter }))).toEqual(["4 wrong-signature"]);
	});

	test("is not done by somebody who lacks the old key, nor to a key that did not agree: the old one signs on", () => {
		expect(codesOf(changed({ signer: newReporter, later: reporter }))).toEqual(["3 wrong-signature"]);
		expect(codesOf(changed({ given: reporter.sign(rekeyBytes(rekeying)), later: reporter }))).toEqual(["3 wrong-signature"]);
	});

	test("is proved for this case, organisation, keys and wrap alone", () => {
		for (const change of [
			{ caseTag: sample.named("x") as never },
			{ organisation: "2d4f8a36-5c2e-4b7a-9c35-0a8e6f1b2d47" as never },
			{ reporterKeys: sample.named("x") },
			{ wrap: sample.named("x") },
		]) {
			const given = newReporter.sign(rekeyBytes({ ...rekeying, ...change }));
			expect(codesOf(changed({ given, later: reporter }))).toEqual(["3 wrong-signature"]);
		}
	});

	test("lets whoever holds the new words check a history that begins with the old key", () => {
		expect(codesOf(changed(), { ...keys, reporter: newReporter.key })).toEqual([]);
		expect(codesOf(changed(), { ...keys, reporter: reporter.key })).toEqual([]);
		expect(codesOf(changed(), { ...keys, reporter: sample.guardian.key })[0]).toBe("0 unknown-key");
		expect(firstReporterKey(history.slice(1), undefined)).toBeUndefined();
	});
});

test("a withdrawal that the reporter took back does not take effect", () => {
	const asked = history.slice(0, 5);
	const recalled = { ...at(history, 4), happening: { kind: "withdrawal-recalled", statement: {}, consequence: {} } } as const;
	const events = [...asked, past.appended(asked, recalled, reporter)];
	const withdrawn = past.appended(events, at(history, 5), null);
	expect(codesOf([...events, withdrawn])).toEqual(["6 withdrawal-not-asked"]);
	const again = [...events, past.appended(events, { ...at(history, 4), at: withdrawn.at }, reporter)];
	expect(codesOf([...again, past.appended(again, at(history, 5), null)])).toEqual([]);
});
