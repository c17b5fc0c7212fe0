/** What the pages know of this visit, beside what somebody wrote: where it is about, and who can be reached here. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Draft } from "../raising/draft.ts";
import type { Poster } from "../raising/poster.ts";
import type { ShownBranding } from "../reporter/said.ts";
import type { MailboxView } from "../reporter/view.ts";
import type { Reachable } from "./start/reachable.ts";

export type Visit = {
	/** The organisation that it is about, with what the poster said of its roots; null until it is chosen. */
	readonly poster: Poster | null;
	readonly choose: (poster: Poster) => void;
	/** All that can be reached here; null until the list came, "failed" if it did not. */
	readonly reachable: Reachable | null | "failed";
	readonly fetchList: () => void;
	/** How the organisation shows itself; null until its roots' signatures were checked, and where they do not fit. */
	readonly branding: ShownBranding | null;
	/** How long the words of the concern take still, where that is long: see `use-words-ahead.ts`. */
	readonly secondsLeft: number | null;
	readonly draft: Draft;
	readonly fill: (part: Partial<Draft>) => void;
	/** The mailbox that is open, and what was just done in it; null while none is. */
	readonly mailbox: OpenedMailbox | null;
	readonly showMailbox: (mailbox: OpenedMailbox) => void;
};

/** `done`: what to tell on top of the mailbox. */
export type OpenedMailbox = { readonly view: MailboxView; readonly done: string | null };

export const VisitContext = createContext<Visit | null>(null);

/** The visit for a component. */
export function useVisit(): Visit {
	const visit = useContext(VisitContext);
	if (visit === null) throw new Error("There is no visit around this component.");
	return visit;
}

/** The name of the organisation that the visit is about: as its roots signed it, or as the list has it until then. */
export function nameOf({ poster, reachable, branding }: Visit): string | null {
	if (branding !== null) return branding.name;
	if (reachable === null || reachable === "failed") return null;
	return reachable.organisations.find(({ slug }) => slug === poster?.slug)?.name ?? null;
}
