/** The first thing that a keyboard reaches: past everything that every page begins with. */
import { useCommonWords } from "./language.ts";

export function SkipLink() {
	const { skip: words } = useCommonWords().shell;
	return (
		<button class="nhsuk-skip-link" type="button" onClick={skip}>
			{words}
		</button>
	);
}

function skip(): void {
	const heading = document.querySelector<HTMLElement>("h1");
	heading?.setAttribute("tabindex", "-1");
	heading?.focus();
}
