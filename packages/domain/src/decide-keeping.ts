/** Deciding on who handles a case, what it belongs to, and what must be kept. None of it stops or moves a clock. */
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import { later } from "./instant.ts";
import { mayHandle, refusalFor, refusalToChange } from "./party.ts";
import { sightOf } from "./sight.ts";

/** To somebody who can open the case already: by their place on the ladder, or because they were given it (`grant`). */
export function decideHandOver(state: CaseState, command: CommandOf<"hand-over">, now: Instant): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	if (state.handler === statement.handler) return { refused: "already-handling" };
	if (!mayHandle(state, statement.handler)) return { refused: "not-allowed" };
	return {
		events: [{ at: later(now, state.head.at), by, happening: { kind: "handed-over", statement, consequence: {} } }],
		notices: statement.handler === by.tenure ? [] : [{ tenure: statement.handler, kind: "waiting" }],
	};
}

/**
 * Two cases about the same thing, tied together in the guardians' notes. Each reporter keeps their words, mailbox, clocks and ladder:
 * a duplicate is answered when the other's outcome is written to this reporter too (design §7).
 */
export function decideLink(state: CaseState, command: CommandOf<"link">, now: Instant): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	if (statement.compartment !== "notes" || !sightOf(state, by.tenure).opens.includes("notes")) return { refused: "wrong-compartment" };
	if (state.links.some(({ other }) => other === statement.other)) return { refused: "already-linked" };
	return {
		events: [{ at: later(now, state.head.at), by, happening: { kind: "linked", statement, consequence: {} } }],
		notices: [],
	};
}

/** For an inquiry, a tribunal or the police (reference §2.6): also of a closed case, and it reopens nothing. */
export function decidePlaceHold(state: CaseState, command: CommandOf<"place-hold">, now: Instant): Decision {
	const { by, statement } = command;
	const refused = refusalFor(state, by, "content");
	if (refused !== null) return { refused };
	if (by.role === "external_body") return { refused: "not-allowed" };
	if (state.legalHold !== null) return { refused: "already-held" };
	return {
		events: [{ at: later(now, state.head.at), by, happening: { kind: "hold-placed", statement, consequence: {} } }],
		notices: [],
	};
}

/** Deletion is announced anew after that. */
export function decideLiftHold(state: CaseState, command: CommandOf<"lift-hold">, now: Instant): Decision {
	const { by, statement } = command;
	const refused = refusalFor(state, by, "content");
	if (refused !== null) return { refused };
	if (by.role === "external_body") return { refused: "not-allowed" };
	if (state.legalHold === null) return { refused: "not-held" };
	return {
		events: [{ at: later(now, state.head.at), by, happening: { kind: "hold-lifted", statement, consequence: {} } }],
		notices: [],
	};
}
