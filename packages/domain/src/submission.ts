/** Who hears of a concern at once: its first recipients, and the rungs that the policy tells at submission. */
import type { TenureId } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import type { CaseState } from "./case.ts";
import type { Context } from "./context.ts";
import { standingRungs } from "./ladder.ts";

export type Told = { readonly rung: Rung; readonly sight: "existence" | "content"; readonly recipients: readonly TenureId[] };

/** The rungs to tell at submission that were not told of anything yet. A severity that rose may add some. */
export function toldAtSubmission(state: CaseState, context: Context): readonly Told[] {
	const standing = standingRungs(state);
	return context.policy.ladder.flatMap((rule) => {
		const sight = rule.atSubmission[state.gravest];
		const isTold = state.fired.some((fired) => fired.rung === rule.rung);
		if (sight === "nothing" || isTold || !standing.includes(rule.rung)) return [];
		return [{ rung: rule.rung, sight, recipients: tenuresAt(state, rule.rung) }];
	});
}

/** Everybody who stands on a rung. */
export function tenuresAt(state: CaseState, rung: Rung): readonly TenureId[] {
	return [...new Set(state.recipients.filter((recipient) => recipient.rung === rung).map((recipient) => recipient.tenure))];
}
