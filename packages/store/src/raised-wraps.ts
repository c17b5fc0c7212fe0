/** The wraps of a raise, for its mailbox: read once while they are what the raise names. */
import type { Hash } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import { CaseMemory } from "./case-memory.ts";
import { anyOf, base64UrlOf, tagOf } from "./column.ts";
import type { Database } from "./connect.ts";
import { gathered } from "./gathering.ts";
import { nativeBytesHash } from "./native-hash.ts";

/** Those of twice as many recipients as anybody has; larger ones are read each time. */
const MOST_BYTES = 128 * 1024;

const memories = new WeakMap<Database, CaseMemory<Uint8Array>>();

/**
 * Base64url, as the bytes of its ASCII. Null if there are none.
 *
 * [Note: Wraps are known by their hash] The raise, which its reporter signed and which is read each time, names its wraps by
 * their hash: what has it are the ones. Others are served as they stand, so that whoever reads them sees it, and are read
 * again each time. Whether there still are any is for the caller to look up: erased is erased.
 */
export async function readRaisedWraps(db: Database, caseTag: CaseTag, hash: Hash): Promise<Uint8Array | null> {
	const memory = memories.get(db) ?? new CaseMemory<Uint8Array>();
	memories.set(db, memory);
	const known = memory.recall(caseTag, hash);
	if (known !== null) return known;
	const wraps = await wrapsOf(db, caseTag);
	if (wraps === undefined) return null;
	const text = Buffer.from(base64UrlOf(wraps), "latin1");
	if (text.length <= MOST_BYTES && nativeBytesHash(wraps) === hash) memory.remember(caseTag, hash, text);
	return text;
}

const wrapsOf = gathered((db: Database) => ({
	perform: async (caseTags: readonly CaseTag[]): Promise<readonly (Uint8Array | undefined)[]> => {
		const rows = await db.query.selectFrom("case_wraps").select(["case_tag", "wraps"]).where("case_tag", "=", anyOf(caseTags)).execute();
		const found = new Map(rows.map(({ case_tag, wraps }) => [tagOf(case_tag), wraps]));
		return caseTags.map((caseTag) => found.get(caseTag));
	},
	atOnce: 1,
	most: 8,
}));
