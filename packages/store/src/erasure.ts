/** Erasing a case (design §6): words, wraps, keys and salts go; events and leaves, which hold only hashes, stay. */
import { decide } from "@answerable/domain/decide";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { bytesColumn } from "./column.ts";
import type { StoreContext } from "./context.ts";
import { type Transacted, transactIn } from "./transact.ts";

const DELETABLE = [
	"letter",
	"case_wraps",
	"granted_wrap",
	"successor_seal",
	"released_wrap",
	"pending_release",
	"waiting_act",
	"reporter_key",
] as const;

/**
 * By the owner's connection only, and only when the rules say so: the case is closed, nothing holds it, its time is over and that
 * was announced. The deletion is itself an event and a leaf, in the same transaction. Without its salt no leaf of the case can be
 * opened again, so that nobody can show any more what it committed to.
 */
export async function eraseCase(ctx: StoreContext, caseTag: CaseTag, now: Instant): Promise<Transacted> {
	return ctx.db.query.transaction().execute(async (query) => {
		const shredded = await transactIn({ ctx, query }, caseTag, null, (state, rules) =>
			decide(state, { kind: "shred", scope: "case" }, now, rules),
		);
		if ("refused" in shredded) return shredded;
		for (const table of DELETABLE) {
			await query.deleteFrom(table).where("case_tag", "=", bytesColumn(caseTag)).execute();
		}
		return shredded;
	});
}
