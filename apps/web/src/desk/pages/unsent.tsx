/** What somebody began to write and has not sent. After a reload nothing else shows where it stands. */
import type { InboxRow } from "@answerable/types/desk";
import { onceEach, referenceOf } from "../today.ts";
import { placeOf, strandedIn } from "./drafts/draft-place.ts";
import { ThrowAway } from "./drafts/throw-away.tsx";
import type { Draft } from "./engine/protocol.ts";
import { useDesk, useEntered } from "./use-desk.ts";
import { useListing } from "./use-listing.tsx";
import { useWords } from "./words/words.ts";

export function Unsent() {
	const { today: words } = useWords();
	const { drafts, walking } = useDesk();
	const { tenures } = useEntered();
	const { read } = useListing();
	const lettersTo = ({ caseTag }: InboxRow) => drafts.filter((draft) => draft.caseTag === caseTag);
	const places = drafts.flatMap((draft) => (draft.caseTag === null ? (placeOf(draft, tenures) ?? []) : []));
	const rows = onceEach(read?.rows ?? []).filter((row) => lettersTo(row).length > 0);
	const cases = read?.isWhole === true ? new Set(read.rows.map(({ caseTag }) => caseTag)) : null;
	const stranded = strandedIn(drafts, { cases, tenures });
	if (places.length + rows.length + stranded.length === 0) return null;
	return (
		<section class="todo unsent" aria-labelledby="unsent">
			<h2 class="nhsuk-heading-s" id="unsent">
				{words.unsent}
			</h2>
			<ul class="nhsuk-list">
				{places.map((place) => (
					<li key={JSON.stringify(place)}>
						<button class="link-button" type="button" onClick={() => walking.go(place)}>
							{words.unsentTo[place.at]}
						</button>
					</li>
				))}
				{rows.map((row) => (
					<Letters key={row.caseTag} row={row} letters={lettersTo(row)} />
				))}
				{stranded.map((draft) => (
					<Stranded key={`${draft.caseTag} ${draft.form}`} draft={draft} />
				))}
			</ul>
		</section>
	);
}

/** What cannot be gone back to: nobody else's browser holds it, and it can only be thrown away. */
function Stranded({ draft }: { readonly draft: Draft }) {
	const { today: words } = useWords();
	const what = draft.caseTag === null ? words.stranded.other : words.stranded.letter(referenceOf(draft.caseTag));
	return (
		<li>
			{what}
			<ThrowAway draft={draft} which={what} />
		</li>
	);
}

/** Letters to one case. */
function Letters({ row: { caseTag, tenure }, letters }: { readonly row: InboxRow; readonly letters: readonly Draft[] }) {
	const { today: words, verbs } = useWords();
	const { walking } = useDesk();
	const { listed } = useListing();
	const names: Readonly<Record<string, string>> = verbs.names;
	return (
		<li>
			<button class="link-button" type="button" onClick={() => walking.go({ at: "case", caseTag, tenure })}>
				<span dir="auto">{listed.get(caseTag)?.title ?? words.reference(referenceOf(caseTag))}</span>
			</button>
			<br />
			{letters.map(({ form }) => names[form] ?? "").join("; ")}
		</li>
	);
}
