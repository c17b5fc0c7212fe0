/** Cases by the hundred thousand, written straight into the tables: what surrounds a measurement, never what is measured. */
import type { Database } from "@answerable/store/connect";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import type { Town } from "./town.ts";

export type Filling = {
	readonly town: Town;
	/** Cases are added until the organisation has so many of them. */
	readonly until: number;
	/** The first of their wakes; each further case wakes a second later. */
	readonly wakesFrom: Instant;
};

const BATCH = 20_000;
/** When all of them became visible, by which they are told apart. */
const LONG_AGO = "2026-01-01T00:00:00Z";

/**
 * Fills every table that a case has rows in. Letters and wraps are short: they lie outside the rows that are searched. Rows
 * point where they should, but nothing that these cases say is signed, so nobody may open them.
 */
export async function fillCases(owner: Database, { town, until, wakesFrom }: Filling): Promise<void> {
	const { rows } = await sql<{ count: number }>`
		select count(*) from case_file where organisation = ${town.id} and visible_at = ${LONG_AGO}::timestamptz`.execute(owner.query);
	const first = (rows[0]?.count ?? 0) + 1;
	for (let from = first; from <= until; from += BATCH) {
		await fillBatch(owner, { town, from, to: Math.min(until, from + BATCH - 1), wakesFrom });
	}
	if (first <= until) await sql`analyze`.execute(owner.query);
}

type Batch = { readonly town: Town; readonly from: number; readonly to: number; readonly wakesFrom: Instant };

/** The statements run as a replica would apply them, so that no foreign key is looked up a million times. */
async function fillBatch({ query }: Database, { town, from, to, wakesFrom }: Batch): Promise<void> {
	const tag = sql`sha256(convert_to(${town.id} || ' ' || i, 'UTF8'))`;
	const series = sql`generate_series(${from}::integer, ${to}::integer) as i`;
	const sights = town.tenures.slice(0, 5).map(({ tenure }) => tenure);
	await query.transaction().execute(async (inside) => {
		await sql`set local session_replication_role = replica`.execute(inside);
		await sql`
			insert into case_file (case_tag, organisation, severity, policy_hash, calendar_hash, excluded, head_sequence, head_hash, news_sequence, visible_at,
				wake_at, release_at, next, next_due, closed)
			select ${tag}, organisation.id, 'S2', policy_hash, calendar_hash, '{}', 0, ${tag}, 0, ${LONG_AGO}::timestamptz,
				${wakesFrom}::timestamptz + i * interval '1 second', null,
				jsonb_build_object('clock', 'acknowledgement', 'round', 1, 'due', '2030-01-01T17:00:00Z'),
				${wakesFrom}::timestamptz + (i % 5000) * interval '1 second', false
			from ${series}, organisation where organisation.id = ${town.id}`.execute(inside);
		await sql`
			insert into case_sight (case_tag, tenure, sight, rung, opens, due)
			select ${tag}, tenure, 'content', 0, '{concern}', ${wakesFrom}::timestamptz + (i % 5000) * interval '1 second' from ${series}, unnest(${sights}::uuid[]) as tenure`.execute(
			inside,
		);
		await sql`
			insert into event (case_tag, sequence, hash, body, act_hash)
			select ${tag}, 0, ${tag}, jsonb_build_object('filler', repeat('x', 200)), ${tag} from ${series}`.execute(inside);
		await sql`
			insert into leaf (id, case_tag, sequence, bytes, publish_after, lane)
			select gen_random_uuid(), ${tag}, 0, decode(repeat('00', 128), 'hex'), '2026-01-01T00:00:00Z', 'epoch' from ${series}`.execute(
			inside,
		);
		await sql`
			insert into letter (case_tag, sequence, part, ciphertext)
			select ${tag}, 0, part, ${tag} from ${series}, generate_series(0, 1) as part`.execute(inside);
		await sql`insert into case_wraps (case_tag, wraps) select ${tag}, ${tag} from ${series}`.execute(inside);
		await sql`
			insert into reporter_key (case_tag, mailbox, mailbox_auth, message_sign, kem, log_salt, promise)
			select ${tag}, ${tag}, ${tag}, ${tag}, decode(repeat('00', 1216), 'hex'), ${tag}, '{}' from ${series}`.execute(inside);
	});
}
