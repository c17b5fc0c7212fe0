/** That somebody read a case: an event like every other, which the reporter sees as a role (reference §1.2, rule d). */
import { isRefused } from "@answerable/domain/command";
import { decide } from "@answerable/domain/decide";
import type { StoreContext } from "./context.ts";
import { type DeskRequest, look } from "./desk-case.ts";
import { transact } from "./transact.ts";

/**
 * Records a reading before what is read is given out: once a day and tenure, as the rules say, and without locking anything where
 * they have nothing more to record. Of somebody who may not read the case, nothing is recorded.
 */
export async function recordView(ctx: StoreContext, request: DeskRequest): Promise<void> {
	const seen = await look(ctx, request);
	if (seen === null || seen.sight !== "content") return;
	const { tenure, caseTag, now } = request;
	const { state, rules } = seen.history;
	const view = { kind: "view", tenure } as const;
	if (isRefused(decide(state, view, now, rules))) return;
	// Refused by now if the same person's other window came first.
	await transact(ctx, caseTag, null, (current, currentRules) => decide(current, view, now, currentRules));
}
