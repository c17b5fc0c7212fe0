import type { Severity } from "@answerable/types/clock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openingClocks } from "./deadline.ts";
import { advance, evolve } from "./evolution.ts";
import {
	after,
	ask,
	at,
	type History,
	handler,
	holder,
	lastSequence,
	letter,
	raiseAt,
	rungTimes,
	stateOf,
	untilOnTime,
} from "./history.fixture.ts";
import { addSeconds, instantOf } from "./instant.ts";
import { isRungDue } from "./ladder.ts";
import { earliestFiring } from "./not-before.ts";
import { replay } from "./replay.ts";
import { receive } from "./slot.ts";
import { nextWake } from "./wake.ts";

const ESCALATE = { kind: "escalate-if-due" } as const;
const MONDAY = "2026-11-23T09:15:07Z";

const severities: readonly Severity[] = ["S1", "S2", "S3"];

describe("an unanswered case", () => {
	it("brings no rung the content before the instant inside its seal", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 24 * 900 }), fc.constantFrom(...severities), (hours, severity) => {
				const now = instantOf(1_767_225_600 + hours * 3600);
				const history = untilOnTime(raiseAt(now, { severity }), "2029-06-01T00:00:00Z");
				const { context } = history;
				const { at: seen, received } = receive(now, severity, context);
				const clocks = openingClocks({ received, at: seen, severity, safetyAction: false }, context);
				const { recipients } = stateOf(history);
				for (const rung of [2, 3, 4, 5] as const) {
					const notBefore = earliestFiring({ rung, clocks, severity, recipients, external: "full", externalEligible: true }, context);
					const first = history.events.find(({ happening }) => happening.kind === "escalated" && happening.consequence.rung === rung)?.at;
					expect(first).toBe(notBefore);
					expect(isRungDue(stateOf(history), rung, addSeconds(notBefore, -1), context)).toBe(false);
					expect(isRungDue(stateOf(history), rung, notBefore, context)).toBe(true);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("that was answered in time is never escalated", () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 24 * 400 }), fc.constantFrom(...severities), (hours, severity) => {
				const now = instantOf(1_767_225_600 + hours * 3600);
				let history = raiseAt(now, { severity, safetyAction: true });
				const { raisedAt } = stateOf(history);
				history = after(history, ESCALATE, raisedAt);
				for (const purpose of ["outcome", "plan", "safety_action"] as const)
					history = after(history, letter("guardian", purpose), raisedAt);
				history = after(
					history,
					{ kind: "triage", by: handler("guardian"), statement: { severity, handler: holder("guardian").tenure, compartment: "concern" } },
					raisedAt,
				);
				expect(nextWake(stateOf(history), history.context)).toBeNull();
				expect(ask(history, ESCALATE, "2030-01-01T00:00:00Z")).toEqual({ refused: "not-due" });
			}),
			{ numRuns: 40 },
		);
	});
});

function dueOfOutcome(history: History) {
	return stateOf(history).runnings.find((running) => running.clock === "outcome")?.due;
}

describe("a chain that is not a case", () => {
	const history = untilOnTime(raiseAt(MONDAY), "2026-11-26T17:00:00Z");

	it("is a bug", () => {
		const [raised, routed] = history.events;
		if (raised === undefined || routed === undefined) throw new Error("no events");
		expect(() => replay([routed], history.context)).toThrow("comes before the raise");
		expect(() => evolve(stateOf(history), raised, history.context)).toThrow("was raised before");
		expect(() => advance(stateOf(history), raised, history.context)).toThrow("raised once");
		expect(replay([], history.context)).toBeNull();
	});

	it("gives no forged stop any force: a reply that claims to have stopped the outcome stops nothing", () => {
		const reply = after(history, letter("guardian", "reply", "private"), "2026-11-27T09:00:00Z");
		const forged = reply.events.map((event) =>
			event.happening.kind === "letter"
				? { ...event, happening: { ...event.happening, consequence: { stops: [{ clock: "outcome" as const, round: 1 }], clocks: [] } } }
				: event,
		);
		const state = replay(forged, history.context);
		expect(state?.runnings.find((running) => running.clock === "outcome")?.stopped).toBeNull();
	});

	it("gives no forged due any force to move later", () => {
		const plan = after(history, letter("guardian", "plan"), "2026-11-27T09:00:00Z");
		const forged = plan.events.map((event) =>
			event.happening.kind === "letter"
				? {
						...event,
						happening: {
							...event.happening,
							consequence: {
								...event.happening.consequence,
								clocks: [{ clock: "outcome" as const, round: 1, opens: at(MONDAY), due: at("2029-01-01T00:00:00Z") }],
							},
						},
					}
				: event,
		);
		expect(replay(forged, history.context)?.runnings.find((running) => running.clock === "outcome")?.due).toBe(dueOfOutcome(plan));
	});

	it("gives an answer to a question that was not asked, and an agreement to nothing, no force", () => {
		const state = stateOf(history);
		const event = (happening: unknown) =>
			({ at: state.head.at, by: handler("guardian"), happening, sequence: state.head.sequence + 1 }) as never;
		const answered = advance(state, event({ kind: "feedback-answered", statement: {}, consequence: {} }), history.context);
		expect(answered.feedback).toBeNull();
		const agreed = { kind: "downgraded", statement: { proposal: 99 }, consequence: { severity: "S3" } };
		expect(advance({ ...state, severity: "S1" }, event(agreed), history.context).severity).toBe("S1");
	});

	it("gives a pause or an extension no more force than the policy grants", () => {
		const state = stateOf(history);
		const event = (happening: unknown) =>
			({ at: state.head.at, by: handler("guardian"), happening, sequence: state.head.sequence + 1 }) as never;
		const late = (clock: string) => ({ clock, round: 1, opens: at(MONDAY), due: at("2030-01-01T00:00:00Z") });
		const dueIn = (advanced: typeof state, clock: string) => advanced.runnings.find((running) => running.clock === clock)?.due;
		const paused = { kind: "paused", statement: {}, consequence: { clocks: [late("plan")], until: at("2030-01-01T00:00:00Z") } };
		expect(dueIn(advance(state, event(paused), history.context), "plan")).toBe("2027-01-07T17:00:00Z");
		const extended = (clock: string) => ({ kind: "extended", statement: { clock }, consequence: { clocks: [late(clock)] } });
		expect(dueIn(advance(state, event(extended("outcome")), history.context), "outcome")).toBe("2027-02-28T23:59:59Z");
		expect(dueIn(advance(state, event(extended("plan")), history.context), "plan")).toBe(dueIn(state, "plan"));
		const waived = { kind: "waived", statement: { clock: "acknowledgement" }, consequence: { stops: [{ clock: "outcome", round: 1 }] } };
		expect(advance(state, event(waived), history.context).runnings.find((running) => running.clock === "outcome")?.stopped).toBeNull();
	});

	it("needs a handler's hand for a handler's act", () => {
		const acknowledged = after(
			history,
			{ kind: "acknowledge", by: handler("deputy_guardian"), statement: { rung: 1 } },
			"2026-11-27T09:00:00Z",
		);
		const forged = acknowledged.events.map((event) =>
			event.happening.kind === "acknowledged" ? { ...event, by: { actor: "worker" as const } } : event,
		);
		expect(() => replay(forged, history.context)).toThrow("needs a handler's hand");
		expect(lastSequence(acknowledged)).toBe(forged.length - 1);
		expect(rungTimes(acknowledged, "acknowledgement")[1]).toBe("2026-11-26T17:00:00Z");
	});
});
