/** One bar: its verbs are the clocks that they stop, the soonest first. There is no "done" without a letter. */
import { useEffect, useRef } from "preact/hooks";
import type { Answering } from "../../case-choices.ts";
import type { CaseView } from "../../case-view.ts";
import { timeWords, useNow } from "../time-words.ts";
import { useWords } from "../words/words.ts";
import { ActionForm } from "./action-form.tsx";
import { furtherForms } from "./form-of.ts";
import type { Acting } from "./use-acting.ts";

export function ActionBar({ view, acting }: { readonly view: CaseView; readonly acting: Acting }) {
	const { verbs: words } = useWords();
	const { answering } = view.choices;
	const further = furtherForms(view);
	const bar = useRef<HTMLElement>(null);
	useEffect(() => {
		// Whoever chose a verb by the keyboard goes on in its form.
		if (acting.form !== null) bar.current?.querySelector<HTMLElement>("input, textarea")?.focus();
	}, [acting.form]);
	return (
		<section class="action-bar" aria-labelledby="actions" ref={bar}>
			<h2 class="nhsuk-heading-m" id="actions">
				{words.heading}
			</h2>
			{acting.form === null ? (
				<>
					{answering.length + further.length === 0 ? <p>{words.nothing}</p> : <p class="nhsuk-body-s">{words.lead}</p>}
					<ul class="action-bar__verbs">
						{answering.map((each, index) => (
							<VerbButton key={each.verb} answering={each} isFirst={index === 0} onPress={() => acting.openForm(each.verb)} />
						))}
					</ul>
					<ul class="action-bar__further">
						{further.map((form) => (
							<li key={form}>
								<button class="link-button" type="button" onClick={() => acting.openForm(form)}>
									{words.names[form]}
								</button>
							</li>
						))}
					</ul>
				</>
			) : (
				<ActionForm key={acting.form} form={acting.form} view={view} acting={acting} />
			)}
		</section>
	);
}

type VerbProps = { readonly answering: Answering; readonly isFirst: boolean; readonly onPress: () => void };

function VerbButton({ answering: { verb, stops }, isFirst, onPress }: VerbProps) {
	const { verbs: words, today } = useWords();
	const now = useNow();
	const own = stops.find(({ clock }) => clock === verb) ?? stops[0];
	return (
		<li>
			<button class={`nhsuk-button nhsuk-button--small${isFirst ? "" : " nhsuk-button--secondary"}`} type="button" onClick={onPress}>
				{words.names[verb]}
			</button>
			<span class="action-bar__stops">
				{words.stops(stops.map(({ clock }) => words.stopsNames[clock]).join(", "))}
				{own !== undefined && <strong>{` ${timeWords(today, own.due, now)}`}</strong>}
			</span>
		</li>
	);
}
