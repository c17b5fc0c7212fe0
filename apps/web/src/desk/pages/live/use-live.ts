/** Whether something is new since what a page shows was read. It is told of what is shown now, never of what was shown before. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Choice } from "../engine/protocol.ts";
import type { Told } from "../engine/watch-protocol.ts";
import { useDesk } from "../use-desk.ts";
import { keepAsking, type Seen } from "./keep-asking.ts";

/** After so many questions in a row without an answer the page says that it cannot tell. */
const CUT_AFTER = 2;

export type Live = {
	/** Null before the first answer, and once what it was told of is no longer what is shown. */
	readonly told: Told | null;
	/** The server cannot be asked just now. */
	readonly isCut: boolean;
};

const THE_PAGE: Seen = {
	isVisible: () => document.visibilityState === "visible",
	addEventListener: (kind, listener) => document.addEventListener(kind, listener),
	removeEventListener: (kind, listener) => document.removeEventListener(kind, listener),
	setTimeout: (callback, ms) => globalThis.window.setTimeout(callback, ms),
	clearTimeout: (timer) => globalThis.window.clearTimeout(timer),
};

/** `shown`: what the page shows of the case, or of the list; null while it shows nothing yet. */
export function useLive(open: Choice | null, shown: object | null): Live {
	const { ask } = useDesk();
	const latest = useRef({ shown });
	latest.current = { shown };
	const [heard, setHeard] = useState<{ readonly told: Told; readonly under: object | null } | null>(null);
	const [failures, setFailures] = useState(0);
	const isShown = shown !== null;
	useEffect(() => {
		if (!isShown) return undefined;
		const askOnce = async (): Promise<boolean> => {
			const under = latest.current.shown;
			try {
				const told = await ask("watch", open === null ? null : { caseTag: open.caseTag, tenure: open.tenure });
				setHeard({ told, under });
				setFailures(0);
				return true;
			} catch {
				// A session that has ended was left by `ask`; of anything else, the next question tells.
				setFailures((before) => before + 1);
				return false;
			}
		};
		// The list was read just now; who else has a case open is not known before it is asked.
		return keepAsking(THE_PAGE, { now: Date.now, chance: Math.random, ask: askOnce, first: open === null ? "later" : "at-once" });
	}, [isShown, open?.caseTag, open?.tenure]);
	const isCut = failures >= CUT_AFTER;
	return { told: heard !== null && heard.under === shown && !isCut ? heard.told : null, isCut };
}
