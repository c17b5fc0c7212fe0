/** A case as one tenure may see it. Somebody who may know nothing gets the answer of an unknown case. */
import { letterOf } from "@answerable/domain/act-letter";
import { lastNews } from "@answerable/domain/news";
import { sightAt, sightOf } from "@answerable/domain/sight";
import { unmetClocks } from "@answerable/domain/unmet";
import { partHash } from "@answerable/log/ciphertext";
import type { Hash } from "@answerable/types/bytes";
import type { DeskCase, Sight } from "@answerable/types/desk";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import type { Compartment, Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { type CaseHistory, readCase } from "./case-history.ts";
import { base64UrlOf, bytesColumn } from "./column.ts";
import type { Queries, StoreContext } from "./context.ts";
import { readKnownTenures } from "./known-tenures.ts";

export type DeskRequest = { readonly person: PersonId; readonly tenure: TenureId; readonly caseTag: CaseTag; readonly now: Instant };

/** Wraps of a tenure: `raised` holds everybody's (`crypto/wrap-list` reads it; the tenure's own single-sealed ones are to be picked). */
export type DeskWraps = {
	readonly raised: Uint8Array | null;
	readonly released: readonly Uint8Array[];
	readonly granted: readonly Uint8Array[];
};

export type DeskParts = { readonly deskCase: Omit<DeskCase, "wraps">; readonly wraps: DeskWraps };

/** A case as far as a handler's signature has to be checked against it. */
export type DeskDoor = {
	readonly organisation: OrganisationId;
	readonly caseTag: CaseTag;
	readonly policy: Hash;
	readonly tenure: KeyStatement;
	readonly sight: Sight;
	readonly excluded: readonly PersonId[];
};

/** `raise`: of the letters only the concern as it was raised, which is what titles are made from. */
export type DeskLetters = "all" | "raise";

/** A case as a tenure stands to it: what of it they may have. */
export type Seen = {
	readonly history: CaseHistory;
	readonly statement: KeyStatement;
	readonly sight: Sight;
	readonly rung: Rung;
	readonly opens: readonly Compartment[];
};

/** Null when this tenure is not the person's, and when it may not know of the case. */
export async function readDeskDoor(ctx: StoreContext, request: DeskRequest): Promise<DeskDoor | null> {
	const seen = await look(ctx, request);
	if (seen === null) return null;
	const { organisation, caseTag, policyHash, excluded } = seen.history;
	return { organisation, caseTag, policy: policyHash, tenure: seen.statement, sight: seen.sight, excluded };
}

/** Null as `readDeskDoor`. At `existence` there are no events, letters or wraps. */
export async function readDeskCase(ctx: StoreContext, request: DeskRequest, which: DeskLetters = "all"): Promise<DeskParts | null> {
	const seen = await look(ctx, request);
	if (seen === null) return null;
	const { history, sight } = seen;
	const { query } = ctx.db;
	const isOpen = sight === "content";
	const [letters, wraps, tenures] = await Promise.all([
		isOpen ? readLetters(query, seen, which) : { letters: [], withheld: [] },
		isOpen ? readWraps(query, seen) : { raised: null, released: [], granted: [] },
		isOpen ? readKnownTenures(ctx, history) : [],
	]);
	return { deskCase: { ...outline(seen, request), events: isOpen ? [...history.events] : [], ...letters, tenures }, wraps };
}

/** Null when the person may not know of the case, or not yet. The statement is of a tenure of theirs that goes on. */
export function seenBy(history: CaseHistory, statement: KeyStatement, { person, now }: Pick<DeskRequest, "person" | "now">): Seen | null {
	if (history.excluded.includes(person) || history.state.raisedAt > now) return null;
	const { sight, rung, opens } = sightOf(history.state, statement.tenure);
	return sight === "nothing" ? null : { history, statement, sight, rung, opens };
}

/** The case as this tenure may see it now; null where it may know nothing. */
export async function look(ctx: StoreContext, { caseTag, tenure, ...asking }: DeskRequest): Promise<Seen | null> {
	const own = (await readOwnTenures(ctx.db.query, asking.person, [tenure])).get(tenure);
	if (own === undefined) return null;
	const history = await readCase(ctx, caseTag);
	return history === null ? null : seenBy(history, own, asking);
}

/** Of these tenures those that are the person's and go on. */
export async function readOwnTenures(
	query: Queries,
	person: PersonId,
	tenures: readonly TenureId[],
): Promise<ReadonlyMap<TenureId, KeyStatement>> {
	const rows = await query
		.selectFrom("tenure")
		.select(["id", "statement"])
		.where("id", "in", tenures)
		.where("person", "=", person)
		.where("removed", "=", false)
		.execute();
	return new Map(rows.map(({ id, statement }) => [id, statement]));
}

function outline(
	{ history, sight, rung }: Seen,
	{ tenure }: DeskRequest,
): Omit<DeskCase, "wraps" | "events" | "letters" | "withheld" | "tenures"> {
	const { state, rules, head, caseTag, organisation } = history;
	const places = { head: head.sequence, news: lastNews(history.events) };
	const clocks = unmetClocks(state);
	const closed = state.closed !== null;
	return {
		row: { caseTag, organisation, tenure, severity: state.severity, sight, rung, next: clocks[0] ?? null, closed, ...places },
		external: state.external,
		policy: rules.policy,
		calendar: rules.calendar,
		head,
		clocks: [...clocks],
		rungs: state.fired.map((fired) => ({ rung: fired.rung, at: fired.at, acknowledged: fired.acknowledged !== null })),
	};
}

async function readLetters(query: Queries, seen: Seen, which: DeskLetters): Promise<Pick<DeskCase, "letters" | "withheld">> {
	const rows = await query
		.selectFrom("letter")
		.select(["sequence", "part", "ciphertext"])
		.where("case_tag", "=", bytesColumn(seen.history.caseTag))
		.orderBy("sequence")
		.orderBy("part")
		.execute();
	return lettersFor(seen, rows, which === "all" ? () => true : isConcern);
}

type LetterRow = { readonly sequence: number; readonly part: number; readonly ciphertext: Uint8Array };

/**
 * Only letters of compartments that the tenure's wraps open, and only those that were asked for: of the rest, which would be bytes to
 * guess at, their hashes.
 */
export function lettersFor(
	{ history, opens }: Seen,
	rows: readonly LetterRow[],
	isAsked: (row: LetterRow) => boolean,
): Pick<DeskCase, "letters" | "withheld"> {
	const events = new Map(history.trusted.map((event) => [event.sequence, event]));
	const mayHave = (row: LetterRow) => isAsked(row) && opens.includes(compartmentOf(events.get(row.sequence), row.part));
	return {
		letters: rows.filter(mayHave).map(({ sequence, part, ciphertext }) => ({ sequence, part, ciphertext: base64UrlOf(ciphertext) })),
		withheld: rows.filter((row) => !mayHave(row)).map(({ sequence, part, ciphertext }) => ({ sequence, part, hash: partHash(ciphertext) })),
	};
}

/** The concern as it was raised, without who raised it. */
export function isConcern({ sequence, part }: Pick<LetterRow, "sequence" | "part">): boolean {
	return sequence === 0 && part === 0;
}

/** A raise has two letters; one that no act carries is kept lowest. */
function compartmentOf(event: CaseEvent | undefined, part: number): Compartment {
	if (event === undefined) return "notes";
	const { happening } = event;
	if (happening.kind === "raised") return part === 0 ? "concern" : "private";
	return letterOf(happening)?.compartment ?? "notes";
}

/**
 * Whether a wrap that was made after the raise may be had by now. One of the first rung that the reporter gave to somebody new waits until
 * that is told, as the raise's own do; every other was given to be opened at once.
 */
export function isTheirTurn({ history: { state }, statement: { tenure } }: Seen, sequence: number): boolean {
	if (state.grants.some((grant) => grant.sequence === sequence)) return true;
	return state.recipients.some((place) => place.tenure === tenure && place.rung === 1 && sightAt(state, place).sight === "content");
}

async function readWraps(query: Queries, seen: Seen): Promise<DeskWraps> {
	const tag = bytesColumn(seen.history.caseTag);
	const { tenure } = seen.statement;
	const [raised, released, granted] = await Promise.all([
		query.selectFrom("case_wraps").select("wraps").where("case_tag", "=", tag).executeTakeFirst(),
		query
			.selectFrom("released_wrap")
			.select("inner_wrap")
			.where("case_tag", "=", tag)
			.where("tenure", "=", tenure)
			.orderBy("rung")
			.execute(),
		query
			.selectFrom("granted_wrap")
			.select(["sequence", "wrap"])
			.where("case_tag", "=", tag)
			.where("tenure", "=", tenure)
			.orderBy("sequence")
			.execute(),
	]);
	return {
		raised: raised?.wraps ?? null,
		released: released.map(({ inner_wrap }) => inner_wrap),
		granted: granted.filter(({ sequence }) => isTheirTurn(seen, sequence)).map(({ wrap }) => wrap),
	};
}
