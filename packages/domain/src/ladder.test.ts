import type { Rung } from "@answerable/types/role";
import { describe, expect, it } from "vitest";
import { isRefused } from "./command.ts";
import { openingClocks } from "./deadline.ts";
import {
	after,
	append,
	ask,
	at,
	climbed,
	contextOf,
	folded,
	handler,
	holder,
	lastSequence,
	letter,
	raiseAt,
	rungTimes,
	statement,
	stateOf,
	untilOnTime,
} from "./history.fixture.ts";
import { isRungDue } from "./ladder.ts";
import { earliestFiring } from "./not-before.ts";
import { receive } from "./slot.ts";
import { nextUnmet, unmetClocks } from "./unmet.ts";

const ESCALATE = { kind: "escalate-if-due" } as const;
const acknowledge = (role: Parameters<typeof handler>[0], rung: Rung) =>
	({ kind: "acknowledge", by: handler(role), statement: { rung } }) as const;
const T5 = "2026-03-28T23:40:00Z";

/** S3 raised on Monday 23 November 2026: seen at 13:00, acknowledgement due on Thursday 26 at 17:00. */
const MONDAY = "2026-11-23T09:15:07Z";

describe("the ladder of a routine concern", () => {
	it("is shown at the slot, warned at 80 %, and climbs at once, then after 3, 5, 10 and 20 working days when every rung acknowledges in time", () => {
		let history = raiseAt(MONDAY);
		for (const [role, rung, end] of [
			["deputy_guardian", 1, "2026-11-26T17:00:00Z"],
			["exec_lead", 2, "2026-12-01T17:00:00Z"],
			["ned_lead", 3, "2026-12-03T17:00:00Z"],
			["chair", 4, "2026-12-10T17:00:00Z"],
		] as const) {
			history = after(untilOnTime(history, end), acknowledge(role, rung), end);
		}
		history = untilOnTime(history, "2026-12-24T17:00:00Z");
		expect(history.events[1]).toMatchObject({
			at: "2026-11-23T13:00:00Z",
			happening: { kind: "routed", consequence: { content: [holder("guardian").tenure], existence: [] } },
		});
		expect(rungTimes(history, "acknowledgement")).toEqual({
			1: "2026-11-26T17:00:00Z",
			2: "2026-12-01T17:00:00Z",
			3: "2026-12-03T17:00:00Z",
			4: "2026-12-10T17:00:00Z",
			5: "2026-12-24T17:00:00Z",
		});
		const warning = history.events.find((event) => event.happening.kind === "warned");
		expect(warning).toMatchObject({
			at: "2026-11-26T08:00:00Z",
			happening: { consequence: { running: { clock: "acknowledgement", round: 1 }, fraction: 0.8 } },
		});
	});

	it("is hurried by every rung that does not acknowledge: each next one comes two working days later", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-12-08T17:00:00Z");
		expect(rungTimes(history, "acknowledgement")).toEqual({
			1: "2026-11-26T17:00:00Z",
			2: "2026-11-30T17:00:00Z",
			3: "2026-12-02T17:00:00Z",
			4: "2026-12-04T17:00:00Z",
			5: "2026-12-08T17:00:00Z",
		});
		const because = history.events.flatMap(({ happening }) =>
			happening.kind === "escalated" && happening.consequence.running.clock === "acknowledgement" ? [happening.consequence.because] : [],
		);
		expect(because).toEqual(["overdue", "not-acknowledged", "not-acknowledged", "not-acknowledged", "not-acknowledged"]);
	});

	it("is not called back by an acknowledgement that came too late", () => {
		let history = untilOnTime(raiseAt(MONDAY), "2026-11-26T17:00:00Z");
		history = after(history, acknowledge("deputy_guardian", 1), "2026-11-30T17:00:01Z");
		const second = history.events.find((event) => event.happening.kind === "escalated" && event.happening.consequence.rung === 2);
		expect(second).toMatchObject({
			at: "2026-11-30T17:00:01Z",
			happening: { consequence: { rung: 2, scheduled: "2026-11-30T17:00:00Z", because: "not-acknowledged" } },
		});
	});

	it("is not forgotten for an answer that came too late while the worker stood still: every rung due before it is told first", () => {
		const late = after(raiseAt(MONDAY), letter("guardian", "acknowledgement"), "2026-12-11T09:00:00Z");
		const rungs = late.events.flatMap(({ happening, at: fired }, sequence) =>
			happening.kind === "escalated"
				? [{ sequence, fired, rung: happening.consequence.rung, clock: happening.consequence.running.clock }]
				: [],
		);
		expect(rungs.filter(({ clock }) => clock === "acknowledgement").map(({ rung }) => rung)).toEqual([1, 2, 3, 4]);
		expect(rungs.every(({ fired, sequence }) => fired === "2026-12-11T09:00:00Z" && sequence < lastSequence(late))).toBe(true);
		expect(late.events.at(-1)?.happening).toMatchObject({
			kind: "letter",
			consequence: { stops: [{ clock: "acknowledgement", round: 1 }] },
		});
		expect(
			untilOnTime(late, "2026-12-31T17:00:00Z").events.filter(
				({ happening }) => happening.kind === "escalated" && happening.consequence.running.clock === "acknowledgement",
			),
		).toHaveLength(4);
	});

	it("is brought up to date by no act that is refused: a withdrawal that had taken effect leaves nothing to answer", () => {
		const asked = after(untilOnTime(raiseAt(MONDAY), "2026-11-24T09:00:00Z"), { kind: "withdraw", statement: {} }, "2026-11-24T09:00:00Z");
		expect(ask(asked, letter("guardian", "acknowledgement"), "2026-12-11T09:00:00Z")).toEqual({ refused: "case-closed" });
	});

	it("fires each missed rung once, in order, with its true lateness, after three days of downtime", () => {
		const down = after(raiseAt(MONDAY), ESCALATE, "2026-12-11T09:00:00Z");
		expect(climbed(down).filter((line) => line.startsWith("acknowledgement"))).toEqual(
			[1, 2, 3, 4].map((rung) => `acknowledgement#1 rung ${rung}`),
		);
		const late = down.events.flatMap(({ happening, at: instant }) =>
			happening.kind === "escalated" && happening.consequence.running.clock === "acknowledgement"
				? [[happening.consequence.scheduled, instant]]
				: [],
		);
		expect(late).toEqual([
			["2026-11-26T17:00:00Z", "2026-12-11T09:00:00Z"],
			["2026-12-01T17:00:00Z", "2026-12-11T09:00:00Z"],
			["2026-12-03T17:00:00Z", "2026-12-11T09:00:00Z"],
			["2026-12-10T17:00:00Z", "2026-12-11T09:00:00Z"],
		]);
		expect(ask(down, ESCALATE, "2026-12-11T09:00:00Z")).toEqual({ refused: "not-due" });
		expect(folded(down)).toEqual(stateOf(down));
	});

	it("warns nobody of a due that has passed, though the lateness of the warning is kept", () => {
		const down = after(raiseAt(MONDAY), ESCALATE, "2026-11-27T09:00:00Z");
		expect(down.events.some((event) => event.happening.kind === "warned")).toBe(true);
		expect(down.notices.filter((notice) => notice.kind === "warned")).toEqual([]);
	});

	it("does not climb for a plan, which the reference leaves off the ladder", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2027-03-31T17:00:00Z");
		expect(climbed(history).some((line) => line.startsWith("plan"))).toBe(false);
		expect(new Set(climbed(history).map((line) => line.split("#")[0]))).toEqual(
			new Set(["acknowledgement", "triage", "update", "outcome"]),
		);
	});

	it("does nothing before its slot, nor when the clock has gone backwards", () => {
		const history = raiseAt(MONDAY);
		expect(ask(history, ESCALATE, "2026-11-23T12:59:59Z")).toEqual({ refused: "not-due" });
		const seen = after(history, ESCALATE, "2026-11-23T13:00:00Z");
		expect(ask(seen, ESCALATE, "2026-11-20T13:00:00Z")).toEqual({ refused: "not-due" });
		const back = after(seen, letter("guardian", "acknowledgement"), "2026-11-20T09:00:00Z");
		expect(back.events.at(-1)?.at).toBe("2026-11-23T13:00:00Z");
	});
});

describe("the ladder of immediate danger", () => {
	it("pages the deputy with the concern and the executives with its existence at submission, in the night of the clock change", () => {
		const history = untilOnTime(raiseAt(T5, { severity: "S1" }), T5);
		const [raised, routed] = history.events;
		expect(raised?.at).toBe(T5);
		expect(routed).toMatchObject({
			at: T5,
			happening: {
				consequence: { content: [holder("guardian").tenure, holder("deputy_guardian").tenure], existence: [holder("exec_lead").tenure] },
			},
		});
		expect(history.notices.map((notice) => notice.kind)).toEqual(["waiting", "waiting", "waiting"]);
	});

	it("tells the non-executive lead and the chief executive at 08:40 of a concern of 23:40, acknowledged on rung 2 (reference §9, T5)", () => {
		let history = untilOnTime(raiseAt(T5, { severity: "S1" }), "2026-03-29T03:40:00Z");
		expect(climbed(history)).toEqual(["acknowledgement#1 rung 2"]);
		history = after(history, acknowledge("exec_lead", 2), "2026-03-29T04:00:00Z");
		history = untilOnTime(history, "2026-03-29T23:40:00Z");
		expect(rungTimes(history, "acknowledgement")).toMatchObject({
			2: "2026-03-29T03:40:00Z",
			3: "2026-03-29T07:40:00Z",
			4: "2026-03-29T09:40:00Z",
		});
	});

	it("does not tell rung 1 again of what it was given at submission", () => {
		const history = untilOnTime(raiseAt(T5, { severity: "S1" }), "2026-04-30T17:00:00Z");
		expect(climbed(history).some((line) => line.endsWith("rung 1"))).toBe(false);
	});
});

describe("empty rungs", () => {
	const without = (...rungs: number[]) => statement().recipients.filter((recipient) => !rungs.includes(recipient.rung));

	it("hand their time to the next rung, which says what it skipped", () => {
		const history = untilOnTime(raiseAt(MONDAY, { recipients: without(1, 2) }), "2026-11-26T17:00:00Z");
		expect(history.events.at(-1)).toMatchObject({
			happening: { consequence: { rung: 3, scheduled: "2026-11-26T17:00:00Z", skipped: [1, 2] } },
		});
	});

	it.each([
		["S1" as const, "2026-11-24T13:15:07Z"],
		["S2" as const, "2026-12-01T17:00:00Z"],
		["S3" as const, "2026-12-10T17:00:00Z"],
	])("of a whole board bring the external rung forward to half its normal time: %s", (severity, told) => {
		const outside = statement().recipients.filter((recipient) => [0, 5].includes(recipient.rung));
		const history = untilOnTime(raiseAt(MONDAY, { severity, recipients: outside }), told);
		expect(rungTimes(history, "acknowledgement")).toEqual({ 5: told });
		expect(history.events.at(-1)).toMatchObject({
			happening: { consequence: { rung: 5, skipped: [1, 2, 3, 4], recipients: [holder("external_body").tenure] } },
		});
	});

	it.each([
		[{ hours: 5 }, "2026-11-26T19:30:00Z"],
		[{ calendarDays: 5 }, "2026-11-28T23:59:59Z"],
		[{ months: 2 }, "2026-12-26T23:59:59Z"],
		[{ seconds: 5 }, "2026-11-26T17:00:02Z"],
	])("of a whole board bring the external rung forward to half of %o", (outside, told) => {
		const { policy, calendar } = contextOf();
		const ladder = policy.ladder.map((rule) => ({
			...rule,
			after: { ...rule.after, S3: rule.rung === 5 ? outside : { workingDays: 0 } },
		}));
		const recipients = statement().recipients.filter((recipient) => [0, 5].includes(recipient.rung));
		const history = untilOnTime(raiseAt(MONDAY, { recipients }, { policy: { ...policy, ladder }, calendar }), told);
		expect(rungTimes(history, "acknowledgement")).toEqual({ 5: told });
	});

	it("of a whole organisation, nobody receiving the case first, bring the external rung forward to the missed due itself", () => {
		const outside = statement().recipients.filter((recipient) => recipient.rung === 5);
		const history = untilOnTime(raiseAt(MONDAY, { recipients: outside }), "2026-11-26T17:00:00Z");
		expect(rungTimes(history, "acknowledgement")).toEqual({ 5: "2026-11-26T17:00:00Z" });
	});

	it.each([
		[{ external: "nothing" as const, recipients: without(5) }, 4],
		[{ externalEligible: false, recipients: without(5) }, 4],
		[
			{
				external: "existence" as const,
				recipients: statement().recipients.map((recipient) => (recipient.rung === 5 ? { ...recipient, opens: [] } : recipient)),
			},
			5,
		],
	])("above the board are as the reporter chose: %o", (change, top) => {
		const history = untilOnTime(raiseAt(MONDAY, change), "2026-12-24T17:00:00Z");
		expect(Math.max(...Object.keys(rungTimes(history, "acknowledgement")).map(Number))).toBe(top);
	});
});

describe("a demonstration", () => {
	it("climbs all five rungs within half a minute", () => {
		const history = untilOnTime(raiseAt("2026-11-23T09:00:00Z", {}, contextOf("demo@1")), "2026-11-23T09:00:40Z");
		const told = history.events.map(
			({ at: instant, happening }) =>
				`${instant.slice(17, 19)} ${happening.kind}${happening.kind === "escalated" ? ` ${happening.consequence.rung}` : ""}`,
		);
		expect(told).toEqual([
			"00 raised",
			"00 routed",
			"04 warned",
			"06 warned",
			"08 escalated 1",
			"11 escalated 2",
			"14 escalated 3",
			"17 escalated 4",
			"28 escalated 5",
			"30 warned",
		]);
	});
});

describe("the earliest instant of a rung", () => {
	const climb = (rung: Rung, severity: "S1" | "S2" | "S3", now: string) => {
		const context = contextOf();
		const { at: seen, received } = receive(at(now), severity, context);
		const clocks = openingClocks({ received, at: seen, severity, safetyAction: false }, context);
		return earliestFiring(
			{ rung, clocks, severity, recipients: statement().recipients, external: "full", externalEligible: true },
			context,
		);
	};

	it.each([
		[2, "S3", "2026-11-30T17:00:00Z"],
		[5, "S3", "2026-12-08T17:00:00Z"],
		[2, "S2", "2026-11-25T17:00:00Z"],
	] as const)("%i of %s is that of a ladder on which nobody answers and nobody acknowledges", (rung, severity, instant) => {
		expect(climb(rung, severity, MONDAY)).toBe(instant);
	});

	it("2 of S1 is the missed due, since rung 1 was told at submission", () => {
		expect(climb(2, "S1", T5)).toBe("2026-03-29T03:40:00Z");
		expect(climb(3, "S1", T5)).toBe("2026-03-29T05:40:00Z");
	});

	it("is asked for in vain where nobody stands", () => {
		const context = contextOf();
		expect(() =>
			earliestFiring({ rung: 5, clocks: [], severity: "S3", recipients: [], external: "full", externalEligible: true }, context),
		).toThrow("Nobody stands on rung 5");
	});
});

describe("a release", () => {
	const release = (rung: Rung, notBefore: string, ...roles: Parameters<typeof handler>[0][]) =>
		({ kind: "release", rung, notBefore: at(notBefore), tenures: roles.map((role) => holder(role).tenure), witnessed: false }) as const;

	it("waits for the turn of the rung and for the instant inside the seal, and happens once", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-11-30T16:59:59Z");
		expect(ask(history, release(2, "2026-11-30T17:00:00Z", "exec_lead"), "2026-11-30T16:59:59Z")).toEqual({ refused: "not-due" });
		expect(ask(history, release(2, "2026-11-30T17:00:01Z", "exec_lead"), "2026-11-30T17:00:00Z")).toEqual({ refused: "not-due" });
		const released = after(history, release(2, "2026-11-30T17:00:00Z", "exec_lead"), "2026-11-30T17:00:00Z");
		expect(released.events.at(-1)).toMatchObject({
			by: { actor: "releaser" },
			happening: { kind: "released", consequence: { tenures: [holder("exec_lead").tenure] } },
		});
		expect(released.notices.at(-1)).toEqual({ tenure: holder("exec_lead").tenure, kind: "released" });
		expect(ask(released, release(2, "2026-11-30T17:00:00Z", "exec_lead"), "2026-11-30T17:00:00Z")).toEqual({ refused: "not-due" });
	});

	it("is for the readers of that rung alone, and never for the rungs that hold their wraps already", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-11-30T17:00:00Z");
		expect(ask(history, release(2, MONDAY, "chair"), "2026-11-30T17:00:00Z")).toEqual({ refused: "not-allowed" });
		expect(ask(history, release(1, MONDAY, "deputy_guardian"), "2026-11-30T17:00:00Z")).toEqual({ refused: "not-allowed" });
	});

	it("is not brought about by a forged escalation, nor hurried by one", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-11-23T13:00:00Z");
		const forged = (rung: Rung) => ({
			at: at("2026-11-23T14:00:00Z"),
			by: { actor: "worker" as const },
			happening: {
				kind: "escalated" as const,
				statement: {},
				consequence: {
					running: { clock: "acknowledgement" as const, round: 1 },
					rung,
					due: at("2026-11-23T14:00:00Z"),
					scheduled: at("2026-11-23T14:00:00Z"),
					because: "overdue" as const,
					recipients: [holder("exec_lead").tenure],
					skipped: [],
				},
			},
		});
		const fake = append(history, { events: [forged(1), forged(2)], notices: [] });
		const state = stateOf(fake);
		expect(isRungDue(state, 2, at("2026-11-26T17:00:00Z"), fake.context)).toBe(false);
		expect(isRungDue(state, 2, at("2026-11-30T16:59:59Z"), fake.context)).toBe(false);
		expect(isRungDue(state, 2, at("2026-11-30T17:00:00Z"), fake.context)).toBe(true);
	});

	it("is never due for rung 0, before the case is seen, or once it was answered", () => {
		const history = raiseAt(MONDAY);
		expect(isRungDue(stateOf(history), 0, at("2027-11-23T13:00:00Z"), history.context)).toBe(false);
		expect(isRungDue(stateOf(history), 2, at("2026-11-23T12:00:00Z"), history.context)).toBe(false);
		let answered = untilOnTime(history, "2026-11-23T13:00:00Z");
		for (const purpose of ["acknowledgement", "outcome"] as const)
			answered = after(answered, letter("guardian", purpose), "2026-11-23T14:00:00Z");
		answered = after(
			answered,
			{
				kind: "triage",
				by: handler("guardian"),
				statement: { severity: "S3", handler: holder("guardian").tenure, compartment: "concern" },
			},
			"2026-11-23T14:00:00Z",
		);
		expect(isRungDue(stateOf(answered), 4, at("2027-11-23T13:00:00Z"), history.context)).toBe(false);
		const closed = after(answered, { kind: "close", by: handler("guardian"), statement: { reason: "outcome" } }, "2026-11-23T15:00:00Z");
		expect(isRungDue(stateOf(closed), 4, at("2027-11-23T13:00:00Z"), history.context)).toBe(false);
		expect(climbed(untilOnTime(closed, "2027-11-23T13:00:00Z"))).toEqual(climbed(closed));
		expect(nextUnmet(stateOf(closed))).toBeNull();
	});

	it("does not wait for the worker's own record", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-11-23T13:00:00Z");
		const decision = ask(history, release(2, "2026-11-30T17:00:00Z", "exec_lead"), "2026-12-01T17:00:00Z");
		expect(isRefused(decision)).toBe(false);
	});
});

describe("the next unmet clock", () => {
	it("is the one due first, and its successor once it is answered", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-11-23T13:00:00Z");
		expect(nextUnmet(stateOf(history))).toMatchObject({ clock: "acknowledgement", due: "2026-11-26T17:00:00Z" });
		const answered = after(history, letter("guardian", "acknowledgement"), "2026-11-24T09:00:00Z");
		expect(nextUnmet(stateOf(answered))).toMatchObject({ clock: "triage", due: "2026-11-30T17:00:00Z" });
		expect(unmetClocks(stateOf(answered)).map((clock) => clock.clock)).toEqual(["triage", "plan", "update", "outcome"]);
		expect(lastSequence(answered)).toBe(2);
	});
});
