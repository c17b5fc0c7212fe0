/** The frame of every page: one heading that takes the focus when the page changes, a way back, and what is wrong on top. */
import type { ComponentChildren } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { ErrorSummary, type Fault } from "./error-summary.tsx";
import { useCommonWords } from "./language.ts";
import { WayBackContext } from "./way-back.ts";

export type PageProps = {
	readonly heading: string;
	readonly children: ComponentChildren;
	readonly faults?: readonly Fault[];
	/** No way back from here, as once something was sent. */
	readonly final?: boolean;
	/** The question on the page is the heading itself, in a legend or label. */
	readonly ownHeading?: boolean;
	/** The heading is what somebody wrote: it runs in the direction of its own letters. */
	readonly isWritten?: boolean;
};

/** A page. Screen readers hear its heading first, since the title of the window says nothing. */
export function Page({ heading, children, faults = [], final = false, ownHeading = false, isWritten = false }: PageProps) {
	const { back, canGoBack } = useContext(WayBackContext);
	const words = useCommonWords().shell;
	const main = useRef<HTMLElement>(null);
	useEffect(() => {
		globalThis.scrollTo(0, 0);
		const first = main.current?.querySelector("h1");
		first?.setAttribute("tabindex", "-1");
		first?.focus({ preventScroll: true });
	}, [heading]);
	return (
		<div class="nhsuk-width-container">
			{canGoBack && !final && (
				<button class="nhsuk-back-link" type="button" onClick={back}>
					{words.back}
				</button>
			)}
			<main class="nhsuk-main-wrapper" id="main" ref={main}>
				<ErrorSummary faults={faults} />
				{!ownHeading && (
					<h1 class="nhsuk-heading-l" dir={isWritten ? "auto" : undefined}>
						{heading}
					</h1>
				)}
				{children}
			</main>
		</div>
	);
}
