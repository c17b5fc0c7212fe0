/** Asks again and again while somebody can see the page, and never while they cannot. */
import { nextAskMs, returnAskMs } from "./delay.ts";

/** What it listens to, and by what it waits. */
export type Seen = {
	readonly isVisible: () => boolean;
	readonly addEventListener: (kind: "visibilitychange", listener: () => void) => void;
	readonly removeEventListener: (kind: "visibilitychange", listener: () => void) => void;
	readonly setTimeout: (callback: () => void, ms: number) => number;
	readonly clearTimeout: (timer: number) => void;
};

export type Asking = {
	readonly now: () => number;
	/** From 0 up to 1. */
	readonly chance: () => number;
	/** Whether an answer came. It never throws. */
	readonly ask: () => Promise<boolean>;
	/** When to ask for the first time. */
	readonly first: "at-once" | "later";
};

/** Begins, until what it returns is called. One question at a time. */
export function keepAsking(seen: Seen, { now, chance, ask, first }: Asking): () => void {
	let timer: number | null = null;
	let askedAt = now();
	let failures = 0;
	let isUnderWay = false;
	let hasEnded = false;
	const wait = (ms: number): void => {
		if (timer !== null) seen.clearTimeout(timer);
		timer = hasEnded || isUnderWay || !seen.isVisible() ? null : seen.setTimeout(() => void askNow(), ms);
	};
	const askNow = async (): Promise<void> => {
		timer = null;
		isUnderWay = true;
		askedAt = now();
		const came = await ask();
		isUnderWay = false;
		failures = came ? 0 : failures + 1;
		wait(nextAskMs({ failures, chance: chance() }));
	};
	const turn = () => wait(returnAskMs(now() - askedAt));
	seen.addEventListener("visibilitychange", turn);
	wait(first === "at-once" ? 0 : nextAskMs({ failures, chance: chance() }));
	return () => {
		hasEnded = true;
		wait(0);
		seen.removeEventListener("visibilitychange", turn);
	};
}
