/** A case as a handler's browser gets it: the wraps that their tenure may open now picked out of what is stored. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { decodeWraps } from "@answerable/crypto/wrap-list";
import type { StoreContext } from "@answerable/store/context";
import { type DeskParts, type DeskRequest, readDeskCase } from "@answerable/store/desk-case";
import { recordView } from "@answerable/store/desk-view";
import type { DeskCase } from "@answerable/types/desk";
import type { TenureId } from "@answerable/types/id";
import type { CaseQuery } from "@answerable/types/query";

/** Who asks for which case, and what for. */
export type CaseRequest = DeskRequest & Pick<CaseQuery, "aim">;

/**
 * Null for a case that this tenure may not know of, as for one that does not exist. What is read is recorded before it is given out, so
 * that the answer's events hold the reading too.
 */
export async function readDesk(ctx: StoreContext, { aim = "reading", ...request }: CaseRequest): Promise<DeskCase | null> {
	if (aim === "reading") await recordView(ctx, request);
	const parts = await readDeskCase(ctx, request, aim === "reading" ? "all" : "raise");
	return parts === null ? null : { ...parts.deskCase, wraps: openable(parts, request).map(toBase64Url) };
}

/**
 * Of the wraps that came with the raise only those that are sealed once, to this tenure, for a rung whose turn has come:
 * the others wait for the releaser, whose inner wraps come from their own table.
 */
function openable({ deskCase, wraps: { raised, released, granted } }: DeskParts, { tenure }: DeskRequest): readonly Uint8Array[] {
	const told = new Set<number>([0, ...deskCase.rungs.map(({ rung }) => rung)]);
	return [...sealedOnce(raised, tenure, (rung) => told.has(rung)), ...released, ...granted];
}

/** Wraps of the raise that are sealed once, to this tenure, for one of these rungs. */
export function sealedOnce(raised: Uint8Array | null, tenure: TenureId, isTold: (rung: number) => boolean): readonly Uint8Array[] {
	const all = raised === null ? [] : decodeWraps(raised);
	return all.filter((entry) => entry.layer === 1 && entry.tenure === tenure && isTold(entry.rung)).map(({ body }) => body);
}
