import { describe, expect, it } from "vitest";
import {
	after,
	ask,
	at,
	CASE,
	climbed,
	contextOf,
	emptyHistory,
	handler,
	hash,
	holder,
	lastSequence,
	letter,
	ORGANISATION,
	personOf,
	raiseAt,
	rungTimes,
	statement,
	stateOf,
	tenureOf,
	untilOnTime,
} from "./history.fixture.ts";
import { sightOf, sightsOf } from "./sight.ts";
import { nextUnmet, unmetClocks } from "./unmet.ts";
import { nextWake } from "./wake.ts";

const MONDAY = "2026-11-23T09:15:07Z";
const SEEN = "2026-11-23T13:00:00Z";
const TUESDAY = "2026-11-24T09:00:00Z";
/** Every rung has been told of the missed acknowledgement. */
const CLIMBED = "2026-12-08T17:00:00Z";

const seen = (change = {}) => untilOnTime(raiseAt(MONDAY, change), SEEN);
const replies = (purpose: "question" | "reply" | "outcome", compartment: "concern" | "private" | "notes" = "private") =>
	({ kind: "letter", by: { actor: "reporter" }, statement: { purpose, compartment } }) as const;
const dispute = (sequence: number) => ({ kind: "dispute", statement: { sequence } }) as const;
const triage = (
	severity: "S1" | "S2" | "S3",
	role: Parameters<typeof handler>[0] = "guardian",
	compartment: "concern" | "private" = "concern",
) => ({ kind: "triage", by: handler("guardian"), statement: { severity, handler: holder(role).tenure, compartment } }) as const;
const close = (reason: "outcome" | "no_contact", role: Parameters<typeof handler>[0] = "guardian") =>
	({ kind: "close", by: handler(role), statement: { reason } }) as const;
const explain = (role: Parameters<typeof handler>[0], reviewAt: string, compartment: "concern" | "private" = "concern") =>
	({ kind: "explain", by: handler(role), statement: { answer: "explain", reviewAt: at(reviewAt), compartment } }) as const;
const clocksOf = (history: ReturnType<typeof seen>) =>
	Object.fromEntries(unmetClocks(stateOf(history)).map((clock) => [`${clock.clock}#${clock.round}`, clock.due]));

describe("a raise", () => {
	const raise = (change = {}) => ({ kind: "raise", organisation: ORGANISATION, caseTag: CASE, statement: statement(change) }) as const;

	it("keeps no instant finer than its slot, and its day counts from the local date", () => {
		const history = raiseAt("2026-11-23T23:30:41Z");
		expect(history.events[0]).toMatchObject({
			at: "2026-11-24T08:00:00Z",
			happening: { consequence: { received: { on: "2026-11-23", at: null, dayZero: "2026-11-24" } } },
		});
		expect(JSON.stringify(history.events)).not.toContain("23:30");
		expect(history.notices).toEqual([]);
	});

	it("happens once", () => {
		expect(ask(seen(), raise(), TUESDAY)).toEqual({ refused: "already-raised" });
	});

	it.each([
		["twice the same place", { recipients: [...statement().recipients, ...statement().recipients.slice(0, 1)] }, "malformed"],
		["an outside body that the reporter shut out", { external: "nothing" as const }, "malformed"],
		["an outside body that reads against the reporter's choice", { external: "existence" as const }, "wrong-compartment"],
		[
			"a ladder role that reads what is private",
			{
				recipients: statement().recipients.map((one) =>
					one.rung === 2 ? { ...one, opens: ["concern" as const, "private" as const] } : one,
				),
			},
			"wrong-compartment",
		],
	] as const)("with %s is refused", (_, change, refused) => {
		expect(ask(emptyHistory(contextOf()), raise(change), MONDAY)).toEqual({ refused });
	});

	it("may reach nobody but an outside body, but somebody", () => {
		const outside = statement().recipients.filter((one) => one.rung === 5);
		expect(ask(emptyHistory(contextOf()), raise({ recipients: outside }), MONDAY)).toHaveProperty("events");
		expect(ask(emptyHistory(contextOf()), { ...raise(), statement: { ...statement(), recipients: [] } }, MONDAY)).toEqual({
			refused: "no-recipient",
		});
	});

	it("past the reach of the calendar is refused, never given a guessed date", () => {
		expect(ask(emptyHistory(contextOf()), raise(), "2030-11-23T09:00:00Z")).toEqual({ refused: "unavailable" });
	});
});

describe("a case that is not there, or not yet shown", () => {
	it("is found by nobody", () => {
		expect(ask(emptyHistory(contextOf()), letter("guardian", "reply"), MONDAY)).toEqual({ refused: "not-found" });
		expect(ask(raiseAt(MONDAY), letter("guardian", "acknowledgement"), "2026-11-23T12:00:00Z")).toEqual({ refused: "not-found" });
	});

	it("is never found by somebody excluded or by a rung that was not told", () => {
		const history = seen({ excluded: [holder("guardian").person] });
		expect(ask(history, letter("guardian", "acknowledgement"), TUESDAY)).toEqual({ refused: "not-found" });
		expect(ask(seen(), letter("chair", "outcome"), TUESDAY)).toEqual({ refused: "not-found" });
	});
});

describe("a letter", () => {
	it.each([
		["acknowledgement", ["acknowledgement#1"]],
		["plan", ["acknowledgement#1", "plan#1"]],
		["safety_action", ["acknowledgement#1", "safety_action#1"]],
		["update", ["update#1"]],
		["outcome", ["acknowledgement#1", "update#1", "outcome#1"]],
		["question", []],
		["reply", []],
	] as const)("of purpose %s stops exactly %j", (purpose, stopped) => {
		const history = seen({ severity: "S2", safetyAction: true });
		const before = Object.keys(clocksOf(history));
		const remaining = clocksOf(after(history, letter("guardian", purpose), TUESDAY));
		expect(before.filter((name) => !(name in remaining)).sort()).toEqual([...stopped].sort());
	});

	it("that answers in time never climbs", () => {
		let history = after(seen(), letter("guardian", "outcome"), TUESDAY);
		history = after(history, triage("S3"), TUESDAY);
		history = after(history, letter("guardian", "plan"), TUESDAY);
		expect(nextUnmet(stateOf(history))).toBeNull();
		expect(nextWake(stateOf(history), history.context)).toBeNull();
	});

	it("stops a clock only where those above can judge it", () => {
		expect(ask(seen(), letter("guardian", "outcome", "private"), TUESDAY)).toEqual({ refused: "wrong-compartment" });
		expect(after(seen(), letter("guardian", "reply", "private"), TUESDAY).events.at(-1)).toMatchObject({
			happening: { consequence: { stops: [], clocks: [] } },
		});
	});

	it("in the notes is a note: to nobody but those who open them, and it stops and asks nothing", () => {
		const noted = after(seen(), letter("guardian", "reply", "notes"), TUESDAY);
		expect(noted.events.at(-1)).toMatchObject({ happening: { consequence: { stops: [], clocks: [] } } });
		expect(stateOf(noted)).toMatchObject({ questions: [], runnings: stateOf(seen()).runnings });
		expect(noted.notices).toEqual(seen().notices);
		for (const purpose of ["question", "update"] as const)
			expect(ask(seen(), letter("guardian", purpose, "notes"), TUESDAY)).toEqual({ refused: "wrong-compartment" });
		const told = untilOnTime(seen(), "2026-12-14T17:00:00Z");
		expect(ask(told, letter("chair", "reply", "notes"), "2026-12-14T17:00:00Z")).toHaveProperty("refused");
	});

	it("of an update opens the next round from its own day", () => {
		const once = after(seen(), letter("guardian", "update"), TUESDAY);
		expect(clocksOf(once)).toMatchObject({ "update#2": "2026-12-22T17:00:00Z" });
		const twice = after(once, letter("guardian", "update"), "2026-12-21T09:00:00Z");
		expect(clocksOf(twice)).toMatchObject({ "update#3": "2027-01-21T17:00:00Z" });
	});

	it("that acknowledges brings a later outcome forward to three months from itself", () => {
		const slow = contextOf();
		const context = {
			...slow,
			policy: {
				...slow.policy,
				clocks: slow.policy.clocks.map((rule) =>
					rule.clock === "outcome" ? { ...rule, due: { ...rule.due, S3: { workingDays: 200 } } } : rule,
				),
			},
		};
		const history = untilOnTime(raiseAt(MONDAY, {}, context), SEEN);
		expect(clocksOf(history)["outcome#1"]).toBe("2027-02-28T23:59:59Z");
		expect(clocksOf(after(history, letter("guardian", "acknowledgement"), TUESDAY))["outcome#1"]).toBe("2027-02-24T23:59:59Z");
	});

	it("of an outside body stops nothing", () => {
		let history = untilOnTime(raiseAt(MONDAY), CLIMBED);
		history = after(
			history,
			{ kind: "release", rung: 5, notBefore: at(CLIMBED), tenures: [holder("external_body").tenure], witnessed: true },
			CLIMBED,
		);
		const before = clocksOf(history);
		expect(clocksOf(after(history, letter("external_body", "outcome"), "2026-12-09T09:00:00Z"))).toEqual(before);
		expect(ask(history, { ...triage("S2"), by: handler("external_body") }, "2026-12-09T09:00:00Z")).toEqual({ refused: "not-allowed" });
		expect(ask(history, close("outcome", "external_body"), "2026-12-09T09:00:00Z")).toEqual({ refused: "not-allowed" });
	});

	it("is written by nobody who was told only that the case exists, nor to a compartment that its writer cannot open", () => {
		let history = untilOnTime(raiseAt(MONDAY), "2026-11-30T17:00:00Z");
		expect(ask(history, letter("exec_lead", "outcome"), "2026-11-30T17:00:00Z")).toEqual({ refused: "not-allowed" });
		history = after(
			history,
			{ kind: "release", rung: 2, notBefore: at("2026-11-30T17:00:00Z"), tenures: [holder("exec_lead").tenure], witnessed: false },
			"2026-11-30T17:00:00Z",
		);
		expect(ask(history, letter("exec_lead", "reply", "private"), "2026-11-30T17:00:00Z")).toEqual({ refused: "wrong-compartment" });
		expect(ask(history, letter("exec_lead", "outcome"), "2026-11-30T17:00:00Z")).toHaveProperty("events");
	});

	it("by the reporter is dated at its slot and tells those who work on the case", () => {
		const history = after(seen(), replies("reply"), "2026-11-24T13:07:33Z");
		expect(history.events.at(-1)).toMatchObject({ at: "2026-11-24T13:00:00Z", by: { actor: "reporter" } });
		expect(history.notices.at(-1)).toEqual({ tenure: holder("guardian").tenure, kind: "waiting" });
	});

	it("by the reporter answers nothing and goes into nobody's notes", () => {
		expect(ask(seen(), replies("outcome"), TUESDAY)).toEqual({ refused: "not-allowed" });
		expect(ask(seen(), replies("reply", "notes"), TUESDAY)).toEqual({ refused: "wrong-compartment" });
	});

	it("that would open a round past the calendar is refused", () => {
		let history = untilOnTime(raiseAt("2030-02-04T09:00:00Z"), "2030-02-04T13:00:00Z");
		history = after(history, letter("guardian", "acknowledgement"), "2030-02-05T09:00:00Z");
		expect(ask(history, letter("guardian", "update"), "2030-09-07T09:00:00Z")).toEqual({ refused: "unavailable" });
		expect(ask(history, triage("S1"), "2030-09-07T09:00:00Z")).toEqual({ refused: "unavailable" });
		expect(ask(history, { kind: "withdraw", statement: {} }, "2030-09-07T13:00:00Z")).toEqual({ refused: "unavailable" });
	});
});

describe("a dispute", () => {
	it("of a hollow outcome resumes every clock that it stopped, from its original due, and reopens a closed case", () => {
		let history = seen();
		const before = clocksOf(history);
		history = after(history, letter("guardian", "outcome"), TUESDAY);
		const hollow = lastSequence(history);
		history = after(history, close("outcome"), TUESDAY);
		expect(clocksOf(history)).toEqual({});
		history = after(history, dispute(hollow), "2026-12-03T13:00:00Z");
		expect(clocksOf(history)).toEqual(before);
		expect(stateOf(history).closed).toBeNull();
		history = untilOnTime(after(history, { kind: "escalate-if-due" }, "2026-12-03T13:00:00Z"), "2026-12-03T17:00:00Z");
		const first = history.events.find((event) => event.happening.kind === "escalated");
		expect(first).toMatchObject({
			at: "2026-12-03T13:00:00Z",
			happening: { consequence: { rung: 1, due: "2026-11-26T17:00:00Z", scheduled: "2026-11-26T17:00:00Z" } },
		});
	});

	it("climbs on from where the ladder stood: no rung is told twice of one running", () => {
		let history = untilOnTime(raiseAt(MONDAY), "2026-11-26T17:00:00Z");
		history = after(history, letter("guardian", "acknowledgement"), "2026-11-26T18:00:00Z");
		history = after(history, dispute(lastSequence(history)), "2026-11-27T08:00:00Z");
		history = untilOnTime(history, CLIMBED);
		expect(climbed(history).filter((line) => line.startsWith("acknowledgement"))).toEqual(
			[1, 2, 3, 4, 5].map((rung) => `acknowledgement#1 rung ${rung}`),
		);
		expect(rungTimes(history, "acknowledgement")[1]).toBe("2026-11-26T17:00:00Z");
	});

	it("gives no warning again that would have come before it", () => {
		let history = after(seen(), letter("guardian", "acknowledgement"), TUESDAY);
		history = after(history, dispute(lastSequence(history)), "2026-11-26T13:00:00Z");
		history = untilOnTime(history, "2026-11-26T17:00:00Z");
		expect(history.events.filter((event) => event.happening.kind === "warned")).toEqual([]);
	});

	it("voids the round that the disputed update opened", () => {
		let history = after(seen(), letter("guardian", "update"), TUESDAY);
		history = after(history, dispute(lastSequence(history)), "2026-11-24T13:00:00Z");
		expect(Object.keys(clocksOf(history)).filter((name) => name.startsWith("update"))).toEqual(["update#1"]);
		history = after(history, letter("guardian", "update"), "2026-11-25T09:00:00Z");
		expect(Object.keys(clocksOf(history)).filter((name) => name.startsWith("update"))).toEqual(["update#3"]);
	});

	it("is of an answer, once", () => {
		let history = after(seen(), letter("guardian", "question"), TUESDAY);
		expect(ask(history, dispute(lastSequence(history)), TUESDAY)).toEqual({ refused: "not-an-answer" });
		expect(ask(history, dispute(99), TUESDAY)).toEqual({ refused: "not-an-answer" });
		history = after(history, letter("guardian", "plan"), TUESDAY);
		const plan = lastSequence(history);
		history = after(history, dispute(plan), "2026-11-24T13:00:00Z");
		expect(ask(history, dispute(plan), "2026-11-24T18:00:00Z")).toEqual({ refused: "already-disputed" });
	});

	it("tells the one who wrote the answer", () => {
		let history = untilOnTime(raiseAt(MONDAY), "2026-11-26T17:00:00Z");
		history = after(history, letter("deputy_guardian", "acknowledgement"), "2026-11-27T09:00:00Z");
		history = after(history, dispute(lastSequence(history)), "2026-11-27T13:00:00Z");
		expect(history.notices.slice(-2).map((notice) => notice.tenure)).toEqual([holder("deputy_guardian").tenure, holder("guardian").tenure]);
	});
});

describe("triage", () => {
	it("names the handler, whom later notices reach", () => {
		let history = untilOnTime(raiseAt(MONDAY), "2026-11-26T17:00:00Z");
		history = after(history, triage("S3", "deputy_guardian"), "2026-11-26T18:00:00Z");
		expect(history.notices.at(-1)).toEqual({ tenure: holder("deputy_guardian").tenure, kind: "waiting" });
		expect(stateOf(history).handler).toBe(holder("deputy_guardian").tenure);
		expect(clocksOf(history)).not.toHaveProperty("triage#1");
		history = after(history, replies("reply"), "2026-11-27T13:00:00Z");
		expect(history.notices.slice(-2).map((notice) => notice.tenure)).toEqual([holder("deputy_guardian").tenure, holder("guardian").tenure]);
	});

	it("may raise the severity: dues move earlier, counted from then, and nothing moves later", () => {
		let history = seen({ safetyAction: true });
		const before = clocksOf(history);
		history = after(history, triage("S1"), TUESDAY);
		const later = clocksOf(history);
		expect(later["acknowledgement#1"]).toBe("2026-11-24T13:00:00Z");
		expect(later["safety_action#1"]).toBe("2026-11-25T09:00:00Z");
		for (const [name, due] of Object.entries(later)) if (name in before) expect(due <= (before[name] ?? "")).toBe(true);
	});

	it("that finds immediate danger pages the rungs that hear of it at submission", () => {
		let history = after(seen(), triage("S1"), TUESDAY);
		expect(nextWake(stateOf(history), history.context)).toBe(TUESDAY);
		history = after(history, { kind: "escalate-if-due" }, TUESDAY);
		expect(history.events[3]).toMatchObject({
			happening: { kind: "routed", consequence: { content: [holder("deputy_guardian").tenure], existence: [holder("exec_lead").tenure] } },
		});
		expect(sightOf(stateOf(history), holder("exec_lead").tenure).sight).toBe("existence");
		expect(stateOf(history).raisedSeverity).toBe("S3");
	});

	it("never lowers it, stays in the open part of the case, and names a handler who may read it", () => {
		expect(ask(seen({ severity: "S2" }), triage("S3"), TUESDAY)).toEqual({ refused: "severity-cannot-fall" });
		expect(ask(seen(), triage("S3", "guardian", "private"), TUESDAY)).toEqual({ refused: "wrong-compartment" });
		expect(ask(seen(), triage("S3", "chair"), TUESDAY)).toEqual({ refused: "not-allowed" });
		expect(ask(seen(), { ...triage("S3"), by: handler("chair") }, TUESDAY)).toEqual({ refused: "not-found" });
	});

	it("can be repeated, and stops its clock once", () => {
		const once = after(seen(), triage("S3"), TUESDAY);
		expect(after(once, triage("S2"), TUESDAY).events.at(-1)).toMatchObject({ happening: { consequence: { stops: [] } } });
	});
});

describe("acknowledging a rung", () => {
	const acknowledge = (role: Parameters<typeof handler>[0], rung: 0 | 1 | 2 | 3 | 4) =>
		({ kind: "acknowledge", by: handler(role), statement: { rung } }) as const;

	it("stops no clock", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-11-26T17:00:00Z");
		const before = clocksOf(history);
		const acknowledged = after(history, acknowledge("deputy_guardian", 1), "2026-11-26T18:00:00Z");
		expect(clocksOf(acknowledged)).toEqual(before);
		expect(ask(acknowledged, acknowledge("deputy_guardian", 1), "2026-11-26T18:00:00Z")).toEqual({ refused: "already-acknowledged" });
	});

	it("is for those who stand there and were told", () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-11-26T17:00:00Z");
		expect(ask(history, acknowledge("guardian", 1), "2026-11-26T18:00:00Z")).toEqual({ refused: "not-allowed" });
		expect(ask(history, acknowledge("exec_lead", 2), "2026-11-26T18:00:00Z")).toEqual({ refused: "not-found" });
		expect(ask(history, acknowledge("guardian", 0), "2026-11-26T18:00:00Z")).toEqual({ refused: "nothing-to-acknowledge" });
	});
});

describe("comply or explain", () => {
	const board = () => {
		const history = untilOnTime(raiseAt(MONDAY), "2026-12-04T17:00:00Z");
		return after(
			history,
			{ kind: "release", rung: 4, notBefore: at("2026-12-04T17:00:00Z"), tenures: [holder("chair").tenure], witnessed: false },
			"2026-12-04T17:00:00Z",
		);
	};
	const REVIEW = "2026-12-18T09:00:00Z";

	it("holds the ladder of every overdue clock until the review, once, and counts as acknowledging", () => {
		let history = after(board(), explain("chair", REVIEW), "2026-12-04T18:00:00Z");
		expect(history.events.at(-1)).toMatchObject({
			happening: {
				consequence: {
					holds: [
						{ clock: "acknowledgement", round: 1 },
						{ clock: "triage", round: 1 },
					],
					until: REVIEW,
				},
			},
		});
		expect(
			stateOf(history)
				.fired.filter((fired) => fired.rung === 4)
				.every((fired) => fired.acknowledged !== null),
		).toBe(true);
		expect(ask(history, explain("chair", REVIEW), "2026-12-04T19:00:00Z")).toEqual({ refused: "already-explained" });
		history = untilOnTime(history, "2026-12-24T17:00:00Z");
		expect(rungTimes(history, "acknowledgement")[5]).toBe("2026-12-24T17:00:00Z");
	});

	it("resumes when the date passes", () => {
		let history = after(board(), explain("chair", "2026-12-30T09:00:00Z"), "2026-12-04T18:00:00Z");
		history = untilOnTime(history, "2026-12-30T09:00:00Z");
		expect(rungTimes(history, "acknowledgement")[5]).toBe("2026-12-30T09:00:00Z");
	});

	it("resumes when the reporter disputes it", () => {
		let history = after(board(), explain("chair", "2026-12-30T09:00:00Z"), "2026-12-04T18:00:00Z");
		history = after(history, dispute(lastSequence(history)), "2026-12-28T08:00:00Z");
		history = untilOnTime(history, "2026-12-28T08:00:00Z");
		expect(
			history.events.filter(
				(event) => event.at === "2026-12-28T08:00:00Z" && event.happening.kind === "escalated" && event.happening.consequence.rung === 5,
			),
		).not.toEqual([]);
		expect(ask(history, dispute(lastSequence(history)), "2026-12-28T13:00:00Z")).toEqual({ refused: "not-an-answer" });
	});

	it("holds nothing more once the answer that followed it is disputed", () => {
		let history = after(board(), explain("chair", "2026-12-30T09:00:00Z"), "2026-12-04T18:00:00Z");
		history = after(history, letter("guardian", "acknowledgement"), "2026-12-07T09:00:00Z");
		history = after(history, dispute(lastSequence(history)), "2026-12-28T08:00:00Z");
		history = untilOnTime(history, "2026-12-28T08:00:00Z");
		expect(rungTimes(history, "acknowledgement")[5]).toBe("2026-12-28T08:00:00Z");
		expect(rungTimes(history, "triage")[5]).toBeUndefined();
	});

	it("has a review ahead, and not further than the policy allows", () => {
		expect(ask(board(), explain("chair", "2026-12-04T18:00:00Z"), "2026-12-04T18:00:00Z")).toEqual({ refused: "review-not-ahead" });
		expect(ask(board(), explain("chair", "2027-01-06T17:00:01Z"), "2026-12-04T18:00:00Z")).toEqual({ refused: "review-too-late" });
		expect(ask(board(), explain("chair", "2027-01-06T17:00:00Z"), "2026-12-04T18:00:00Z")).toHaveProperty("events");
	});

	it("past the reach of the calendar is refused", () => {
		let history = untilOnTime(raiseAt("2030-02-04T09:00:00Z"), "2030-03-31T17:00:00Z");
		history = after(
			history,
			{ kind: "release", rung: 4, notBefore: at("2030-02-21T17:00:00Z"), tenures: [holder("chair").tenure], witnessed: false },
			"2030-03-31T17:00:00Z",
		);
		expect(ask(history, explain("chair", "2030-09-20T09:00:00Z"), "2030-09-07T09:00:00Z")).toEqual({ refused: "unavailable" });
	});

	it("is for the board's rung, about clocks that are overdue, where those concerned can read it", () => {
		expect(ask(board(), explain("guardian", REVIEW), "2026-12-04T18:00:00Z")).toEqual({ refused: "not-allowed" });
		expect(ask(board(), explain("sid", REVIEW), "2026-12-04T18:00:00Z")).toEqual({ refused: "not-allowed" });
		expect(ask(board(), explain("chair", REVIEW, "private"), "2026-12-04T18:00:00Z")).toEqual({ refused: "wrong-compartment" });
		expect(ask(seen(), explain("guardian", REVIEW), TUESDAY)).toEqual({ refused: "nothing-to-explain" });
		let answered = board();
		answered = after(after(answered, letter("guardian", "acknowledgement"), "2026-12-04T18:00:00Z"), triage("S3"), "2026-12-04T18:00:00Z");
		expect(ask(answered, explain("chair", REVIEW), "2026-12-04T19:00:00Z")).toEqual({ refused: "nothing-to-explain" });
	});
});

describe("a withdrawal", () => {
	const withdraw = { kind: "withdraw", statement: {} } as const;

	it("takes effect after five working days, and the clocks run until then", () => {
		let history = after(seen(), withdraw, "2026-11-24T13:00:00Z");
		expect(history.events.at(-1)).toMatchObject({ happening: { consequence: { effectiveAt: "2026-12-01T17:00:00Z" } } });
		expect(ask(history, withdraw, "2026-11-25T13:00:00Z")).toEqual({ refused: "already-withdrawn" });
		history = untilOnTime(history, "2026-12-20T17:00:00Z");
		expect(rungTimes(history, "acknowledgement")).toEqual({ 1: "2026-11-26T17:00:00Z", 2: "2026-11-30T17:00:00Z" });
		expect(history.events.at(-1)).toMatchObject({ at: "2026-12-01T17:00:00Z", happening: { kind: "withdrawn" } });
		for (const command of [letter("guardian", "reply"), triage("S3"), replies("reply"), dispute(3), close("outcome")]) {
			expect(ask(history, command, "2026-12-02T13:00:00Z")).toEqual({ refused: "case-closed" });
		}
	});

	it("is not asked of a closed case", () => {
		const history = after(after(seen(), letter("guardian", "outcome"), TUESDAY), close("outcome"), TUESDAY);
		expect(ask(history, withdraw, "2026-11-24T13:00:00Z")).toEqual({ refused: "case-closed" });
	});
});

describe("closing", () => {
	it("needs an outcome that the reporter has not disputed", () => {
		let history = after(seen(), letter("guardian", "plan"), TUESDAY);
		expect(ask(history, close("outcome"), TUESDAY)).toEqual({ refused: "no-outcome-yet" });
		history = after(history, letter("guardian", "outcome"), TUESDAY);
		const outcome = lastSequence(history);
		expect(ask(history, close("outcome"), TUESDAY)).toHaveProperty("events");
		history = after(history, dispute(outcome), "2026-11-24T13:00:00Z");
		expect(ask(history, close("outcome"), "2026-11-24T13:00:00Z")).toEqual({ refused: "no-outcome-yet" });
	});

	it("waits for the safety action that somebody's safety calls for", () => {
		let history = after(seen({ severity: "S2", safetyAction: true }), letter("guardian", "outcome"), TUESDAY);
		expect(ask(history, close("outcome"), TUESDAY)).toEqual({ refused: "no-outcome-yet" });
		history = after(history, letter("guardian", "safety_action"), TUESDAY);
		expect(ask(history, close("outcome"), TUESDAY)).toHaveProperty("events");
	});

	it("stops what staff may do, but talking goes on", () => {
		const history = after(after(seen(), letter("guardian", "outcome"), TUESDAY), close("outcome"), TUESDAY);
		for (const command of [
			letter("guardian", "plan"),
			triage("S3"),
			close("outcome"),
			{ kind: "acknowledge", by: handler("guardian"), statement: { rung: 1 } } as const,
			explain("guardian", "2026-12-18T09:00:00Z"),
		]) {
			expect(ask(history, command, TUESDAY)).toEqual({ refused: "case-closed" });
		}
		expect(ask(history, letter("guardian", "reply"), TUESDAY)).toHaveProperty("events");
		expect(ask(history, replies("question"), TUESDAY)).toHaveProperty("events");
		expect(climbed(untilOnTime(history, "2027-12-01T17:00:00Z"))).toEqual([]);
	});

	const askThrice = (change = {}) => {
		let history = seen(change);
		for (const purpose of ["acknowledgement", "update", "plan"] as const) history = after(history, letter("guardian", purpose), TUESDAY);
		history = after(history, triage("S3"), TUESDAY);
		for (const day of ["2026-11-24", "2026-12-01", "2026-12-21"])
			history = after(history, letter("guardian", "question", "private"), `${day}T09:00:00Z`);
		return after(history, letter("guardian", "update"), "2026-12-21T09:00:00Z");
	};

	it("for want of contact needs three unanswered questions over twenty working days", () => {
		const history = askThrice();
		expect(ask(history, close("no_contact"), "2026-12-22T16:59:59Z")).toEqual({ refused: "no-outcome-yet" });
		expect(ask(history, close("no_contact"), "2026-12-22T17:00:00Z")).toHaveProperty("events");
		const answered = after(history, replies("reply"), "2026-12-22T08:00:00Z");
		expect(ask(answered, close("no_contact"), "2026-12-23T17:00:00Z")).toEqual({ refused: "no-outcome-yet" });
	});

	it("for want of contact is no way round an overdue clock, nor round a decision in the public interest", () => {
		expect(ask(askThrice(), close("no_contact"), "2027-06-22T17:00:00Z")).toEqual({ refused: "no-outcome-yet" });
		let history = seen({ severity: "S3" });
		for (const purpose of ["acknowledgement", "plan"] as const) history = after(history, letter("guardian", purpose), TUESDAY);
		const plan = lastSequence(history);
		history = after(after(history, triage("S3"), TUESDAY), letter("guardian", "update"), TUESDAY);
		history = after(history, dispute(plan), "2026-11-24T13:00:00Z");
		for (const day of ["2026-11-24", "2026-11-25", "2026-11-26"])
			history = after(history, letter("guardian", "question"), `${day}T14:00:00Z`);
		expect(ask(history, close("no_contact"), "2026-12-22T16:00:00Z")).toEqual({ refused: "no-outcome-yet" });
	});

	it("is for those who can read the case", () => {
		expect(ask(seen(), close("outcome", "chair"), TUESDAY)).toEqual({ refused: "not-found" });
	});
});

describe("a grant", () => {
	const successor = { tenure: tenureOf(70), person: personOf(70), role: "guardian" as const };
	const grant = (
		grantee: {
			tenure: ReturnType<typeof tenureOf>;
			person: ReturnType<typeof personOf>;
			role: Parameters<typeof handler>[0] | "board_secretary";
		},
		opens: ("concern" | "private" | "notes")[] = ["concern"],
		by: Parameters<typeof handler>[0] = "guardian",
	) => ({ kind: "grant", by: handler(by), grantee, statement: { tenure: grantee.tenure, key: hash(70), opens, wrap: hash(71) } }) as const;

	it("gives a successor the case, once", () => {
		const history = after(seen(), grant(successor, ["concern", "private", "notes"]), TUESDAY);
		expect(sightOf(stateOf(history), successor.tenure)).toEqual({ sight: "content", rung: 0, opens: ["concern", "private", "notes"] });
		expect(history.notices.at(-1)).toEqual({ tenure: successor.tenure, kind: "waiting" });
		expect(ask(history, grant(successor), TUESDAY)).toEqual({ refused: "already-granted" });
		expect(sightsOf(stateOf(history)).map((row) => row.tenure)).toContain(successor.tenure);
		expect(after(history, replies("reply"), "2026-11-24T13:00:00Z").notices.at(-1)).toEqual({ tenure: successor.tenure, kind: "waiting" });
	});

	it("never reaches a person who was left out, whatever post they hold now", () => {
		const history = seen({ excluded: [successor.person] });
		expect(ask(history, grant(successor), TUESDAY)).toEqual({ refused: "excluded-person" });
	});

	it("gives no more than the giver has, nor than the role may have, nor anything to an outside body", () => {
		const executive = { ...successor, role: "exec_lead" as const };
		expect(ask(seen(), grant(executive, ["concern", "private"]), TUESDAY)).toEqual({ refused: "not-allowed" });
		expect(ask(seen(), grant({ ...successor, role: "external_body" }), TUESDAY)).toEqual({ refused: "not-allowed" });
		expect(ask(seen(), grant({ ...successor, role: "deputy_guardian" }, ["private"]), TUESDAY)).toEqual({ refused: "not-allowed" });
		const ticked = seen({
			recipients: statement().recipients.map((one) => (one.rung === 1 ? { ...one, opens: ["concern", "private", "notes"] } : one)),
		});
		expect(ask(ticked, grant({ ...successor, role: "deputy_guardian" }, ["private"]), TUESDAY)).toHaveProperty("events");
		expect(ask(seen(), grant(executive, ["concern"]), TUESDAY)).toHaveProperty("events");
		expect(ask(seen(), grant(successor, ["concern"], "chair"), TUESDAY)).toEqual({ refused: "not-found" });
	});

	it("to another than was signed for is a bug", () => {
		const wrong = { ...grant(successor), grantee: { ...successor, tenure: tenureOf(71) } };
		expect(() => ask(seen(), wrong, TUESDAY)).toThrow("not the one that was signed for");
	});
});
