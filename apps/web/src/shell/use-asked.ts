/** A component's question to the engine, and what became of it. */
import { useEffect, useState } from "preact/hooks";
import { failureOf } from "./engine.ts";
import type { Failure } from "./engine-protocol.ts";

export type Asked<T> =
	| { readonly is: "waiting" }
	| { readonly is: "failed"; readonly code: Failure["code"] }
	| { readonly is: "answered"; readonly answer: T };

/** Asks when the component is first shown, and again when told to. `ask` must not be answered out of turn: the last one asked counts. */
export function useAsked<T>(ask: () => Promise<T>): readonly [Asked<T>, () => void] {
	const [asked, setAsked] = useState<Asked<T>>({ is: "waiting" });
	const [times, setTimes] = useState(0);
	useEffect(() => {
		let isLast = true;
		setAsked({ is: "waiting" });
		ask().then(
			(answer) => isLast && setAsked({ is: "answered", answer }),
			(error) => isLast && setAsked({ is: "failed", code: failureOf(error).code }),
		);
		return () => {
			isLast = false;
		};
	}, [times]);
	return [asked, () => setTimes(times + 1)];
}
