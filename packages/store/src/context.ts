/** What the store needs from whoever composes it. */
import type { Verify } from "@answerable/log/signing";
import type { SigningKey } from "@answerable/types/bytes";
import type { Kysely } from "kysely";
import type { Database } from "./connect.ts";
import type { Tables } from "./tables.ts";

export type StoreContext = {
	readonly db: Database;
	/** Ed25519, strict (RFC 8032). */
	readonly verify: Verify;
	/** Blinds organisation tags in leaves. External bodies hold it; the organisation never does. */
	readonly viewKey: Uint8Array;
	/** The log's own key, where a process was given it; else the one that the deployment's row names. */
	readonly logKey?: SigningKey | undefined;
	/** Whether histories that were read are kept in memory, for this context alone: worth it where the same cases are read again and again. */
	readonly remembersCases?: boolean;
};

/** A connection, or a transaction on one. */
export type Queries = Kysely<Tables>;

/** One turn at a case: the transaction in which it is locked, read and written. */
export type Turn = { readonly ctx: StoreContext; readonly query: Queries };
