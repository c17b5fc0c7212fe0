/** A case as a handler's browser gets it: the wraps that their tenure may open now picked out of what is stored. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { decodeWraps } from "@answerable/crypto/wrap-list";
import type { StoreContext } from "@answerable/store/context";
import { type DeskParts, type DeskRequest, readDeskCase } from "@answerable/store/desk-case";
import type { DeskCase } from "@answerable/types/desk";

/** Null for a case that this tenure may not know of, as for one that does not exist. */
export async function readDesk(ctx: StoreContext, request: DeskRequest): Promise<DeskCase | null> {
	const parts = await readDeskCase(ctx, request);
	return parts === null ? null : { ...parts.deskCase, wraps: openable(parts, request).map(toBase64Url) };
}

/**
 * Of the wraps that came with the raise only those that are sealed once, to this tenure, for a rung whose turn has come:
 * the others wait for the releaser, whose inner wraps come from their own table.
 */
function openable({ deskCase, wraps: { raised, released, granted } }: DeskParts, { tenure }: DeskRequest): readonly Uint8Array[] {
	const told = new Set<number>([0, ...deskCase.rungs.map(({ rung }) => rung)]);
	const atOnce = (raised === null ? [] : decodeWraps(raised)).filter(
		(entry) => entry.layer === 1 && entry.tenure === tenure && told.has(entry.rung),
	);
	return [...atOnce.map(({ body }) => body), ...released, ...granted];
}
