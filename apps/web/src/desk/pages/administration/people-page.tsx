/** For whoever administers: who can sign in, who was invited, and what was done. */
import type { AdminPerson } from "@answerable/types/admin";
import { useState } from "preact/hooks";
import { LineField } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import { personNumber } from "../../short-number.ts";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import type { AdminShown } from "../engine/admin-protocol.ts";
import { useDesk } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import { useTask } from "../use-task.ts";
import { useWords } from "../words/words.ts";
import { Invitations } from "./invitations.tsx";
import { Record } from "./record.tsx";

export function PeoplePage() {
	const { administration: words, shell } = useWords();
	const { ask, walking } = useDesk();
	const { shown, look, isLooking, faults } = useLook(() => ask("administer", null));
	const task = useTask();
	return (
		<Page heading={words.heading} faults={[...faults, ...task.faults]} final>
			<Done says={task.done} />
			<p>{words.lead}</p>
			<button class="nhsuk-button" type="button" onClick={() => walking.go({ at: "invite" })}>
				{words.invite}
			</button>
			<Busy isBusy={isLooking} words={shell.loading} />
			{shown !== null && (
				<>
					<People shown={shown} />
					<Invitations shown={shown} task={task} onDone={look} />
					<Record shown={shown} />
				</>
			)}
		</Page>
	);
}

function People({ shown: { people, organisations } }: { readonly shown: AdminShown }) {
	const { administration: words, shell } = useWords();
	const { walking } = useDesk();
	const [sought, setSought] = useState("");
	const found = people.filter(({ name }) => name.includes(sought.trim().toLowerCase()));
	const whereOf = ({ organisation }: AdminPerson) =>
		organisation === null ? words.admin : (organisations.find(({ id }) => id === organisation)?.name ?? words.elsewhere);
	const rolesOf = ({ tenures }: AdminPerson) => tenures.map(({ role }) => shell.roles[role]).join(", ");
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.people(people.length)}</h2>
			<LineField id="sought" label={words.search} value={sought} onValue={setSought} />
			{found.length === 0 && <p>{words.none}</p>}
			<ul class="nhsuk-list sessions">
				{found.map((person) => (
					<li key={person.id} class="sessions__one">
						<span>
							<button class="link-button" type="button" onClick={() => walking.go({ at: "person", person: person.id })}>
								{person.name}
							</button>
							<span class="owed__when">{[whereOf(person), rolesOf(person)].filter((each) => each !== "").join(": ")}</span>
						</span>
						<span class="left-empty">{words.number(personNumber(person.id))}</span>
					</li>
				))}
			</ul>
		</>
	);
}
