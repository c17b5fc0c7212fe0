import { leafHash, treeRoot } from "@answerable/log/tree";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { inSeconds } from "./expected.ts";
import { ANSWERED, honestRecords, IGNORED, RAISED_AT, tenureOf } from "./honest.fixture.ts";
import type { Records } from "./record.ts";
import type { Kind } from "./verdict.ts";
import { verify } from "./verify.ts";

const HONEST = honestRecords();

/** How many breaches of each kind are found. */
function verdictOn(records: Records): Partial<Record<Kind, number>> {
	const counts: Partial<Record<Kind, number>> = {};
	for (const { kind } of verify(records).breaches) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

type Opened = NonNullable<Records["found"][number]["opened"]>;

/** The honest records with one mailbox doctored. */
function withMailbox(caseTag: CaseTag, doctor: (opened: Opened) => Opened | null): Records {
	const found = HONEST.found.map((one) => (one.caseTag === caseTag && one.opened !== null ? { ...one, opened: doctor(one.opened) } : one));
	return { ...HONEST, found };
}

function withEvents(caseTag: CaseTag, doctor: (events: readonly CaseEvent[]) => readonly CaseEvent[]): Records {
	return withMailbox(caseTag, (opened) => ({ ...opened, events: doctor(opened.events) }));
}

type Climb = CaseEvent & { readonly happening: Extract<CaseEvent["happening"], { kind: "escalated" }> };

function isRung(rung: number) {
	return (event: CaseEvent): event is Climb => event.happening.kind === "escalated" && event.happening.consequence.rung === rung;
}

function withLog(entries: readonly Uint8Array[], size = entries.length): Records {
	return { ...HONEST, log: { ...HONEST.log, entries, head: { size, root: treeRoot(entries.map(leafHash)) } } };
}

test("an honest run is found honest, and every check looked at something", () => {
	const { breaches, looked } = verify(HONEST);
	expect(breaches).toEqual([]);
	expect(Object.entries(looked).filter(([, count]) => count === 0)).toEqual([]);
});

test("a raise that was accepted and whose words open nothing is lost", () => {
	expect(verdictOn(withMailbox(IGNORED, () => null))).toMatchObject({ lost: 1 });
});

test("a raise that was accepted and whose leaf never came into the log is lost", () => {
	const { opened } = HONEST.found.find(({ caseTag }) => caseTag === ANSWERED) ?? {};
	const leaf = opened?.leaves[0];
	const without = HONEST.log.entries.filter((entry) => Buffer.from(entry).toString("hex") !== leaf);
	expect(without).toHaveLength(HONEST.log.entries.length - 1);
	expect(verdictOn(withLog(without)).lost).toBeGreaterThan(0);
});

test("a concern that says something else than was written is lost", () => {
	const doctored = withMailbox(IGNORED, (opened) => ({ ...opened, letters: [{ by: "concern", text: "All is well." }] }));
	expect(verdictOn(doctored)).toEqual({ lost: 1 });
});

test("what the reporter's client could not prove is lost", () => {
	expect(verdictOn(withMailbox(IGNORED, (opened) => ({ ...opened, findings: ["hidden-leaf"] })))).toEqual({ lost: 1 });
});

test.each([1, 2, 3, 4, 5])("rung %i that was due and never fired is lost", (rung) => {
	expect(verdictOn(withEvents(IGNORED, (events) => events.filter((event) => !isRung(rung)(event)))).lost).toBe(1);
});

test("an escalation that happened twice is doubled", () => {
	const doctored = withEvents(IGNORED, (events) => events.flatMap((event) => (isRung(3)(event) ? [event, event] : [event])));
	expect(verdictOn(doctored).doubled).toBe(1);
});

test("rungs out of order are told", () => {
	const doctored = withEvents(IGNORED, (events) => {
		const [second, third] = [events.find(isRung(2)), events.find(isRung(3))];
		return events.map((event) => (event === second ? third : event === third ? second : event)).filter((event) => event !== undefined);
	});
	expect(verdictOn(doctored)).toEqual({ lost: 1 });
});

test("a rung that fired before its time was opened early", () => {
	const doctored = withEvents(IGNORED, (events) =>
		events.map((event) => (isRung(4)(event) ? { ...event, at: inSeconds(event.at, -1) } : event)),
	);
	expect(verdictOn(doctored)).toEqual({ openedEarly: 1 });
});

test("a rung of a clock that never climbs was opened early", () => {
	const doctored = withEvents(IGNORED, (events) => {
		const fifth = events.find(isRung(5));
		if (fifth === undefined) return events;
		const consequence = { ...fifth.happening.consequence, running: { clock: "plan" as const, round: 1 } };
		return [...events, { ...fifth, happening: { ...fifth.happening, consequence } }];
	});
	expect(verdictOn(doctored).openedEarly).toBe(1);
});

test("an answered case that climbs was opened early", () => {
	const rung = HONEST.found.find(({ caseTag }) => caseTag === IGNORED)?.opened?.events.find(isRung(1));
	if (rung === undefined) throw new Error("There is no first rung.");
	const doctored = withEvents(ANSWERED, (events) => [...events, { ...rung, caseTag: ANSWERED, sequence: events.length }]);
	expect(verdictOn(doctored).openedEarly).toBe(1);
});

test("rungs that were due before an answer that came late are lost if the answer swallowed them", () => {
	const doctored = withEvents(ANSWERED, (events) =>
		events.map((event) => (event.happening.kind === "letter" ? { ...event, at: inSeconds(RAISED_AT, 12) } : event)),
	);
	expect(verdictOn(doctored)).toEqual({ lost: 2 });
});

test.each<readonly [name: string, seconds: number]>([
	["another schedule", 5],
	["an earlier one", -1],
])("a lateness that is told falsely, by %s, is found", (_, seconds) => {
	const shifted = ({ happening, ...event }: Climb): CaseEvent => {
		const { consequence } = happening;
		return { ...event, happening: { ...happening, consequence: { ...consequence, scheduled: inSeconds(consequence.scheduled, seconds) } } };
	};
	expect(verdictOn(withEvents(IGNORED, (events) => events.map((event) => (isRung(2)(event) ? shifted(event) : event))))).toEqual({
		lost: 1,
	});
});

test("an event that claims an instant at which every worker was stopped is found", () => {
	const doctored = withEvents(IGNORED, (events) =>
		events.map((event) => (isRung(5)(event) ? { ...event, at: inSeconds(RAISED_AT, 31) } : event)),
	);
	expect(verdictOn(doctored)).toEqual({ lost: 1 });
});

test("content that was released before its rung's turn was opened early", () => {
	const doctored = withEvents(IGNORED, (events) =>
		events.map((event) =>
			event.happening.kind === "released" && event.happening.consequence.rung === 4 ? { ...event, at: inSeconds(RAISED_AT, 10) } : event,
		),
	);
	expect(verdictOn(doctored).openedEarly).toBeGreaterThan(0);
});

test("a release that never came is lost, one that came twice is doubled", () => {
	const isRelease = ({ happening }: CaseEvent): boolean => happening.kind === "released" && happening.consequence.rung === 3;
	expect(verdictOn(withEvents(IGNORED, (events) => events.filter((event) => !isRelease(event))))).toEqual({ lost: 1 });
	expect(verdictOn(withEvents(IGNORED, (events) => events.flatMap((event) => (isRelease(event) ? [event, event] : [event])))).doubled).toBe(
		1,
	);
});

test("a chair who could open before the time is found", () => {
	const probes = HONEST.probes.map((probe) => ({ ...probe, isOpen: true }));
	expect(verdictOn({ ...HONEST, probes })).toEqual({ openedEarly: 1 });
});

test("a seal that lay open before its time, or before its leaf was published, is found", () => {
	const [wrap] = HONEST.wraps;
	if (wrap === undefined) throw new Error("There is no wrap.");
	expect(verdictOn({ ...HONEST, wraps: [{ ...wrap, seenAtMs: Date.parse(RAISED_AT) + 9_000 }] })).toEqual({ openedEarly: 1 });
	expect(verdictOn({ ...HONEST, wraps: [{ ...wrap, logSize: 2 }] })).toEqual({ openedEarly: 1 });
});

test("a letter that was accepted and is not there is lost, one that is there twice is doubled", () => {
	const withLetters = (times: number): Records =>
		withMailbox(ANSWERED, (opened) => {
			const [concern] = opened.letters;
			const letter = { by: "letter" as const, text: "Thank you." };
			return { ...opened, letters: [...(concern === undefined ? [] : [concern]), ...Array.from({ length: times }, () => letter)] };
		});
	expect(verdictOn(withLetters(0))).toEqual({ lost: 1 });
	expect(verdictOn(withLetters(2))).toEqual({ doubled: 1 });
});

test("a notice that was never written, one that still waits, and one that was never handed over are undelivered", () => {
	const { rows, printed } = HONEST.notices;
	expect(verdictOn({ ...HONEST, notices: { rows: rows.slice(1), printed } })).toEqual({ undelivered: 1 });
	const waiting = rows.map((row, place) => (place === 0 ? { ...row, delivered: false } : row));
	expect(verdictOn({ ...HONEST, notices: { rows: waiting, printed } })).toEqual({ undelivered: 1 });
	const fewer = new Map([...printed].map(([name, count]) => [name, name.startsWith("chair") ? count - 1 : count]));
	expect(verdictOn({ ...HONEST, notices: { rows, printed: fewer } })).toEqual({ undelivered: 1 });
});

test("a notice that was handed over twice is no breach: at least once is what is promised", () => {
	const twice = new Map([...HONEST.notices.printed].map(([name, count]) => [name, 2 * count]));
	expect(verdictOn({ ...HONEST, notices: { ...HONEST.notices, printed: twice } })).toEqual({});
});

test("a log that went back, or showed another tree to somebody, is found", () => {
	const [first, ...others] = HONEST.log.seen;
	if (first === undefined) throw new Error("No checkpoint was seen.");
	const backwards = { ...HONEST.log, seen: [...others, first] };
	expect(verdictOn({ ...HONEST, log: backwards })).toEqual({ lost: 1 });
	const forked = { ...HONEST.log, seen: [{ ...first, root: new Uint8Array(32) }, ...others] };
	expect(verdictOn({ ...HONEST, log: forked }).lost).toBeGreaterThan(0);
	expect(verdictOn({ ...HONEST, rewinds: ["log-rewound"] })).toEqual({ lost: 1 });
});

test("events that happened and never came into the log are lost", () => {
	expect(verdictOn(withLog(HONEST.log.entries.slice(0, -2)))).toEqual({ lost: 2 });
});

test("a leaf that stands in the log twice is doubled", () => {
	const [raise] = HONEST.log.entries;
	expect(verdictOn(withLog([...HONEST.log.entries, ...(raise === undefined ? [] : [raise])])).doubled).toBe(2);
});

test("the same bytes answered otherwise are found: made anew is doubled, forgotten is lost", () => {
	const again = (status: number, isSame: boolean): Records => ({ ...HONEST, again: [{ caseTag: IGNORED, status, isSame }] });
	expect(verdictOn(again(201, false))).toEqual({ doubled: 1 });
	expect(verdictOn(again(422, false))).toEqual({ lost: 1 });
	expect(verdictOn(again(200, false))).toEqual({ lost: 1 });
});

test("a raise that was refused for no fault of its own is lost", () => {
	expect(verdictOn({ ...HONEST, refusals: [{ caseTag: IGNORED, why: "tag-taken" }] })).toEqual({ lost: 1 });
});

test("what came too late to be seen is not held against anybody", () => {
	const early = inSeconds(RAISED_AT, 12) as Instant;
	const isBefore = ({ at }: CaseEvent): boolean => at <= early;
	const doctored = withMailbox(IGNORED, (opened) => ({ ...opened, now: early, events: opened.events.filter(isBefore) }));
	expect(verdictOn({ ...doctored, wraps: HONEST.wraps.map((wrap) => ({ ...wrap, tenure: tenureOf(4) })) })).toEqual({});
});
