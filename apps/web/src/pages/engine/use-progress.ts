/** How far something is that the engine does. */
import { useState } from "preact/hooks";
import type { Progress, SecondsLeft } from "./protocol.ts";

type Step = Exclude<Progress, SecondsLeft>;

/** The step that is done now, how many seconds it takes still if that is known, and what to tell the engine's progress to. */
export function useProgress(): {
	readonly step: Step | null;
	readonly secondsLeft: number | null;
	readonly setStep: (step: Step | null) => void;
	readonly onProgress: (progress: Progress) => void;
} {
	const [step, change] = useState<Step | null>(null);
	const [secondsLeft, setLeft] = useState<number | null>(null);
	const setStep = (next: Step | null) => {
		change(next);
		setLeft(null);
	};
	const onProgress = (progress: Progress) => (typeof progress === "string" ? setStep(progress) : setLeft(progress.secondsLeft));
	return { step, secondsLeft, setStep, onProgress };
}
