/** Invitations and where each stands; one that nobody used can be taken back. */
import type { Invitation } from "@answerable/types/admin";
import { useContext } from "preact/hooks";
import { LanguageContext } from "../../../shell/language.ts";
import type { AdminShown } from "../engine/admin-protocol.ts";
import { useDesk } from "../use-desk.ts";
import type { Task } from "../use-task.ts";
import { useWords } from "../words/words.ts";

type InvitationsProps = { readonly shown: AdminShown; readonly task: Task; readonly onDone: () => void };

export function Invitations({ shown, task, onDone }: InvitationsProps) {
	const { administration: words, shell } = useWords();
	const { ask } = useDesk();
	const { tag } = useContext(LanguageContext);
	const { invitations, people } = shown;
	const when = (instant: string) => new Date(instant).toLocaleString(tag, { dateStyle: "long", timeStyle: "short" });
	const whatOf = ({ kind, roles, person, organisation }: Invitation) => {
		const name = people.find(({ id }) => id === person)?.name;
		const to = organisation === null && kind === "join" ? words.inviteAdmin : roles.map((role) => shell.roles[role]).join(", ");
		return [words.kinds[kind], kind === "join" ? to : "", name ?? ""].filter((each) => each !== "").join(": ");
	};
	const revoke = ({ id }: Invitation) =>
		task.start(
			() => ask("revokeInvitation", id),
			() => {
				onDone();
				return words.revoked;
			},
		);
	return (
		<>
			<h2 class="nhsuk-heading-m">{words.invitations}</h2>
			{invitations.length === 0 && <p>{words.invitationsNone}</p>}
			<ul class="nhsuk-list sessions">
				{invitations.map((each) => (
					<li key={each.id} class="sessions__one">
						<span>
							{whatOf(each)}
							<span class="owed__when">
								{isOpen(each) ? `${words.states[each.state]}, ${words.good(when(each.expiresAt))}` : words.states[each.state]}
							</span>
						</span>
						{isOpen(each) && (
							<button class="link-button" type="button" onClick={() => revoke(each)}>
								{words.revoke}
								<span class="nhsuk-u-visually-hidden">{words.revokeWhich(whatOf(each))}</span>
							</button>
						)}
					</li>
				))}
			</ul>
		</>
	);
}

function isOpen({ state }: Invitation): boolean {
	return state === "open" || state === "unconfirmed";
}
