/** Writes raises together that arrive together: one statement and one flush to disk for all of them. */
import type { Database } from "./connect.ts";
import { isTaken } from "./fault.ts";
import { gathered } from "./gathering.ts";
import { type Inserted, insertRaises, type NewRaise } from "./raise-statement.ts";

const MOST_BYTES = 4 * 1024 * 1024;
const GROUPS = 2;
const MOST_IN_GROUP = 16;

/** More at once would only wait for these. */
export const RAISES_AT_ONCE = GROUPS * MOST_IN_GROUP;

/**
 * Writes a raise; durable when it returns. See [Note: Nobody waits for company]. Those of one severity go together alone: rows of one
 * transaction can be told by its number, and the instant of an urgent one would date those that have none.
 */
export const insertRaise = gathered((db: Database) => ({
	perform: (raises: readonly NewRaise[]) => insertTogether(db, raises),
	atOnce: GROUPS,
	most: MOST_IN_GROUP,
	mostBytes: MOST_BYTES,
	bytesOf: ({ request: { concern, private: letter, wraps } }: NewRaise) => concern.length + letter.length + wraps.length,
	namesOf,
	sortOf: ({ request }: NewRaise) => request.header.statement.severity,
}));

/** None goes with another of the same case, the same mailbox or the same proof of work. */
function namesOf({ request: { header, work } }: NewRaise): readonly string[] {
	return [header.caseTag, header.reporterKeys.mailbox, ...(work === null ? [] : [work.hash])];
}

async function insertTogether({ query }: Database, raises: readonly NewRaise[]): Promise<readonly Inserted[]> {
	try {
		const inserted = await insertRaises(query, raises);
		// Facts that changed for one of them are no reason to ask the others to look again.
		if (raises.length > 1 && inserted.some(({ current }) => !current))
			throw new Error("What one of these raises was checked against has changed.");
		return inserted;
	} catch (error) {
		// Somebody else's mailbox has this name: as with a tag that is taken, nothing of this raise is there.
		if (raises.length === 1 && isTaken(error, "reporter_key")) return [{ current: true, spent: true, made: false }];
		throw error;
	}
}
