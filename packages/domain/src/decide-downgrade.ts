/**
 * Deciding on a lower severity (reference §4.2): one person proposes it with a reason that the reporter can read, another agrees.
 *
 * [Note: What a downgrade leaves alone] Running dues, the pace of running ladders, who is excluded, and whether an outside body may
 * be told: it counts only for what opens later. The reporter may dispute it, like an answer.
 */
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import { later } from "./instant.ts";
import { mayWriteTo, readersOf, refusalToChange } from "./party.ts";

/** Tells those who can read the case, one of whom may agree. */
export function decideProposeDowngrade(state: CaseState, command: CommandOf<"propose-downgrade">, now: Instant): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	if (statement.compartment !== "concern" || !mayWriteTo(state, by, "concern")) return { refused: "wrong-compartment" };
	if (statement.severity <= state.severity) return { refused: "not-lower" };
	return {
		events: [{ at: later(now, state.head.at), by, happening: { kind: "downgrade-proposed", statement, consequence: {} } }],
		notices: readersOf(state)
			.filter((tenure) => tenure !== by.tenure)
			.map((tenure) => ({ tenure, kind: "waiting" })),
	};
}

/** By another person, whatever roles the first one holds. */
export function decideAgreeDowngrade(state: CaseState, command: CommandOf<"agree-downgrade">, now: Instant): Decision {
	const { by, statement } = command;
	const refused = refusalToChange(state, by);
	if (refused !== null) return { refused };
	const proposal = state.proposals.find(({ sequence }) => sequence === statement.proposal);
	const isDisputed = state.answers.some(({ sequence, disputed }) => sequence === statement.proposal && disputed);
	if (proposal === undefined || proposal.from !== null || isDisputed) return { refused: "no-proposal" };
	if (proposal.person === by.person) return { refused: "same-person" };
	const { severity } = proposal;
	if (severity <= state.severity) return { refused: "not-lower" };
	return {
		events: [{ at: later(now, state.head.at), by, happening: { kind: "downgraded", statement, consequence: { severity } } }],
		notices: [],
	};
}
