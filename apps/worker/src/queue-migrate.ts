/** Lays out BullMQ's own schema. Run by the owner; the worker's role owns nothing there either. */
import { DEFAULT_SCHEMA, runMigrations } from "bullmq";
import pg from "pg";
import { QUEUE_NAME } from "./queue-name.ts";

/**
 * Brings schema `bullmq` up to the version that this BullMQ needs and lets the worker's role use it.
 * BullMQ creates a sequence for each queue the first time somebody adds to it; we create ours here, so
 * that the role needs no right to create anything. Idempotent, and serialised by BullMQ's advisory lock.
 */
export async function migrateQueue(ownerUrl: string, workerRole: string): Promise<void> {
	const client = new pg.Client({ connectionString: ownerUrl, application_name: "answerable-queue-migrate" });
	await client.connect();
	try {
		await runMigrations(client);
		const role = client.escapeIdentifier(workerRole);
		const named = await client.query<{ name: string }>(`select ${DEFAULT_SCHEMA}.job_id_seq_name($1) as name`, [QUEUE_NAME]);
		for (const row of named.rows) {
			await client.query(`create sequence if not exists ${DEFAULT_SCHEMA}.${client.escapeIdentifier(row.name)}`);
		}
		await client.query(`grant usage on schema ${DEFAULT_SCHEMA} to ${role}`);
		await client.query(`grant select, insert, update, delete on all tables in schema ${DEFAULT_SCHEMA} to ${role}`);
		await client.query(`grant usage, select, update on all sequences in schema ${DEFAULT_SCHEMA} to ${role}`);
		await client.query(`revoke insert, update, delete on ${DEFAULT_SCHEMA}.migration from ${role}`);
	} finally {
		await client.end();
	}
}
