/** What the desk's engine does while a page stays open: asks whether something is new, and finds out what. Nothing that is shown changes by it. */
import type { Answers } from "../../../shell/engine-protocol.ts";
import type { OpenCase } from "../../case.ts";
import { type CaseNews, newsSince } from "../../news.ts";
import type { DeskMemory } from "./memory.ts";
import type { Choice, Progress } from "./protocol.ts";
import type { Told, WatchRequests } from "./watch-protocol.ts";

/** News of a case: from how it was shown, to the event that the server names. */
type Known = { readonly shown: OpenCase; readonly until: number; readonly news: CaseNews };

/** Makes the engine's part for pages that stay open. */
export function createWatching(memory: DeskMemory): Answers<WatchRequests, Progress> {
	let last: Known | null = null;
	/** Read once for each event that is news, and not once a minute. Nobody opens a case by it: an outline is no reading. */
	const newsUntil = async (shown: OpenCase, choice: Choice, until: number): Promise<CaseNews> => {
		if (last?.shown !== shown || last.until !== until)
			last = { shown, until, news: newsSince(shown, await memory.desk.openOutline(choice)) };
		return last.news;
	};
	return {
		watch: async (choice): Promise<Told> => {
			const { desk } = memory;
			const { list, open } = await desk.watch(choice);
			const isListNew = memory.list !== null && memory.list !== list;
			if (choice === null) return { isListNew, open: null };
			const shown = memory.shown(choice.caseTag);
			if (open === null || shown === null) return { isListNew, open: open === null ? "gone" : null };
			const { holders } = shown.case;
			return {
				isListNew,
				open: {
					news: open.news > shown.desk.row.news ? await newsUntil(shown, choice, open.news) : null,
					beside: open.beside.map((tenure) => holders.get(tenure)?.role ?? null),
				},
			};
		},
	};
}
