/** What a page that stays open is told once a minute: whether something is new, and who else has the same case open. */
import type { Watched, WatchRequest } from "@answerable/types/desk";
import type { PersonId } from "@answerable/types/id";
import type { Deps } from "./deps.ts";

/**
 * Of a case that somebody may not know of they are told the same as of none.
 *
 * [Note: Who meets whom] Those who can read a case meet those who can read it: nobody who may know only that it exists, nobody whom it is
 * about, and no administrator, since none of these can open it. An outside body meets nobody: it looks at a case from outside, and that it
 * looks just now is not the organisation's to know, nor the other way round.
 */
export async function watch(deps: Deps, { open }: WatchRequest, person: PersonId): Promise<Watched> {
	const now = deps.now();
	const { list, open: seen } = await deps.store.watch({ person, open, now });
	if (open === null || seen === null) return { list, open: null };
	const meets = seen.sight === "content" && seen.statement.role !== "external_body";
	return { list, open: { news: seen.news, beside: meets ? [...deps.company.meet({ ...open, person }, now)] : [] } };
}
