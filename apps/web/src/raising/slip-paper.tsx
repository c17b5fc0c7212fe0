/** What is printed of a slip: seven words, promise and the way back, and nothing else. */
import { useContext } from "preact/hooks";
import { dayInWords } from "../shell/day.ts";
import { LanguageContext } from "../shell/language.ts";
import { type Poster, posterFragment } from "./poster.ts";
import { Proofs } from "./proofs.tsx";
import type { Slip } from "./slip.ts";
import type { SlipWords } from "./words.ts";

export type PaperProps = {
	readonly slip: Slip;
	readonly words: SlipWords;
	/** The organisation's name; "" if it is not known. */
	readonly organisation: string;
	/** What the organisation's poster says; null if nothing is known of it. */
	readonly poster: Poster | null;
};

export function SlipPaper({ slip: { words: secret, promise, promiseText, severity, roots }, words, organisation, poster }: PaperProps) {
	const { tag } = useContext(LanguageContext);
	const home = `${location.origin}/${poster === null ? "" : posterFragment(poster)}`;
	const due = promise.statement.due.find(({ clock }) => clock === "acknowledgement")?.due ?? null;
	const facts = [
		[words.organisation, organisation],
		[words.received, dayInWords(promise.statement.receivedOn, tag)],
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
			<Proofs home={home} promiseText={promiseText} roots={roots} words={words} />
		</section>
	);
}
