/** What a root should know of: keys that are about to count, and what administrators did. */
import type { AdminAction } from "@answerable/types/admin";
import { useContext } from "preact/hooks";
import { LanguageContext } from "../../../shell/language.ts";
import type { OrganisationView } from "../../organisation-view.ts";
import { personNumber } from "../../short-number.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";
import { whoWords } from "./who-words.ts";

/** Nobody reads more at once. */
const SHOWN = 10;

export function Lately({ view, actions }: { readonly view: OrganisationView; readonly actions: readonly AdminAction[] | null }) {
	const { organisation: words } = useWords();
	const { tag } = useContext(LanguageContext);
	const when = (instant: string) => new Date(instant).toLocaleString(tag, { dateStyle: "long", timeStyle: "short" });
	const newest = (actions ?? []).slice(0, SHOWN);
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.lately}</h2>
			<FreshKeys view={view} when={when} />
			<p class="nhsuk-body-s">{words.latelyWhat}</p>
			{newest.length === 0 && <p>{words.latelyNone}</p>}
			<ul class="nhsuk-list">
				{newest.map(({ id, what, by, at }) => (
					<li key={id}>
						<span class="owed__when">{when(at)}</span> {words.did[what]}{" "}
						<span class="left-empty">{by === null ? words.byMachine : words.by(personNumber(by))}</span>
					</li>
				))}
			</ul>
		</>
	);
}

type FreshProps = { readonly view: OrganisationView; readonly when: (instant: string) => string };

/** While a key waits there is time to object. */
function FreshKeys({ view, when }: FreshProps) {
	const spoken = useWords();
	const { organisation: words } = spoken;
	const { walking } = useDesk();
	return (
		<>
			{view.keys
				.filter(({ state }) => state === "waiting")
				.map((key) => {
					const who = whoWords(spoken, { ...key, isMe: key.isMine });
					return (
						<section key={key.tenure} class="todo todo--alarm" aria-label={who}>
							<p>{key.usableFrom > view.now ? words.fresh(who, when(key.usableFrom)) : words.freshLog(who)}</p>
							<p>{words.freshWhat}</p>
							<button
								class="nhsuk-button nhsuk-button--small nhsuk-button--secondary"
								type="button"
								onClick={() => walking.go({ at: "end-key", organisation: view.id, tenure: key.tenure })}
							>
								{words.end}
								<span class="nhsuk-u-visually-hidden">{words.endWhich(who)}</span>
							</button>
						</section>
					);
				})}
		</>
	);
}
