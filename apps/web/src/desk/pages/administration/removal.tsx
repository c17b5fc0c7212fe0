/** Removing somebody, who is asked for twice and holds no key any more. */
import type { AdminPerson } from "@answerable/types/admin";
import { useState } from "preact/hooks";
import { useDesk } from "../use-desk.ts";
import type { Task } from "../use-task.ts";
import { useWords } from "../words/words.ts";

type RemovalProps = { readonly person: AdminPerson; readonly task: Task; readonly onRemoved: () => void };

export function Removal({ person, task, onRemoved }: RemovalProps) {
	const { administration: words } = useWords();
	const { ask } = useDesk();
	const [isAsked, setAsked] = useState(false);
	const remove = () =>
		task.start(
			() => ask("removePerson", person.id),
			() => {
				onRemoved();
				return words.removed;
			},
		);
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.remove}</h2>
			<p>{person.tenures.length > 0 ? words.removeHolds : words.removeWhat}</p>
			{person.tenures.length === 0 && !isAsked && (
				<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => setAsked(true)}>
					{words.removeAction}
				</button>
			)}
			{isAsked && (
				<section class="todo todo--alarm" aria-label={words.removeSure}>
					<p>{words.removeSure}</p>
					<button class="nhsuk-button nhsuk-button--warning" type="button" onClick={remove}>
						{words.removeYes}
					</button>{" "}
					<button class="nhsuk-button nhsuk-button--secondary" type="button" onClick={() => setAsked(false)}>
						{words.removeNo}
					</button>
				</section>
			)}
		</>
	);
}
