/** Which pages are also given as a BSL video or in easy read: asked once, the same list by everybody, whichever page they are on. */
import type { AidedPage, PageAid } from "@answerable/types/page-aid";

let asked: Promise<readonly PageAid[]> | null = null;

/** The list; empty if it cannot be had: nobody is kept from anything by that. The server checked it, whole, when it started. */
export function fetchAids(ask: typeof fetch = fetch): Promise<readonly PageAid[]> {
	asked ??= ask("/aids", { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" })
		.then(async (answer) => (answer.ok ? ((await answer.json()) as readonly PageAid[]) : []))
		.catch(() => {
			asked = null;
			return [];
		});
	return asked;
}

export type AidSought = { readonly page: AidedPage; readonly organisation: string | null; readonly language: string };

/** What is given for a page: the organisation's own first, then the deployment's; null if there is nothing in this language. */
export function aidFor(aids: readonly PageAid[], { page, organisation, language }: AidSought): PageAid | null {
	const fitting = aids.filter((aid) => aid.page === page && aid.language === language);
	return (
		fitting.find((aid) => aid.organisation !== null && aid.organisation === organisation) ??
		fitting.find((aid) => aid.organisation === null) ??
		null
	);
}
