import { describe, expect, it } from "vitest";
import { close, closed, duesOf, handOver, liftHold, link, placeHold, seen, TUESDAY, triage } from "./acts.fixture.ts";
import type { Grantee } from "./command.ts";
import { after, ask, handler, hash, holder, letter, personOf, stateOf, tenureOf, untilOnTime } from "./history.fixture.ts";
import { sightOf } from "./sight.ts";

describe("a hand-over", () => {
	const successor: Grantee = { tenure: tenureOf(70), person: personOf(70), role: "guardian" };
	const granted = () =>
		after(
			seen(),
			{
				kind: "grant",
				by: handler("guardian"),
				grantee: successor,
				statement: { tenure: successor.tenure, key: hash(70), opens: ["concern", "private", "notes"], wrap: hash(71) },
			},
			TUESDAY,
		);
	const toSuccessor = { kind: "hand-over", by: handler("guardian"), statement: { handler: successor.tenure } } as const;

	it("goes to a successor who was given the case, who then handles and answers it", () => {
		const history = after(granted(), toSuccessor, TUESDAY);
		expect(stateOf(history).handler).toBe(successor.tenure);
		expect(history.notices.at(-1)).toEqual({ tenure: successor.tenure, kind: "waiting" });
		const by = { actor: "handler" as const, ...successor };
		const answered = after(history, { kind: "letter", by, statement: { purpose: "acknowledgement", compartment: "concern" } }, TUESDAY);
		expect(duesOf(answered)).not.toHaveProperty("acknowledgement#1");
	});

	it("moves no due", () => {
		expect(duesOf(after(granted(), toSuccessor, TUESDAY))).toEqual(duesOf(granted()));
	});

	it("goes to nobody who cannot open the case, nor to who handles it already", () => {
		expect(ask(seen(), toSuccessor, TUESDAY)).toEqual({ refused: "not-allowed" });
		expect(ask(seen(), handOver("chair"), TUESDAY)).toEqual({ refused: "not-allowed" });
		const triaged = after(seen(), triage("S3"), TUESDAY);
		expect(ask(triaged, handOver("guardian"), TUESDAY)).toEqual({ refused: "already-handling" });
		expect(ask(triaged, handOver("deputy_guardian", "chair"), TUESDAY)).toEqual({ refused: "not-found" });
	});

	it("to oneself tells nobody", () => {
		const before = untilOnTime(seen(), "2026-11-26T17:00:00Z");
		const history = after(before, handOver("deputy_guardian", "deputy_guardian"), "2026-11-26T18:00:00Z");
		expect(history.notices).toEqual(before.notices);
		expect(stateOf(history).handler).toBe(holder("deputy_guardian").tenure);
	});

	it("never goes outside", () => {
		let history = untilOnTime(seen(), "2026-12-08T17:00:00Z");
		const { tenure } = holder("external_body");
		history = after(
			history,
			{ kind: "release", rung: 5, notBefore: history.events[0]?.at ?? "", tenures: [tenure], witnessed: true } as never,
			"2026-12-08T17:00:00Z",
		);
		expect(sightOf(stateOf(history), tenure).sight).toBe("content");
		expect(ask(history, handOver("external_body"), "2026-12-08T17:00:00Z")).toEqual({ refused: "not-allowed" });
	});
});

describe("a link between cases", () => {
	it("stops nothing and closes nothing: each reporter keeps clocks and ladder", () => {
		for (const relation of ["duplicate", "merged"] as const) {
			const history = after(seen(), link(relation), TUESDAY);
			expect(duesOf(history)).toEqual(duesOf(seen()));
			expect(ask(history, close("duplicate"), TUESDAY)).toEqual({ refused: "no-outcome-yet" });
			expect(stateOf(history)).toMatchObject({ closed: null, links: [{ relation, other: hash(90) }] });
		}
	});

	it("lets a duplicate be closed once the other's outcome was written to this reporter too", () => {
		const linked = after(seen(), link(), TUESDAY);
		const told = after(linked, letter("guardian", "outcome"), TUESDAY);
		expect(stateOf(after(told, close("duplicate"), TUESDAY)).closed?.reason).toBe("duplicate");
		expect(ask(after(after(seen(), letter("guardian", "outcome"), TUESDAY), link("merged"), TUESDAY), close("duplicate"), TUESDAY)).toEqual(
			{
				refused: "no-outcome-yet",
			},
		);
	});

	it("is noted once, in the guardians' notes, by those who can open them", () => {
		expect(ask(after(seen(), link(), TUESDAY), link("merged"), TUESDAY)).toEqual({ refused: "already-linked" });
		expect(ask(after(seen(), link(), TUESDAY), link("merged", hash(91)), TUESDAY)).toHaveProperty("events");
		expect(ask(seen(), link("duplicate", hash(90), "guardian", "concern"), TUESDAY)).toEqual({ refused: "wrong-compartment" });
		expect(ask(seen(), link("duplicate", hash(90), "chair"), TUESDAY)).toEqual({ refused: "not-found" });
		let history = untilOnTime(seen(), "2026-12-01T17:00:00Z");
		const release = { kind: "release", rung: 2, notBefore: TUESDAY, tenures: [holder("exec_lead").tenure], witnessed: false };
		history = after(history, release as never, "2026-12-01T17:00:00Z");
		expect(ask(history, link("duplicate", hash(90), "exec_lead"), "2026-12-01T17:00:00Z")).toEqual({ refused: "wrong-compartment" });
	});
});

describe("a legal hold (reference §2.6)", () => {
	it("is placed once, on an open or a closed case, and lifted", () => {
		for (const history of [seen(), closed()]) {
			const held = after(history, placeHold("inquiry"), TUESDAY);
			expect(stateOf(held)).toMatchObject({ legalHold: "inquiry", closed: stateOf(history).closed });
			expect(ask(held, placeHold(), TUESDAY)).toEqual({ refused: "already-held" });
			expect(stateOf(after(held, liftHold(), TUESDAY)).legalHold).toBeNull();
			expect(ask(history, liftHold(), TUESDAY)).toEqual({ refused: "not-held" });
		}
	});

	it("moves no due and is for those inside who can read the case", () => {
		expect(duesOf(after(seen(), placeHold(), TUESDAY))).toEqual(duesOf(seen()));
		expect(ask(seen(), placeHold("police", "chair"), TUESDAY)).toEqual({ refused: "not-found" });
		expect(ask(seen(), liftHold("chair"), TUESDAY)).toEqual({ refused: "not-found" });
		const by = { ...handler("guardian"), role: "external_body" as const };
		expect(ask(seen(), { kind: "place-hold", by, statement: { ground: "other" } }, TUESDAY)).toEqual({ refused: "not-allowed" });
		expect(ask(seen(), { kind: "lift-hold", by, statement: {} }, TUESDAY)).toEqual({ refused: "not-allowed" });
	});
});
