/** Something that a page asks of the engine, one at a time, and what came of it. */
import { useRef, useState } from "preact/hooks";
import { failureOf } from "../../shell/engine.ts";
import type { Failure } from "../../shell/engine-protocol.ts";
import type { Fault } from "../../shell/error-summary.tsx";
import { failureWords } from "./failure-words.ts";
import { useWords } from "./words/words.ts";

export type Task = {
	readonly isBusy: boolean;
	readonly faults: readonly Fault[];
	/** What to tell on top of the page; null for nothing. */
	readonly done: string | null;
	/** Asks, and tells what `then` says of the answer. While one is under way no other is begun. */
	readonly start: <T>(ask: () => Promise<T>, then: (answer: T) => string | null) => void;
	/** Shows what is wrong before anything is asked. */
	readonly blame: (faults: readonly Fault[]) => void;
};

/** `ownWords`: what this page says of a failure itself; null leaves it to the common words. */
export function useTask(ownWords: (failure: Failure) => string | null = () => null): Task {
	const { trouble } = useWords();
	const [isBusy, setBusy] = useState(false);
	const isUnderWay = useRef(false);
	const settle = () => {
		isUnderWay.current = false;
		setBusy(false);
	};
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const [done, setDone] = useState<string | null>(null);
	return {
		isBusy,
		faults,
		done,
		start: (ask, then) => {
			if (isUnderWay.current) return;
			isUnderWay.current = true;
			setBusy(true);
			setFaults([]);
			setDone(null);
			ask().then(
				(answer) => {
					settle();
					setDone(then(answer));
				},
				(error) => {
					const failure = failureOf(error);
					settle();
					setFaults([{ field: null, message: ownWords(failure) ?? failureWords(trouble, failure) }]);
				},
			);
		},
		blame: (found) => {
			setDone(null);
			setFaults(found);
		},
	};
}
