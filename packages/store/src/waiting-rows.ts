/** Rows of reporters' acts that wait for their slot: what is looked at when the next one comes, and what is written of it. */
import { randomUUID } from "node:crypto";
import { ciphertextHashOf } from "@answerable/log/ciphertext";
import type { Hash } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { WaitingAct } from "@answerable/types/intake";
import type { RefusalCode } from "@answerable/types/problem";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { anyOf, bytesColumn, hashOf, tagOf } from "./column.ts";
import type { Queries } from "./context.ts";

/** An act that waits or was refused at its slot. Its letter is not read: what it hashes to is enough. */
export type WaitingRow = {
	readonly case_tag: Uint8Array;
	readonly place: number;
	readonly visible_at: Instant;
	readonly refused: RefusalCode | null;
	readonly act_hash: Uint8Array;
	readonly kind: WaitingAct["kind"];
	/** The act's JSON. */
	readonly text: string;
	/** In hex: that of `partHash` in `packages/log`. Null: it has no letter. */
	readonly part: Hash | null;
};

const LOOKED_AT = ["case_tag", "place", "visible_at", "refused", "act_hash"] as const;
const KIND = sql<WaitingAct["kind"]>`act ->> 'kind'`.as("kind");
const TEXT = sql<string>`act::text`.as("text");
const PART = sql<Hash | null>`encode(sha256(convert_to(E'answerable/v1/part\\n', 'UTF8') || ciphertext), 'hex')`.as("part");

/** Every act of these cases that waits or was refused at its slot, in the order of each. */
export async function readWaiting(query: Queries, caseTags: readonly CaseTag[]): Promise<ReadonlyMap<CaseTag, readonly WaitingRow[]>> {
	const byCase = new Map<CaseTag, WaitingRow[]>(caseTags.map((caseTag) => [caseTag, []]));
	if (caseTags.length === 0) return byCase;
	const rows = await query
		.selectFrom("waiting_act")
		.select([...LOOKED_AT, KIND, TEXT, PART])
		.where("case_tag", "=", anyOf(caseTags))
		.orderBy("case_tag")
		.orderBy("place")
		.execute();
	for (const row of rows) byCase.get(tagOf(row.case_tag))?.push(row);
	return byCase;
}

/** `place` keeps the order of one case; nothing tells when. */
export type NewWaiting = {
	readonly caseTag: CaseTag;
	readonly hash: Hash;
	readonly place: number;
	readonly slot: Instant;
	readonly act: WaitingAct;
	readonly ciphertext: Uint8Array | null;
	readonly wrap: Uint8Array | null;
};

/** Keeps acts until their slots, and gives their rows as they will be read. As many statements as there may be acts in a group: few. */
export function writeWaiting(query: Queries, acts: readonly NewWaiting[]): Promise<readonly WaitingRow[]> {
	const rows = acts.map(({ caseTag, hash, place, slot, act, ciphertext, wrap }) => ({
		...{ id: randomUUID(), case_tag: bytesColumn(caseTag), place, visible_at: slot, act_hash: bytesColumn(hash) },
		...{ act, ciphertext, wrap, refused: null },
	}));
	return query
		.insertInto("waiting_act")
		.values(rows)
		.returning([...LOOKED_AT, KIND, TEXT, PART])
		.execute();
}

/** What is decided of it at its slot follows from this, and from the history: the same text if it is the same act, slot and letter. */
export function textOfWaiting({ visible_at, part, text }: WaitingRow): string {
	return `${visible_at} ${part ?? "-"} ${text}`;
}

/** The act itself, and what its letter hashes to. */
export function readAct({ text, part }: WaitingRow): { readonly act: WaitingAct; readonly ciphertext: Hash | null } {
	return { act: JSON.parse(text) as WaitingAct, ciphertext: part === null ? null : ciphertextHashOf([part]) };
}

/** The idempotency key of an act. */
export function hashOfWaiting({ act_hash }: WaitingRow): Hash {
	return hashOf(act_hash);
}
