/** The seven words and the promise, on one slip to write down or print. Shown once. */

import { useContext } from "preact/hooks";
import { LanguageContext } from "../../shell/language.ts";
import { Page } from "../../shell/page.tsx";
import { useUnsaved } from "../../shell/use-unsaved.ts";
import type { Slip } from "../engine/slip.ts";
import { useNavigation } from "../router/navigation.ts";
import { posterFragment } from "../router/poster.ts";
import { nameOf, useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";
import { Proofs } from "./proofs.tsx";

export function SlipPage({ slip }: { readonly slip: Slip }) {
	const { slip: words, shell } = useWords();
	const { go } = useNavigation();
	useUnsaved(true);
	return (
		<Page heading={words.heading} final>
			<p class="no-print">{words.sent}</p>
			<p>
				<strong>{words.keep}</strong>
			</p>
			<Paper slip={slip} />
			<div class="no-print">
				<button class="nhsuk-button" type="button" onClick={() => go({ at: "retype", slip })}>
					{words.done}
				</button>
				<h2 class="nhsuk-heading-m">{words.careHeading}</h2>
				<ul class="nhsuk-list nhsuk-list--bullet">
					{words.care.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => print()}>
					{shell.print}
				</button>
				<p class="nhsuk-body-s">{words.printHint}</p>
			</div>
		</Page>
	);
}

/** What is printed: words, promise and the way back, and nothing else. */
export function Paper({ slip: { words: secret, promise, promiseText, severity, roots } }: { readonly slip: Slip }) {
	const { slip: words } = useWords();
	const { tag } = useContext(LanguageContext);
	const visit = useVisit();
	const home = `${location.origin}/${visit.poster === null ? "" : posterFragment({ slug: visit.poster.slug, roots })}`;
	const due = promise.statement.due.find(({ clock }) => clock === "acknowledgement")?.due ?? null;
	const facts = [
		[words.organisation, nameOf(visit) ?? visit.poster?.slug ?? ""],
		[words.received, new Date(`${promise.statement.receivedOn}T12:00:00Z`).toLocaleDateString(tag, { dateStyle: "long" })],
		...(due === null ? [] : [[words.answerBy, new Date(due).toLocaleString(tag, { dateStyle: "full", timeStyle: "short" })]]),
		[words.address, location.origin],
	];
	return (
		<section class="slip" aria-label={words.list}>
			<ol class="slip__words">
				{secret.map((word) => (
					<li key={word} translate={false}>
						{word}
					</li>
				))}
			</ol>
			{severity === "S1" && <p>{words.answerNow}</p>}
			<dl class="slip__facts">
				{facts.map(([what, says]) => (
					<div key={what}>
						<dt>{what}</dt>
						<dd>{says}</dd>
					</div>
				))}
			</dl>
			<Proofs home={home} promiseText={promiseText} roots={roots} />
		</section>
	);
}
