/** Writes chained events with everything that goes with them, of one case or of several, in one statement. */
import { randomUUID } from "node:crypto";
import type { NewNotice } from "@answerable/domain/command";
import { isNews } from "@answerable/domain/news";
import { toHex } from "@answerable/log/bytes";
import type { CaseTag, PersonId } from "@answerable/types/id";
import { CompiledQuery } from "kysely";
import type { Chained } from "./chaining.ts";
import type { Queries } from "./context.ts";
import type { Projection } from "./projection.ts";

export type Appended = {
	readonly caseTag: CaseTag;
	/** By the signed raise: the row's own could keep somebody from a case that was released to them. */
	readonly excluded: readonly PersonId[];
	readonly chained: readonly Chained[];
	readonly notices: readonly NewNotice[];
	/** After the last of the events. */
	readonly projection: Projection;
};

/**
 * Appends to cases that the caller has locked; a sight that stands as it should is left alone, rather than locked and written
 * again. Notifies worker, releaser and publisher as far as each has something to do. Rows go as JSON, so that the statement
 * is the same, and prepared, however many there are.
 */
export async function appendToCases(query: Queries, appended: readonly Appended[]): Promise<void> {
	await query.executeQuery(CompiledQuery.raw(STATEMENT, [appended.map(rowOf)]));
}

/** What events add to the tables beside their case's own row. */
export function chainedRows(chained: readonly Chained[], notices: readonly NewNotice[]) {
	const at = chained.at(-1)?.event.at;
	return {
		events: chained.map(({ event, hash, actHash }) => ({ sequence: event.sequence, hash, body: event, act_hash: actHash })),
		leaves: chained.map(({ event, leaf }) => ({
			id: leaf.id,
			sequence: event.sequence,
			bytes: toHex(leaf.bytes),
			publish_after: leaf.publishAfter,
			lane: leaf.lane,
		})),
		notices: notices.map(({ tenure, kind }) => ({ id: randomUUID(), tenure, kind, at })),
	};
}

function rowOf({ caseTag, excluded, chained, notices, projection }: Appended) {
	const last = chained.at(-1);
	if (last === undefined) throw new Error("There is nothing to append.");
	const news = chained.findLast(({ event }) => isNews(event))?.event.sequence ?? null;
	const { severity, wakeAt, releaseAt, next, closed, sights } = projection;
	return {
		tag: caseTag,
		...{ severity, excluded, sequence: last.event.sequence, head: last.hash, news },
		...{ wake_at: wakeAt, release_at: releaseAt, next, next_due: next?.due ?? null, closed },
		...chainedRows(chained, notices),
		sights,
		wants_release: releaseAt !== null && releaseAt <= last.event.at,
		wants_publication: chained.some(({ event }) => event.happening.kind === "released"),
	};
}

const STATEMENT = `
with given as materialized (
	select decode(tag, 'hex') as case_tag, given.*
	from jsonb_to_recordset($1::jsonb) as given (
		tag text, severity text, excluded uuid[], sequence integer, head text, news integer, wake_at timestamptz, release_at timestamptz, next jsonb,
		next_due timestamptz, closed boolean, events jsonb, leaves jsonb, notices jsonb, sights jsonb, wants_release boolean,
		wants_publication boolean
	)
),
gate as (
	update case_file set
		severity = given.severity, head_sequence = given.sequence, head_hash = decode(given.head, 'hex'),
		news_sequence = coalesce(given.news, news_sequence), wake_at = given.wake_at, release_at = given.release_at, next = given.next,
		next_due = given.next_due, closed = given.closed
	from given where case_file.case_tag = given.case_tag
	returning given.*
),
new_event as (
	insert into event (case_tag, sequence, hash, body, act_hash)
	select case_tag, one.sequence, decode(one.hash, 'hex'), one.body, decode(one.act_hash, 'hex')
	from gate, jsonb_to_recordset(gate.events) as one (sequence integer, hash text, body jsonb, act_hash text)
),
given_leaf as (
	select case_tag, one.* from gate,
		jsonb_to_recordset(gate.leaves) as one (id uuid, sequence integer, bytes text, publish_after timestamptz, lane text)
),
new_leaf as (
	insert into leaf (id, case_tag, sequence, bytes, publish_after, lane)
	select id, case_tag, sequence, decode(bytes, 'hex'), publish_after, lane from given_leaf
),
new_pending as (
	insert into pending_leaf (leaf_id, case_tag, sequence, publish_after, lane)
	select id, case_tag, sequence, publish_after, lane from given_leaf
),
new_notice as (
	insert into notice (id, tenure, kind, at, attempts, delivered)
	select one.id, one.tenure, one.kind, one.at, 0, false
	from gate, jsonb_to_recordset(gate.notices) as one (id uuid, tenure uuid, kind text, at timestamptz)
),
new_sight as (
	insert into case_sight (case_tag, tenure, sight, rung, opens, due)
	select gate.case_tag, one.tenure, one.sight, one.rung, one.opens, coalesce(gate.next_due, 'infinity')
	from gate cross join jsonb_to_recordset(gate.sights) as one (tenure uuid, sight text, rung smallint, opens text[])
		join tenure on tenure.id = one.tenure
		left join lateral (
			-- One look at the index for each: what JSON holds is guessed to be many rows, and a join would read the whole table.
			select sight, rung, opens from case_sight where case_sight.case_tag = gate.case_tag and case_sight.tenure = one.tenure offset 0
		) known on true
	where not tenure.person = any (gate.excluded) and (known.sight, known.rung, known.opens) is distinct from (one.sight, one.rung, one.opens)
	on conflict (case_tag, tenure) do update set sight = excluded.sight, rung = excluded.rung, opens = excluded.opens
)
select pg_notify(channel, '') from (
	select distinct channel from gate, unnest(
		array['answerable_case', case when wants_release then 'answerable_release' end, case when wants_publication then 'answerable_publish' end]
	) as channel where channel is not null
) as told`;
