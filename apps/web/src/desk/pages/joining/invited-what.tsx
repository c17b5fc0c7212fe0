/** What an invitation is to, on top of its first step. */
import { useWhen } from "../../../shell/when.ts";
import type { Invited } from "../engine/protocol.ts";
import { useWords, type Words } from "../words/words.ts";

/** Times of an invitation are told on the clock of the device: it belongs to no case. */
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function InvitedWhat({ invited }: { readonly invited: Invited }) {
	const { joining: words, shell } = useWords();
	const when = useWhen(ownZone());
	return (
		<>
			<p>{whatWords(words, invited)}</p>
			{invited.roles.length > 0 && (
				<>
					<p>{words.roles}</p>
					<ul class="nhsuk-list nhsuk-list--bullet">
						{invited.roles.map((role) => (
							<li key={role}>{shell.roles[role]}</li>
						))}
					</ul>
				</>
			)}
			<p class="nhsuk-body-s">{words.expires(when(invited.expiresAt))}</p>
		</>
	);
}

function whatWords({ what }: Words["joining"], { kind, organisation }: Invited): string {
	if (kind !== "join") return what[kind];
	return organisation === null ? what.admin : what.join(organisation);
}
