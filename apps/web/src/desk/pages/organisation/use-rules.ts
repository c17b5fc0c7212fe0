/** Rules as a root drafts them: kept like every draft, and looked at anew with each change of a number. */
import type { OrganisationId } from "@answerable/types/id";
import { useEffect, useRef, useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import type { OrganisationView } from "../../organisation-view.ts";
import type { RulesDraft, RulesLook, SetLength } from "../../rules.ts";
import { rulesDraft } from "../drafts/draft-place.ts";
import { failureWords } from "../failure-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords } from "../words/words.ts";

/** A draft and what it comes to belong together: none is shown beside another's look. */
type Looked = { readonly draft: RulesDraft; readonly look: RulesLook };
export type Drafting = Looked & {
	readonly view: OrganisationView;
	/** As it is typed: the draft holds the one that was looked at. */
	readonly reason: string;
};

export type RulesUse = {
	/** Null until they were read; the look is null of an organisation that has no rules. */
	readonly view: OrganisationView | null;
	readonly drafting: Drafting | null;
	readonly isLooking: boolean;
	readonly faults: readonly Fault[];
	/** Reads the rules of now again; what was drafted stays. */
	readonly reread: () => void;
	/** Keeps the reason as it is typed, without a look at what it comes to. */
	readonly write: (reason: string) => void;
	/** Looks at a draft, with numbers set in it, and keeps it. Null if that failed, or something else was begun meanwhile. */
	readonly change: (draft: RulesDraft, lengths?: readonly SetLength[]) => Promise<RulesLook | null>;
	/** Something is drafted, even if it changes nothing. */
	readonly isKept: boolean;
	/** Forgets what was drafted. */
	readonly drop: () => void;
};

export function useRules(organisation: OrganisationId): RulesUse {
	const { ask, draftOf, keepDraft, dropDraft } = useDesk();
	const form = { caseTag: null, form: rulesDraft(organisation) } as const;
	const [view, setView] = useState<OrganisationView | null>(null);
	const [looked, setLooked] = useState<Looked | null>(null);
	const [reason, setReason] = useState("");
	const { during, isLooking, faults } = useLatest();
	const take = (asked: Looked | null) => {
		setLooked(asked);
		setReason(asked?.draft.reason ?? "");
	};
	const lookAt = async (draft: RulesDraft | null, shown: OrganisationView, lengths: readonly SetLength[] = []) =>
		shown.rules === null ? null : ask("rules", { organisation, draft, lengths });
	const read = (draft: RulesDraft | null) =>
		during(
			async () => {
				const { view: shown } = await ask("organisation", organisation);
				return { shown, asked: await lookAt(draft, shown) };
			},
			({ shown, asked }) => {
				setView(shown);
				take(asked);
			},
		);
	useEffect(() => {
		const kept = draftOf(null, form.form);
		read(kept === null ? null : JSON.parse(kept.filled));
	}, []);
	const keep = (draft: RulesDraft) => keepDraft({ ...form, filled: JSON.stringify(draft) });
	const typed = looked === null ? null : { ...looked.draft, reason };
	const drafting = view === null || looked === null ? null : { view, ...looked, reason };
	return {
		view,
		drafting,
		isLooking,
		faults,
		reread: () => read(typed),
		write: (next) => {
			setReason(next);
			if (typed !== null) keep({ ...typed, reason: next });
		},
		change: async (draft, lengths) => {
			if (view === null) return null;
			const asked = await during(() => lookAt(draft, view, lengths), take);
			if (asked !== null) keep(asked.draft);
			return asked?.look ?? null;
		},
		isKept: draftOf(null, form.form) !== null,
		drop: () => {
			dropDraft(form);
			read(null);
		},
	};
}

/** Work of which what was begun last counts, and what went wrong with it. */
function useLatest() {
	const { trouble } = useWords();
	const [isLooking, setLooking] = useState(true);
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const last = useRef(0);
	const during = async <T>(work: () => Promise<T>, then: (answer: T) => void): Promise<T | null> => {
		last.current += 1;
		const mine = last.current;
		setLooking(true);
		setFaults([]);
		try {
			const answer = await work();
			if (mine !== last.current) return null;
			then(answer);
			return answer;
		} catch (error) {
			if (mine === last.current) setFaults([{ field: null, message: failureWords(trouble, failureOf(error)) }]);
			return null;
		} finally {
			if (mine === last.current) setLooking(false);
		}
	};
	return { during, isLooking, faults };
}
