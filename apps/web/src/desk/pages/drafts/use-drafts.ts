/** What is typed at the desk and not sent: as it is while somebody is in, and sealed on the shelf of the tab all the while. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Draft, Drafts, Entered, PutAway } from "../engine/protocol.ts";
import type { LockedDesk } from "../presence.ts";
import { type DraftPlace, draftIn, withDraft, withoutDraft } from "./drafts.ts";
import { DraftKeeper, type Keeping } from "./keeper.ts";
import { type Entries, openShelf } from "./shelf.ts";

/** Drafts for a page of the desk. */
export type DraftsUse = {
	/** The newest last. */
	readonly drafts: Drafts;
	/** What was typed in a form of a case, or of none; of the form that was used last, if none is named. */
	readonly draftOf: (caseTag: Draft["caseTag"], form?: string) => Draft | null;
	readonly keepDraft: (draft: Draft) => void;
	readonly dropDraft: (place: DraftPlace) => void;
	/** Seals what is typed, without waiting for more. It never fails. */
	readonly keepNow: () => Promise<void>;
	/** Something typed would be lost with the tab: open, or sealed. */
	readonly hasDrafts: boolean;
	/** Everybody's that this tab keeps: words are tried on each. */
	readonly shelved: () => Entries;
};

/** The same for whoever lets people in and out. */
export type DraftsHeld = DraftsUse & {
	/** What is typed at this moment. */
	readonly latest: () => Drafts;
	/** Somebody came in: these are theirs. */
	readonly begin: (entered: Pick<Entered, "drafts" | "shelved">) => void;
	/** Puts what the engine sealed last onto the shelf; gives the desk as it was left. */
	readonly putAway: (lock: (drafts: Drafts) => Promise<PutAway>) => Promise<LockedDesk>;
	/** Nobody is in: what was not sealed is gone. */
	readonly end: () => void;
};

export function useDrafts(seal: Keeping["seal"]): DraftsHeld {
	const [shelf] = useState(() => openShelf(() => sessionStorage));
	const [drafts, setDrafts] = useState<Drafts>([]);
	const latest = useRef(drafts);
	const keeper = useRef<DraftKeeper | null>(null);
	const actions = useMemo(() => {
		const show = (next: Drafts) => {
			latest.current = next;
			setDrafts(next);
		};
		const change = (next: Drafts) => {
			if (next === latest.current) return;
			show(next);
			keeper.current?.change(next);
		};
		return {
			latest: () => latest.current,
			shelved: shelf.entries,
			keepDraft: (draft: Draft) => change(withDraft(latest.current, draft)),
			dropDraft: (place: DraftPlace) => change(withoutDraft(latest.current, place)),
			keepNow: async () => keeper.current?.keepNow(),
			begin: (entered: Pick<Entered, "drafts" | "shelved">) => {
				keeper.current = new DraftKeeper({ shelf, own: entered.shelved, drafts: entered.drafts, seal });
				show(entered.drafts);
			},
			putAway: async (lock: (drafts: Drafts) => Promise<PutAway>) => {
				const { locked, drafts: sealed } = await lock(latest.current);
				keeper.current?.place(sealed);
				return { ...locked, hasDrafts: sealed !== null };
			},
			end: () => {
				keeper.current?.end();
				keeper.current = null;
				show([]);
			},
		};
	}, []);
	useKeptWhenHidden(actions.keepNow);
	const hasDrafts = drafts.length > 0 || shelf.entries().length > 0;
	return { drafts, ...actions, draftOf: (caseTag, form) => draftIn(drafts, { caseTag, form }), hasDrafts };
}

/** A phone may end a page that nobody sees, and says nothing. */
function useKeptWhenHidden(keepNow: DraftsUse["keepNow"]): void {
	useEffect(() => {
		const keep = () => {
			if (document.visibilityState === "hidden") void keepNow();
		};
		document.addEventListener("visibilitychange", keep);
		return () => document.removeEventListener("visibilitychange", keep);
	}, []);
}
