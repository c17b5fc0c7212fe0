/** Reporters and staff are answered from the same database, and from memories of their own. */
import type { StoreContext } from "@answerable/store/context";

export type Sides = { readonly reporters: StoreContext; readonly staff: StoreContext };

/**
 * [Note: Staff feel no warmth] What a mailbox left in memory would make the same case come sooner at the desk, and so tell that its reporter
 * had just been there: histories, the keys of those who acted, signatures that were found good. Nor may they stand in one line. What is
 * remembered and gathered is so for a context, and each side has one, with a check of signatures of its own.
 */
export function apart(ctx: StoreContext): Sides {
	const own = (): StoreContext => ({ ...ctx, verify: (key, message, signature) => ctx.verify(key, message, signature) });
	return { reporters: own(), staff: own() };
}
