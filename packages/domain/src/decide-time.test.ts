import { describe, expect, it } from "vitest";
import { close, dispute, duesOf, extend, MONDAY, pause, replies, resume, SEEN, seen, TUESDAY, triage } from "./acts.fixture.ts";
import type { Context } from "./context.ts";
import { after, ask, climbed, contextOf, handler, lastSequence, letter, raiseAt, stateOf, untilOnTime } from "./history.fixture.ts";

describe("an extension (reference §4.3, row extension)", () => {
	it.each([
		["S1", "2026-12-21T17:00:00Z", "2027-01-07T17:00:00Z"],
		["S2", "2027-01-07T17:00:00Z", "2027-02-04T17:00:00Z"],
		["S3", "2027-02-18T17:00:00Z", "2027-02-28T23:59:59Z"],
	] as const)("of an outcome at %s moves it from %s to %s", (severity, from, to) => {
		const history = untilOnTime(raiseAt(MONDAY, { severity }), SEEN);
		expect(duesOf(history)["outcome#1"]).toBe(from);
		const extended = after(history, extend(), TUESDAY);
		expect(duesOf(extended)["outcome#1"]).toBe(to);
		expect(extended.events.at(-1)).toMatchObject({ happening: { kind: "extended", consequence: { clocks: [{ due: to }] } } });
	});

	it("ends at the backstop that counts from the acknowledgement", () => {
		let history = after(seen(), letter("guardian", "acknowledgement"), TUESDAY);
		history = after(history, extend(), TUESDAY);
		expect(duesOf(history)["outcome#1"]).toBe("2027-02-24T23:59:59Z");
	});

	it("is granted once, and only while the clock runs and is not due", () => {
		const once = after(seen({ severity: "S2" }), extend(), TUESDAY);
		expect(ask(once, extend(), TUESDAY)).toEqual({ refused: "already-extended" });
		expect(ask(seen({ severity: "S2" }), extend(), "2027-01-07T17:00:00Z")).toEqual({ refused: "no-extension" });
		const answered = after(seen(), letter("guardian", "outcome"), TUESDAY);
		expect(ask(answered, extend(), TUESDAY)).toEqual({ refused: "no-extension" });
	});

	it("is granted for no other clock, and not where the policy grants none", () => {
		expect(ask(seen(), extend("acknowledgement"), TUESDAY)).toEqual({ refused: "no-extension" });
		const { policy, calendar } = contextOf();
		const none: Context = { policy: { ...policy, extension: { ...policy.extension, by: { S1: null, S2: null, S3: null } } }, calendar };
		expect(ask(seen({}, none), extend(), TUESDAY)).toEqual({ refused: "no-extension" });
	});

	it("without a backstop moves by its own length, and to nowhere where it is as long as the backstop", () => {
		const { policy, calendar } = contextOf();
		const none: Context = { policy: { ...policy, backstops: [] }, calendar };
		expect(duesOf(after(seen({ severity: "S2" }, none), extend(), TUESDAY))["outcome#1"]).toBe("2027-02-04T17:00:00Z");
		expect(ask(seen({}, none), extend(), TUESDAY)).toEqual({ refused: "no-extension" });
	});

	it("is told to the reporter where those above can read it, by somebody inside who can", () => {
		expect(ask(seen(), extend("outcome", "guardian", "private"), TUESDAY)).toEqual({ refused: "wrong-compartment" });
		expect(ask(seen(), extend("outcome", "chair"), TUESDAY)).toEqual({ refused: "not-found" });
	});

	it("keeps its due when a later answer is disputed", () => {
		let history = after(seen({ severity: "S2" }), extend(), TUESDAY);
		history = after(history, letter("guardian", "outcome"), "2026-12-01T09:00:00Z");
		history = after(history, dispute(lastSequence(history)), "2026-12-02T13:00:00Z");
		expect(duesOf(history)["outcome#1"]).toBe("2027-02-04T17:00:00Z");
	});
});

describe("a pause (reference §4.3, rule 2: awaiting the reporter)", () => {
	const S2 = { severity: "S2", safetyAction: true } as const;
	const paused = () => after(seen(S2), pause(), TUESDAY);

	it("makes clocks wait as if for all twenty working days, but never the safety action nor the acknowledgement", () => {
		expect(duesOf(paused())).toEqual({
			"acknowledgement#1": "2026-11-24T17:00:00Z",
			"triage#1": "2026-12-23T17:00:00Z",
			"safety_action#1": "2026-11-30T17:00:00Z",
			"plan#1": "2026-12-30T17:00:00Z",
			"update#1": "2027-01-07T17:00:00Z",
			"outcome#1": "2027-02-04T17:00:00Z",
		});
		expect(stateOf(paused()).pause).toEqual({ from: TUESDAY, until: "2026-12-22T17:00:00Z" });
	});

	it("gives back what was not waited when the reporter writes", () => {
		const history = after(paused(), replies(), "2026-11-27T13:00:00Z");
		expect(duesOf(history)).toMatchObject({ "triage#1": "2026-11-30T17:00:00Z", "outcome#1": "2027-01-12T17:00:00Z" });
		expect(stateOf(history)).toMatchObject({ pause: null, pauseUsed: 3 });
	});

	it("takes nothing if it ends on the day on which it began", () => {
		const history = after(paused(), replies(), "2026-11-24T18:00:00Z");
		expect(duesOf(history)).toEqual(duesOf(seen(S2)));
	});

	it("ends by hand, once", () => {
		const history = after(paused(), resume(), "2026-11-25T09:00:00Z");
		expect(duesOf(history)).toMatchObject({ "triage#1": "2026-11-26T17:00:00Z" });
		expect(ask(history, resume(), "2026-11-25T09:00:00Z")).toEqual({ refused: "not-paused" });
		expect(duesOf(after(paused(), resume(), TUESDAY))).toEqual(duesOf(seen(S2)));
		expect(ask(seen(), resume("chair"), TUESDAY)).toEqual({ refused: "not-found" });
	});

	it("runs out by itself: the ladder climbs from the later due", () => {
		const history = untilOnTime(paused(), "2026-12-23T17:00:00Z");
		expect(climbed(history)).toContain("triage#1 rung 1");
		expect(ask(history, pause(), "2026-12-23T17:00:00Z")).toEqual({ refused: "nothing-to-pause" });
		expect(ask(history, resume(), "2026-12-23T17:00:00Z")).toEqual({ refused: "not-paused" });
		const written = after(history, replies(), "2026-12-24T13:00:00Z");
		expect(stateOf(written)).toMatchObject({ pause: null, pauseUsed: 20 });
		expect(duesOf(written)["outcome#1"]).toBe("2027-02-04T17:00:00Z");
	});

	it("is capped over the whole case", () => {
		let history = after(paused(), replies(), "2026-11-30T13:00:00Z");
		expect(stateOf(history).pauseUsed).toBe(4);
		history = after(history, pause(), "2026-11-30T13:00:00Z");
		expect(stateOf(history).pause?.until).toBe("2026-12-22T17:00:00Z");
		expect(ask(history, pause(), "2026-12-01T09:00:00Z")).toEqual({ refused: "already-paused" });
	});

	it("never moves a statutory backstop", () => {
		const history = after(seen(), pause(), TUESDAY);
		expect(duesOf(history)["outcome#1"]).toBe("2027-02-28T23:59:59Z");
	});

	it("does not stop the ladder of a clock that is overdue", () => {
		const late = untilOnTime(seen({ severity: "S2" }), "2026-11-25T17:00:00Z");
		const history = after(late, pause(), "2026-11-25T18:00:00Z");
		expect(duesOf(history)).toMatchObject({ "triage#1": "2026-11-25T17:00:00Z", "plan#1": "2026-12-30T17:00:00Z" });
		expect(climbed(untilOnTime(history, "2026-12-09T17:00:00Z"))).toContain("triage#1 rung 5");
	});

	it("is not for S1, ends when the severity rises to it, and is told where those above can read it", () => {
		expect(ask(seen({ severity: "S1" }), pause(), TUESDAY)).toEqual({ refused: "nothing-to-pause" });
		const risen = after(paused(), triage("S1"), "2026-11-25T09:00:00Z");
		expect(stateOf(risen)).toMatchObject({ pause: null, pauseUsed: 1 });
		expect(duesOf(risen)["outcome#1"]).toBe("2026-12-23T17:00:00Z");
		expect(stateOf(after(paused(), triage("S2"), "2026-11-25T09:00:00Z")).pause).not.toBeNull();
		expect(ask(seen(S2), pause("guardian", "private"), TUESDAY)).toEqual({ refused: "wrong-compartment" });
		expect(ask(seen(S2), pause("chair"), TUESDAY)).toEqual({ refused: "not-found" });
	});

	it("counts as a question that the reporter has not answered", () => {
		expect(stateOf(paused()).questions).toEqual([TUESDAY]);
		expect(stateOf(after(paused(), replies(), "2026-11-27T13:00:00Z")).questions).toEqual([]);
	});

	it("gives back from an extended due too", () => {
		let history = after(paused(), extend(), TUESDAY);
		expect(duesOf(history)["outcome#1"]).toBe("2027-02-28T23:59:59Z");
		history = after(history, resume(), "2026-11-25T09:00:00Z");
		expect(duesOf(history)["outcome#1"]).toBe("2027-02-05T17:00:00Z");
	});

	it("gives back to a clock that was answered meanwhile, should the answer be disputed", () => {
		let history = after(paused(), letter("guardian", "plan"), "2026-11-25T09:00:00Z");
		const plan = lastSequence(history);
		history = after(history, dispute(plan), "2026-11-26T13:00:00Z");
		expect(duesOf(history)["plan#1"]).toBe("2026-12-02T17:00:00Z");
		expect(stateOf(history).pause).toBeNull();
	});

	it("ends with the case", () => {
		let history = after(paused(), letter("guardian", "outcome"), "2026-11-25T09:00:00Z");
		history = after(history, letter("guardian", "safety_action"), "2026-11-25T09:00:00Z");
		history = after(history, close("outcome"), "2026-11-26T09:00:00Z");
		expect(stateOf(history)).toMatchObject({ pause: null, pauseUsed: 2 });
		expect(history.events.at(-1)).toMatchObject({
			happening: {
				consequence: {
					clocks: [{ clock: "triage", due: "2026-11-27T17:00:00Z" }, { clock: "plan" }, { clock: "update" }, { clock: "outcome" }],
				},
			},
		});
	});

	it.each([
		[{ seconds: 3_600 }, "2026-11-24T10:00:00Z", "2026-11-25T17:30:00Z"],
		[{ hours: 2 }, "2026-11-24T11:00:00Z", "2026-11-25T17:30:00Z"],
		[{ calendarDays: 3 }, "2026-11-27T23:59:59Z", "2026-11-25T17:00:00Z"],
		[{ months: 1 }, "2026-12-24T23:59:59Z", "2026-11-25T17:00:00Z"],
	])("of %o lasts until %s; after half an hour of it triage is due at %s", (maxTotal, until, due) => {
		const { policy, calendar } = contextOf();
		const context: Context = { policy: { ...policy, pause: { ...policy.pause, maxTotal } }, calendar };
		const history = after(seen({ severity: "S2" }, context), pause(), TUESDAY);
		expect(stateOf(history).pause?.until).toBe(until);
		const resumed = after(history, resume(), "2026-11-24T09:30:00Z");
		expect(duesOf(resumed)["triage#1"]).toBe(due);
	});

	it("in calendar days counts nights", () => {
		const { policy, calendar } = contextOf();
		const context: Context = { policy: { ...policy, pause: { ...policy.pause, maxTotal: { calendarDays: 9 } } }, calendar };
		const history = after(after(seen({ severity: "S2" }, context), pause(), TUESDAY), resume(), "2026-11-26T01:00:00Z");
		expect(duesOf(history)["triage#1"]).toBe("2026-11-27T17:00:00Z");
	});

	it("is for those inside the organisation", () => {
		const by = { ...handler("guardian"), role: "external_body" as const };
		expect(ask(seen(S2), { kind: "pause", by, statement: { compartment: "concern" } }, TUESDAY)).toEqual({ refused: "not-allowed" });
	});
});
