/** What raises are checked against, read once a second however many there are. */
import type { CivilDate } from "@answerable/types/time";
import type { Database } from "./connect.ts";
import { type IntakeFacts, readIntakeFacts } from "./intake-facts.ts";
import type { RaiseRequest } from "./raise-request.ts";

type Standing = { readonly readAtMs: number; readonly facts: Promise<IntakeFacts | null> };
type Asked = { readonly header: Pick<RaiseRequest["header"], "organisation" | "statement">; readonly today: CivilDate };

const FRESH_MS = 1_000;
/** Recipients differ only by whom a concern is about, so these are more than there are. */
const MOST_REMEMBERED = 200;
const remembered = new WeakMap<Database, Map<string, Standing>>();

/**
 * Facts that are a second old at most. [Note: Facts are read with the write] What is decided on them is written only by a
 * statement that finds them still true; whoever is refused by them is refused by facts that were read anew.
 */
export function standingFacts(db: Database, { header: { organisation, statement }, today }: Asked): Promise<IntakeFacts | null> {
	const known = remembered.get(db) ?? new Map<string, Standing>();
	remembered.set(db, known);
	const name = `${organisation} ${today} ${statement.recipients.map(({ tenure }) => tenure).join()}`;
	const before = known.get(name);
	if (before !== undefined && performance.now() - before.readAtMs < FRESH_MS) return before.facts;
	const facts = readIntakeFacts(db.query, { organisation, statement, today });
	if (known.size >= MOST_REMEMBERED) known.clear();
	known.set(name, { readAtMs: performance.now(), facts });
	facts.catch(() => known.delete(name));
	return facts;
}
