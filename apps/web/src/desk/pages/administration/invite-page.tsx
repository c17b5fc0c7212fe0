/** Inviting somebody: to the desk of an organisation with roles, or to administer too. */
import type { InviteRequest } from "@answerable/types/admin";
import type { OrganisationCard } from "@answerable/types/intake";
import { Role } from "@answerable/types/role";
import { useState } from "preact/hooks";
import { Checkboxes, LocalForm, Radios } from "../../../shell/field.tsx";
import { Page } from "../../../shell/page.tsx";
import type { Given } from "../../admin.ts";
import { Busy } from "../arriving/busy.tsx";
import { useDesk } from "../use-desk.ts";
import { useLook } from "../use-look.ts";
import { type Task, useTask } from "../use-task.ts";
import { useWords } from "../words/words.ts";
import { GivenLink } from "./given-link.tsx";

/** Roles inside an organisation: an outside body is invited at the machine. */
export const INSIDE_ROLES = Role.options.filter((role) => role !== "external_body");

export function InvitePage() {
	const { administration: words, shell } = useWords();
	const { ask, walking } = useDesk();
	const { shown, isLooking, faults } = useLook(() => ask("administer", null));
	const task = useTask();
	const [given, setGiven] = useState<Given | null>(null);
	if (given !== null) return <GivenLink given={given} isRenewal={false} onDone={() => walking.start({ at: "today" })} />;
	const invite = (request: InviteRequest) =>
		task.start(
			() => ask("invite", request),
			(made) => {
				setGiven(made);
				return null;
			},
		);
	return (
		<Page heading={words.inviteHeading} faults={[...faults, ...task.faults]}>
			<Busy isBusy={isLooking} words={shell.loading} />
			{shown !== null && <InviteForm organisations={shown.organisations} task={task} onInvite={invite} />}
		</Page>
	);
}

type FormProps = {
	readonly organisations: readonly OrganisationCard[];
	readonly task: Task;
	readonly onInvite: (request: InviteRequest) => void;
};

function InviteForm({ organisations, task, onInvite }: FormProps) {
	const { administration: words, shell } = useWords();
	const [only] = organisations.length === 1 ? organisations : [];
	const [as, setAs] = useState<InviteRequest["as"] | null>(null);
	const [where, setWhere] = useState<OrganisationCard["id"] | null>(only?.id ?? null);
	const [roles, setRoles] = useState<readonly Role[]>([]);
	const errorAt = (id: string) => ({ id, error: task.faults.find(({ field }) => field === id)?.message });
	const submit = () => {
		if (as === null) return task.blame([{ field: "as", message: words.chooseAs }]);
		if (as === "administrator") return onInvite({ as });
		if (where === null) return task.blame([{ field: "where", message: words.chooseWhere }]);
		if (roles.length === 0) return task.blame([{ field: "roles", message: words.rolesNone }]);
		return onInvite({ as, organisation: where, roles: [...roles] });
	};
	return (
		<LocalForm onSubmit={submit} action={words.make} isBusy={task.isBusy}>
			<Radios
				{...errorAt("as")}
				legend={words.inviteAs}
				choices={[
					{ value: "staff", label: words.inviteStaff },
					{ value: "administrator", label: words.inviteAdmin, hint: words.inviteAdminHint },
				]}
				value={as}
				onValue={setAs}
			/>
			{as === "staff" && (
				<>
					<Radios
						{...errorAt("where")}
						legend={words.where}
						choices={organisations.map(({ id, name }) => ({ value: id, label: name }))}
						value={where}
						onValue={setWhere}
					/>
					<Checkboxes
						{...errorAt("roles")}
						legend={words.roles}
						hint={words.rolesHint}
						choices={INSIDE_ROLES.map((role) => ({ value: role, label: shell.roles[role] }))}
						values={roles}
						onValues={setRoles}
					/>
				</>
			)}
		</LocalForm>
	);
}
