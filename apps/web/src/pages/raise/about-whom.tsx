/** Further questions on whom it is about: asked once the keys are here, and only where an answer changes who gets it. */
import type { Role } from "@answerable/types/role";
import { useEffect, useState } from "preact/hooks";
import { capital } from "../../reporter/sentence.ts";
import { Checkboxes } from "../../shell/field.tsx";
import type { Met } from "../engine/protocol.ts";
import { useSession } from "../engine/session.ts";
import { useVisit } from "../visit.ts";
import { useWords, type Words } from "../words/words.ts";
import { formOf } from "./draft.ts";

type NamedRole = keyof Words["raise"]["about"]["roles"];
const NAMED: readonly Role[] = ["medical_director", "nursing_director"] satisfies readonly NamedRole[];

/** Which of the directors who could get it. */
export function WhichDirector() {
	const { about } = useWords().raise;
	const { draft, fill, poster } = useVisit();
	const { meet } = useSession();
	const [holders, setHolders] = useState<Met["holders"]>([]);
	useEffect(() => {
		if (poster !== null)
			meet(poster).then(
				(met) => setHolders(met.holders),
				() => undefined,
			);
	}, []);
	const directors = holders.filter(({ role }) => NAMED.includes(role));
	if (directors.length === 0) return null;
	return (
		<Checkboxes
			id="which"
			legend={about.which}
			hint={about.whichHint}
			choices={directors.map(({ person, role }) => ({ value: person, label: about.roles[role as NamedRole] }))}
			values={draft.named}
			onValues={(named) => fill({ named })}
		/>
	);
}

/** Who stands in the same reporting line: nobody is asked about a role that is left out anyway, or that nobody holds. */
export function InLine() {
	const { raise, story } = useWords();
	const { about } = raise;
	const { draft, fill } = useVisit();
	const roles = useRolesToAsk();
	if (roles.length === 0) return null;
	return (
		<Checkboxes
			id="in-line"
			legend={about.inLine}
			hint={about.inLineHint}
			choices={roles.map((role) => ({ value: role, label: capital(story.roles[role]) }))}
			values={draft.inLine}
			onValues={(inLine) => fill({ inLine })}
		/>
	);
}

/** The roles that the rules would ask about, given whom it is about so far. What cannot be told now is not asked: the route says who gets it. */
function useRolesToAsk(): readonly Role[] {
	const { draft, poster } = useVisit();
	const { meet, ask } = useSession();
	const [roles, setRoles] = useState<readonly Role[]>([]);
	useEffect(() => {
		let isLast = true;
		const plan = async () => {
			if (poster === null) return;
			await meet(poster);
			const { mayBeInLine } = await ask("plan", formOf(draft));
			if (isLast) setRoles(mayBeInLine);
		};
		plan().catch(() => isLast && setRoles([]));
		return () => {
			isLast = false;
		};
	}, [draft.subject, draft.named]);
	return roles;
}
