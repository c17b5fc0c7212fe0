/** Something could not be done: what, what that means, and what to do. Nothing that was written is lost by it. */

import { Page } from "../../shell/page.tsx";
import { useWords } from "../words/words.ts";
import { PageLink } from "./page-link.tsx";
import { type TroubleCode, troubleWords } from "./trouble.ts";

export type TroubleProps = {
	readonly code: TroubleCode;
	/** Null: trying again would not help. */
	readonly onRetry: (() => void) | null;
	/** A concern was to be sent: it is still there. */
	readonly isKept?: boolean;
};

export function TroublePage({ code, onRetry, isKept = false }: TroubleProps) {
	const { shell, trouble, start, raise } = useWords();
	const { heading, what } = troubleWords(trouble, code);
	return (
		<Page heading={heading}>
			<div role="alert">
				{isKept && (
					<p>
						<strong>{`${raise.lost.heading}. ${raise.lost.kept}`}</strong>
					</p>
				)}
				{what.map((sentence) => (
					<p key={sentence}>{sentence}</p>
				))}
			</div>
			{onRetry !== null && (
				<button class="nhsuk-button" type="button" onClick={onRetry}>
					{shell.tryAgain}
				</button>
			)}
			<p>
				<PageLink to={{ at: "routes" }}>{start.routesLink}</PageLink>
			</p>
		</Page>
	);
}
