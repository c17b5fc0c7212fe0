/** What is wrong on a page, on top of it, each with a link to where. It takes the focus when it appears. */
import { useEffect, useRef } from "preact/hooks";
import { useCommonWords } from "./language.ts";

/** Something that is wrong: `field` is the id of the control, or null if it is none's fault. */
export type Fault = { readonly field: string | null; readonly message: string };

export function ErrorSummary({ faults }: { readonly faults: readonly Fault[] }) {
	const words = useCommonWords().shell;
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (faults.length > 0) box.current?.focus();
	}, [faults]);
	if (faults.length === 0) return null;
	return (
		<div class="nhsuk-error-summary" role="alert" tabIndex={-1} ref={box}>
			<h2 class="nhsuk-error-summary__title">{words.problem}</h2>
			<div class="nhsuk-error-summary__body">
				<ul class="nhsuk-list nhsuk-error-summary__list">
					{faults.map(({ field, message }) => (
						<li key={`${field} ${message}`}>
							{field === null ? (
								message
							) : (
								<a href={`#${field}`} onClick={(event) => focusOn(event, field)}>
									{message}
								</a>
							)}
						</li>
					))}
				</ul>
			</div>
		</div>
	);
}

/** Moves the focus ourselves: a fragment in the address would be a new entry in the history. */
function focusOn(event: Event, field: string): void {
	event.preventDefault();
	const control = document.getElementById(field);
	control?.focus();
	control?.scrollIntoView({ block: "center" });
}
