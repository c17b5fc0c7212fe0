/** Each process says now and then that it is alive; `/readyz` reads it. */
import type { Instant } from "@answerable/types/time";
import type { Database } from "./connect.ts";

export type Heartbeat = { readonly process: string; readonly beatAt: Instant; readonly detail: Readonly<Record<string, string>> };

/** `detail` is for operators (a version, the hash of a key); nothing of a case belongs into it. */
export async function beat({ query }: Database, heartbeat: Heartbeat): Promise<void> {
	const values = { beat_at: heartbeat.beatAt, detail: heartbeat.detail };
	await query
		.insertInto("heartbeat")
		.values({ process: heartbeat.process, ...values })
		.onConflict((conflict) => conflict.column("process").doUpdateSet(values))
		.execute();
}

export async function readHeartbeats({ query }: Database): Promise<readonly Heartbeat[]> {
	const rows = await query.selectFrom("heartbeat").selectAll().orderBy("process").execute();
	return rows.map((row) => ({ process: row.process, beatAt: row.beat_at, detail: row.detail }));
}
