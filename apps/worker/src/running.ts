/** The worker at work: the sweep and its bells, the publisher, the outbox and the pulse, each a loop of its own. */
import type { Sign } from "@answerable/log/signing";
import type { Alarms } from "@answerable/process/alarm";
import type { Journal } from "@answerable/process/journal";
import { type Loop, startLoop } from "@answerable/process/loop";
import { tellOutage } from "@answerable/process/outage";
import { openPatiently, type Patience } from "@answerable/process/patience";
import { startPulse } from "@answerable/process/pulse";
import type { StoreContext } from "@answerable/store/context";
import { beat } from "@answerable/store/heartbeat";
import { listen } from "@answerable/store/listen";
import type { Instant } from "@answerable/types/time";
import { passOnCases } from "./abandonment.ts";
import { newAudit } from "./audit.ts";
import type { AlarmClock } from "./bell.ts";
import { newBellHanger } from "./bell-ringing.ts";
import { deliverWaiting } from "./outbox.ts";
import { publishEpoch, untilNextEpochMs } from "./publisher.ts";
import { sweep } from "./sweep.ts";
import type { Transport } from "./transport.ts";

/** Opens the alarm clock; `queue.ts` is the one that the worker uses. */
export type OpenClock = (ringing: { readonly onBell: () => void; readonly onFault: (fault: unknown) => void }) => Promise<AlarmClock>;

export type WorkerDeps = {
	readonly store: StoreContext;
	readonly now: () => Instant;
	readonly nowMs: () => number;
	readonly random: (count: number) => Uint8Array;
	readonly epochSeconds: number;
	/** How often Postgres is looked at in case every bell and notification was lost. */
	readonly pollMs: number;
	/** By the log key. */
	readonly signLog: Sign;
	readonly openClock: OpenClock;
	/** A database that goes away while the worker starts is waited for. */
	readonly patience: Patience;
	readonly transport: Transport;
	readonly alarms: Alarms;
	readonly journal: Pick<Journal, "info" | "warn">;
};

/** After how long a case that somebody else held is looked at again. */
const HELD_REST_MS = 1_000;
const AUDIT_BREATH_MS = 500;
/** An hour where an epoch has ten minutes: so much later a rung is told at most, if somebody silenced its case. */
const AUDIT_EVERY_EPOCHS = 6;

/**
 * Resolves once everything runs; the returned function finishes what is under way and stops. What may fail or be waited for is
 * opened before the first loop begins.
 */
export async function startWorker(deps: WorkerDeps): Promise<() => Promise<void>> {
	const { store, journal, patience } = deps;
	const queue = tellOutage(journal, "queue");
	const woken = { sweep: (): void => {}, outbox: (): void => {}, publisher: (): void => {} };
	const clock = await openPatiently(patience, () => deps.openClock({ onBell: () => woken.sweep(), onFault: queue.onFault }));
	const onCase = (): void => {
		woken.sweep();
		woken.outbox();
	};
	const unlisten = await Promise.all([
		openPatiently(patience, () => listen(store.db, "answerable_case", onCase)),
		openPatiently(patience, () => listen(store.db, "answerable_publish", () => woken.publisher())),
	]);
	let isStopping = false;
	const bells = bellLoop(deps, clock);
	const sweeping = sweepLoop(deps, bells, () => isStopping);
	const publisher = publisherLoop(deps);
	const audit = auditLoop(deps);
	const abandonment = startLoop({
		...tellOutage(journal, "abandonment"),
		restMs: () => deps.epochSeconds * 1_000,
		turn: async () => {
			await passOnCases(deps);
			return false;
		},
	});
	const outbox = startLoop({
		...tellOutage(journal, "outbox"),
		restMs: () => deps.pollMs,
		turn: () => deliverWaiting(store.db, deps.transport),
	});
	const pulse = startPulse(journal, () => beatOnce(deps, clock, queue.onRecovery));
	Object.assign(woken, { sweep: sweeping.nudge, outbox: outbox.nudge, publisher: publisher.force });
	return async () => {
		isStopping = true;
		await Promise.all([
			sweeping.stop(),
			bells.stop(),
			publisher.loop.stop(),
			audit.stop(),
			abandonment.stop(),
			outbox.stop(),
			pulse.stop(),
		]);
		await Promise.allSettled([clock.close(), ...unlisten.map((stop) => stop())]);
	};
}

function sweepLoop(deps: WorkerDeps, bells: Loop, isStopping: () => boolean): Loop {
	let held = 0;
	return startLoop({
		...tellOutage(deps.journal, "sweep"),
		restMs: () => (held > 0 ? Math.min(HELD_REST_MS, deps.pollMs) : deps.pollMs),
		turn: async () => {
			held = await sweep(deps, isStopping);
			bells.nudge();
			return false;
		},
	});
}

/** Bells are hung after each sweep and beside it, so that a queue that is slow or gone never keeps a case waiting. */
function bellLoop(deps: WorkerDeps, clock: AlarmClock): Loop {
	const hangBells = newBellHanger({ db: deps.store.db, clock, now: deps.now });
	return startLoop({
		...tellOutage(deps.journal, "bells"),
		restMs: () => deps.pollMs,
		turn: async () => {
			await hangBells();
			return false;
		},
	});
}

/** The audit takes its time: a page of cases, a breath, and after the last page a long rest. */
function auditLoop(deps: WorkerDeps): Loop {
	const auditPage = newAudit(deps);
	let isMidway = false;
	return startLoop({
		...tellOutage(deps.journal, "audit"),
		restMs: () => (isMidway ? AUDIT_BREATH_MS : deps.epochSeconds * AUDIT_EVERY_EPOCHS * 1_000),
		turn: async () => {
			isMidway = await auditPage();
			return false;
		},
	});
}

/** Whoever was notified of a release or a key does not wait for the epoch. A notification that was lost is made good at the next one. */
function publisherLoop(deps: WorkerDeps): { readonly loop: Loop; readonly force: () => void } {
	let isForced = false;
	const { store, now, random, signLog } = deps;
	const loop = startLoop({
		...tellOutage(deps.journal, "publisher"),
		restMs: () => untilNextEpochMs(deps.nowMs(), deps.epochSeconds),
		turn: async () => {
			const force = isForced;
			isForced = false;
			try {
				await publishEpoch({ db: store.db, now, random, sign: signLog }, force);
			} catch (fault) {
				isForced ||= force;
				throw fault;
			}
			return false;
		},
	});
	const force = (): void => {
		isForced = true;
		loop.nudge();
	};
	return { loop, force };
}

/** Says that the worker lives, and whether its queue does. A queue that is away delays nothing by more than a poll. */
async function beatOnce({ store, now }: WorkerDeps, clock: AlarmClock, onQueueUp: () => void): Promise<void> {
	const queue = await clock.count().then(
		() => "up",
		() => "down",
	);
	if (queue === "up") onQueueUp();
	await beat(store.db, { process: "worker", beatAt: now(), detail: { queue, backend: clock.backend } });
}
