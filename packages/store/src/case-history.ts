/** A case as its rows tell it: loaded, checked and replayed. Only what can be trusted is replayed. */
import type { CaseState } from "@answerable/domain/case";
import type { Context } from "@answerable/domain/context";
import { eventHash } from "@answerable/log/event-hash";
import { checkHistory, type HistoryCheck, type Suspicion } from "@answerable/log/history";
import type { Bytes32, Hash } from "@answerable/types/bytes";
import { CaseEvent, type Seen } from "@answerable/types/event";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { RaiseStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { believe } from "./belief.ts";
import { CaseMemory } from "./case-memory.ts";
import { type CaseRow, type CaseRows, type EventRow, findRows, lockRows, readRows, textOf } from "./case-rows.ts";
import { bytes32Of, hashOf } from "./column.ts";
import type { StoreContext, Turn } from "./context.ts";
import { readKnownEvent } from "./known-event.ts";
import { nativeHash } from "./native-hash.ts";
import { readRules } from "./rules.ts";
import { readSignKeys } from "./tenure-keys.ts";
import { remembering } from "./verified.ts";

export type CaseHistory = {
	readonly caseTag: CaseTag;
	readonly organisation: OrganisationId;
	readonly excluded: readonly PersonId[];
	readonly policyHash: Hash;
	readonly calendarHash: Hash;
	/** The instant of the raise: nobody sees the case before. */
	readonly visibleAt: Instant;
	readonly rules: Context;
	/** Every event that can be read and is in reach of those that are believed, trusted or not. */
	readonly events: readonly CaseEvent[];
	readonly trusted: readonly CaseEvent[];
	/**
	 * `unlikely`: signed well or not at all, but not what the rules make of what was believed before. `row-differs`: the
	 * case's own row is not what the raise was signed over.
	 */
	readonly suspect: readonly (Suspicion | { readonly sequence: number; readonly code: "unlikely" | "row-differs" })[];
	/** The last row in reach, trusted or not: what the next event links to and what staff must have seen. */
	readonly head: Seen;
	/** What the trusted events tell. */
	readonly state: CaseState;
	/** Null once the case was erased. */
	readonly logSalt: Bytes32 | null;
};

/** Rows that say they are a case and tell none: no raise, or none that can be trusted. */
class NoCaseError extends Error {}

/** Whether what was read is broken, rather than the reading of it. */
export function isNoCase(error: unknown): boolean {
	return error instanceof NoCaseError;
}

/**
 * [Note: Far places are passed over] A chain has 100,000 places. A row that somebody wrote far beyond what is believed, at
 * the last place say, is told as suspect and nothing is appended after it: else no place would be left for anybody's next
 * act. Rows that are not believed are few, so no honest chain has a gap of this many.
 */
const REACH = 1_000;

/** Null if there is no such case. */
export async function readCase(ctx: StoreContext, caseTag: CaseTag): Promise<CaseHistory | null> {
	const rows = await readRows(ctx, caseTag);
	return rows === undefined ? null : historyOf({ ctx, query: ctx.db.query }, rows);
}

/** Several cases, read together; without those that there are not, and without any whose history tells no case: it must not hide the rest. */
export async function readCases(ctx: StoreContext, caseTags: readonly CaseTag[]): Promise<ReadonlyMap<CaseTag, CaseHistory>> {
	const turn = { ctx, query: ctx.db.query };
	const found = new Map<CaseTag, CaseHistory>();
	for (const rows of await findRows(turn.query, caseTags)) {
		try {
			found.set(rows.caseTag, await historyOf(turn, rows));
		} catch (error) {
			if (!isNoCase(error)) throw error;
		}
	}
	return found;
}

/** Locks the case, then reads it. */
export async function lockCase(turn: Turn, caseTag: CaseTag): Promise<CaseHistory | null> {
	const [only] = await lockRows(turn.query, [caseTag], { free: false });
	return only === undefined ? null : historyOf(turn, only);
}

/** A case that is locked, and what reads it: a broken one throws there, apart from the others. */
export type LockedCase = { readonly caseTag: CaseTag; readonly read: () => Promise<CaseHistory> };

/** Locks those of the cases that nobody else holds, and waits for none. */
export async function lockFreeCases(turn: Turn, caseTags: readonly CaseTag[]): Promise<readonly LockedCase[]> {
	const locked = await lockRows(turn.query, caseTags, { free: true });
	return locked.map((rows) => ({ caseTag: rows.caseTag, read: () => historyOf(turn, rows) }));
}

/**
 * [Note: Each has a memory of their own] Whoever reads a case that was read a moment ago is answered sooner. Were there one
 * memory for all, staff could feel that its reporter had just been there. So reporters and staff have a context each.
 */
const memories = new WeakMap<StoreContext, CaseMemory<CaseHistory>>();

async function historyOf(turn: Turn, stored: CaseRows): Promise<CaseHistory> {
	const { ctx } = turn;
	if (ctx.remembersCases !== true) return workOut(turn, stored);
	const memory = memories.get(ctx) ?? new CaseMemory<CaseHistory>();
	memories.set(ctx, memory);
	const text = textOf(stored);
	const known = memory.recall(stored.caseTag, text);
	if (known !== null) return known;
	const history = await workOut(turn, stored);
	// Anything suspect is looked at anew each time.
	if (history.suspect.length === 0) memory.remember(stored.caseTag, text, history);
	return history;
}

async function workOut(turn: Turn, { caseTag, file, rows }: CaseRows): Promise<CaseHistory> {
	const events = rows.flatMap(({ text }) => readable(text));
	const { trusted, suspect } = await checkEvents(turn, events);
	const raised = signedRaise(trusted, caseTag);
	const rules = await readRules(turn.query, raised.statement);
	const { state, believed, unlikely } = believe(trusted, rules);
	if (state === null) {
		throw new NoCaseError("A case has no event that can be trusted.");
	}
	const last = (believed.at(-1)?.sequence ?? 0) + REACH;
	const differs = isRowOf(file, raised, state.excluded) ? [] : [{ sequence: 0, code: "row-differs" as const }];
	return {
		caseTag,
		organisation: raised.organisation,
		excluded: state.excluded,
		policyHash: raised.statement.policy,
		calendarHash: raised.statement.calendar,
		visibleAt: raised.at,
		rules,
		events: events.filter(({ sequence }) => sequence <= last),
		trusted: believed,
		suspect: [...suspect, ...differs, ...unlikely.map((sequence) => ({ sequence, code: "unlikely" as const }))],
		head: headOf(rows.filter(({ sequence }) => sequence <= last)),
		state,
		logSalt: file.log_salt === null ? null : bytes32Of(file.log_salt),
	};
}

type SignedRaise = Pick<CaseEvent, "organisation" | "at"> & { readonly statement: RaiseStatement };

/**
 * [Note: Rules come from the raise] Organisation, policy, calendar and exclusions are those that the reporter signed. The
 * case's row repeats them for look-ups: somebody who edits it there moves no clock and lets nobody in. Events of another
 * case in this one's place are no history of it.
 */
function signedRaise([first]: readonly CaseEvent[], caseTag: CaseTag): SignedRaise {
	if (first?.happening.kind !== "raised" || first.caseTag !== caseTag) {
		throw new NoCaseError("A case has no raise of its own that can be trusted.");
	}
	return { organisation: first.organisation, at: first.at, statement: first.happening.statement };
}

function isRowOf(row: CaseRow, { organisation, at, statement }: SignedRaise, excluded: readonly PersonId[]): boolean {
	return (
		row.organisation === organisation &&
		row.visible_at === at &&
		hashOf(row.policy_hash) === statement.policy &&
		hashOf(row.calendar_hash) === statement.calendar &&
		row.excluded.length === excluded.length &&
		excluded.every((person, place) => row.excluded[place] === person)
	);
}

/**
 * [Note: Whose key counts] A handler's key counts if two roots countersigned it and the raise itself, or a grant of a colleague or
 * of the reporter that is trusted, names it by its hash. So nobody becomes a handler of a case by writing into the directory. A grant adds
 * a key, whose holder may have granted in turn: it is checked again until nothing is added.
 */
export async function checkEvents({ ctx, query }: Turn, events: readonly CaseEvent[]): Promise<HistoryCheck> {
	const keys = await readSignKeys(ctx, query, events.flatMap(tenureOf));
	// If the raise is not trusted, nothing after it is.
	let named = namedKeys(events.slice(0, 1));
	for (;;) {
		const keyOf = (tenure: TenureId) => {
			const key = keys.get(tenure);
			return key !== undefined && named.has(nameOf(tenure, key.key)) ? key.sign : undefined;
		};
		const holder = (tenure: TenureId) => keys.get(tenure);
		const check = checkHistory(events, { handler: keyOf, holder }, remembering(ctx.verify), readKnownEvent);
		const now = namedKeys(check.trusted);
		if (now.size === named.size) return check;
		named = now;
	}
}

function namedKeys(trusted: readonly CaseEvent[]): ReadonlySet<string> {
	const holders = trusted.flatMap(({ happening }): readonly { readonly tenure: TenureId; readonly key: Hash }[] => {
		if (happening.kind === "granted" || happening.kind === "rewrapped") return [happening.statement];
		return happening.kind === "raised" ? happening.statement.recipients : [];
	});
	return new Set(holders.map(({ tenure, key }) => nameOf(tenure, key)));
}

function nameOf(tenure: TenureId, key: Hash): string {
	return `${tenure} ${key}`;
}

/** A row that is no event at all is left out; the gap it leaves shows. */
function readable(text: string): readonly CaseEvent[] {
	const parsed = CaseEvent.safeParse(JSON.parse(text));
	return parsed.success ? [parsed.data] : [];
}

function tenureOf(event: CaseEvent): readonly TenureId[] {
	return event.by.actor === "handler" ? [event.by.tenure] : [];
}

/** The hash is computed again: the column could say anything. */
function headOf(rows: readonly EventRow[]): Seen {
	const last = rows.at(-1);
	if (last === undefined) {
		throw new NoCaseError("A case has no events.");
	}
	const [event] = readable(last.text);
	return { sequence: last.sequence, hash: event === undefined ? hashOf(last.hash) : eventHash(event, nativeHash) };
}
