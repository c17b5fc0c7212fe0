import type { Signature } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as sample from "./case.fixture.ts";
import { eventHash } from "./event-hash.ts";
import * as past from "./history.fixture.ts";
import { assertHistory, checkHistory, type HistoryKeys } from "./history.ts";

const { keys, verify, at, instant } = sample;
const { history, relinked } = past;
const letter = at(history, 2);

function codesOf(events: readonly CaseEvent[], known: HistoryKeys = keys): string[] {
	return checkHistory(events, known, verify).suspect.map(({ sequence, code }) => `${sequence} ${code}`);
}

/** The history with one event changed; what follows is linked anew. */
function changed(index: number, change: Partial<CaseEvent>): readonly CaseEvent[] {
	return relinked(history.map((event, place) => (place === index ? { ...event, ...change } : event)));
}

/** The history up to an event, and then that event changed and signed rightly. */
function resigned(index: number, change: Partial<CaseEvent>, signer: sample.Pair | null = sample.guardian): readonly CaseEvent[] {
	const before = history.slice(0, index);
	return [...before, past.appended(before, { ...at(history, index), ...change }, signer)];
}

describe("an honest history", () => {
	test("is trusted whole, and so is each beginning of it", () => {
		for (let length = 0; length <= history.length; length += 1) {
			const part = history.slice(0, length);
			expect(checkHistory(part, keys, verify)).toEqual({ trusted: part, suspect: [] });
			expect(assertHistory(part, { ...keys, reporter: sample.reporter.key }, verify)).toEqual(part);
		}
	});

	test("of a reporter who raised it with another key than the one that reads is not theirs", () => {
		expect(codesOf(history, { ...keys, reporter: sample.guardian.key })[0]).toBe("0 unknown-key");
	});
});

describe("whoever holds the database is found out when they", () => {
	const places = fc.integer({ min: 0, max: history.length - 2 });

	test("leave an event out, even if they link the rest anew, once a later act has seen it", () => {
		fc.assert(
			fc.property(places, (gone) => {
				const rest = history.filter((_, place) => place !== gone);
				expect(codesOf(rest)).not.toEqual([]);
				if (gone !== 3) expect(codesOf(relinked(rest))).not.toEqual([]);
			}),
		);
	});

	test("change the order of two events", () => {
		fc.assert(
			fc.property(places, fc.integer({ min: 1, max: history.length - 1 }), (first, by) => {
				const second = Math.min(first + by, history.length - 1);
				const swapped = history.map((event, place) =>
					place === first ? at(history, second) : place === second ? at(history, first) : event,
				);
				expect(codesOf(swapped)).not.toEqual([]);
			}),
		);
	});

	test("put an event in between: what was signed later has not seen it there", () => {
		const warned = { ...at(history, 1), at: letter.at };
		expect(codesOf(relinked([...history.slice(0, 2), warned, ...history.slice(2)]))).toEqual([
			"4 unknown-event-seen",
			"5 unknown-event-seen",
			"6 withdrawal-not-asked",
		]);
	});

	test("put in an answer without a signature, or with one of their own", () => {
		expect(codesOf(changed(2, { act: null }))).toContain("2 act-missing");
		expect(codesOf(resigned(2, {}, sample.pair("the database's owner")))).toEqual(["2 wrong-signature"]);
	});

	test("name a tenure that the directory does not know", () => {
		const stranger = "0b0c2f9e-3d41-4e8a-8f16-5a9d0c3e7b21" as typeof sample.tenure;
		const by = { actor: "handler", tenure: stranger, person: sample.person, role: "guardian" } as const;
		expect(codesOf(resigned(2, { by }, sample.pair("stranger")))).toEqual(["2 unknown-key"]);
	});

	test("change what was said, sealed or agreed", () => {
		expect(codesOf(changed(2, { ciphertext: sample.named("other words") }))).toContain("2 wrong-signature");
		const happening = {
			kind: "letter",
			statement: { purpose: "outcome", compartment: "concern" },
			consequence: { stops: [], clocks: [] },
		} as const;
		expect(codesOf(changed(2, { happening: { ...happening, consequence: { stops: [], clocks: [] } } }))).toContain("2 wrong-signature");
	});

	test("change any one byte of a signature", () => {
		const signature = letter.act?.signature ?? "";
		for (let place = 0; place < signature.length; place += 2) {
			const flipped = (Number.parseInt(signature.slice(place, place + 2), 16) ^ 1).toString(16).padStart(2, "0");
			const forged = (signature.slice(0, place) + flipped + signature.slice(place + 2)) as Signature;
			const events = changed(2, { act: { seen: { sequence: 1, hash: eventHash(at(history, 1)) }, signature: forged } });
			expect(codesOf(events)).toContain("2 wrong-signature");
		}
	});

	test("date an answer back", () => {
		expect(codesOf(resigned(2, { at: instant("2026-04-01T09:00:00Z") }))).toEqual(["2 back-dated"]);
	});

	test("show an act twice, to stop a further clock with it", () => {
		expect(codesOf(relinked([...history.slice(0, 3), letter]))).toEqual(["3 act-repeated"]);
	});

	test("move an event to another case, organisation or policy", () => {
		expect(codesOf(changed(1, { organisation: "2d4f8a36-5c2e-4b7a-9c35-0a8e6f1b2d47" as CaseEvent["organisation"] }))).toContain(
			"1 other-organisation",
		);
		expect(codesOf(changed(1, { caseTag: sample.named("x") as string as CaseEvent["caseTag"] }))).toContain("1 other-case");
		expect(codesOf(changed(1, { policy: sample.named("x") }))).toContain("1 other-policy");
		expect(codesOf(history.map((event) => ({ ...event, policy: sample.named("x") })))[0]).toBe("0 other-policy");
	});

	test("withdraw the concern although the reporter never asked", () => {
		expect(codesOf(relinked([...history.slice(0, 3), at(history, 5)]))).toEqual(["3 withdrawal-not-asked"]);
	});

	test("let the wrong one act", () => {
		expect(codesOf(changed(3, { by: letter.by }))).toContain("3 wrong-actor");
		expect(codesOf(changed(1, { act: letter.act }))).toContain("1 act-unexpected");
		expect(codesOf(changed(2, { by: { actor: "worker" }, act: null }))).toContain("2 wrong-actor");
	});

	test("call a signer by another person's name or role, whether or not it is the last event", () => {
		const known = { ...keys, holder: () => sample.keyStatement };
		expect(codesOf(history, known)).toEqual([]);
		expect(codesOf(history, { ...keys, holder: () => undefined })).toEqual([]);
		const by = { actor: "handler" as const, tenure: sample.tenure, person: sample.person, role: "guardian" as const };
		expect(codesOf(changed(2, { by: { ...by, role: "chair" } }), known)[0]).toBe("2 wrong-actor");
		expect(codesOf(changed(2, { by: { ...by, person: sample.tenure as never } }), known)[0]).toBe("2 wrong-actor");
	});

	test("leave out the raise, break it or put in a second: nothing stands on it then", () => {
		expect(codesOf(relinked(history.slice(1)))).toContain("0 first-not-raised");
		expect(codesOf(relinked(history.slice(1)))).toContain("1 raise-not-trusted");
		expect(codesOf(changed(0, { ciphertext: null }))).toEqual([
			"0 wrong-signature",
			...[1, 2, 3, 4, 5].map((sequence) => `${sequence} raise-not-trusted`),
		]);
		expect(codesOf(relinked([at(history, 0), at(history, 0)]))).toEqual(["1 raised-again"]);
	});

	test("claim that a raise had seen something, or a later act nothing", () => {
		const seen = { sequence: 0, hash: sample.named("x") };
		expect(codesOf(changed(0, { act: { seen, signature: letter.act?.signature ?? ("" as Signature) } }))).toContain("0 unknown-event-seen");
		const zero = { sequence: -1, hash: sample.named("x") };
		expect(codesOf(changed(0, { act: { seen: zero, signature: letter.act?.signature ?? ("" as Signature) } }))).toContain(
			"0 unknown-event-seen",
		);
	});
});

test("one forged answer is left out and the rest stays trusted", () => {
	const forged = past.appended(history.slice(0, 3), { ...letter, ciphertext: sample.named("forged") }, sample.pair("forger"));
	const events = [...history.slice(0, 3), forged];
	const next = past.appended(events, { ...letter, ciphertext: sample.named("true") }, sample.guardian, 2);
	expect(checkHistory([...events, next], keys, verify)).toEqual({
		trusted: [...history.slice(0, 3), next],
		suspect: [{ sequence: 3, code: "wrong-signature" }],
	});
});

test("a broken link is told of, and checking goes on after it", () => {
	const broken = history.map((event, place) => (place === 1 ? { ...event, previous: sample.named("x") } : event));
	expect(codesOf(broken)).toEqual(["1 broken-link", "2 broken-link"]);
});

test("a client that asserts a history throws the first reason", () => {
	expect(() => assertHistory(history.slice(1), keys, verify)).toThrow(
		expect.objectContaining({ name: "ProofError", code: "wrong-sequence" }),
	);
});
