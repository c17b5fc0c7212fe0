import { TenureId } from "@answerable/types/id";
import type { RehearsedAct } from "@answerable/types/rehearsal";
import { describe, expect, it } from "vitest";
import { at, contextOf } from "./history.fixture.ts";
import { IMAGINED_HOLDERS, type Imagined, isStumble, type Rehearsal, rehearse } from "./rehearsal.ts";
import { commandOf } from "./rehearsed-act.ts";

const IMAGINED: Imagined = {
	at: at("2026-04-02T09:00:00Z"),
	severity: "S3",
	safetyAction: true,
	subject: "none",
	inLine: [],
	external: "full",
	externalEligible: true,
	vacant: [],
};

function played(acts: readonly RehearsedAct[], change: Partial<Imagined> = {}): Rehearsal {
	const rehearsed = rehearse({ ...IMAGINED, ...change }, acts, contextOf());
	if (isStumble(rehearsed)) throw new Error(JSON.stringify(rehearsed));
	return rehearsed;
}

const runningClocks = (rehearsal: Rehearsal) => rehearsal.state.runnings.filter((one) => one.stopped === null).map((one) => one.clock);
const letter = (time: string, purpose: "acknowledgement" | "plan" | "outcome" | "question"): RehearsedAct => ({
	at: time,
	by: "guardian",
	does: "letter",
	purpose,
});

describe("an imagined case", () => {
	it("is raised and routed as a real one, and then waits", () => {
		const { state, route, roleOf } = played([]);
		expect(state.raisedAt).toBe("2026-04-02T12:00:00Z");
		expect(state.routed?.content.map(roleOf)).toEqual(["guardian"]);
		expect(route.inside).toBe("ladder");
		expect(state.fired).toEqual([]);
	});

	it("hears every act at its time, the worker looking in before it", () => {
		const late = played([letter("2026-04-10T09:30", "acknowledgement")]);
		expect(late.state.fired.map((fired) => fired.rung)).toEqual([1]);
		expect(runningClocks(late)).toEqual(["triage", "plan", "update", "outcome"]);
	});

	it("knows every act that it can be told", () => {
		const acts: readonly RehearsedAct[] = [
			letter("2026-04-07T09:30", "acknowledgement"),
			{ at: "2026-04-08T09:00", by: "guardian", does: "triage", severity: "S2" },
			{ at: "2026-04-09T09:00", does: "dispute", of: 1 },
			{ at: "2026-04-20T09:00", by: "ceo", does: "acknowledge-rung", rung: 3 },
			{ at: "2026-04-21T09:00", by: "chair", does: "explain", answer: "comply", until: "2026-04-28T17:00" },
			{ at: "2026-04-21T10:00", does: "reply" },
			letter("2026-04-22T09:00", "plan"),
			letter("2026-04-23T09:00", "outcome"),
			{ at: "2026-04-24T09:00", by: "guardian", does: "close", reason: "outcome" },
		];
		const { state } = played(acts, { safetyAction: false });
		expect(state.severity).toBe("S2");
		expect(state.answers.filter((answer) => answer.disputed)).toHaveLength(1);
		expect(state.closed?.reason).toBe("outcome");
		expect(played([{ at: "2026-04-03T09:00", does: "withdraw" }]).state.withdrawal?.askedAt).toBe("2026-04-03T12:00:00Z");
	});

	it("knows the acts that move a due, and those that take them back", () => {
		const acts: readonly RehearsedAct[] = [
			letter("2026-04-07T09:30", "acknowledgement"),
			{ at: "2026-04-07T10:00", by: "guardian", does: "extend", clock: "outcome" },
			{ at: "2026-04-07T11:00", by: "guardian", does: "pause" },
			{ at: "2026-04-08T09:00", by: "guardian", does: "resume" },
			{ at: "2026-04-08T10:00", does: "withdraw" },
			{ at: "2026-04-09T10:00", does: "recall" },
			letter("2026-04-10T09:00", "outcome"),
			{ at: "2026-04-10T10:00", by: "guardian", does: "close", reason: "outcome" },
			{ at: "2026-04-13T10:00", by: "guardian", does: "reopen" },
		];
		const { state } = played(acts);
		expect(state.runnings.find((running) => running.clock === "outcome")?.extended).toBe(true);
		expect([state.pause, state.withdrawal, state.closed]).toEqual([null, null, null]);
		expect(state.runnings.filter((running) => running.round === 2).length).toBeGreaterThan(0);
	});

	it("knows a severity that two lower, and none that one lowers alone", () => {
		const propose: RehearsedAct = { at: "2026-04-08T09:00", by: "guardian", does: "propose-downgrade", severity: "S3" };
		const agree = (by: "guardian" | "deputy_guardian"): RehearsedAct => ({ at: "2026-04-08T10:00", by, does: "agree-downgrade", of: 1 });
		expect(played([propose, agree("deputy_guardian")], { severity: "S2" }).state.severity).toBe("S3");
		expect(rehearse({ ...IMAGINED, severity: "S2" }, [propose, agree("guardian")], contextOf())).toEqual({
			act: 2,
			why: { refused: "same-person" },
		});
		expect(rehearse({ ...IMAGINED, severity: "S2" }, [agree("guardian")], contextOf())).toMatchObject({ act: 1 });
	});

	it("knows what national law lets a reporter do without, and ask for", () => {
		const context = contextOf("eu-directive-ie@1");
		const waive: RehearsedAct = { at: "2026-04-03T09:00", does: "waive", reason: "asked-not-to" };
		const acts: readonly RehearsedAct[] = [
			waive,
			letter("2026-04-09T09:00", "outcome"),
			{ at: "2026-04-10T09:00", does: "ask-further-feedback" },
		];
		const rehearsed = rehearse(IMAGINED, acts, context);
		expect(isStumble(rehearsed) ? rehearsed : runningClocks(rehearsed)).not.toContain("acknowledgement");
		expect(isStumble(rehearsed)).toBe(false);
	});

	it("stumbles over an act that the rules refuse, and says which", () => {
		const close: RehearsedAct = { at: "2026-04-07T09:30", by: "guardian", does: "close", reason: "outcome" };
		expect(rehearse(IMAGINED, [letter("2026-04-07T09:00", "plan"), close], contextOf())).toEqual({
			act: 2,
			why: { refused: "no-outcome-yet" },
		});
		expect(rehearse(IMAGINED, [{ at: "2026-04-07T09:30", does: "dispute", of: 3 }], contextOf())).toMatchObject({ act: 1 });
	});

	it("stumbles over staff who act before they see the case, and over times that do not exist", () => {
		expect(rehearse(IMAGINED, [letter("2026-04-02T10:30", "plan")], contextOf())).toEqual({ act: 1, why: { refused: "not-found" } });
		expect(rehearse(IMAGINED, [letter("2027-03-28T01:30", "plan")], contextOf())).toMatchObject({ act: 1, why: { fault: "gap" } });
		const explain: RehearsedAct = { at: "2026-04-21T09:00", by: "chair", does: "explain", answer: "comply", until: "2026-02-30T17:00" };
		expect(rehearse(IMAGINED, [explain], contextOf())).toEqual({ act: 1, why: { fault: "unreadable" } });
	});

	it("stumbles at the raise where nobody may receive it or the calendar does not reach", () => {
		expect(rehearse({ ...IMAGINED, at: at("2030-12-30T09:00:00Z") }, [], contextOf())).toEqual({ act: 0, why: { refused: "unavailable" } });
	});

	it("is sent to those who exist, and stumbles where there are none", () => {
		expect(played([], { vacant: ["sid"] }).route.recipients.map((recipient) => recipient.role)).not.toContain("sid");
		const vacant = IMAGINED_HOLDERS.map((holder) => holder.role);
		expect(rehearse({ ...IMAGINED, vacant }, [], contextOf())).toEqual({ act: 0, why: { refused: "no-recipient" } });
	});

	it("has one holder for each role, and knows nobody else", () => {
		expect(new Set(IMAGINED_HOLDERS.map((holder) => holder.role)).size).toBe(IMAGINED_HOLDERS.length);
		expect(() => played([]).roleOf(TenureId.parse("00000000-0000-4000-8000-000000000000"))).toThrow("Nobody imagined");
		expect(() => commandOf(letter("2026-04-07T09:30", "plan"), { sequences: [], holders: [] }, contextOf())).toThrow("Nobody is imagined");
	});
});
