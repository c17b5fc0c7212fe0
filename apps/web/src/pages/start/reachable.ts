/** What can be reached here: the one thing that the first page asks, by hand, since the engine is not needed for it yet. */
import type { OrganisationCard } from "@answerable/types/intake";

/** What the first page knows of an organisation. Nothing is sealed to it: the engine fetches and checks everything anew. */
export type Listed = Pick<OrganisationCard, "slug" | "name">;

/** All that can be reached here. `onion`: the same pages for Tor Browser, where there are any. */
export type Reachable = { readonly organisations: readonly Listed[]; readonly onion: string | null };

/** Fetches the list. Throws if it cannot be had, or is none. */
export async function fetchReachable(ask: typeof fetch = fetch): Promise<Reachable> {
	const answer = await ask("/api/organisations", { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
	if (!answer.ok) throw new Error(`The list of organisations was answered with ${answer.status}.`);
	return readReachable(await answer.json());
}

/** The organisations of an answer. */
export function readReachable(answer: unknown): Reachable {
	const { organisations, onion } = answer as { organisations?: unknown; onion?: unknown };
	if (!Array.isArray(organisations)) throw new Error("This is no list of organisations.");
	const listed = organisations.map(({ slug, name }: Record<string, unknown>) => {
		if (typeof slug !== "string" || typeof name !== "string") throw new Error("This is no organisation.");
		return { slug, name };
	});
	return { organisations: listed, onion: typeof onion === "string" ? onion : null };
}
