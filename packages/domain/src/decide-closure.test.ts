import { describe, expect, it } from "vitest";
import {
	close,
	closed,
	detriment,
	dispute,
	duesOf,
	ESCALATE,
	extend,
	feedback,
	liftHold,
	placeHold,
	rekey,
	reopen,
	replies,
	seen,
	sequencesOf,
	TUESDAY,
	withdraw,
} from "./acts.fixture.ts";
import {
	after,
	ask,
	climbed,
	contextOf,
	type History,
	handler,
	holder,
	lastSequence,
	letter,
	raiseAt,
	stateOf,
	untilOnTime,
} from "./history.fixture.ts";
import { nextWake } from "./wake.ts";

/** Ten working days after Tuesday 24 November 2026. */
const FEEDBACK = "2026-12-08T17:00:00Z";
const asked = (kind: string, history: History) => sequencesOf(history, kind).map((sequence) => history.events[sequence]?.at);

describe("reopening", () => {
	it("owes plan, update and outcome again, counted from then, and keeps what was never answered", () => {
		const history = after(closed(), reopen(), "2026-12-01T09:00:00Z");
		expect(stateOf(history).closed).toBeNull();
		expect(duesOf(history)).toEqual({
			"triage#1": "2026-11-30T17:00:00Z",
			"plan#1": "2026-12-07T17:00:00Z",
			"update#2": "2026-12-31T17:00:00Z",
			"outcome#2": "2027-02-26T17:00:00Z",
		});
		expect(climbed(untilOnTime(history, "2027-04-01T17:00:00Z"))).toContain("outcome#2 rung 5");
	});

	it("caps a further outcome at its backstop, counted from then", () => {
		const history = after(closed({ severity: "S3" }), reopen(), "2026-12-18T09:00:00Z");
		expect(duesOf(history)["outcome#2"]).toBe("2027-03-17T17:00:00Z");
		const extended = after(
			history,
			{ kind: "extend", by: handler("guardian"), statement: { clock: "outcome", compartment: "concern" } },
			"2026-12-18T09:00:00Z",
		);
		expect(duesOf(extended)["outcome#2"]).toBe("2027-03-18T23:59:59Z");
	});

	it("owes no clock that the policy does not run at this severity, and extends a further outcome without a backstop by its own length", () => {
		const { policy, calendar } = contextOf();
		const clocks = policy.clocks.map((rule) => (rule.clock === "update" ? { ...rule, due: { ...rule.due, S2: null } } : rule));
		const context = { policy: { ...policy, clocks, backstops: [] }, calendar };
		let history = untilOnTime(raiseAt("2026-11-23T09:15:07Z", { severity: "S2" }, context), "2026-11-23T13:00:00Z");
		history = after(after(history, letter("guardian", "outcome"), TUESDAY), close("outcome"), TUESDAY);
		history = after(history, reopen(), "2026-12-01T09:00:00Z");
		expect(Object.keys(duesOf(history)).sort()).toEqual(["outcome#2", "plan#1", "triage#1"]);
		expect(duesOf(after(history, extend(), "2026-12-01T09:00:00Z"))["outcome#2"]).toBe("2027-02-12T17:00:00Z");
	});

	it("is of a case that is closed, not withdrawn, by somebody inside who tells the reporter why where those above can read it", () => {
		expect(ask(seen(), reopen(), TUESDAY)).toEqual({ refused: "not-closed" });
		expect(ask(closed(), reopen("chair"), TUESDAY)).toEqual({ refused: "not-found" });
		expect(ask(closed(), reopen("guardian", "private"), TUESDAY)).toEqual({ refused: "wrong-compartment" });
		const by = { ...handler("guardian"), role: "external_body" as const };
		expect(ask(closed(), { kind: "reopen", by, statement: { compartment: "concern" } }, TUESDAY)).toEqual({ refused: "not-allowed" });
		const gone = untilOnTime(after(seen(), withdraw, "2026-11-24T13:00:00Z"), "2026-12-01T17:00:00Z");
		expect(ask(gone, reopen(), "2026-12-02T09:00:00Z")).toEqual({ refused: "case-closed" });
	});

	it("tells the others who work on the case", () => {
		const history = after(closed(), reopen("guardian"), "2026-12-01T09:00:00Z");
		expect(history.notices).toEqual(closed().notices);
		const late = untilOnTime(seen(), "2026-11-26T17:00:00Z");
		const answered = after(
			after(late, letter("deputy_guardian", "outcome"), "2026-11-26T18:00:00Z"),
			close("outcome", "deputy_guardian"),
			"2026-11-26T18:00:00Z",
		);
		expect(after(answered, reopen("deputy_guardian"), "2026-11-26T19:00:00Z").notices.at(-1)).toEqual({
			tenure: holder("guardian").tenure,
			kind: "waiting",
		});
	});

	it("past the reach of the calendar is refused, as is closing", () => {
		let history = untilOnTime(raiseAt("2030-01-14T09:00:00Z"), "2030-01-14T13:00:00Z");
		history = after(history, letter("guardian", "outcome"), "2030-01-14T13:00:00Z");
		expect(ask(history, close("outcome"), "2030-12-20T09:00:00Z")).toEqual({ refused: "unavailable" });
		history = after(history, close("outcome"), "2030-01-15T09:00:00Z");
		expect(ask(history, reopen(), "2030-09-20T09:00:00Z")).toEqual({ refused: "unavailable" });
		const detriments = untilOnTime(history, "2030-09-20T08:00:00Z");
		const [first = 0] = sequencesOf(detriments, "detriment-asked");
		expect(ask(detriments, detriment(first), "2030-09-20T08:00:00Z")).toEqual({ refused: "unavailable" });
		expect(ask(detriments, detriment(first, false), "2030-09-20T08:00:00Z")).toHaveProperty("events");
	});
});

describe("the feedback question (reference §4.3, row feedback_question)", () => {
	it("is asked once, ten working days after closure, and answered once, sealed to the guardian", () => {
		expect(nextWake(stateOf(closed()), closed().context)).toBe(FEEDBACK);
		const history = untilOnTime(closed(), FEEDBACK);
		expect(asked("feedback-asked", history)).toEqual([FEEDBACK]);
		const [question = 0] = sequencesOf(history, "feedback-asked");
		expect(ask(history, feedback(question, "concern"), "2026-12-09T13:00:00Z")).toEqual({ refused: "wrong-compartment" });
		expect(ask(history, feedback(question - 1), "2026-12-09T13:00:00Z")).toEqual({ refused: "not-asked" });
		const answered = after(history, feedback(question), "2026-12-09T13:00:00Z");
		expect(ask(answered, feedback(question), "2026-12-09T13:00:00Z")).toEqual({ refused: "already-answered" });
		expect(ask(closed(), feedback(question), TUESDAY)).toEqual({ refused: "not-asked" });
		expect(asked("feedback-asked", untilOnTime(answered, "2028-01-01T00:00:00Z"))).toEqual([FEEDBACK]);
	});

	it("is asked again after a further closure, and not of a case that was opened again before", () => {
		const outcome = sequencesOf(closed(), "letter").at(-1) ?? 0;
		const open = after(closed(), dispute(outcome), "2026-12-01T13:00:00Z");
		expect(asked("feedback-asked", untilOnTime(open, "2027-02-01T17:00:00Z"))).toEqual([]);
		let again = after(untilOnTime(closed(), FEEDBACK), reopen(), "2026-12-09T09:00:00Z");
		again = after(after(again, letter("guardian", "outcome"), "2026-12-09T09:00:00Z"), close("outcome"), "2026-12-09T09:00:00Z");
		expect(asked("feedback-asked", untilOnTime(again, "2027-01-30T17:00:00Z"))).toEqual([FEEDBACK, "2026-12-23T17:00:00Z"]);
	});

	it("is not asked of whoever withdrew, nor of whoever could not answer in their own name", () => {
		const gone = untilOnTime(after(seen(), withdraw, "2026-11-24T13:00:00Z"), "2028-01-01T17:00:00Z");
		expect(asked("feedback-asked", gone)).toEqual([]);
		for (const origin of ["on-behalf", "canary"] as const) {
			const history = untilOnTime(closed({ origin }), "2028-01-01T17:00:00Z");
			expect([...asked("feedback-asked", history), ...asked("detriment-asked", history)]).toEqual([]);
		}
		const claimed = after(closed({ origin: "on-behalf" }), rekey(), "2026-11-24T13:00:00Z");
		expect(asked("feedback-asked", untilOnTime(claimed, FEEDBACK))).toEqual([FEEDBACK]);
	});

	it("stops nothing and opens nothing", () => {
		const history = untilOnTime(closed(), FEEDBACK);
		const answered = after(history, feedback(lastSequence(history)), "2026-12-09T13:00:00Z");
		expect(stateOf(answered).closed).toEqual(stateOf(closed()).closed);
		expect(answered.notices.at(-1)).toEqual({ tenure: holder("guardian").tenure, kind: "waiting" });
	});
});

describe("detriment checks (reference §4.3, row detriment_check)", () => {
	it.each([
		["S1", ["2026-12-24T23:59:59Z", "2027-02-22T23:59:59Z", "2027-05-23T22:59:59Z"]],
		["S2", ["2026-12-24T23:59:59Z", "2027-02-22T23:59:59Z", "2027-05-23T22:59:59Z"]],
		["S3", ["2027-02-22T23:59:59Z", "2027-05-23T22:59:59Z"]],
	] as const)("at %s come at %j after closure", (severity, checks) => {
		let history = seen({ severity });
		for (const purpose of ["outcome", "safety_action"] as const) history = after(history, letter("guardian", purpose), TUESDAY);
		history = untilOnTime(after(history, close("outcome"), TUESDAY), "2028-06-01T00:00:00Z");
		expect(asked("detriment-asked", history)).toEqual(checks);
	});

	it("are made after a withdrawal too: pressure may be what it came from", () => {
		const gone = untilOnTime(after(seen(), withdraw, "2026-11-24T13:00:00Z"), "2028-01-01T17:00:00Z");
		expect(asked("detriment-asked", gone)).toEqual(["2027-03-01T23:59:59Z", "2027-05-30T22:59:59Z"]);
		const [first = 0] = sequencesOf(gone, "detriment-asked");
		const history = after(gone, detriment(first), "2027-06-01T12:00:00Z");
		expect(stateOf(history)).toMatchObject({ closed: null, withdrawal: null, severity: "S2" });
		expect(nextWake(stateOf(history), history.context)).not.toBeNull();
		expect(ask(history, replies(), "2027-06-02T12:00:00Z")).toHaveProperty("events");
	});

	it("answered with yes open the case again, at S2 at least, with every clock anew", () => {
		const history = untilOnTime(closed(), "2027-02-22T23:59:59Z");
		const question = lastSequence(history);
		const suffered = after(history, detriment(question), "2027-02-23T08:00:00Z");
		expect(stateOf(suffered)).toMatchObject({ closed: null, severity: "S2", gravest: "S2", feedback: null });
		expect(duesOf(suffered)).toEqual({
			"acknowledgement#2": "2027-02-24T17:00:00Z",
			"triage#1": "2026-11-30T17:00:00Z",
			"plan#1": "2026-12-07T17:00:00Z",
			"update#2": "2027-03-09T17:00:00Z",
			"outcome#2": "2027-04-08T16:00:00Z",
		});
		expect(suffered.notices.at(-1)).toEqual({ tenure: holder("guardian").tenure, kind: "waiting" });
		expect(ask(suffered, detriment(question), "2027-02-23T13:00:00Z")).toEqual({ refused: "already-answered" });
	});

	it("answered with yes keep an S1 what it is", () => {
		let history = seen({ severity: "S1" });
		for (const purpose of ["outcome", "safety_action"] as const) history = after(history, letter("guardian", purpose), TUESDAY);
		history = untilOnTime(after(history, close("outcome"), TUESDAY), "2026-12-24T23:59:59Z");
		expect(stateOf(after(history, detriment(lastSequence(history)), "2026-12-25T09:00:00Z")).severity).toBe("S1");
	});

	it("answered with no leave the case closed; each is answered once, and not into anybody's notes", () => {
		const history = untilOnTime(closed(), "2027-02-22T23:59:59Z");
		const question = lastSequence(history);
		const well = after(history, detriment(question, false), "2027-02-23T08:00:00Z");
		expect(stateOf(well)).toMatchObject({ closed: stateOf(history).closed, severity: "S3" });
		expect(ask(well, detriment(question), "2027-02-23T08:00:00Z")).toEqual({ refused: "already-answered" });
		expect(ask(history, detriment(question, true, "notes"), "2027-02-23T08:00:00Z")).toEqual({ refused: "wrong-compartment" });
		expect(ask(closed(), detriment(3), TUESDAY)).toEqual({ refused: "not-asked" });
	});
});

describe("deletion (reference §2.6)", () => {
	const IDENTITY = "2028-05-23T22:59:59Z";
	const CASE = "2032-11-24T23:59:59Z";
	const shred = (scope: "identity" | "case") => ({ kind: "shred", scope }) as const;
	const announced = (history: History, until: string) => untilOnTime(history, until);

	it("is announced thirty days before, first of what tells who the reporter is, then of the case", () => {
		const history = announced(closed(), "2033-01-01T00:00:00Z");
		expect(asked("shredding-announced", history)).toEqual(["2028-04-23T22:59:59Z", "2032-10-24T23:59:59Z"]);
		expect(history.notices.at(-1)).toEqual({ tenure: holder("guardian").tenure, kind: "waiting" });
	});

	it("comes only after it was announced and its time is over", () => {
		const history = announced(closed(), "2028-05-01T00:00:00Z");
		expect(ask(history, shred("identity"), "2028-05-23T22:59:58Z")).toEqual({ refused: "not-due" });
		expect(ask(history, shred("case"), "2040-01-01T00:00:00Z")).toEqual({ refused: "not-due" });
		const gone = after(history, shred("identity"), IDENTITY);
		expect(stateOf(gone).shredded).toEqual(["identity"]);
		expect(ask(gone, shred("identity"), IDENTITY)).toEqual({ refused: "not-due" });
		expect(ask(seen(), shred("case"), TUESDAY)).toEqual({ refused: "not-closed" });
	});

	it("announced late comes as much later", () => {
		const history = after(closed(), ESCALATE, "2033-01-01T00:00:00Z");
		expect(ask(history, shred("case"), "2033-01-30T23:59:59Z")).toEqual({ refused: "not-due" });
		expect(ask(history, shred("case"), "2033-01-31T23:59:59Z")).toHaveProperty("events");
	});

	it("of the whole case ends it: nothing can be done to it, and nothing more is owed", () => {
		const history = after(announced(closed(), CASE), shred("case"), CASE);
		expect(nextWake(stateOf(history), history.context)).toBeNull();
		for (const command of [reopen(), replies(), ESCALATE, placeHold(), shred("case")]) {
			expect(ask(history, command, CASE)).toEqual({ refused: "case-closed" });
		}
	});

	it("of the identity goes no later than the case itself", () => {
		const { policy, calendar } = closed().context;
		const retention = { ...policy.retention, identity: { months: 240 } };
		const history = { ...closed(), context: { policy: { ...policy, retention }, calendar } };
		expect(asked("shredding-announced", announced(history, "2032-11-01T00:00:00Z"))).toHaveLength(2);
	});

	it("is kept off by a legal hold, and announced anew once that is lifted", () => {
		let history = after(announced(closed(), "2028-05-01T00:00:00Z"), placeHold(), "2028-05-02T09:00:00Z");
		expect(ask(history, shred("identity"), "2028-06-01T00:00:00Z")).toEqual({ refused: "case-held" });
		expect(nextWake(stateOf(history), history.context)).toBeNull();
		history = after(history, liftHold(), "2028-09-01T09:00:00Z");
		history = after(history, ESCALATE, "2028-09-01T09:00:00Z");
		expect(ask(history, shred("identity"), "2028-10-01T22:00:00Z")).toEqual({ refused: "not-due" });
		expect(ask(history, shred("identity"), "2028-10-01T22:59:59Z")).toHaveProperty("events");
	});

	it("is announced anew after a case was opened and closed again", () => {
		const history = after(announced(closed(), "2028-05-01T00:00:00Z"), reopen(), "2028-05-02T09:00:00Z");
		expect(stateOf(history).announced).toEqual([]);
	});
});
