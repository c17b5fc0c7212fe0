/** The trail of a case: every event with its lateness and its proof, and its clocks and rungs on one line of time. Plain values. */
import type { CaseState, RunningState } from "@answerable/domain/case";
import { earlier, later } from "@answerable/domain/instant";
import { isSame } from "@answerable/domain/running";
import type { ClockName } from "@answerable/types/clock";
import type { CaseEvent } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { Role, Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { type Expected, expectedOf } from "../reporter/expected.ts";
import type { OpenCase } from "./case.ts";

/** `signed`: by whoever acted, and checked here. `computed`: the system's own, and the rules come to the same. `not-proved`: neither; it counts for nothing. */
export type ProofState = "signed" | "computed" | "not-proved";

export type TrailRow = Pick<CaseEvent, "sequence" | "at" | "by" | "happening"> & {
	/** The clocks that it stopped, and when each was due. */
	readonly stopped: readonly { readonly clock: ClockName; readonly due: Instant }[];
	/** When a rung should have been told by it; null for everything else. */
	readonly scheduled: Instant | null;
	readonly proof: ProofState;
};

/** A rung on the line of time: told, or to be told if nobody answers. */
export type RungMark = { readonly rung: Rung; readonly at: Instant; readonly isTold: boolean; readonly roles: readonly (Role | null)[] };

/** One running of a clock. */
export type ClockBar = {
	readonly clock: ClockName;
	readonly round: number;
	readonly opens: Instant;
	readonly due: Instant;
	/** When it was answered; null while it runs. */
	readonly stopped: Instant | null;
	readonly heldUntil: Instant | null;
	readonly rungs: readonly RungMark[];
};

export type TrailView = {
	readonly zone: string;
	readonly asOf: Instant;
	readonly roles: ReadonlyMap<TenureId, Role>;
	readonly rows: readonly TrailRow[];
	readonly bars: readonly ClockBar[];
	/** Rungs that were told when the concern was raised, of no missed due. */
	readonly atOnce: readonly RungMark[];
	/** Where the line of time begins and ends: nothing on it lies outside. */
	readonly from: Instant;
	readonly until: Instant;
	/** The newest event: what anybody who acts on the case signs for having seen. */
	readonly head: string;
};

/** The trail at an instant; null if the case cannot be believed at all. */
export function trailOf({ case: read }: Pick<OpenCase, "case">, now: Instant): TrailView | null {
	const { state, context, holders } = read;
	if (state === null) return null;
	const roles = new Map([...holders].map(([tenure, { role }]) => [tenure, role] as const));
	const owed = expectedOf(state, { now, context, roles });
	const bars = state.runnings.map((running) => barOf(state, running, { owed, roles })).sort(bySoonest);
	const atOnce = state.fired.filter(({ running }) => running === null).map((fired) => toldMark(fired, roles));
	return {
		zone: context.policy.zone,
		asOf: now,
		roles,
		rows: rowsOf(read),
		bars,
		atOnce,
		...spanOf(state, bars, now),
		head: read.head.hash,
	};
}

function rowsOf({ events, trusted, findings, states }: OpenCase["case"]): readonly TrailRow[] {
	const believed = new Set(trusted.map(({ sequence }) => sequence));
	const doubted = new Set(findings.map(({ sequence }) => sequence));
	let before: CaseState | null = null;
	return events.map(({ sequence, at, by, happening, act }) => {
		const proof = !believed.has(sequence) || doubted.has(sequence) ? "not-proved" : act === null ? "computed" : "signed";
		const row = { sequence, at, by, happening, stopped: stoppedBy(happening, before), scheduled: scheduledOf(happening), proof } as const;
		before = states.get(sequence) ?? before;
		return row;
	});
}

function stoppedBy(happening: CaseEvent["happening"], before: CaseState | null): TrailRow["stopped"] {
	const stops = happening.kind === "letter" || happening.kind === "triaged" ? happening.consequence.stops : [];
	return stops.flatMap((stop) => {
		const running = before?.runnings.find((each) => isSame(each, stop));
		return running === undefined ? [] : [{ clock: running.clock, due: running.due }];
	});
}

function scheduledOf(happening: CaseEvent["happening"]): Instant | null {
	return happening.kind === "escalated" ? happening.consequence.scheduled : null;
}

type Knowing = { readonly owed: readonly Expected[]; readonly roles: ReadonlyMap<TenureId, Role> };

function barOf(state: CaseState, running: RunningState, { owed, roles }: Knowing): ClockBar {
	const { clock, round, opens, due, stopped } = running;
	const expected = owed.find((each) => isSame(each, running));
	const told = state.fired
		.filter((fired) => fired.running !== null && isSame(fired.running, running))
		.map((fired) => toldMark(fired, roles));
	const ahead = (expected?.steps ?? []).map((step) => ({ rung: step.rung, at: step.at, isTold: false, roles: step.roles }));
	return { clock, round, opens, due, stopped: stopped?.at ?? null, heldUntil: expected?.heldUntil ?? null, rungs: [...told, ...ahead] };
}

function bySoonest(left: ClockBar, right: ClockBar): number {
	const keyOf = ({ opens, due, clock }: ClockBar) => `${opens} ${due} ${clock}`;
	return keyOf(left) < keyOf(right) ? -1 : 1;
}

function toldMark({ rung, at, recipients }: CaseState["fired"][number], roles: Knowing["roles"]): RungMark {
	return { rung, at, isTold: true, roles: [...new Set(recipients.map((tenure) => roles.get(tenure) ?? null))] };
}

/** From when it was raised to the last thing that is to come, with now somewhere between. */
function spanOf(state: CaseState, bars: readonly ClockBar[], now: Instant): Pick<TrailView, "from" | "until"> {
	const all = bars.flatMap(({ due, stopped, rungs }) => [due, ...(stopped === null ? [] : [stopped]), ...rungs.map(({ at }) => at)]);
	const opened = bars.map(({ opens }) => opens);
	return {
		from: opened.reduce((first, instant) => earlier(first, instant), state.raisedAt),
		until: all.reduce((last, instant) => later(last, instant), later(now, state.head.at)),
	};
}
