/** Whose keys count, who of them is a root, and who is to get one. */
import type { KeyView, OrganisationView } from "../../organisation-view.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { whoWords } from "./who-words.ts";

export function Keys({ view }: { readonly view: OrganisationView }) {
	const spoken = useWords();
	const { organisation: words } = spoken;
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.keys}</h2>
			<p class="nhsuk-body-s">{words.keysWhat}</p>
			<ul class="nhsuk-list sessions">
				{view.keys.map((key) => (
					<KeyLine key={key.tenure} held={key} view={view} />
				))}
			</ul>
			{view.appointments.length > 0 && (
				<>
					<h3 class="nhsuk-heading-s">{words.to}</h3>
					<ul class="nhsuk-list">
						{view.appointments.map((who) => (
							<li key={`${who.person} ${who.role}`}>{whoWords(spoken, who)}</li>
						))}
					</ul>
				</>
			)}
		</>
	);
}

function KeyLine({ held, view }: { readonly held: KeyView; readonly view: OrganisationView }) {
	const spoken = useWords();
	const { organisation: words } = spoken;
	const { walking } = useDesk();
	const { tenure, state, isRoot, isMine, alone } = held;
	const who = whoWords(spoken, { ...held, isMe: isMine });
	return (
		<li class="sessions__one">
			<span>
				{who} {isRoot && <strong class="tag">{words.isRoot}</strong>} {state !== "active" && <span class="tag">{words.states[state]}</span>}
				{alone > 0 && <span class="owed__when">{words.alone(alone)}</span>}
			</span>
			{view.myRoot !== null && (
				<button class="link-button" type="button" onClick={() => walking.go({ at: "end-key", organisation: view.id, tenure })}>
					{isRoot ? words.replace : words.end}
					<span class="nhsuk-u-visually-hidden">{words.endWhich(who)}</span>
				</button>
			)}
		</li>
	);
}
