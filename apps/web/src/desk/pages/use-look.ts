/** Something that a page reads of the engine, again and again: what was asked last counts, and what was read stays until then. */
import { useEffect, useRef, useState } from "preact/hooks";
import { failureOf } from "../../shell/engine.ts";
import type { Fault } from "../../shell/error-summary.tsx";
import { failureWords } from "./failure-words.ts";
import { useWords } from "./words/words.ts";

export type Looking<T> = {
	/** Null until it was read. */
	readonly shown: T | null;
	readonly look: () => void;
	readonly isLooking: boolean;
	readonly faults: readonly Fault[];
};

/** Reads when the component is first shown. */
export function useLook<T>(ask: () => Promise<T>): Looking<T> {
	const { trouble } = useWords();
	const last = useRef(0);
	const [shown, setShown] = useState<T | null>(null);
	const [isLooking, setLooking] = useState(false);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const look = () => {
		last.current += 1;
		const mine = last.current;
		const settle = (after: () => void) => {
			if (mine !== last.current) return;
			setLooking(false);
			after();
		};
		setLooking(true);
		setFaults([]);
		ask().then(
			(answer) => settle(() => setShown(answer)),
			(error) => settle(() => setFaults([{ field: null, message: failureWords(trouble, failureOf(error)) }])),
		);
	};
	useEffect(look, []);
	return { shown, look, isLooking, faults };
}
