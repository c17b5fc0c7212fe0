/** How far somebody had seen a case before it was read again. */
import { useState } from "preact/hooks";
import type { CaseView } from "../../case-view.ts";

type Two = { readonly view: CaseView; readonly before: number | null };

/** The last event of the case as it was shown before; null while it is shown for the first time. Reading it again without anything new changes nothing. */
export function useSeenBefore(view: CaseView): number | null {
	const [two, setTwo] = useState<Two>({ view, before: null });
	if (two.view === view) return two.before;
	const [last, now] = [lastOf(two.view), lastOf(view)];
	const before = now > last ? last : two.before;
	setTwo({ view, before });
	return before;
}

function lastOf({ entries }: CaseView): number {
	return entries.at(-1)?.sequence ?? 0;
}
