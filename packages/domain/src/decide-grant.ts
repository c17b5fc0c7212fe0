/** Deciding whether a case may be given to a further person. */
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { CommandOf, Decision } from "./command.ts";
import { later } from "./instant.ts";
import { refusalFor } from "./party.ts";
import { sightOf } from "./sight.ts";
import { grantableTo } from "./turnover.ts";

/**
 * By somebody who can open it, to somebody who was not left out, and never more than the giver has or the other's role allows
 * (reference §1.2). An exclusion binds the person, whatever post they hold now. Outside bodies are the reporter's to choose.
 */
export function decideGrant(state: CaseState, command: CommandOf<"grant">, now: Instant): Decision {
	const { by, statement, grantee } = command;
	if (grantee.tenure !== statement.tenure) throw new Error("The directory's grantee is not the one that was signed for.");
	const refused = refusalFor(state, by, "content");
	if (refused !== null) return { refused };
	if (state.excluded.includes(grantee.person)) return { refused: "excluded-person" };
	const mine = sightOf(state, by.tenure).opens;
	const ceiling = grantableTo(state, grantee.role);
	if (!statement.opens.every((compartment) => mine.includes(compartment) && ceiling.includes(compartment)))
		return { refused: "not-allowed" };
	const theirs = sightOf(state, grantee.tenure).opens;
	if (statement.opens.every((compartment) => theirs.includes(compartment))) return { refused: "already-granted" };
	return {
		events: [{ at: later(now, state.head.at), by, happening: { kind: "granted", statement, consequence: {} } }],
		notices: [{ tenure: grantee.tenure, kind: "waiting" }],
	};
}
