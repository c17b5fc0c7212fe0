/** What somebody wrote is text: nothing in it becomes markup, a link or a picture. */
import { useCommonWords } from "./language.ts";

/** A long letter is folded after so many characters: a phone need not lay out a megabyte to show the next button. */
const FOLD = 4_000;

/** Short answers, each beside its question; what was left empty is left out. */
export function WrittenFacts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
	const said = facts.filter(([, text]) => text !== "");
	if (said.length === 0) return null;
	return (
		<dl class="letter__facts">
			{said.map(([what, text]) => (
				<div key={what}>
					<dt>{what}</dt>
					<dd class="as-written" dir="auto">
						{text}
					</dd>
				</div>
			))}
		</dl>
	);
}

/** What somebody wrote. `isWhole`: never folded, as on paper. */
export function AsWritten({ text, isWhole = false }: { readonly text: string; readonly isWhole?: boolean }) {
	const words = useCommonWords().letter;
	if (text === "") return null;
	if (isWhole || text.length <= FOLD)
		return (
			<p class="as-written" dir="auto">
				{text}
			</p>
		);
	return (
		<>
			<p class="as-written" dir="auto">
				{`${startOf(text)} …`}
			</p>
			<details class="nhsuk-details">
				<summary class="nhsuk-details__summary">
					<span class="nhsuk-details__summary-text">{words.showAll}</span>
				</summary>
				<p class="as-written" dir="auto">
					{text}
				</p>
			</details>
		</>
	);
}

/** Never half a character. */
function startOf(text: string): string {
	return text.slice(0, FOLD / 4).replace(/[\ud800-\udbff]$/, "");
}

/** A kind of work in words; what is no kind of ours stays as it was written. */
export function groupWords(groups: Readonly<Record<string, string>>, group: string): string {
	return Object.hasOwn(groups, group) ? (groups[group] ?? group) : group;
}

/** Several answers of a list in words, as the form of a concern writes them; what is none of ours stays as it was written. */
export function listWords(choices: Readonly<Record<string, string>>, text: string): string {
	return text
		.split(", ")
		.map((each) => groupWords(choices, each))
		.join(", ");
}
