/** Deciding on triage: how urgent, and who handles it. */
import type { TriageStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { stoppedBy } from "./answer.ts";
import type { CaseState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { reaches } from "./deadline.ts";
import { later } from "./instant.ts";
import { mayHandle, refusalToChange } from "./party.ts";
import { resuming } from "./pause.ts";
import { soonest } from "./running.ts";
import { sooner } from "./severity.ts";

/**
 * Staff may raise the severity, never lower it. The organisation learns of the higher severity now, so its shorter times are
 * counted from now, and no running due moves later (reference §4.2).
 */
export function decideTriage(state: CaseState, command: CommandOf<"triage">, now: Instant, context: Context): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	if (statement.compartment !== "concern") return { refused: "wrong-compartment" };
	if (statement.severity > state.severity) return { refused: "severity-cannot-fall" };
	if (!mayHandle(state, statement.handler)) return { refused: "not-allowed" };
	const at = later(now, state.head.at);
	const stops = stoppedBy(state, { purpose: "triage", compartment: statement.compartment, role: by.role });
	const rises = statement.severity < state.severity;
	if (rises && !reaches(at, context)) return { refused: "unavailable" };
	const brought = rises ? sooner(state, { severity: statement.severity, at, stops }, context) : [];
	const mayWait = context.policy.pause.severities.includes(statement.severity);
	const clocks = soonest([...brought, ...(mayWait ? [] : resuming(state, at, context))]);
	const consequence = { stops: stops.map(({ clock, round }) => ({ clock, round })), clocks };
	return { events: [{ at, by, happening: { kind: "triaged", statement, consequence } }], notices: tellHandler(by.tenure, statement) };
}

function tellHandler(by: string, statement: TriageStatement) {
	return statement.handler === by ? [] : [{ tenure: statement.handler, kind: "waiting" as const }];
}
