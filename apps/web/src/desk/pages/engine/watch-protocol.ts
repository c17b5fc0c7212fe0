/** What a page that stays open asks the engine, again and again. */
import type { Role } from "@answerable/types/role";
import type { CaseChoice } from "../../case.ts";
import type { CaseNews } from "../../news.ts";

export type WatchRequests = {
	/** The case that the page shows, if it shows one. */
	watch: { readonly takes: CaseChoice | null; readonly gives: Told };
};

export type Told = {
	/** The list is no longer as it was shown last. */
	readonly isListNew: boolean;
	/** Null where no case was asked for; `gone`: it may not be seen any more. */
	readonly open: OpenTold | "gone" | null;
};

export type OpenTold = {
	/** Null while nothing happened. */
	readonly news: CaseNews | null;
	/** Who else has it open: their roles, null for somebody whom this case does not name yet. */
	readonly beside: readonly (Role | null)[];
};
