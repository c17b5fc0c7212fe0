/** Doing something to a case: which form is open, what is filled in, and what came of it. Nothing typed is lost by a lock, an expiry or a conflict. */
import { useState } from "preact/hooks";
import { failureOf } from "../../../shell/engine.ts";
import type { Fault } from "../../../shell/error-summary.tsx";
import type { CaseView } from "../../case-view.ts";
import type { Doing, Done, Draft, Shown } from "../engine/protocol.ts";
import { failureWords } from "../failure-words.ts";
import { beforeWords } from "../live/live-words.ts";
import { useDesk } from "../use-desk.ts";
import { useWords, type Words } from "../words/words.ts";
import { doingOf } from "./doing-of.ts";
import { emptyForm, type Filled, type FormName, hasLetter, isOffered } from "./form-of.ts";
import { type Missing, missingIn } from "./missing.ts";

export type Acting = {
	/** The form that is open; null if none is. */
	readonly form: FormName | null;
	readonly filled: Filled;
	readonly isBusy: boolean;
	readonly faults: readonly Fault[];
	/** What to tell on top of the page. */
	readonly done: string | null;
	/** The letter was begun before, and came back. */
	readonly isKept: boolean;
	/** Opens a form, with something chosen in it already. */
	readonly openForm: (form: FormName, chosen?: Partial<Filled>) => void;
	readonly fill: (part: Partial<Filled>) => void;
	/** Closes the form; what was typed comes back with it. */
	readonly putAside: () => void;
	readonly send: () => void;
};

export function useActing(view: CaseView, onShown: (shown: Shown) => void): Acting {
	const words = useWords();
	const { draftOf, keepDraft, dropDraft } = useDesk();
	const { caseTag } = view;
	const [kept, setKept] = useState(() => draftOf(caseTag));
	const [form, setForm] = useState<FormName | null>(formOf(kept, words.verbs));
	const [filled, setFilled] = useState<Filled>(() => begun(form ?? "question", kept, { view, words: words.verbs }));
	const [faults, setFaults] = useState<readonly Fault[]>([]);
	const [done, setDone] = useState<string | null>(null);
	/** The case as it stood when something was done after which it could not be read again. */
	const [unread, setUnread] = useState<CaseView | null>(null);
	const sent = ({ shown, unseen }: Done, by: FormName) => {
		setForm(null);
		dropDraft({ caseTag, form: by });
		const said = hasLetter(by) && !isKeptFrom(by) ? words.verbs.done : words.verbs.doneQuiet;
		setDone(unseen === null ? said : `${said} ${beforeWords(unseen, words)}`);
		setUnread(shown === null ? view : null);
		if (shown !== null) onShown(shown);
	};
	const { isBusy, perform } = useSending(view, { onSent: sent, onShown, onFault: (message) => setFaults([{ field: null, message }]) });
	const send = () => {
		if (form === null || isBusy) return;
		if (!isOffered(form, view)) return setFaults([{ field: null, message: words.verbs.gone }]);
		const missing = missingIn(form, filled, view);
		setFaults(missing.map((each) => ({ field: each.field, message: missingWords(words.verbs, each) })));
		if (missing.length > 0) return;
		setDone(null);
		perform(form, doingOf(form, filled, view));
	};
	return {
		form,
		filled,
		isBusy,
		faults,
		done: done !== null && unread === view ? `${done} ${words.verbs.unread}` : done,
		isKept: kept !== null && form === kept.form,
		openForm: (next, chosen = {}) => {
			setForm(next);
			setFaults([]);
			setDone(null);
			const before = draftOf(caseTag, next);
			setKept(before);
			setFilled({ ...begun(next, before, { view, words: words.verbs }), ...chosen });
		},
		fill: (part) => {
			const after = { ...filled, ...part };
			setFilled(after);
			if (form !== null && hasLetter(form)) keepDraft({ caseTag, form, filled: JSON.stringify(after) });
		},
		putAside: () => {
			setForm(null);
			setFaults([]);
		},
		send,
	};
}

type Sending = {
	readonly onSent: (done: Done, by: FormName) => void;
	/** The case as it is now, where somebody else wrote meanwhile. */
	readonly onShown: (shown: Shown) => void;
	readonly onFault: (message: string) => void;
};

function useSending({ caseTag, tenure }: CaseView, { onSent, onShown, onFault }: Sending) {
	const words = useWords();
	const { ask } = useDesk();
	const [isBusy, setBusy] = useState(false);
	const perform = (form: FormName, doing: Doing): void => {
		setBusy(true);
		ask("act", { caseTag, tenure, doing }).then(
			(done) => {
				setBusy(false);
				onSent(done, form);
			},
			(error) => {
				const failure = failureOf(error);
				setBusy(false);
				if (failure.code !== "out-of-date") return onFault(failureWords(words.trouble, failure));
				// Somebody else wrote meanwhile: they are read first, and the letter stays.
				onFault(words.verbs.conflict);
				ask("openCase", { caseTag, tenure }).then(onShown, () => undefined);
				return undefined;
			},
		);
	};
	return { isBusy, perform };
}

/** The form that a draft stands in; null for one that only another version of these pages had. */
function formOf(kept: Draft | null, { names }: Pick<Words["verbs"], "names">): FormName | null {
	return kept !== null && Object.hasOwn(names, kept.form) ? (kept.form as FormName) : null;
}

type Beginning = { readonly view: CaseView; readonly words: Parameters<typeof emptyForm>[2] };

/** The form as it was when it was left, or with its template. */
function begun(form: FormName, kept: Draft | null, { view, words }: Beginning): Filled {
	const empty = emptyForm(form, view, words);
	return kept === null ? empty : { ...empty, ...(JSON.parse(kept.filled) as Filled) };
}

/** What the reporter may not have been sent. */
function isKeptFrom(form: FormName): boolean {
	return form === "note" || form === "agreed" || form === "news";
}

function missingWords(
	words: { readonly gaps: (gap: string) => string } & Readonly<Record<Exclude<Missing["what"], "gaps">, string>>,
	{ what, gap }: Missing,
) {
	return what === "gaps" ? words.gaps(gap) : words[what];
}
