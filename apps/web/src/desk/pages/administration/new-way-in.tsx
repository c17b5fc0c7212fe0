/** A lost phone, lost words, or both: a link that opens once a second person has confirmed it. */
import type { AdminPerson, RenewRequest } from "@answerable/types/admin";
import type { Given } from "../../admin.ts";
import { useDesk } from "../use-desk.ts";
import type { Task } from "../use-task.ts";
import { useWords } from "../words/words.ts";

type NewWayInProps = {
	readonly person: AdminPerson;
	readonly isMe: boolean;
	readonly task: Task;
	readonly onGiven: (given: Given) => void;
};

export function NewWayIn({ person, isMe, task, onGiven }: NewWayInProps) {
	const { administration: words } = useWords();
	const { ask } = useDesk();
	const renew = (kind: RenewRequest["kind"]) =>
		task.start(
			() => ask("renew", { person: person.id, kind }),
			(given) => {
				onGiven(given);
				return null;
			},
		);
	const offered = [
		{ kind: "phone", heading: words.phoneHeading, what: words.phoneWhat, action: words.phoneAction },
		{ kind: "reset", heading: words.wordsHeading, what: words.wordsWhat, action: words.wordsAction },
	] as const;
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.newWay}</h2>
			{isMe ? (
				<p>{words.own}</p>
			) : (
				<>
					<p>{words.sessions}</p>
					{offered.map(({ kind, heading, what, action }) => (
						<section key={kind} class="next" aria-labelledby={`renew-${kind}`}>
							<h3 class="nhsuk-heading-s" id={`renew-${kind}`}>
								{heading}
							</h3>
							<p>{what}</p>
							<button
								class="nhsuk-button nhsuk-button--secondary"
								type="button"
								aria-disabled={task.isBusy || undefined}
								onClick={() => renew(kind)}
							>
								{action}
							</button>
						</section>
					))}
				</>
			)}
		</>
	);
}
