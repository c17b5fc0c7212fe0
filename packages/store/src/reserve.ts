/** A pool of single connections for Kysely, whose transactions need a connection to themselves. */
import { CompiledQuery, type DatabaseConnection, type Driver } from "kysely";
import { PostgresJSDialect, type PostgresJSDialectConfig, PostgresJSDriver } from "kysely-postgres-js";
import postgres from "postgres";

/** What the dialect asks of postgres.js. */
export type Reserving = Exclude<PostgresJSDialectConfig["postgres"], (...given: never[]) => unknown>;
type Reserved = Awaited<ReturnType<Reserving["reserve"]>>;

/** One connection: a postgres.js instance of its own, with room for one. */
type Single = { readonly sql: postgres.Sql; lost: boolean };

/** Opens an instance with `max: 1` that calls back when its connection has closed. */
export type OpenSingle = (onClose: () => void) => postgres.Sql;

/**
 * [Note: Lost connections are thrown away] When a reserved connection of postgres.js 3.4 loses its socket, the next
 * statement on it (a rollback, always) throws where nothing can catch it and ends the process, and releasing it puts
 * it back among the open ones (porsager/postgres issues 1066, 1154, 1208). So each connection is an instance of its
 * own: once it is lost, whoever holds it gets an error for every further statement, and its place in the pool goes to
 * a new one. A transaction is thereby never carried on, outside of itself, on a connection that was made again.
 */
export class SinglePool implements Reserving {
	readonly options: Reserving["options"];
	readonly #open: OpenSingle;
	readonly #max: number;
	readonly #all = new Set<Single>();
	readonly #idle: Single[] = [];
	readonly #waiting: { readonly give: (single: Single) => void; readonly refuse: (error: Error) => void }[] = [];
	#ended = false;

	constructor(open: OpenSingle, max: number) {
		this.#open = open;
		this.#max = max;
		this.options = { max };
	}

	/** A connection to oneself, until it is released. Waits while all are taken. */
	async reserve(): Promise<Reserved> {
		if (this.#ended) throw lostError("CONNECTION_ENDED");
		const single =
			this.#idle.pop() ??
			(this.#all.size < this.#max ? this.#make() : await new Promise<Single>((give, refuse) => this.#waiting.push({ give, refuse })));
		let held = true;
		return {
			unsafe: (text, parameters, options) => this.#ask(single, text, parameters ?? [], options),
			release: () => {
				if (held) this.#takeBack(single);
				held = false;
			},
		};
	}

	/** Ends every connection; statements under way get five seconds. */
	async end(): Promise<void> {
		this.#ended = true;
		for (const { refuse } of this.#waiting.splice(0)) refuse(lostError("CONNECTION_ENDED"));
		await Promise.all([...this.#all].map(({ sql }) => sql.end({ timeout: 5 })));
	}

	#make(): Single {
		const single: Single = { sql: this.#open(() => this.#lose(single)), lost: false };
		this.#all.add(single);
		return single;
	}

	#ask(single: Single, text: string, parameters: readonly unknown[], options: unknown): ReturnType<Reserved["unsafe"]> {
		if (single.lost) return Object.assign(Promise.reject(lostError("CONNECTION_CLOSED")), { cancel: () => undefined });
		const pending = single.sql.unsafe(text, [...parameters] as never[], options as postgres.UnsafeQueryOptions);
		const answer = pending.then((result) => {
			if (text === "commit" && result.command !== "COMMIT") throw new Error("A transaction in which a statement failed was not committed.");
			return result;
		});
		answer.catch((error: unknown) => {
			if (text === "rollback" || isFatal(error)) single.lost = true;
		});
		return Object.assign(answer, { cancel: () => pending.cancel() });
	}

	/** One that nobody holds goes at once; one that is held goes when it is released. */
	#lose(single: Single): void {
		single.lost = true;
		const place = this.#idle.indexOf(single);
		if (place >= 0) {
			this.#idle.splice(place, 1);
			this.#discard(single);
		}
	}

	#takeBack(single: Single): void {
		if (single.lost) this.#discard(single);
		const next = this.#waiting.shift();
		if (next !== undefined) next.give(single.lost ? this.#make() : single);
		else if (!single.lost) this.#idle.push(single);
	}

	#discard(single: Single): void {
		this.#all.delete(single);
		void single.sql.end({ timeout: 0 });
	}
}

/** Kysely's dialect over such a pool. */
export class SingleDialect extends PostgresJSDialect {
	readonly #pool: SinglePool;

	constructor(pool: SinglePool) {
		super({ postgres: () => pool });
		this.#pool = pool;
	}

	override createDriver(): Driver {
		return new SingleDriver({ postgres: () => this.#pool });
	}
}

/** A rollback on a lost connection is no news: the server has rolled back, and what went wrong is in the first error. */
class SingleDriver extends PostgresJSDriver {
	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw("rollback")).catch(() => undefined);
	}
}

/** Every error but one that PostgreSQL reported and lived on after. */
function isFatal(error: unknown): boolean {
	return !(error instanceof postgres.PostgresError) || error.severity === "FATAL" || error.severity === "PANIC";
}

function lostError(code: string): Error {
	return Object.assign(new Error("The connection to the database is gone."), { code });
}
