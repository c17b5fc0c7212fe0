/** Where the concern would go, as it is filled in now. */

import { formOf } from "../../raising/draft.ts";
import type { Met, Planned } from "../../raising/raising.ts";
import { type Asked, useAsked } from "../../shell/use-asked.ts";
import { useSession } from "../engine/session.ts";
import { useVisit } from "../visit.ts";

export type Plan = { readonly met: Met; readonly planned: Planned };

/** Meets the organisation if that was not done yet, and plans. */
export function usePlan(): readonly [Asked<Plan>, () => void] {
	const { meet, ask } = useSession();
	const { poster, draft } = useVisit();
	return useAsked(async () => {
		if (poster === null) throw new Error("No organisation is chosen.");
		const met = await meet(poster);
		return { met, planned: await ask("plan", formOf(draft)) };
	});
}
