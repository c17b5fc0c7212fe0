/** Which fault comes when: drawn from a seed, so that a run that found something can be run again. */
import type { Chance } from "./chance.ts";

/** `forMs`: how long something stays stopped. Workers are numbered from 0, which is the start script's own. */
export type Fault =
	| { readonly kind: "api-killed" | "workers-killed" | "releaser-killed" | "database-killed" | "session-killed" | "redis-flushed" }
	| { readonly kind: "worker-killed"; readonly worker: number }
	| { readonly kind: "worker-paused"; readonly worker: number; readonly forMs: number }
	| { readonly kind: "api-paused" | "releaser-paused" | "workers-paused" | "redis-killed"; readonly forMs: number };

export type FaultKind = Fault["kind"];

/** `atMs` counts from the beginning of the faults; `delayMs` is waited once a request is under way, so that each is hit elsewhere. */
export type PlannedFault = { readonly atMs: number; readonly delayMs: number; readonly fault: Fault };

export type ScheduleOptions = { readonly lastMs: number; readonly workers: number; readonly hasRedis: boolean };

/** The queue's lock is good for thirty seconds (BullMQ's default): whoever is stopped for longer has lost it. */
export const PAST_THE_LOCK_MS = 33_000;

/** The start script gives a child up that dies five times within a minute; a little longer, since faults are late at times. */
const GIVEN_UP_WITHIN_MS = 70_000;
const DEATHS_BORNE = 3;

const GAP_MS = { least: 2_200, most: 5_200 } as const;

/**
 * Draws a schedule. Faults come in rounds, each of which holds every kind once, or twice what is hit most often, in
 * an order of its own; so even a short run has seen them all. The long pause comes early in its round, so that others happen
 * while it lasts. No child dies so often that the start script would give it up.
 */
export function drawSchedule(chance: Chance, { lastMs, workers, hasRedis }: ScheduleOptions): readonly PlannedFault[] {
	const planned: PlannedFault[] = [];
	let atMs = 0;
	while (atMs <= lastMs) {
		for (const fault of drawRound(chance, workers, hasRedis)) {
			atMs += chance.between(GAP_MS.least, GAP_MS.most);
			const next = { atMs, delayMs: chance.between(0, 25), fault };
			if (atMs <= lastMs && isBearable(next, planned, lastMs)) planned.push(next);
		}
	}
	return planned;
}

/** A pause must end not long after the last fault; and a child that has died three times lately is left alone, so that one more death, which nobody caused, does not end the run. */
function isBearable({ atMs, fault }: PlannedFault, before: readonly PlannedFault[], lastMs: number): boolean {
	if (fault.kind === "worker-paused") return atMs + fault.forMs <= lastMs + GAP_MS.most;
	const child = childOf(fault);
	const isRecent = (earlier: PlannedFault): boolean => childOf(earlier.fault) === child && earlier.atMs > atMs - GIVEN_UP_WITHIN_MS;
	return child === null || before.filter(isRecent).length < DEATHS_BORNE;
}

function childOf({ kind }: Fault): string | null {
	return kind.endsWith("-killed") ? kind.replace(/s?-killed$/, "") : null;
}

function drawRound(chance: Chance, workers: number, hasRedis: boolean): readonly Fault[] {
	const worker = (): number => chance.between(0, workers - 1);
	const pause: Fault = { kind: "worker-paused", worker: worker(), forMs: PAST_THE_LOCK_MS + chance.between(0, 3_000) };
	const others: readonly Fault[] = [
		{ kind: "api-killed" },
		{ kind: "api-killed" },
		{ kind: "worker-killed", worker: worker() },
		{ kind: "workers-killed" },
		{ kind: "workers-paused", forMs: chance.between(7_000, 10_000) },
		{ kind: "releaser-killed" },
		{ kind: "releaser-paused", forMs: chance.between(2_000, 6_000) },
		{ kind: "api-paused", forMs: chance.between(500, 3_000) },
		{ kind: "database-killed" },
		{ kind: "session-killed" },
		...(hasRedis ? ([{ kind: "redis-flushed" }, { kind: "redis-killed", forMs: chance.between(1_000, 6_000) }] as const) : []),
	];
	const drawn = [...chance.shuffle(others)];
	drawn.splice(chance.between(0, 2), 0, pause);
	return drawn;
}
