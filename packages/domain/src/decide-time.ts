/** Deciding on more time: what the policy grants, signed and told to the reporter in a letter (reference §4.3, row extension and rule 2). */
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { extensionOf } from "./extension.ts";
import { later } from "./instant.ts";
import { mayWriteTo, refusalToChange } from "./party.ts";
import { hasPauseLeft, pausing, resuming } from "./pause.ts";
import { openedClockOf } from "./running.ts";

/** Once for each running, before it is due, and never past its backstop. */
export function decideExtend(state: CaseState, command: CommandOf<"extend">, now: Instant, context: Context): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	if (statement.compartment !== "concern" || !mayWriteTo(state, by, "concern")) return { refused: "wrong-compartment" };
	const at = later(now, state.head.at);
	const running = state.runnings.find((one) => one.clock === statement.clock && one.stopped === null);
	if (running?.extended === true) return { refused: "already-extended" };
	const due = running === undefined || running.due <= at ? null : extensionOf(state, running, context);
	if (running === undefined || due === null || due <= running.due) return { refused: "no-extension" };
	const clocks = [{ ...openedClockOf(running), due }];
	return { events: [{ at, by, happening: { kind: "extended", statement, consequence: { clocks } } }], notices: [] };
}

/** Waiting for the reporter: while it lasts no warning or rung of a clock that waits comes. What is asked is in the letter. */
export function decidePause(state: CaseState, command: CommandOf<"pause">, now: Instant, context: Context): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	if (statement.compartment !== "concern" || !mayWriteTo(state, by, "concern")) return { refused: "wrong-compartment" };
	const at = later(now, state.head.at);
	if (lasts(state, at)) return { refused: "already-paused" };
	const mayWait = context.policy.pause.severities.includes(state.severity) && hasPauseLeft(state, at, context);
	const { clocks, until } = pausing(state, at, context);
	if (!mayWait || clocks.length === 0) return { refused: "nothing-to-pause" };
	return { events: [{ at, by, happening: { kind: "paused", statement, consequence: { clocks, until } } }], notices: [] };
}

/** Ends the wait before the reporter has answered. */
export function decideResume(state: CaseState, command: CommandOf<"resume">, now: Instant, context: Context): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	const at = later(now, state.head.at);
	if (!lasts(state, at)) return { refused: "not-paused" };
	const clocks = [...resuming(state, at, context)];
	return { events: [{ at, by, happening: { kind: "resumed", statement, consequence: { clocks } } }], notices: [] };
}

function lasts({ pause }: CaseState, at: Instant): boolean {
	return pause !== null && at < pause.until;
}
