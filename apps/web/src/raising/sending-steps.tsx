/** How far a concern is on its way. */
import { ProgressSteps } from "../shell/progress-steps.tsx";
import type { RaiseWords } from "./words.ts";

const ORDER = ["sealing", "working", "sending"] as const;

/** `progress`: the step that is done now, as the engine tells it. */
export function SendingSteps({ words: { sending }, progress }: { readonly words: RaiseWords; readonly progress: string }) {
	const at = (ORDER as readonly string[]).indexOf(progress);
	return <ProgressSteps steps={ORDER.map((step) => sending.steps[step])} at={at} words={sending} />;
}
