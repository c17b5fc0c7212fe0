/** What went wrong in the database, as far as callers may act on it. */
import postgres from "postgres";

const UNIQUE_VIOLATION = "23505";
/**
 * SQLSTATE classes 08 (connection), 53 (resources), 57 (shutdown, cancelled); a deadlock, a serialization failure or a
 * lock not had in time (40P01, 40001, 55P03); a transaction that waited too long for us (25P03); a server that is
 * read-only for now (25006). And what the driver calls a
 * lost connection.
 */
const AWAY = /^(08|53|57|40P01|40001|55P03|25P03|25006)/;
const DRIVER_AWAY = new Set([
	"CONNECTION_CLOSED",
	"CONNECTION_ENDED",
	"CONNECTION_DESTROYED",
	"CONNECT_TIMEOUT",
	"ECONNREFUSED",
	"ECONNRESET",
	"EAI_AGAIN",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"ENOTFOUND",
	"ENOENT",
	"EPIPE",
	"ETIMEDOUT",
]);

/** Whether a row of this table was there already; of a constraint, whether it is this one that says so. */
export function isTaken(error: unknown, table: string, constraint?: string): boolean {
	const isUnique = error instanceof postgres.PostgresError && error.code === UNIQUE_VIOLATION && error.table_name === table;
	return isUnique && (constraint === undefined || error.constraint_name === constraint);
}

/** Whether an error means that the database is away, so that the same request may succeed later. */
export function isAway(error: unknown): boolean {
	if (error instanceof postgres.PostgresError) return AWAY.test(error.code);
	return error instanceof Error && "code" in error && typeof error.code === "string" && DRIVER_AWAY.has(error.code);
}
