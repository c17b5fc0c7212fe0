/** One person: what they hold and are to hold, a new way in, and their removal. */
import type { AdminPerson } from "@answerable/types/admin";
import type { PersonId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { useState } from "preact/hooks";
import { LocalForm, Select } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import type { Given } from "../../admin.ts";
import { personNumber } from "../../short-number.ts";
import { Busy } from "../arriving/busy.tsx";
import { Done } from "../done.tsx";
import { useDesk, useEntered } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import { type Task, useTask } from "../use-task.ts";
import { useWords } from "../words/words.ts";
import { GivenLink } from "./given-link.tsx";
import { INSIDE_ROLES } from "./invite-page.tsx";
import { NewWayIn } from "./new-way-in.tsx";
import { Removal } from "./removal.tsx";

export function PersonPage({ person: id }: { readonly person: PersonId }) {
	const { administration: words, shell } = useWords();
	const { ask, walking } = useDesk();
	const me = useEntered().person;
	const { shown, look, isLooking, faults } = useLook(() => ask("administer", null));
	const task = useTask();
	const [given, setGiven] = useState<Given | null>(null);
	if (given !== null) return <GivenLink given={given} isRenewal onDone={() => walking.start({ at: "today" })} />;
	const person = shown?.people.find((each) => each.id === id) ?? null;
	return (
		<Page heading={person?.name ?? words.person} faults={[...faults, ...task.faults]}>
			<Done says={task.done} />
			<Busy isBusy={isLooking && shown === null} words={shell.loading} />
			{shown !== null && person === null && <p>{words.gone}</p>}
			{person !== null && (
				<>
					<p>{words.number(personNumber(person.id))}</p>
					<Holdings person={person} task={task} onDone={look} />
					{person.organisation !== null && <Appoint person={person} task={task} onDone={look} />}
					<NewWayIn person={person} isMe={person.id === me} task={task} onGiven={setGiven} />
					<Removal person={person} task={task} onRemoved={() => walking.start({ at: "today" })} />
				</>
			)}
		</Page>
	);
}

type PartProps = { readonly person: AdminPerson; readonly task: Task; readonly onDone: () => void };

function Holdings({ person, task, onDone }: PartProps) {
	const { administration: words, shell } = useWords();
	const { ask } = useDesk();
	const { tenures, appointments, organisation } = person;
	if (organisation === null) return <p>{words.admin}</p>;
	if (tenures.length + appointments.length === 0) return <p>{words.nothing}</p>;
	const end = (id: AdminPerson["appointments"][number]["id"]) =>
		task.start(
			() => ask("endAppointment", id),
			() => {
				onDone();
				return words.endedAppointment;
			},
		);
	return (
		<ul class="nhsuk-list sessions">
			{tenures.map(({ id, role }) => (
				<li key={id} class="sessions__one">
					<span>{`${words.holds}: ${shell.roles[role]}`}</span>
				</li>
			))}
			{appointments.map(({ id, role }) => (
				<li key={id} class="sessions__one">
					<span>{`${words.named}: ${shell.roles[role]}`}</span>
					<button class="link-button" type="button" onClick={() => end(id)}>
						{words.endAppointment}
						<span class="nhsuk-u-visually-hidden">{words.endWhich(shell.roles[role])}</span>
					</button>
				</li>
			))}
		</ul>
	);
}

function Appoint({ person: { id, organisation }, task, onDone }: PartProps) {
	const { administration: words, shell } = useWords();
	const { ask } = useDesk();
	const [role, setRole] = useState<Role | "">("");
	if (organisation === null) return null;
	const submit = () => {
		if (role === "") return task.blame([{ field: "role", message: words.appointMissing }]);
		task.start(
			() => ask("appoint", { person: id, organisation, role }),
			() => {
				setRole("");
				onDone();
				return words.appointed;
			},
		);
	};
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.appoint}</h2>
			<p>{words.rolesHint}</p>
			<LocalForm onSubmit={submit} action={words.appointAction} isBusy={task.isBusy}>
				<Select
					id="role"
					label={words.appointRole}
					none={words.appointNone}
					choices={INSIDE_ROLES.map((value) => ({ value, label: shell.roles[value] }))}
					value={role}
					onValue={setRole}
				/>
			</LocalForm>
		</>
	);
}
