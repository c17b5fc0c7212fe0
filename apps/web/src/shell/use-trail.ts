/** The trail of pages, tied to the browser's Back button. */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { guardHistory, type HistoryGuard } from "./history-guard.ts";
import { backward, onward, shown, swapped, type Trail } from "./trail.ts";
import type { WayBack } from "./way-back.ts";

export type Walking<Place> = WayBack & {
	readonly place: Place;
	/** Shows a page; Back returns to this one. */
	readonly go: (place: Place) => void;
	/** Shows a page in the place of this one; Back returns to the one before. */
	readonly swap: (place: Place) => void;
	/** Shows a page in the place of all others: there is no way back. */
	readonly start: (place: Place) => void;
	/** Goes to another site, with nothing of ours left behind in this tab's history. */
	readonly leaveFor: (address: string) => void;
};

/** `exit`: where somebody is sent who comes forward again to a page that was left. `holdsBack`: pages that Back does not leave. */
export function useTrail<Place>(first: Place, exit: string, holdsBack: (place: Place) => boolean = () => false): Walking<Place> {
	const [trail, setTrail] = useState<Trail<Place>>([first]);
	const latest = useRef(trail);
	latest.current = trail;
	const guard = useRef<HistoryGuard | null>(null);
	const goBack = useCallback((): boolean => {
		// There is nowhere to go, and nowhere to leave to: what stands on the page would be lost.
		if (holdsBack(shown(latest.current))) return true;
		const before = backward(latest.current);
		if (before !== null) setTrail(before);
		return before !== null;
	}, []);
	useEffect(() => {
		guard.current = guardHistory(globalThis.window, exit, goBack);
	}, []);
	return useMemo(
		() => ({
			place: shown(trail),
			go: (place) => {
				guard.current?.arm();
				setTrail((before) => onward(before, place));
			},
			swap: (place) => setTrail((before) => swapped(before, place)),
			start: (place) => setTrail([place]),
			back: goBack,
			canGoBack: trail.length > 1,
			leaveFor: (address) => guard.current?.leave(address),
		}),
		[trail],
	);
}
