/**
 * The browser's Back button, without a history that tells anything.
 *
 * [Note: Two entries] However many pages somebody walks through, the browser knows two entries, with the same address, the same title
 * and an empty state: one to stand on, and one below it. Back goes down to the lower one; we show the page before, and step up again.
 * An entry for each page would leave a trail that says how far somebody came, and would let Back return to it after leaving.
 *
 * [Note: Leaving] Both entries are told that somebody left, so that neither Back nor Forward shows a page of ours again: we step down, and
 * put the way out in the place of the lower entry. Whoever then comes forward to the upper one is sent out again at once.
 */
export type Guarded = {
	readonly history: Pick<History, "state" | "pushState" | "replaceState" | "back" | "forward">;
	readonly location: Pick<Location, "replace">;
	readonly addEventListener: (kind: "popstate", listener: () => void) => void;
	readonly setTimeout: (callback: () => void, delayMs: number) => unknown;
};

export type HistoryGuard = {
	/** Makes Back mean "the page before"; to be called when somebody acts on the page, since browsers skip entries made unasked. */
	readonly arm: () => void;
	/** Goes to `address`, leaving nothing of ours behind in this tab's history. */
	readonly leave: (address: string) => void;
};

const LEFT = "left";
const UPPER = "upper";
/** If a browser does not step down by then, it leaves as it is: being seen is worse than an entry. */
const PATIENCE_MS = 200;

/** Watches over the history of a tab. `goBack` shows the page before, and answers whether there was one. */
export function guardHistory(tab: Guarded, exit: string, goBack: () => boolean): HistoryGuard {
	if (tab.history.state === LEFT) tab.location.replace(exit);
	let isArmed = tab.history.state === UPPER;
	let leavingTo: string | null = null;
	const stepBack = (): void => {
		if (goBack()) {
			tab.history.forward();
			return;
		}
		isArmed = false;
		tab.history.back();
	};
	const onPop = (): void => {
		if (leavingTo !== null) tab.location.replace(leavingTo);
		else if (isArmed && tab.history.state !== UPPER) stepBack();
	};
	tab.addEventListener("popstate", onPop);
	return {
		arm: () => {
			if (isArmed) return;
			isArmed = true;
			tab.history.pushState(UPPER, "");
		},
		leave: (address) => {
			leavingTo = address;
			tab.history.replaceState(LEFT, "");
			if (isArmed) {
				tab.history.back();
				tab.setTimeout(() => tab.location.replace(address), PATIENCE_MS);
			} else tab.location.replace(address);
		},
	};
}
