/** How far a hand-over has come, and what came of it: how much was given, and of what was not, why. */
import type { NotGiven } from "../../hand-over.ts";
import { referenceOf } from "../../today.ts";
import type { HandingOver } from "../engine/protocol.ts";
import type { HandedOver } from "../engine/turnover-protocol.ts";
import { useWords, type Words } from "../words/words.ts";

export function HandOverProgress({ progress }: { readonly progress: HandingOver | null }) {
	const { turnover: words } = useWords();
	if (progress === null) return null;
	const { given, failed, total } = progress;
	return (
		<div class="next">
			<p role="status">{words.progress(given + failed, total)}</p>
			<progress max={total} value={given + failed} aria-label={words.progress(given + failed, total)} />
			<p>{words.stay}</p>
		</div>
	);
}

export function HandedOverResult({ result: { given, notGiven } }: { readonly result: HandedOver }) {
	const { turnover: words, today } = useWords();
	return (
		<div class="done" role="status">
			<p>{words.given(given)}</p>
			{notGiven.length > 0 && (
				<>
					<p>
						<strong>{words.notGiven}</strong>
					</p>
					<ul class="nhsuk-list nhsuk-list--bullet">
						{notGiven.map((one) => (
							<li key={one.caseTag}>{`${today.reference(referenceOf(one.caseTag))}: ${whyWords(words.why, one)}`}</li>
						))}
					</ul>
				</>
			)}
		</div>
	);
}

/** Why one case was not given, and what to do about it. */
export function whyWords(words: Words["turnover"]["why"], { why }: Pick<NotGiven, "why">): string {
	switch (why) {
		case "excluded-person":
			return words.excluded;
		case "nothing-to-give":
		case "not-allowed":
			return words.nothing;
		case "out-of-date":
			return words.moved;
		case "not-found":
		case "no-grantee":
		case "stale-keys":
			return words.gone;
		case "unreachable":
			return words.unreachable;
		default:
			return words.other;
	}
}
