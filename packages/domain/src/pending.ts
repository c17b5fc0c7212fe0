/** What the system owes a case: everything that time alone brings about, each once, with the instant at which it should happen. */
import type { Actor } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import type { CaseState, RunningState } from "./case.ts";
import { pendingAfterClosure } from "./closure.ts";
import type { Context } from "./context.ts";
import { secondsOf } from "./instant.ts";
import { climbingRunnings, hasFired, type Step, stepsFor } from "./ladder.ts";
import type { Pending } from "./owed.ts";
import { tenuresAt, toldAtSubmission } from "./submission.ts";
import { withSuccessors } from "./succession.ts";
import { type Warning, warnedTenures, warningsOf } from "./warning.ts";

const WORKER: Actor = { actor: "worker" };

/** In the order in which they should happen; of two for the same instant, the one that stands first comes first. Until the case is shown to its first recipients, nothing else may happen to it. */
export function pendingOf(state: CaseState, context: Context): readonly Pending[] {
	return [...unordered(state, context)]
		.sort((one, other) => secondsOf(one.scheduled) - secondsOf(other.scheduled))
		.map(({ make }) => make());
}

/** What should happen first; null if time alone brings nothing more about, as things stand. */
export function nextPending(state: CaseState, context: Context): Pending | null {
	let first: Owed | null = null;
	for (const owed of unordered(state, context)) if (first === null || owed.scheduled < first.scheduled) first = owed;
	return first?.make() ?? null;
}

/** Something that is owed, and what writes it in full: of many only the first is wanted. */
type Owed = { readonly scheduled: Instant; readonly make: () => Pending };

function unordered(state: CaseState, context: Context): readonly Owed[] {
	if (state.closed !== null) return pendingAfterClosure(state, state.closed, context).map(made);
	const routing = routingOf(state, context).map(made);
	if (state.routed === null) return routing;
	const running = state.runnings.filter((candidate) => candidate.stopped === null);
	return [
		...routing,
		...running.flatMap((one) => warnings(state, one, context)),
		...climbingRunnings(state, context).flatMap((one) => nextRung(state, one, context)),
		...withdrawal(state).map(made),
	];
}

function made(pending: Pending): Owed {
	return { scheduled: pending.scheduled, make: () => pending };
}

function routingOf(state: CaseState, context: Context): readonly Pending[] {
	const told = toldAtSubmission(state, context);
	if (state.routed !== null && told.length === 0) return [];
	const first = state.routed === null ? tenuresAt(state, 0) : [];
	const content = [...new Set([...first, ...told.filter((one) => one.sight === "content").flatMap((one) => one.recipients)])];
	const existence = [...new Set(told.filter((one) => one.sight === "existence").flatMap((one) => one.recipients))];
	return [
		{
			scheduled: state.severitySince,
			by: WORKER,
			happening: { kind: "routed", statement: {}, consequence: { content, existence } },
			notices: [...new Set([...content, ...existence])].map((tenure) => ({ tenure, kind: "waiting" })),
		},
	];
}

function warnings(state: CaseState, running: RunningState, context: Context): readonly Owed[] {
	return warningsOf(state, running, context).map((warning) => ({ scheduled: warning.at, make: () => warned(state, warning) }));
}

function warned(state: CaseState, { running: { clock, round, due }, fraction, at }: Warning): Pending {
	const recipients = [...warnedTenures(state)];
	return {
		scheduled: at,
		by: WORKER,
		happening: { kind: "warned", statement: {}, consequence: { running: { clock, round }, fraction, due, recipients } },
		notices: recipients.map((tenure) => ({ tenure, kind: "warned" })),
	};
}

/** The next rung that was not told of this running yet: idempotent by case, running and rung (reference §4.3, rule 3). */
function nextRung(state: CaseState, running: RunningState, context: Context): readonly Owed[] {
	const step = firstUntold(state, running, context);
	return step === null ? [] : [{ scheduled: step.scheduled, make: () => escalated(state, running, step) }];
}

function escalated(state: CaseState, { clock, round, due }: RunningState, { rung, scheduled, because, skipped }: Step): Pending {
	const recipients = [...tenuresAt(state, rung)];
	return {
		scheduled,
		by: WORKER,
		happening: {
			kind: "escalated",
			statement: {},
			consequence: { running: { clock, round }, rung, due, scheduled, because, recipients, skipped: [...skipped] },
		},
		notices: withSuccessors(state, rung, recipients).map((tenure) => ({ tenure, kind: "escalated" })),
	};
}

function firstUntold(state: CaseState, running: RunningState, context: Context): Step | null {
	for (const step of stepsFor(state, running, context)) if (!hasFired(state, running, step.rung)) return step;
	return null;
}

function withdrawal(state: CaseState): readonly Pending[] {
	if (state.withdrawal === null) return [];
	return [
		{ scheduled: state.withdrawal.effectiveAt, by: WORKER, happening: { kind: "withdrawn", statement: {}, consequence: {} }, notices: [] },
	];
}
