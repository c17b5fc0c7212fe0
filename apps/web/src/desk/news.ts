/** What is new since a case, or the list of all of them, was shown: asked of the server by an open page, and told by what was proved here. */
import { isNews, linesOf } from "@answerable/domain/news";
import { sha256Hash, utf8 } from "@answerable/log/bytes";
import type { Hash } from "@answerable/types/bytes";
import { type InboxRow, Watched } from "@answerable/types/desk";
import type { CaseEvent } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { CaseChoice, OpenCase } from "./case.ts";
import type { DeskSession } from "./sign-in.ts";

/** Something that happened, for a sentence. */
export type Happened = Pick<CaseEvent, "sequence" | "at" | "by" | "happening">;

/** What happened in a case, the oldest first. Nothing, where something did that may not be read, or could not be proved. */
export type CaseNews = {
	readonly happened: readonly Happened[];
	readonly roles: ReadonlyMap<TenureId, Role>;
	readonly zone: string;
};

/** Asks whether something is new: once, since the page asks again by itself. */
export function watchDesk({ http }: DeskSession, open: CaseChoice | null): Promise<Watched> {
	return http.postOnce("/api/desk/watch", { open }, Watched);
}

/** What the server says of this list while nothing in it is new. */
export function listHash(rows: readonly InboxRow[]): Hash {
	return sha256Hash(utf8(linesOf(rows)));
}

/** What a case as it is now has that it had not when it was shown. */
export function newsSince(shown: OpenCase, now: OpenCase): CaseNews {
	return newsOf(
		now,
		now.case.trusted.filter(({ sequence }) => sequence > shown.head.sequence),
	);
}

/** Of some events of a case those that are news. */
export function newsOf({ case: { holders, context } }: OpenCase, events: readonly CaseEvent[]): CaseNews {
	return {
		happened: events.filter(isNews).map(({ sequence, at, by, happening }) => ({ sequence, at, by, happening })),
		roles: new Map([...holders].map(([tenure, { role }]) => [tenure, role] as const)),
		zone: context.policy.zone,
	};
}
