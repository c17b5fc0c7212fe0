import { describe, expect, it } from "vitest";
import { agree, closed, dispute, duesOf, propose, seen, TUESDAY, triage } from "./acts.fixture.ts";
import {
	after,
	ask,
	climbed,
	handler,
	holder,
	lastSequence,
	letter,
	personOf,
	rungTimes,
	stateOf,
	untilOnTime,
} from "./history.fixture.ts";

/** S2, its acknowledgement missed: the deputy can read it. */
const readByTwo = (change = {}) => untilOnTime(seen({ severity: "S2", ...change }), "2026-11-24T17:00:00Z");
const EVENING = "2026-11-24T18:00:00Z";
const proposed = (change = {}) => after(readByTwo(change), propose("S3"), EVENING);
const lowered = (change = {}) => {
	const history = proposed(change);
	return after(history, agree(lastSequence(history)), EVENING);
};

describe("a downgrade (reference §4.2)", () => {
	it("takes two: a proposal with a reason that the reporter can read, and another person's agreement", () => {
		expect(stateOf(proposed()).severity).toBe("S2");
		expect(stateOf(lowered())).toMatchObject({ severity: "S3", gravest: "S2" });
		expect(proposed().notices.at(-1)).toEqual({ tenure: holder("deputy_guardian").tenure, kind: "waiting" });
	});

	it("is never agreed by who proposed it, whatever other role they hold", () => {
		const history = proposed();
		expect(ask(history, agree(lastSequence(history), "guardian"), EVENING)).toEqual({ refused: "same-person" });
		const two = { ...handler("deputy_guardian"), person: handler("guardian").person };
		expect(ask(history, { kind: "agree-downgrade", by: two, statement: { proposal: lastSequence(history) } }, EVENING)).toEqual({
			refused: "same-person",
		});
		expect(personOf(0)).toBe(two.person);
	});

	it("is of a proposal that stands, once, and really lower", () => {
		expect(ask(proposed(), agree(2), EVENING)).toEqual({ refused: "no-proposal" });
		const history = lowered();
		expect(ask(history, agree(lastSequence(history) - 1), EVENING)).toEqual({ refused: "no-proposal" });
		expect(ask(readByTwo(), propose("S2"), EVENING)).toEqual({ refused: "not-lower" });
		const raised = after(after(proposed({ severity: "S1" }), triage("S1"), EVENING), propose("S2"), EVENING);
		const both = after(raised, agree(lastSequence(raised)), EVENING);
		const third = after(after(both, propose("S3"), EVENING), agree(lastSequence(both) + 1), EVENING);
		expect(stateOf(third).severity).toBe("S3");
		expect(ask(third, agree(lastSequence(raised) - 2), EVENING)).toEqual({ refused: "not-lower" });
	});

	it("moves no due and slows no ladder", () => {
		expect(duesOf(lowered())).toEqual(duesOf(readByTwo()));
		const end = "2026-12-08T17:00:00Z";
		expect(rungTimes(untilOnTime(lowered(), end), "acknowledgement")).toEqual(rungTimes(untilOnTime(readByTwo(), end), "acknowledgement"));
		expect(climbed(untilOnTime(lowered(), end))).toEqual(climbed(untilOnTime(readByTwo(), end)));
	});

	it("lowers no external eligibility and removes no exclusion", () => {
		const change = { externalEligible: true, excluded: [personOf(40)] };
		const { external, externalEligible, excluded, recipients } = stateOf(readByTwo(change));
		expect(stateOf(lowered(change))).toMatchObject({ external, externalEligible, excluded, recipients });
	});

	it("counts for what opens later", () => {
		const history = after(lowered(), letter("guardian", "update"), "2026-11-25T09:00:00Z");
		expect(duesOf(history)["update#2"]).toBe("2026-12-23T17:00:00Z");
		const before = after(readByTwo(), letter("guardian", "update"), "2026-11-25T09:00:00Z");
		expect(duesOf(before)["update#2"]).toBe("2026-12-09T17:00:00Z");
	});

	it("is void once the reporter disputes its reason, and what opened by it comes forward", () => {
		let history = after(lowered(), letter("guardian", "update"), "2026-11-25T09:00:00Z");
		const reason = lastSequence(proposed());
		history = after(history, dispute(reason), "2026-11-26T13:00:00Z");
		expect(stateOf(history).severity).toBe("S2");
		expect(duesOf(history)["update#2"]).toBe("2026-12-10T17:00:00Z");
		expect(ask(history, dispute(reason), "2026-11-26T13:00:00Z")).toEqual({ refused: "already-disputed" });
	});

	it("can be disputed before anybody agreed: then nobody can", () => {
		const history = proposed();
		const reason = lastSequence(history);
		const disputed = after(history, dispute(reason), "2026-11-24T18:00:00Z");
		expect(stateOf(disputed).severity).toBe("S2");
		expect(ask(disputed, agree(reason), "2026-11-25T09:00:00Z")).toEqual({ refused: "no-proposal" });
	});

	it("that triage has undone already restores nothing when it is disputed", () => {
		const raised = after(lowered(), triage("S1"), "2026-11-25T09:00:00Z");
		const history = after(raised, dispute(lastSequence(proposed())), "2026-11-26T13:00:00Z");
		expect(stateOf(history).severity).toBe("S1");
		expect(duesOf(history)).toEqual(duesOf(raised));
	});

	it("keeps paging whom an S1 paged, and keeps the leaves as fine", () => {
		const history = lowered({ severity: "S1" });
		expect(stateOf(history)).toMatchObject({ severity: "S3", gravest: "S1" });
		expect(history.events.filter(({ happening }) => happening.kind === "routed")).toHaveLength(1);
	});

	it("is for those who can read the case, in its open part, while it is open", () => {
		expect(ask(readByTwo(), propose("S3", "exec_lead"), EVENING)).toEqual({ refused: "not-found" });
		expect(ask(readByTwo(), propose("S3", "guardian", "private"), EVENING)).toEqual({ refused: "wrong-compartment" });
		expect(ask(proposed(), agree(lastSequence(proposed()), "exec_lead"), EVENING)).toEqual({ refused: "not-found" });
		expect(ask(closed(), propose("S3"), TUESDAY)).toEqual({ refused: "case-closed" });
	});
});
