/** Deciding on a concern that arrives. */
import type { RefusalCode } from "@answerable/types/problem";
import type { RaiseStatement, Recipient } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { CommandOf, Decision } from "./command.ts";
import type { Context } from "./context.ts";
import { openingClocks, reaches } from "./deadline.ts";
import { standingRungs } from "./ladder.ts";
import { receive } from "./slot.ts";

/** Starts the clocks at receipt. The event is dated as finely as the policy lets a reporter's act be told. */
export function decideRaise(command: CommandOf<"raise">, now: Instant, context: Context): Decision {
	const { statement } = command;
	const fault = faultOf(statement);
	if (fault !== null) return { refused: fault };
	if (!reaches(now, context)) return { refused: "unavailable" };
	const { at, received } = receive(now, statement.severity, context);
	const { severity, safetyAction } = statement;
	const clocks = [...openingClocks({ received, at, severity, safetyAction }, context)];
	return {
		events: [{ at, by: { actor: "reporter" }, happening: { kind: "raised", statement, consequence: { received, clocks } } }],
		notices: [],
	};
}

/** What is wrong with a raise that its shape does not show; null if nothing is. */
export function faultOf(statement: RaiseStatement): RefusalCode | null {
	const places = statement.recipients.map((recipient) => `${recipient.tenure} ${recipient.rung}`);
	if (new Set(places).size < places.length) return "malformed";
	if (statement.recipients.some((recipient) => recipient.rung === 5) && !standingRungs(statement).includes(5)) return "malformed";
	if (statement.recipients.some((recipient) => opensTooMuch(recipient, statement))) return "wrong-compartment";
	const hasReader = statement.recipients.some((recipient) => recipient.rung <= 4) || standingRungs(statement).includes(5);
	return hasReader ? null : "no-recipient";
}

/** Above rung 1 only `concern` goes up, and outside only if the reporter allowed the full concern (reference §1.2). */
function opensTooMuch(recipient: Recipient, statement: RaiseStatement): boolean {
	if (recipient.rung === 5 && statement.external !== "full") return recipient.opens.length > 0;
	return recipient.rung > 1 && recipient.opens.some((compartment) => compartment !== "concern");
}
