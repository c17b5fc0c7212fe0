/** The one way to PostgreSQL. Instants and dates stay the strings they are everywhere else. */
import { Kysely } from "kysely";
import postgres from "postgres";
import { arrayItems, arrayText } from "./array-text.ts";
import { SingleDialect, SinglePool } from "./reserve.ts";
import type { Tables } from "./tables.ts";

/** Queries go through Kysely (prepared, typed); `sql` is for listening and for statements that it cannot say. */
export type Database = {
	readonly query: Kysely<Tables>;
	readonly sql: postgres.Sql;
	close(): Promise<void>;
};

export type ConnectOptions = {
	/** How many connections at most. */
	readonly max: number;
	readonly applicationName: string;
	/** How long a statement may run. */
	readonly statementTimeoutMs?: number;
	/** How long a transaction may wait for its own process. */
	readonly idleTransactionMs?: number;
};

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const BIGINT = 20;
const UUIDS = 2951;
const TEXTS = 1009;
const INTEGERS = 1007;

/** No transaction of ours waits for anything but the database; one that is idle for so long is of a process that was stopped, and holds up others. */
const IDLE_TRANSACTION_MS = 15_000;

/** PostgreSQL writes `2026-04-02 09:00:00+00` in a UTC session; everything of ours is whole seconds. */
function instantFromText(text: string): string {
	return text === "infinity" ? text : `${text.slice(0, 10)}T${text.slice(11, 19)}Z`;
}

/**
 * [Note: Types are not asked for] postgres.js 3.4 asks each new connection which types of arrays there are, and nothing catches
 * it when the connection is lost before the answer: the process ends. So the few that we use are said here.
 */

/**
 * Connects lazily. A statement or an idle transaction that hangs is ended by the database, so that no row stays
 * locked by a process that is gone.
 */
export function connect(url: string, options: ConnectOptions): Database {
	const settings = {
		onnotice: () => undefined,
		connect_timeout: 10,
		// See [Note: Types are not asked for].
		fetch_types: false,
		connection: {
			application_name: options.applicationName,
			search_path: "answerable",
			TimeZone: "UTC",
			statement_timeout: options.statementTimeoutMs ?? 30_000,
			idle_in_transaction_session_timeout: options.idleTransactionMs ?? IDLE_TRANSACTION_MS,
		},
		types: {
			instant: { to: TIMESTAMPTZ, from: [TIMESTAMPTZ], serialize: String, parse: instantFromText },
			date: { to: DATE, from: [DATE], serialize: String, parse: String },
			bigint: { to: BIGINT, from: [BIGINT], serialize: String, parse: Number },
			uuids: { to: UUIDS, from: [UUIDS], serialize: arrayText, parse: arrayItems },
			texts: { to: TEXTS, from: [TEXTS], serialize: arrayText, parse: arrayItems },
			integers: { to: INTEGERS, from: [INTEGERS], serialize: arrayText, parse: (text: string) => arrayItems(text).map(Number) },
		},
		// The default grows to twenty seconds, for which everybody would wait after the database came back.
		backoff: (retries: number) => Math.min(0.1 * 2 ** retries, 1),
	};
	const sql = postgres(url, { ...settings, max: Math.min(2, options.max) });
	const single = (onClose: () => void) => postgres(url, { ...settings, max: 1, max_lifetime: null, onclose: onClose });
	const query = new Kysely<Tables>({ dialect: new SingleDialect(new SinglePool(single, options.max)) });
	return {
		query,
		sql,
		async close() {
			// Kysely would wait without end for a database that is away.
			await sql.end({ timeout: 5 });
			await query.destroy();
		},
	};
}
