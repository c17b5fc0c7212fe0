/** Who can open what: whether a case would be shut for good if somebody left, and what one colleague could give to another. */
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Compartment } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { type RawBuilder, sql } from "kysely";
import { bytesColumn, tagOf } from "./column.ts";
import type { Queries } from "./context.ts";

/** How many open cases nobody but this tenure can open all of. */
export type SoleOpener = { readonly tenure: TenureId; readonly cases: number };

type Asked = { readonly organisation: OrganisationId; readonly knownTo: readonly PersonId[]; readonly now: Instant };

/**
 * Tenures of an organisation that alone can open some part of an open case.
 *
 * [Note: What the askers may not know of] A case from which one of `knownTo` is left out is not counted: a number that includes it
 * would tell them that there is one. It keeps nobody from leaving either; if nobody can open it then, it goes up.
 */
export async function readSoleOpeners(query: Queries, asked: Asked): Promise<readonly SoleOpener[]> {
	const { rows } = await sql<SoleOpener>`
		with opener as (${openersOf(asked)})
		select tenure, count(distinct case_tag)::int as cases from opener one
		where not exists (
			select from opener other
			where other.case_tag = one.case_tag and other.compartment = one.compartment and other.tenure <> one.tenure
		)
		group by tenure order by tenure`.execute(query);
	return rows;
}

/** One row a case, tenure and compartment, of those who hold their role now. An outside body answers for nobody inside. */
function openersOf({ organisation, knownTo, now }: Asked): RawBuilder<unknown> {
	return sql`
		select case_sight.case_tag, case_sight.tenure, unnest(case_sight.opens) as compartment
		from case_file join case_sight on case_sight.case_tag = case_file.case_tag join tenure on tenure.id = case_sight.tenure
		where case_file.organisation = ${organisation} and not case_file.closed and case_file.visible_at <= ${now}::timestamptz
			and not case_file.excluded && ${knownTo}::uuid[]
			and case_sight.sight = 'content' and case_sight.rung < 5
			and not tenure.removed and not tenure.person = any (case_file.excluded)`;
}

export type HandOver = {
	readonly from: TenureId;
	readonly to: { readonly tenure: TenureId; readonly person: PersonId };
	/** What a case may be given of to the other's role at least (domain, `grantableTo`). */
	readonly grantable: readonly Compartment[];
	readonly after: CaseTag | null;
	readonly limit: number;
	readonly now: Instant;
};

/**
 * Open cases of which one tenure can open more than another that may be given it, in the order of their tags, which are random. A case
 * from which the other person is left out is not among them.
 */
export async function readHandOver(query: Queries, { from, to, grantable, after, limit, now }: HandOver): Promise<readonly CaseTag[]> {
	const { rows } = await sql<{ case_tag: Uint8Array }>`
		select case_file.case_tag
		from case_sight mine join case_file on case_file.case_tag = mine.case_tag
			left join case_sight theirs on theirs.case_tag = mine.case_tag and theirs.tenure = ${to.tenure}
		where mine.tenure = ${from} and mine.sight = 'content' and not case_file.closed and case_file.visible_at <= ${now}::timestamptz
			and not ${to.person} = any (case_file.excluded)
			and exists (
				select from unnest(mine.opens) as opened
				where opened = any (${grantable}::text[]) and not opened = any (coalesce(theirs.opens, '{}'))
			)
			and ${after === null ? sql`true` : sql`case_file.case_tag > ${bytesColumn(after)}`}
		order by case_file.case_tag limit ${limit}`.execute(query);
	return rows.map(({ case_tag }) => tagOf(case_tag));
}
