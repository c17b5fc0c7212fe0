/** Beginnings of cases as a handler's browser gets them: one way to the keys of each, and as much of its history as that way needs. */
import { toBase64Url } from "@answerable/crypto/bytes";
import type { StoreContext } from "@answerable/store/context";
import { type BeginningParts, type BeginningsAsked, readBeginnings } from "@answerable/store/desk-beginnings";
import type { CaseBeginning } from "@answerable/types/desk";
import type { CaseEvent } from "@answerable/types/event";
import { sealedOnce } from "./desk-case.ts";

/** Of the cases asked for those that may be read. */
export async function readDeskBeginnings(ctx: StoreContext, asked: BeginningsAsked): Promise<readonly CaseBeginning[]> {
	return (await readBeginnings(ctx, asked)).map(cutToNeed);
}

/**
 * What the raise sealed to the tenure, or was released of it, needs the raise alone to be believed; who gave the case to the tenure, a key
 * that came by that, a tie to another case, and a letter of one's own, need what came before them.
 */
function cutToNeed({ beginning, wraps: { raised, released, granted } }: BeginningParts): CaseBeginning {
	const { tenure, events, letters, tenures, reached } = beginning;
	const early = [...sealedOnce(raised, tenure, (rung) => rung <= reached), ...released];
	const isGrant = ({ happening }: CaseEvent) =>
		(happening.kind === "granted" || happening.kind === "rewrapped") && happening.statement.tenure === tenure;
	const given = events.findLastIndex(isGrant);
	const written = events.findLastIndex(({ sequence }) => sequence === letters.at(-1)?.sequence);
	const needed = events.slice(0, Math.max(0, given, written) + 1);
	const wraps = (early.length > 0 ? early : granted).map(toBase64Url);
	return { ...beginning, events: needed, tenures: needed.length > 1 ? tenures : [], wraps };
}
