/** A case that nobody can open any more goes to the next rung (design §5, "Tenure"). */
import { decide } from "@answerable/domain/decide";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { lockCase } from "./case-history.ts";
import type { StoreContext } from "./context.ts";
import { readLostKeys } from "./lost-keys.ts";
import { prepare, type Transacted, write } from "./transact.ts";

/** Decides it by the case's history and the removals that two roots signed. Refused with `not-due` if somebody can open it, or before its time. */
export async function passOnAbandoned(ctx: StoreContext, caseTag: CaseTag, now: Instant): Promise<Transacted> {
	return ctx.db.query.transaction().execute(async (query) => {
		const turn = { ctx, query };
		const history = await lockCase(turn, caseTag);
		if (history === null) return { refused: "not-found" };
		const lost = await readLostKeys(ctx, query, history.organisation);
		const { state } = history;
		const placed = new Set([...state.recipients, ...state.grants].map(({ tenure }) => tenure));
		const since = lost
			.flatMap(({ tenure, removedAt }) => (placed.has(tenure) ? [removedAt] : []))
			.sort()
			.at(-1);
		if (since === undefined) return { refused: "not-due" };
		const command = { kind: "nobody-can-open" as const, lost: lost.map(({ tenure }) => tenure), since };
		const prepared = await prepare(turn, history, null, (before, rules) => decide(before, command, now, rules));
		if (!("chained" in prepared)) return prepared;
		await write(turn, prepared);
		return { events: prepared.chained.map(({ event }) => event), repeated: false };
	});
}
