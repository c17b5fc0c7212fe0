/** What is being done, step by step: what is done, what is done now, and what comes later. */
export type ProgressStepsProps = {
	readonly steps: readonly string[];
	/** Which of them is done now. */
	readonly at: number;
	readonly words: { readonly done: string; readonly now: string };
};

export function ProgressSteps({ steps, at, words }: ProgressStepsProps) {
	return (
		<ol class="nhsuk-list sending" aria-live="polite">
			{steps.map((step, index) => (
				<li key={step} class={index > at ? "sending__later" : undefined}>
					{step}
					{index <= at && <span class="sending__state">{index < at ? words.done : words.now}</span>}
				</li>
			))}
		</ol>
	);
}
