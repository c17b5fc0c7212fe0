/** What holds of any history whatever (the promises that a reporter is made). */
import type { CaseEvent } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letterOf } from "./act-letter.ts";
import { calendarFor } from "./calendar.ts";
import type { CaseState, RunningState } from "./case.ts";
import { isRefused, type NewEvent } from "./command.ts";
import { commandOf } from "./command-of.ts";
import type { Context } from "./context.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolution.ts";
import { at, climbed, HOLDERS, personOf, raiseAt, untilOnTime } from "./history.fixture.ts";
import { addSeconds, later } from "./instant.ts";
import { climbingRunnings, hasFired, standingRungs, stepsFor, turnOf } from "./ladder.ts";
import { policyById, shippedPolicies } from "./policy.ts";
import { replay } from "./replay.ts";
import { sightOf, sightsOf } from "./sight.ts";
import { anyStory, END, type Played, play, SEVERITIES, type Story, type Turn, take } from "./story.fixture.ts";
import { nextWake } from "./wake.ts";

const ESCALATE = { kind: "escalate-if-due" } as const;

/** Plays so many stories and looks at each. */
function everyStory(numRuns: number, look: (played: Played, story: Story) => void): void {
	fc.assert(
		fc.property(anyStory, (story) => look(play(story), story)),
		{ numRuns },
	);
}

/** Looks at every act of so many stories. */
function everyTurn(numRuns: number, look: (turn: Turn & { readonly before: CaseState }, context: Context) => void): void {
	everyStory(numRuns, ({ turns, context }) => {
		for (const turn of turns) if (turn.before !== null) look({ ...turn, before: turn.before }, context);
	});
}

/** Rings the bell at each of these instants; most rings are refused. */
function rung({ state, context }: Pick<Played, "state" | "context">, instants: readonly Instant[]) {
	const events: CaseEvent[] = [];
	let current = state;
	for (const instant of instants) {
		const turn = take(current, ESCALATE, instant, context);
		if (turn === null) continue;
		events.push(...turn.events);
		current = turn.after;
	}
	return { events, state: current };
}

/** Rings whenever something is owed, on time. */
function onTime(state: CaseState, from: Instant, end: Instant, context: Context) {
	const events: CaseEvent[] = [];
	let current = state;
	for (let now = from; ; ) {
		const wake = nextWake(current, context);
		if (wake === null || wake > end) return { events, state: current };
		now = later(now, wake);
		const turn = take(current, ESCALATE, now, context);
		if (turn === null) throw new Error("A wake brought nothing.");
		events.push(...turn.events);
		current = turn.after;
	}
}

const told = (events: readonly CaseEvent[]): readonly string[] =>
	events.flatMap(({ happening }) => {
		if (happening.kind !== "escalated") return [];
		const { running, rung: step } = happening.consequence;
		return [`${running.clock}#${running.round} rung ${step}`];
	});
const nameOf = ({ clock, round }: { readonly clock: string; readonly round: number }): string => `${clock}#${round}`;
const runningIn = (state: CaseState, running: RunningState) => state.runnings.find((one) => nameOf(one) === nameOf(running));

describe("any history", () => {
	it("replays to the same state from any of its beginnings, and dates no event before the last", () => {
		everyStory(300, ({ turns, events, context }) => {
			for (const { events: own, after } of turns) {
				const beginning = events.slice(0, (own.at(-1)?.sequence ?? 0) + 1);
				expect(replay(JSON.parse(JSON.stringify(beginning)), context)).toEqual(after);
			}
			const instants = events.map((event) => event.at);
			expect([...instants].sort()).toEqual(instants);
		});
	});

	it("is what its own acts lead to: whoever decides them again comes to every event", () => {
		everyStory(300, ({ events, context }) => {
			let state: CaseState | null = null;
			let expected: readonly NewEvent[] = [];
			for (const event of events) {
				if (state !== null && expected.length === 0) expected = decidedAgain(state, event, context);
				if (state !== null) expect(expected[0]).toEqual({ at: event.at, by: event.by, happening: event.happening });
				expected = expected.slice(1);
				state = evolve(state, event, context);
			}
		});
	});

	it("wakes exactly when something is owed: never refused at the wake, always just before, and nothing is left to do after", () => {
		everyStory(200, ({ state, now, context }) => {
			const wake = nextWake(state, context);
			if (wake === null) {
				expect(take(state, ESCALATE, END, context)).toBeNull();
				return;
			}
			expect(take(state, ESCALATE, addSeconds(wake, -1), context)).toBeNull();
			const bell = later(wake, now);
			const once = take(state, ESCALATE, bell, context);
			expect(once).not.toBeNull();
			if (once !== null) expect(take(once.after, ESCALATE, bell, context)).toBeNull();
		});
	});
});

describe("a clock", () => {
	it("that was answered never climbs; one that nobody answered always does, to the top", () => {
		everyStory(60, ({ state, now, context }) => {
			if (state.closed !== null || state.withdrawal !== null) return;
			const open = climbingRunnings(state, context).map(nameOf);
			const { events, state: after } = onTime(state, now, END, context);
			for (const running of open) {
				const top = Math.max(...state.recipients.map((recipient) => recipient.rung));
				expect([...told(events), ...toldBefore(state)]).toContain(`${running} rung ${top}`);
			}
			for (const line of told(events)) expect(open).toContain(line.split(" ")[0]);
			expect(nextWake(after, context)).toBeNull();
		});
	});

	it("reaches the same rungs whether the bell rings on time, twice, late or out of order", () => {
		fc.assert(
			fc.property(anyStory, fc.array(fc.integer({ min: -200, max: 700 }), { minLength: 1, maxLength: 12 }), (story, gaps) => {
				const { state, now, context } = play(story);
				if (state.closed !== null || state.withdrawal !== null) return;
				let bell = now;
				const bells = gaps.map((hours) => {
					bell = addSeconds(bell, hours * 3600);
					return bell;
				});
				const ringing = rung({ state, context }, [...bells, ...bells, END, END]);
				const expected = onTime(state, now, END, context);
				expect([...told(ringing.events)].sort()).toEqual([...told(expected.events)].sort());
				expect(told(ringing.events)).toEqual([...new Set(told(ringing.events))]);
			}),
			{ numRuns: 40 },
		);
	});

	it("is due no later by any act of staff or administrator, but by an extension or a pause that the policy grants", () => {
		everyTurn(500, ({ before, after, events }) => {
			const moved = before.runnings.flatMap((running) => {
				const now = runningIn(after, running);
				return now !== undefined && now.due > running.due ? [running.clock] : [];
			});
			if (moved.length === 0) return;
			expect(["extended", "paused"]).toContain(events.at(-1)?.happening.kind);
			expect(moved).not.toContain("safety_action");
			expect(moved).not.toContain("acknowledgement");
		});
	});

	it("waits for the reporter no longer than the policy grants over the whole case, and is never due past its backstop", () => {
		everyStory(200, ({ state, context }) => {
			expect(state.pauseUsed).toBeLessThanOrEqual(20);
			const first = state.runnings.find((running) => running.clock === "acknowledgement" && running.round === 1);
			const latest = addSeconds(state.raisedAt, 8 * 86_400);
			expect(first === undefined || first.due <= latest).toBe(true);
			expect(context.policy.pause.maxTotal).toEqual({ workingDays: 20 });
		});
	});

	it("is counted: as many were opened as stopped, are running or ended with the case", () => {
		everyStory(300, ({ events, state }) => {
			const opened = new Set(
				events.flatMap(({ happening: { consequence } }) => ("clocks" in consequence ? consequence.clocks.map(nameOf) : [])),
			);
			const stopped = events.reduce((before, event) => countStops(before, event, state), new Set<string>());
			const running = state.runnings.filter((one) => one.stopped === null).map(nameOf);
			expect(state.runnings.map(nameOf).sort()).toEqual([...opened].sort());
			expect([...stopped, ...running].sort()).toEqual([...opened].sort());
		});
	});
});

describe("a ladder", () => {
	/** When each climbing clock is next told, by its name. */
	const nextSteps = (state: CaseState, context: Context): ReadonlyMap<string, Instant> =>
		new Map(
			(state.closed === null ? climbingRunnings(state, context) : []).flatMap((running) => {
				const step = [...stepsFor(state, running, context)].find((one) => !hasFired(state, running, one.rung));
				return step === undefined ? [] : [[nameOf(running), step.scheduled] as const];
			}),
		);

	it("is stopped, held or slowed down only by an act that the reporter can read, or made themselves", () => {
		everyTurn(400, ({ before, after, events, command }, context) => {
			const then = nextSteps(before, context);
			const now = nextSteps(after, context);
			const isSlower = [...then].some(([name, instant]) => {
				const next = now.get(name);
				return next === undefined || next > instant;
			});
			const first = events[0];
			if (!isSlower || first === undefined || first.happening.kind === "escalated" || first.happening.kind === "warned") return;
			const { by, happening } = first;
			const isReadable = letterOf(happening)?.compartment === "concern" || by.actor === "reporter";
			const isEnd = happening.kind === "closed" || happening.kind === "withdrawn" || happening.kind === "routed";
			const isTold = happening.kind === "nobody-can-open" || happening.kind === "acknowledged";
			expect([command.kind, isReadable || isEnd || isTold]).toEqual([command.kind, true]);
		});
	});

	it("of a case whose severity was lowered goes as fast as before", () => {
		everyTurn(600, ({ before, after, events }, context) => {
			if (events[0]?.happening.kind !== "downgraded") return;
			expect(nextSteps(after, context)).toEqual(nextSteps(before, context));
			for (const running of before.runnings) expect(runningIn(after, running)).toEqual(running);
			const { external, externalEligible, excluded, recipients, gravest } = before;
			expect(after).toMatchObject({ external, externalEligible, excluded, recipients, gravest });
		});
	});

	it("tells a rung only of a running that nobody has answered, never before it was due", () => {
		everyTurn(200, ({ before, events }) => {
			for (const { happening, at: instant } of events) {
				if (happening.kind !== "escalated") continue;
				const { running, due, scheduled } = happening.consequence;
				const open = before.runnings.find((one) => nameOf(one) === nameOf(running));
				expect(open).toMatchObject({ stopped: null, due });
				expect(due <= scheduled && scheduled <= instant).toBe(true);
			}
		});
	});

	it.each(shippedPolicies().flatMap((policy) => SEVERITIES.map((severity) => [policy.id, severity] as const)))(
		"of %s at %s reaches every rung",
		(id, severity) => {
			const policy = policyById(id);
			const country = policy.national?.country as "ie" | undefined;
			const context = { policy, calendar: calendarFor(country ?? "england-and-wales") };
			const history = untilOnTime(raiseAt("2026-11-23T09:15:07Z", { severity }, context), "2027-11-23T09:15:07Z");
			const reached = new Set(climbed(history).map((line) => line.split(" rung ")[1]));
			const paged = severity === "S1" ? ["1"] : [];
			expect([...new Set([...paged, ...reached])].sort()).toEqual(["1", "2", "3", "4", "5"]);
		},
	);
});

describe("somebody who was left out", () => {
	it("is among no recipients, sees nothing, and does nothing", () => {
		everyStory(300, ({ turns, events }, { excluded }) => {
			if (excluded === null) return;
			const out = HOLDERS.find((holder) => holder.role === excluded);
			for (const { happening, by } of events) {
				if (happening.kind !== "raised") expect(JSON.stringify(happening.consequence)).not.toContain(out?.tenure);
				expect(by).not.toMatchObject({ person: out?.person });
			}
			for (const { after } of turns) expect(sightsOf(after).map((row) => row.tenure)).not.toContain(out?.tenure);
		});
	});

	it("is given the case by nobody, in whatever new role", () => {
		everyTurn(300, ({ before, command }) => {
			if (command.kind === "grant") expect(before.excluded).not.toContain(command.grantee.person);
		});
	});
});

describe("a place that the reporter gave to somebody new", () => {
	const isTaking = (state: CaseState, tenure: string) => state.recipients.some((place) => place.after !== null && place.tenure === tenure);

	it("is never given to a person who is left out, nor twice, and opens no more than it did", () => {
		let given = 0;
		everyTurn(400, ({ before, command, after }) => {
			if (command.kind !== "rewrap") return;
			const { person, place, tenure } = command.statement;
			expect(before.excluded).not.toContain(person);
			const one = before.recipients.find((each) => each.tenure === place.tenure && each.rung === place.rung);
			const held = after.recipients.filter((each) => each.tenure === tenure && each.rung === place.rung);
			expect(held.length).toBeLessThanOrEqual(1);
			for (const each of held) expect(one?.opens).toEqual(expect.arrayContaining([...each.opens]));
			given += held.length;
		});
		expect(given).toBeGreaterThan(0);
	});

	it("brings nothing earlier, stops nothing, and adds no rung", () => {
		let taken = 0;
		everyTurn(400, ({ before, command, after, events }, context) => {
			if (command.kind !== "rewrap") return;
			taken += after.recipients.length - before.recipients.length;
			for (const step of [1, 2, 3, 4, 5] as const) expect(turnOf(after, step, context)).toEqual(turnOf(before, step, context));
			expect(nextWake(after, context)).toEqual(nextWake(before, context));
			expect(standingRungs(after)).toEqual(standingRungs(before));
			expect([after.runnings, after.released, after.fired, events.length]).toEqual([before.runnings, before.released, before.fired, 1]);
		});
		expect(taken).toBeGreaterThan(0);
	});

	it("shows what is told of it in its turn, and above the first rung opens only by a release", () => {
		let [shut, shown] = [0, 0];
		everyStory(1_600, ({ state }) => {
			for (const { tenure, rung, after } of state.recipients.filter((place) => isTaking(state, place.tenure))) {
				const own = state.grants.some((grant) => grant.tenure === tenure);
				const released = state.released.some((done) => done.tenure === tenure);
				const told = state.fired.some((fired) => fired.recipients.includes(tenure) && fired.sight === "content");
				const isShut = !own && !released && !told;
				if (isShut) expect(sightOf(state, tenure).opens).toEqual([]);
				const known = state.fired.some((fired) => fired.rung === rung && after !== null && fired.recipients.includes(after));
				if (known) expect(sightOf(state, tenure).sight).not.toBe("nothing");
				[shut, shown] = [shut + Number(isShut), shown + Number(known)];
			}
		});
		expect([shut > 0, shown > 0]).toEqual([true, true]);
	});
});

describe("a claim code", () => {
	it("decides nothing in the reporter's name, in whatever story", () => {
		everyTurn(200, ({ before, events }) => {
			const [first] = events;
			if (!before.claimed || first?.by.actor !== "reporter") return;
			expect(["letter", "rekeyed"]).toContain(first.happening.kind);
		});
	});
});

describe("nothing that can be read", () => {
	it("is deleted while a case is open, held or its notice runs", () => {
		everyTurn(200, ({ before, command }) => {
			if (command.kind !== "shred") return;
			expect(before.closed).not.toBeNull();
			expect(before.legalHold).toBeNull();
			expect(before.announced.map(({ scope }) => scope)).toContain(command.scope);
		});
		expect(at("2029-06-01T00:00:00Z")).toBe(END);
	});
});

function toldBefore(state: CaseState): readonly string[] {
	return state.fired.flatMap(({ running, rung: step, sight }) => {
		if (running !== null) return [`${nameOf(running)} rung ${step}`];
		return sight === "content" ? state.runnings.map((one) => `${nameOf(one)} rung ${step}`) : [];
	});
}

/** What an event's command leads to, decided on the state before it. */
function decidedAgain(state: CaseState, event: CaseEvent, context: Context): readonly NewEvent[] {
	const command = commandOf(event, state, (tenure) => ({ tenure, person: personOf(70), role: "guardian" }));
	const decision = command === null ? null : decide(state, command, event.at, context);
	return decision === null || isRefused(decision) ? [] : decision.events;
}

/** The clocks that stand stopped after an event, counted from what the events say alone; void rounds are in the state. */
function countStops(before: ReadonlySet<string>, { happening, sequence }: CaseEvent, state: CaseState): Set<string> {
	const stops = "stops" in happening.consequence ? happening.consequence.stops.map(nameOf) : [];
	const reopens = happening.kind === "disputed" ? happening.consequence.reopens.map(nameOf) : [];
	const voided = happening.kind === "disputed" ? state.runnings.filter((one) => one.stopped?.sequence === sequence).map(nameOf) : [];
	return new Set([...[...before].filter((name) => !reopens.includes(name)), ...stops, ...voided]);
}
