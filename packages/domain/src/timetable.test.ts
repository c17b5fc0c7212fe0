import type { Severity } from "@answerable/types/clock";
import type { RehearsedAct } from "@answerable/types/rehearsal";
import { describe, expect, it } from "vitest";
import { at, contextOf } from "./history.fixture.ts";
import { type Imagined, isStumble, rehearse } from "./rehearsal.ts";
import { type Timetable, timetable } from "./timetable.ts";
import { timetableLines } from "./timetable-words.ts";

const SENT = at("2026-04-02T09:00:00Z");
const IMAGINED: Imagined = {
	at: SENT,
	severity: "S3",
	safetyAction: true,
	subject: "none",
	inLine: [],
	external: "full",
	externalEligible: true,
	vacant: [],
};

function told(change: Partial<Imagined> = {}, acts: readonly RehearsedAct[] = [], context = contextOf()) {
	const imagined = { ...IMAGINED, ...change };
	const rehearsed = rehearse(imagined, acts, context);
	if (isStumble(rehearsed)) throw new Error(JSON.stringify(rehearsed));
	const { state, route, roleOf } = rehearsed;
	const table = timetable(state, roleOf, context);
	return { table, state, text: timetableLines({ timetable: table, state, sent: imagined.at, route }, context).join("\n") };
}

function rehearseOrThrow() {
	const rehearsed = rehearse(IMAGINED, [], contextOf());
	if (isStumble(rehearsed)) throw new Error(JSON.stringify(rehearsed));
	return rehearsed;
}

const dues = (table: Timetable) => Object.fromEntries(table.clocks.map((clock) => [clock.clock, clock.due]));
const rungs = (table: Timetable) => table.ladder.map((rung) => rung.due);
const acknowledged: RehearsedAct = { at: "2026-04-07T09:30", by: "guardian", does: "letter", purpose: "acknowledgement" };

describe("the timetable of a concern sent on Thursday 2 April 2026 at 10:00 in England", () => {
	/** Reference §4.3 by hand: Good Friday and Easter Monday are no working days, nor is 4 May; 17:00 in summer is 16:00Z. */
	const clocks: readonly (readonly [Severity, Record<string, string>])[] = [
		[
			"S1",
			{
				acknowledgement: "2026-04-02T13:00:00Z",
				triage: "2026-04-02T17:00:00Z",
				safety_action: "2026-04-03T09:00:00Z",
				plan: "2026-04-08T16:00:00Z",
				update: "2026-04-13T16:00:00Z",
				outcome: "2026-05-05T16:00:00Z",
			},
		],
		[
			"S2",
			{
				acknowledgement: "2026-04-07T16:00:00Z",
				triage: "2026-04-08T16:00:00Z",
				safety_action: "2026-04-13T16:00:00Z",
				plan: "2026-04-13T16:00:00Z",
				update: "2026-04-20T16:00:00Z",
				outcome: "2026-05-19T16:00:00Z",
			},
		],
		[
			"S3",
			{
				acknowledgement: "2026-04-09T16:00:00Z",
				triage: "2026-04-13T16:00:00Z",
				plan: "2026-04-20T16:00:00Z",
				update: "2026-05-05T16:00:00Z",
				outcome: "2026-07-01T16:00:00Z",
			},
		],
	];

	it.each(clocks)("names every clock of %s with its due and its source", (severity, expected) => {
		const { table } = told({ severity });
		expect(dues(table)).toEqual(expected);
		for (const clock of table.clocks) expect(clock.source.length).toBeGreaterThan(10);
	});

	const ladders: readonly (readonly [Severity, readonly string[]])[] = [
		["S1", ["2026-04-02T09:00:00Z", "2026-04-02T13:00:00Z", "2026-04-02T17:00:00Z", "2026-04-03T09:00:00Z", "2026-04-04T13:00:00Z"]],
		["S2", ["2026-04-07T16:00:00Z", "2026-04-08T16:00:00Z", "2026-04-10T16:00:00Z", "2026-04-14T16:00:00Z", "2026-04-21T16:00:00Z"]],
		["S3", ["2026-04-09T16:00:00Z", "2026-04-14T16:00:00Z", "2026-04-16T16:00:00Z", "2026-04-23T16:00:00Z", "2026-05-08T16:00:00Z"]],
	];

	it.each(ladders)("names every rung of the ladder of %s, counted from the missed acknowledgement", (severity, expected) => {
		const { table } = told({ severity });
		expect(rungs(table)).toEqual(expected);
		expect(table.ladder.map((rung) => rung.skipped)).toEqual([[], [], [], [], []]);
	});

	it("tells what S1 learns at submission, and that rung 1 needs no more", () => {
		const { table, text } = told({ severity: "S1" });
		expect(table.ladder.map((rung) => rung.atSubmission)).toEqual(["content", "existence", "nothing", "nothing", "nothing"]);
		expect(table.ladder[0]).toMatchObject({ told: SENT, clock: null, sooner: null });
		expect(text).toContain("Rung 1, the deputy guardian: at once, with the guardian.");
		expect(text).toContain("at once that it exists; what it says when a due is missed (acknowledgement).");
		expect(text).toContain("Waiting for the reporter: Not allowed.");
	});

	it("tells how soon a rung comes if nobody below says that they have heard", () => {
		const { table, text } = told();
		expect(table.ladder.map((rung) => rung.sooner)).toEqual([
			null,
			"2026-04-13T16:00:00Z",
			"2026-04-15T16:00:00Z",
			"2026-04-17T16:00:00Z",
			"2026-04-21T16:00:00Z",
		]);
		expect(text).toContain("As soon as Monday 13 April 2026, 17:00 if nobody below says that they have heard of it.");
	});
});

describe("a timetable", () => {
	it("says where the backstop sets a due, with the backstop's source (reference §4.6, Christmas vector)", () => {
		const { table, text } = told({ at: at("2026-12-24T18:30:00Z") });
		expect(table.clocks[0]).toMatchObject({ due: "2026-12-31T23:59:59Z", setBy: { due: { calendarDays: 7 } } });
		expect(table.clocks[0]?.source).toContain("Art. 9(1)(b)");
		expect(table.clocks[1]?.setBy).toBeNull();
		expect(text).toContain(
			"Thu 31 Dec 2026 23:59:59  Acknowledgement: a person writes back (3 working days; its backstop, 7 calendar days, sets it).",
		);
	});

	it("says so too where the policy leaves the length to the backstop", () => {
		const { table } = told({}, [], contextOf("eu-directive@1"));
		expect(table.clocks.at(-1)).toMatchObject({ clock: "outcome", rule: { due: { S3: "backstop" } }, setBy: { due: { months: 3 } } });
		expect(table.clocks[0]).toMatchObject({ setBy: null });
	});

	it("names who is skipped, and whose place a rung takes", () => {
		const { table, text } = told({ subject: "ceo", severity: "S2" });
		expect(table.ladder.map(({ roles, due, skipped }) => [roles, due, skipped])).toEqual([
			[["deputy_guardian"], "2026-04-07T16:00:00Z", []],
			[[], null, ["exec_lead"]],
			[[], null, ["ned_lead", "ceo"]],
			[["chair", "sid"], "2026-04-08T16:00:00Z", []],
			[["external_body"], "2026-04-21T16:00:00Z", []],
		]);
		expect(text).toContain(
			"in the place of rungs 2 and 3, where nobody stands, instead of 5 working days after a missed due (acknowledgement).",
		);
		expect(text).toContain("Skipped here: the non-executive lead for speaking up and the chief executive.");
		expect(text).toContain("- left out: the chief executive (the concern is or may be about them)");
	});

	it("brings the way outside at half its time where a whole board is skipped", () => {
		const { table, text } = told({ subject: "several_directors", severity: "S2" });
		expect(rungs(table)).toEqual(["2026-04-07T16:00:00Z", null, null, null, "2026-04-14T16:00:00Z"]);
		expect(text).toContain("instead of 10 working days after a missed due (acknowledgement); but no sooner than half of that.");
	});

	it("takes the place of one rung where one is empty", () => {
		const { text } = told({ subject: "exec_lead" });
		expect(text).toContain("in the place of rung 3, where nobody stands, instead of");
	});

	it("goes nowhere outside where the reporter said so, or the matter is purely personal", () => {
		for (const change of [{ external: "nothing" as const }, { externalEligible: false }]) {
			const { table, text } = told(change);
			expect(table.ladder[4]).toMatchObject({ roles: [], due: null, skipped: ["external_body"], atSubmission: "nothing" });
			expect(text).toContain("Rung 5, nobody: never, as things stand.");
		}
	});

	it("follows the acts: what was answered, what was late, what is told next", () => {
		const { table, text } = told({}, [acknowledged, { at: "2026-04-14T09:00", by: "guardian", does: "triage", severity: "S3" }]);
		expect(table.clocks.filter((clock) => clock.stopped !== null).map((clock) => clock.clock)).toEqual(["acknowledgement", "triage"]);
		expect(text).toContain("Answered Tuesday 7 April 2026, 09:30.");
		expect(text).toContain("Answered Tuesday 14 April 2026, 09:00, late.");
		expect(text).toContain("Told Monday 13 April 2026, 17:00.");
		expect(table.ladder[0]).toMatchObject({ told: "2026-04-13T16:00:00Z", clock: { clock: "update" }, due: "2026-05-05T16:00:00Z" });
		expect(table.ladder[1]?.sooner).toBeNull();
	});

	it("moves the outcome to three months from the acknowledgement where that is sooner, and says why", () => {
		const context = contextOf("eu-directive@1");
		const { table } = told({}, [acknowledged], context);
		expect(table.clocks.find((clock) => clock.clock === "outcome")).toMatchObject({
			due: "2026-07-07T21:59:59Z",
			setBy: { due: { months: 3 } },
		});
	});

	it("tells the round of a clock that runs again", () => {
		const update: RehearsedAct = { at: "2026-04-08T09:00", by: "guardian", does: "letter", purpose: "update" };
		const { text } = told({}, [acknowledged, update]);
		expect(text).toContain("Update, round 2: how far it has come, again and again (every 20 working days).");
	});

	it("of a closed case tells nobody anything more", () => {
		const outcome: RehearsedAct = { at: "2026-04-08T09:00", by: "guardian", does: "letter", purpose: "outcome" };
		const { table } = told({}, [outcome, { at: "2026-04-09T09:00", by: "guardian", does: "close", reason: "outcome" }]);
		expect(rungs(table)).toEqual([null, null, null, null, null]);
		expect(table.clocks.flatMap((clock) => clock.warnings)).toEqual([]);
	});

	it("of a closed case tells what comes next", () => {
		const outcome: RehearsedAct = { at: "2026-04-08T09:00", by: "guardian", does: "letter", purpose: "outcome" };
		const { table, state, text } = told({}, [outcome, { at: "2026-04-09T09:00", by: "guardian", does: "close", reason: "outcome" }]);
		expect(table.next.slice(0, 2)).toEqual([
			{ kind: "feedback-asked", at: "2026-04-23T16:00:00Z" },
			{ kind: "detriment-asked", at: "2026-07-08T22:59:59Z" },
		]);
		expect(text).toContain("Closed Thursday 9 April 2026, 09:00 (outcome): no clock runs.");
		expect(text).toContain("Thu 23 Apr 2026 17:00     The reporter is asked whether they would speak up again.");
		const { route } = rehearseOrThrow();
		const strange = { ...table, next: [{ kind: "viewed" as const, at: SENT }] };
		expect(timetableLines({ timetable: strange, state, sent: SENT, route }, contextOf())).toContain("Thu  2 Apr 2026 10:00     viewed");
	});

	it("tells what waits, what was extended, what is being withdrawn and what the board holds", () => {
		const wait: RehearsedAct = { at: "2026-04-07T11:00", by: "guardian", does: "pause" };
		const { text } = told({}, [
			acknowledged,
			{ at: "2026-04-07T10:00", by: "guardian", does: "extend", clock: "outcome" },
			wait,
			{ at: "2026-04-08T09:00", does: "withdraw" },
		]);
		expect(text).toContain("Extended, once.");
		expect(text).toContain("Waits for the reporter: without that it is due Monday 20 April 2026, 17:00.");
		expect(text).toContain("It waits for the reporter, until");
		expect(text).toContain("The reporter has asked to withdraw it: that takes effect");
		const explain: RehearsedAct = { at: "2026-04-28T09:00", by: "chair", does: "explain", answer: "explain", until: "2026-05-06T17:00" };
		expect(told({}, [explain]).text).toContain("Its ladder waits for the board's answer until Wednesday 6 May 2026, 17:00.");
	});

	it("keeps the pace of the gravest severity that a clock has known", () => {
		const { table } = told({ severity: "S2" }, [
			{ at: "2026-04-07T09:00", by: "guardian", does: "propose-downgrade", severity: "S3" },
			{ at: "2026-04-08T09:00", by: "deputy_guardian", does: "agree-downgrade", of: 1 },
		]);
		expect(table.severity).toBe("S3");
		expect(table.ladder.map((rung) => rung.severity)).toEqual(["S2", "S2", "S2", "S2", "S2"]);
		expect(dues(table)).toEqual(dues(told({ severity: "S2" }).table));
	});

	it("in seconds shows them", () => {
		expect(told({ at: at("2026-04-02T09:00:01Z") }, [], contextOf("demo@1")).text).toContain("Thu  2 Apr 2026 10:00:09");
	});

	it("is not made for a clock that the policy does not have", () => {
		const { state } = told();
		const { policy, calendar } = contextOf();
		expect(() => timetable(state, () => "guardian", { policy: { ...policy, clocks: policy.clocks.slice(1) }, calendar })).toThrow(
			"has no clock acknowledgement",
		);
	});
});
