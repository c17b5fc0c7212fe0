/** The ladder: when an unanswered clock reaches each rung (reference §4.3, "Escalation ladder" and rule 4). */
import type { Severity } from "@answerable/types/clock";
import type { Rung } from "@answerable/types/role";
import type { External, Recipient } from "@answerable/types/statement";
import type { Duration, Instant } from "@answerable/types/time";
import type { CaseState, FiredRung, RunningState } from "./case.ts";
import type { Context } from "./context.ts";
import { after } from "./duration.ts";
import { earlier, later } from "./instant.ts";

/** One rung's turn for one missed due. */
export type Step = {
	readonly rung: Rung;
	readonly scheduled: Instant;
	readonly because: "overdue" | "not-acknowledged";
	/** Empty rungs below, whose earlier time this rung takes. */
	readonly skipped: readonly Rung[];
};

export type Climbing = {
	readonly due: Instant;
	readonly severity: Severity;
	readonly standing: readonly Rung[];
	/** Whether anybody inside was given the case, and so could have answered. */
	readonly hasReader: boolean;
};

/** Since when a rung has owed an acknowledgement; null if it owes none. */
export type OwesSince = (step: Step, within: (since: Instant) => Instant) => Instant | null;

/**
 * Every standing rung's turn, in order, one after the other: whoever looks for the first does not pay for the last. A rung is sent at its own offset from the missed due; at the offset of the empty rungs
 * just below it; or, if the rung before owes an acknowledgement for too long, as soon as that time has run out: whichever is first.
 * In an empty rung's place the outside rung comes no sooner than at half its own offset (reference §4.4, several directors), unless
 * nobody inside could have answered at all.
 */
export function* stepsOf(climbing: Climbing, owesSince: OwesSince, context: Context): Generator<Step, void> {
	let skipped: Rung[] = [];
	let offset: Instant | null = null;
	let pushed: Instant | null = null;
	for (const rule of context.policy.ladder) {
		const own: Instant = after(climbing.due, rule.after[climbing.severity], context);
		offset = offset === null ? own : earlier(offset, own);
		if (rule.rung === 5 && climbing.hasReader) {
			offset = later(offset, after(climbing.due, halfOf(rule.after[climbing.severity]), context));
		}
		if (!climbing.standing.includes(rule.rung)) {
			skipped.push(rule.rung);
			continue;
		}
		const isPushed: boolean = pushed !== null && pushed < offset;
		const scheduled: Instant = pushed === null ? offset : earlier(pushed, offset);
		const step: Step = { rung: rule.rung, scheduled, because: isPushed ? "not-acknowledged" : "overdue", skipped };
		yield step;
		const within = (since: Instant) => after(since, rule.acknowledgeWithin[climbing.severity], context);
		const since = owesSince(step, within);
		pushed = since === null ? null : within(since);
		skipped = [];
		offset = null;
	}
}

const LADDER: readonly Rung[] = [1, 2, 3, 4, 5];

/** The rungs on which somebody stands. The way outside is open unless the reporter closed it or the concern is a purely personal grievance (reference §4.3, L5 and rule 7). */
export function standingRungs(asked: {
	readonly recipients: readonly Pick<Recipient, "rung">[];
	readonly external: External;
	readonly externalEligible: boolean;
}): readonly Rung[] {
	const mayGoOutside = asked.external !== "nothing" && asked.externalEligible;
	return LADDER.filter((rung) => (rung < 5 || mayGoOutside) && asked.recipients.some((recipient) => recipient.rung === rung));
}

/** Whether anybody inside was given the case. */
export function hasReaderInside({ recipients }: { readonly recipients: readonly Pick<Recipient, "rung">[] }): boolean {
	return recipients.some((recipient) => recipient.rung < 5);
}

/** The turns of the rungs for one running of a case, explanations counted. */
export function* stepsFor(state: CaseState, running: RunningState, context: Context): Generator<Step, void> {
	const climbing = { due: running.due, severity: running.severity, standing: standingRungs(state), hasReader: hasReaderInside(state) };
	for (const step of stepsOf(climbing, (one, within) => owedSince(firedFor(state, running, one.rung), one, within), context)) {
		yield { ...step, scheduled: held(step.scheduled, running) };
	}
}

/**
 * Whether a rung was already told of a running, or was given the content at submission, or because nobody else could open it, and has
 * nothing new to learn. Whoever took a place on it since has.
 */
export function hasFired(state: CaseState, running: RunningState, rung: Rung): boolean {
	if (firedFor(state, running, rung) !== undefined) return true;
	const given = state.fired.filter((fired) => fired.rung === rung && fired.running === null && fired.sight === "content");
	const took = state.recipients.filter((place) => place.rung === rung && place.after !== null);
	return given.length > 0 && took.every(({ tenure }) => given.some(({ recipients }) => recipients.includes(tenure)));
}

/**
 * When an unanswered clock brings the case to this rung, as things stand; null if none does. It is computed from the running
 * itself, never from what the worker wrote: a forged `escalated` can neither bring a rung's turn nor hurry it.
 */
export function turnOf(state: CaseState, rung: Rung, context: Context): Instant | null {
	if (rung === 0 || state.closed !== null) return null;
	const turns = climbingRunnings(state, context).flatMap((running) => {
		for (const step of stepsFor(state, running, context)) if (step.rung === rung) return [step.scheduled];
		return [];
	});
	return turns.length === 0 ? null : later(turns.reduce(earlier), state.raisedAt);
}

/** Whether an unanswered clock has brought the case to this rung. */
export function isRungDue(state: CaseState, rung: Rung, now: Instant, context: Context): boolean {
	const turn = turnOf(state, rung, context);
	return turn !== null && turn <= now;
}

/** Unanswered runnings of clocks that climb. */
export function climbingRunnings(state: CaseState, context: Context): readonly RunningState[] {
	const climbing = new Set(context.policy.clocks.filter((rule) => rule.climbs).map((rule) => rule.clock));
	return state.runnings.filter((running) => running.stopped === null && climbing.has(running.clock));
}

function firedFor(state: CaseState, running: RunningState, rung: Rung): FiredRung | undefined {
	return state.fired.find(
		(fired) => fired.rung === rung && fired.running?.clock === running.clock && fired.running.round === running.round,
	);
}

/** An acknowledgement that comes after its time has run out does not call the next rung back, however late the worker was. */
function owedSince(fired: FiredRung | undefined, step: Step, within: (since: Instant) => Instant): Instant | null {
	if (fired === undefined) return null;
	const since = later(fired.at, step.scheduled);
	const inTime = fired.acknowledged !== null && fired.acknowledged.at <= within(since);
	return inTime ? null : since;
}

/** A board's explanation makes the rungs wait that would have fired while it holds. */
function held(scheduled: Instant, running: RunningState): Instant {
	if (running.hold === null || scheduled < running.hold.from) return scheduled;
	return later(scheduled, running.hold.until);
}

/** Half a length of time, in whole units, rounded down. */
function halfOf(duration: Duration): Duration {
	if ("seconds" in duration) return { seconds: Math.floor(duration.seconds / 2) };
	if ("hours" in duration) return { seconds: duration.hours * 1800 };
	if ("workingDays" in duration) return { workingDays: Math.floor(duration.workingDays / 2) };
	if ("calendarDays" in duration) return { calendarDays: Math.floor(duration.calendarDays / 2) };
	return { calendarDays: duration.months * 15 };
}
