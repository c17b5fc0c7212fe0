/** Further questions on whom it is about: asked once the keys are here, and only where an answer changes who gets it. */
import type { Role } from "@answerable/types/role";
import { useEffect, useState } from "preact/hooks";
import { formOf } from "../../raising/draft.ts";
import { InLine, WhichDirector } from "../../raising/questions.tsx";
import type { Met } from "../../raising/raising.ts";
import { useSession } from "../engine/session.ts";
import { useVisit } from "../visit.ts";
import { useWords } from "../words/words.ts";

/** Of a director alone: which one, and who stands in the same line. For everybody else the role says it. */
export function AboutWhom() {
	const words = useWords();
	const { draft, fill } = useVisit();
	return (
		<>
			<WhichDirector words={words.raise} draft={draft} fill={fill} holders={useHolders()} />
			<InLine words={words} draft={draft} fill={fill} roles={useRolesToAsk()} />
		</>
	);
}

function useHolders(): Met["holders"] {
	const { poster } = useVisit();
	const { meet } = useSession();
	const [holders, setHolders] = useState<Met["holders"]>([]);
	useEffect(() => {
		if (poster !== null)
			meet(poster).then(
				(met) => setHolders(met.holders),
				() => undefined,
			);
	}, []);
	return holders;
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
