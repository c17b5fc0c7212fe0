/** The command that an event must have come from: whoever reads a history decides it again. */
import type { CaseEvent, Happening } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import { lostFor } from "./abandonment.ts";
import type { Said } from "./act-letter.ts";
import type { CaseState } from "./case.ts";
import type { Command, CommandOf, Grantee, Handler, HandlersCommand, ReportersCommand } from "./command.ts";

type Acted = Pick<CaseEvent, "by" | "happening">;
type Letter<By> = CommandOf<"letter"> & { readonly by: By };

/** Who a tenure is that was given a case; null if the reader does not know. */
export type GranteeOf = (tenure: TenureId) => Grantee | null;

/**
 * [Note: What nobody signed is computed again] A signature covers what somebody said, not what followed from it, and the system
 * signs nothing. So a reader gives each event's command to `decide` again, on the state before it, and believes what comes out the same.
 *
 * Null for an event that no such actor could have asked for. Which keys were lost is taken from the history, and is to be compared
 * with the key-removal leaves of the log.
 */
export function commandOf({ by, happening }: Acted, state: CaseState | null, granteeOf: GranteeOf): Command | null {
	switch (by.actor) {
		case "reporter":
			return reportersCommandOf(happening);
		case "handler":
			return handlersCommandOf(by, happening, granteeOf);
		case "worker":
		case "releaser":
			return systemCommand(happening, state);
	}
}

/** What a reporter asks for by saying this; null for what is not theirs to say. */
export function reportersCommandOf(happening: Said): ReportersCommand | Letter<{ readonly actor: "reporter" }> | null {
	switch (happening.kind) {
		case "letter":
			return { kind: "letter", by: { actor: "reporter" }, statement: happening.statement };
		case "disputed":
			return { kind: "dispute", statement: happening.statement };
		case "withdrawal-asked":
			return { kind: "withdraw", statement: happening.statement };
		case "withdrawal-recalled":
			return { kind: "recall", statement: happening.statement };
		case "rekeyed":
			return { kind: "rekey", statement: happening.statement };
		case "feedback-answered":
			return { kind: "answer-feedback", statement: happening.statement };
		case "detriment-answered":
			return { kind: "answer-detriment", statement: happening.statement };
		case "waived":
			return { kind: "waive", statement: happening.statement };
		case "further-feedback-asked":
			return { kind: "ask-further-feedback", statement: happening.statement };
		case "rewrapped":
			return { kind: "rewrap", statement: happening.statement };
		default:
			return null;
	}
}

/** What a handler asks for by saying this; null for what is not theirs to say, or for a grant to somebody unknown. */
export function handlersCommandOf(by: Handler, happening: Said, granteeOf: GranteeOf): HandlersCommand | Letter<Handler> | null {
	switch (happening.kind) {
		case "letter":
			return { kind: "letter", by, statement: happening.statement };
		case "triaged":
			return { kind: "triage", by, statement: happening.statement };
		case "acknowledged":
			return { kind: "acknowledge", by, statement: happening.statement };
		case "explained":
			return { kind: "explain", by, statement: happening.statement };
		case "closed":
			return { kind: "close", by, statement: happening.statement };
		case "reopened":
			return { kind: "reopen", by, statement: happening.statement };
		case "granted": {
			const grantee = granteeOf(happening.statement.tenure);
			return grantee === null ? null : { kind: "grant", by, statement: happening.statement, grantee };
		}
		default:
			return changingCommand(by, happening);
	}
}

function changingCommand(by: Handler, happening: Said): HandlersCommand | null {
	switch (happening.kind) {
		case "downgrade-proposed":
			return { kind: "propose-downgrade", by, statement: happening.statement };
		case "downgraded":
			return { kind: "agree-downgrade", by, statement: happening.statement };
		case "extended":
			return { kind: "extend", by, statement: happening.statement };
		case "paused":
			return { kind: "pause", by, statement: happening.statement };
		case "resumed":
			return { kind: "resume", by, statement: happening.statement };
		case "handed-over":
			return { kind: "hand-over", by, statement: happening.statement };
		case "linked":
			return { kind: "link", by, statement: happening.statement };
		case "hold-placed":
			return { kind: "place-hold", by, statement: happening.statement };
		case "hold-lifted":
			return { kind: "lift-hold", by, statement: happening.statement };
		default:
			return null;
	}
}

function systemCommand(happening: Happening, state: CaseState | null): Command | null {
	switch (happening.kind) {
		case "released":
			return { kind: "release", ...happening.consequence, lost: state === null ? [] : lostFor(state, happening.consequence.rung) };
		case "nobody-can-open":
			return { kind: "nobody-can-open", lost: happening.consequence.lost, since: happening.consequence.since };
		case "viewed":
			return { kind: "view", tenure: happening.consequence.tenure };
		case "shredded":
			return { kind: "shred", scope: happening.consequence.scope };
		default:
			return { kind: "escalate-if-due" };
	}
}
