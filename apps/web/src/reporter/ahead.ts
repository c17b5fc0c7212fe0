/** Where a case will stand once what its reporter did, and staff cannot see yet, has come to its slot. */
import type { CaseState } from "@answerable/domain/case";
import { isRefused } from "@answerable/domain/command";
import { reportersCommandOf } from "@answerable/domain/command-of";
import { decide } from "@answerable/domain/decide";
import { advance } from "@answerable/domain/evolution";
import type { Mailbox } from "@answerable/types/intake";
import type { ReadCase } from "../case-reading.ts";

/** The state after the acts that wait, each decided at its slot. Null if the present state cannot be told. */
export function stateAhead({ state: now, context }: ReadCase, waiting: Mailbox["waiting"]): CaseState | null {
	let state = now;
	for (const { act, visibleAt, refused } of waiting) {
		const command = reportersCommandOf(act);
		if (state === null || command === null || refused !== null) continue;
		const decision = decide(state, command, visibleAt, context);
		if (isRefused(decision)) continue;
		for (const event of decision.events) state = advance(state, { ...event, sequence: state.head.sequence + 1 }, context);
	}
	return state;
}
