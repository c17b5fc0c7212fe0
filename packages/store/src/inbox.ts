/** What a person may see, most urgent first, in pages; and whether that has changed. */
import type { Hash } from "@answerable/types/bytes";
import type { Inbox, InboxRow } from "@answerable/types/desk";
import type { PersonId } from "@answerable/types/id";
import { CaseTag, TenureId } from "@answerable/types/id";
import { Instant } from "@answerable/types/time";
import { type RawBuilder, sql } from "kysely";
import { bytesColumn, hashOf, NEVER, tagOf } from "./column.ts";
import type { Database } from "./connect.ts";

export type InboxPage = { readonly person: PersonId; readonly now: Instant; readonly limit: number; readonly cursor: string | null };

type Place = { readonly due: Instant; readonly caseTag: CaseTag; readonly tenure: TenureId };
type ListedRow = Omit<InboxRow, "caseTag"> & { readonly case_tag: Uint8Array; readonly due: Instant };

/**
 * Cases that the person's present tenures may see, none before its slot, none from which the person is excluded (an
 * exclusion follows the person to every post). Null if the cursor is none of ours.
 *
 * [Note: A page is read where it begins] Each tenure's sights lie in the order of the list, so that a page costs the same
 * at the beginning and far inside, of a hundred cases and of a hundred thousand. The first page compares nothing, and how
 * many rows are wanted stands in the statement itself: PostgreSQL then knows how little it will read, and keeps its plan. Pages
 * far inside are planned each time.
 */
export async function readInbox({ query }: Database, { person, now, limit, cursor }: InboxPage): Promise<Inbox | null> {
	const after = cursor === null ? null : readCursor(cursor);
	if (after === null && cursor !== null) return null;
	const most = sql.lit(limit + 1);
	const { rows: found } = await sql<ListedRow>`
		select tenure.id as tenure, listed.*
		from tenure cross join lateral (
			select case_file.case_tag, case_file.organisation, case_file.severity, case_sight.sight, case_sight.rung, case_file.next,
				case_file.closed, case_file.head_sequence as head, case_file.news_sequence as news, case_sight.due
			from case_sight join case_file on case_file.case_tag = case_sight.case_tag
			where case_sight.tenure = tenure.id
				and ${mayBeSeen(now)} ${after === null ? sql`` : beyond(after)}
			order by case_sight.due, case_sight.case_tag
			limit ${most}
		) as listed
		where tenure.person = ${person} and not tenure.removed
		order by listed.due, listed.case_tag, tenure.id
		limit ${most}`.execute(query);
	const shown = found.slice(0, limit);
	const last = shown.at(-1);
	const next = found.length > limit && last !== undefined ? { due: last.due, caseTag: tagOf(last.case_tag), tenure: last.tenure } : null;
	return {
		rows: shown.map(({ case_tag, due: _, ...row }): InboxRow => ({ ...row, caseTag: tagOf(case_tag) })),
		cursor: next === null ? null : writeCursor(next),
	};
}

/** The first comparison finds the place in the index; the second leaves out what the page before showed of the same case to another tenure of the person. */
function beyond({ due, caseTag, tenure }: Place): RawBuilder<boolean> {
	const tag = bytesColumn(caseTag);
	return sql`
				and (case_sight.due, case_sight.case_tag) >= (${due}::timestamptz, ${tag}::bytea)
				and (case_sight.due, case_sight.case_tag, case_sight.tenure) > (${due}::timestamptz, ${tag}::bytea, ${tenure}::uuid)`;
}

/** A case is in somebody's list from its slot on, and never if they are left out of it. */
function mayBeSeen(now: Instant): RawBuilder<boolean> {
	return sql`case_file.visible_at <= ${now}::timestamptz and not tenure.person = any (case_file.excluded)`;
}

/**
 * A hash of the whole list as it is now (domain, `linesOf`): whoever kept that of the list that they were shown knows whether there is
 * anything new in it, and nothing else. Made where the rows are, so that ten thousand of them cost no journey.
 */
export async function readInboxHash({ query }: Database, { person, now }: Pick<InboxPage, "person" | "now">): Promise<Hash> {
	const { rows } = await sql<{ hash: Uint8Array }>`
		select sha256(convert_to(coalesce(string_agg(
			tenure.id || ' ' || encode(case_file.case_tag, 'hex') || ' ' || case_file.news_sequence || E'\\n', '' order by tenure.id, case_file.case_tag
		), ''), 'UTF8')) as hash
		from tenure join case_sight on case_sight.tenure = tenure.id join case_file on case_file.case_tag = case_sight.case_tag
		where tenure.person = ${person} and not tenure.removed and ${mayBeSeen(now)}`.execute(query);
	const [row] = rows;
	if (row === undefined) throw new Error("An aggregate has one row.");
	return hashOf(row.hash);
}

function writeCursor({ due, caseTag, tenure }: Place): string {
	return `${due === NEVER ? "-" : due}~${caseTag}~${tenure}`;
}

function readCursor(cursor: string): Place | null {
	const [due, caseTag, tenure, ...rest] = cursor.split("~");
	const tag = CaseTag.safeParse(caseTag);
	const id = TenureId.safeParse(tenure);
	const instant = due === "-" ? NEVER : Instant.safeParse(due).data;
	// PostgreSQL has no year 0000, though an instant may be written so.
	return rest.length > 0 || !tag.success || !id.success || instant === undefined || instant.startsWith("0000")
		? null
		: { due: instant, caseTag: tag.data, tenure: id.data };
}
