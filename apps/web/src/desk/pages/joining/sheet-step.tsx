/** The seven words on a sheet to print or to copy by hand. Shown once. */
import { Page } from "../../../shell/page.tsx";
import { useUnsaved } from "../../../shell/use-unsaved.ts";
import type { Invited } from "../engine/protocol.ts";
import { useWords } from "../words/words.ts";
import type { Made } from "./made.ts";

type SheetProps = { readonly invited: Invited; readonly made: Made; readonly onDone: () => void };

export function SheetStep({ invited, made, onDone }: SheetProps) {
	const { joining: words, shell } = useWords();
	useUnsaved(true);
	const facts = [
		[words.sheetName, made.name],
		...(invited.organisation === null ? [] : [[words.sheetPlace, invited.organisation]]),
		[words.sheetAddress, `${location.origin}/desk`],
	];
	return (
		<Page heading={words.sheetHeading} final>
			<p class="no-print">{words.sheetLead}</p>
			<section class="slip" aria-label={words.sheetList}>
				<ol class="slip__words">
					{made.words.map((word) => (
						<li key={word} translate={false}>
							{word}
						</li>
					))}
				</ol>
				<dl class="slip__facts">
					{facts.map(([what, says]) => (
						<div key={what}>
							<dt>{what}</dt>
							<dd class="as-written">{says}</dd>
						</div>
					))}
				</dl>
			</section>
			<div class="no-print">
				<button class="nhsuk-button" type="button" onClick={onDone}>
					{words.sheetDone}
				</button>{" "}
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => print()}>
					{shell.print}
				</button>
			</div>
		</Page>
	);
}
