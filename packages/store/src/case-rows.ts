/** The rows that a case's history is made of, as they are read. */
import type { CaseTag, OrganisationId, PersonId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { anyOf, hexOf, tagOf } from "./column.ts";
import type { Queries, StoreContext } from "./context.ts";
import { gathered } from "./gathering.ts";

export type CaseRow = {
	readonly case_tag: Uint8Array;
	readonly organisation: OrganisationId;
	readonly excluded: readonly PersonId[];
	readonly policy_hash: Uint8Array;
	readonly calendar_hash: Uint8Array;
	readonly visible_at: Instant;
	readonly log_salt: Uint8Array | null;
};

export type EventRow = { readonly sequence: number; readonly hash: Uint8Array; readonly text: string };

/** A case's own row and its events in order. */
export type CaseRows = { readonly caseTag: CaseTag; readonly file: CaseRow; readonly rows: readonly EventRow[] };

/** Rows of one case; those of cases that one context asks for at the same time are read together. */
export const readRows = gathered(({ db }: StoreContext) => ({
	perform: async (caseTags: readonly CaseTag[]): Promise<readonly (CaseRows | undefined)[]> => {
		const found = new Map((await findRows(db.query, caseTags)).map((rows) => [rows.caseTag, rows]));
		return caseTags.map((caseTag) => found.get(caseTag));
	},
	atOnce: 1,
	most: 32,
}));

/** Rows of several cases, of both kinds at once: what is read of a case's own row never changes, unless it is erased. */
export async function findRows(query: Queries, caseTags: readonly CaseTag[]): Promise<readonly CaseRows[]> {
	const [files, events] = await Promise.all([filesOf(query, caseTags).execute(), eventsOf(query, caseTags)]);
	return beside(files, events);
}

/**
 * Locks cases, then reads their events. Two statements on purpose: at read committed, rows read by the statement that waits
 * for the lock would be as old as its start. `free`: only those that nobody else holds, and nobody is waited for.
 */
export async function lockRows(
	query: Queries,
	caseTags: readonly CaseTag[],
	{ free }: { readonly free: boolean },
): Promise<readonly CaseRows[]> {
	const locking = filesOf(query, caseTags).forUpdate("case_file");
	const files = await (free ? locking.skipLocked() : locking).execute();
	if (files.length === 0) return [];
	const locked = files.map(({ case_tag }) => tagOf(case_tag));
	return beside(files, await eventsOf(query, locked));
}

/** All that they say: the same text if, and only if, every byte is the same. */
export function textOf({ file, rows }: CaseRows): string {
	const { organisation, excluded, visible_at, case_tag, policy_hash, calendar_hash, log_salt } = file;
	const names = [organisation, visible_at, `${excluded.length}`, ...excluded];
	const bytes = [case_tag, policy_hash, calendar_hash, log_salt].map((column) => (column === null ? "-" : hexOf(column)));
	const events = rows.map(({ sequence, hash, text }) => `${sequence} ${hexOf(hash)} ${text}`);
	return [...names, ...bytes, ...events].join("\n");
}

function filesOf(query: Queries, caseTags: readonly CaseTag[]) {
	return query
		.selectFrom("case_file")
		.leftJoin("reporter_key", "reporter_key.case_tag", "case_file.case_tag")
		.select(["case_file.case_tag", "case_file.organisation", "case_file.excluded", "case_file.policy_hash", "case_file.calendar_hash"])
		.select(["case_file.visible_at", "reporter_key.log_salt"])
		.where("case_file.case_tag", "=", anyOf(caseTags));
}

function eventsOf(query: Queries, caseTags: readonly CaseTag[]) {
	return query
		.selectFrom("event")
		.select(["case_tag", "sequence", "hash", sql<string>`body::text`.as("text")])
		.where("case_tag", "=", anyOf(caseTags))
		.orderBy("case_tag")
		.orderBy("sequence")
		.execute();
}

function beside(files: readonly CaseRow[], events: readonly (EventRow & { readonly case_tag: Uint8Array })[]): readonly CaseRows[] {
	const byCase = new Map<CaseTag, EventRow[]>(files.map(({ case_tag }) => [tagOf(case_tag), []]));
	for (const row of events) byCase.get(tagOf(row.case_tag))?.push(row);
	return files.map((file) => {
		const caseTag = tagOf(file.case_tag);
		return { caseTag, file, rows: byCase.get(caseTag) ?? [] };
	});
}
