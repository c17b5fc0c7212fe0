/** How cases began, many at once: what a list shows of each. Nothing of it counts as having read a case. */
import { addSeconds } from "@answerable/domain/instant";
import { isReplyOwed } from "@answerable/domain/reply-owed";
import type { CaseBeginning } from "@answerable/types/desk";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, PersonId, TenureId } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { readCases } from "./case-history.ts";
import { anyOf, tagOf, tagsColumn } from "./column.ts";
import type { Queries, StoreContext } from "./context.ts";
import { type DeskWraps, isConcern, isTheirTurn, lettersFor, readOwnTenures, type Seen, seenBy } from "./desk-case.ts";
import { readKnownTenures } from "./known-tenures.ts";

/** So long after a case was closed its list still has what I wrote of it: what was agreed is often due after the outcome was told. */
const FOLLOWED_SECONDS = 365 * 86_400;

export type BeginningsAsked = {
	readonly person: PersonId;
	readonly now: Instant;
	readonly cases: readonly { readonly caseTag: CaseTag; readonly tenure: TenureId }[];
};

/** A beginning with all events and all wraps: which of them it takes is for whoever can read wraps (see `DeskWraps`). */
export type BeginningParts = { readonly beginning: Omit<CaseBeginning, "wraps">; readonly wraps: DeskWraps };

/** Of the cases asked for, each as the tenure named with it, those that may be read; the others are left out, whatever the reason. */
export async function readBeginnings(ctx: StoreContext, { person, now, cases }: BeginningsAsked): Promise<readonly BeginningParts[]> {
	const { query } = ctx.db;
	const own = await readOwnTenures(query, person, [...new Set(cases.map(({ tenure }) => tenure))]);
	const asked = cases.filter(({ tenure }) => own.has(tenure));
	if (asked.length === 0) return [];
	const histories = await readCases(ctx, [...new Set(asked.map(({ caseTag }) => caseTag))]);
	const seen = asked.flatMap(({ caseTag, tenure }): readonly Seen[] => {
		const [history, statement] = [histories.get(caseTag), own.get(tenure)];
		const sight = history === undefined || statement === undefined ? null : seenBy(history, statement, { person, now });
		return sight?.sight === "content" ? [sight] : [];
	});
	if (seen.length === 0) return [];
	const tags = [...new Set(seen.map(({ history }) => history.caseTag))];
	const listed = new Map(seen.map((each) => [each, listedSequences(each, now)] as const));
	const [letters, wraps] = await Promise.all([readListedLetters(query, listed), readAllWraps(query, tags)]);
	return Promise.all(
		seen.map(async (each) => ({
			beginning: {
				...outline(each),
				...lettersFor(
					each,
					letters.get(each.history.caseTag) ?? [],
					(row) => isConcern(row) || listed.get(each)?.has(row.sequence) === true,
				),
				events: [...each.history.events],
				tenures: await readKnownTenures(ctx, each.history),
			},
			wraps: wraps(each),
		})),
	);
}

function outline({ history, statement }: Seen): Omit<CaseBeginning, "events" | "letters" | "withheld" | "wraps" | "tenures"> {
	const { state, head, caseTag } = history;
	return {
		caseTag,
		tenure: statement.tenure,
		head: head.sequence,
		raisedAt: state.raisedAt,
		answeredAt: state.answers[0]?.at ?? null,
		closedAt: state.closed?.at ?? null,
		reached: highestOf(state.fired.map(({ rung }) => rung)),
		replyOwed: isReplyOwed(history.trusted),
	};
}

function highestOf(rungs: readonly Rung[]): Rung {
	return rungs.toSorted((left, right) => right - left)[0] ?? 0;
}

/**
 * Letters beside the concern that a list needs: notes that tie the case to others, and, unless somebody else handles it, what the tenure
 * itself wrote, in which actions with a day stand. Nobody reads anything new in what they wrote; what others wrote is given out to whoever opens the case, which is an event of it.
 */
function listedSequences({ history: { state, trusted }, statement: { tenure } }: Seen, now: Instant): ReadonlySet<number> {
	const isMine = state.handler === null || state.handler === tenure;
	const isFollowed = isMine && (state.closed === null || addSeconds(state.closed.at, FOLLOWED_SECONDS) > now);
	const isOwn = ({ by }: CaseEvent) => by.actor === "handler" && by.tenure === tenure;
	const isListed = (event: CaseEvent) =>
		event.happening.kind === "linked" || (isFollowed && event.happening.kind === "letter" && isOwn(event));
	return new Set(trusted.filter(isListed).map(({ sequence }) => sequence));
}

/** Both letters of each raise, and those that are listed. */
async function readListedLetters(query: Queries, listed: ReadonlyMap<Seen, ReadonlySet<number>>) {
	const places = [...listed].flatMap(([{ history }, sequences]) =>
		[0, ...sequences].map((sequence) => ({ caseTag: history.caseTag, sequence })),
	);
	const [tags, sequences] = [tagsColumn(places.map(({ caseTag }) => caseTag)), places.map(({ sequence }) => sequence)];
	const rows = await query
		.selectFrom("letter")
		.select(["case_tag", "sequence", "part", "ciphertext"])
		.where(sql<boolean>`(case_tag, sequence) in (select * from unnest(${tags}::bytea[], ${sequences}::int[]))`)
		.orderBy("sequence")
		.orderBy("part")
		.execute();
	return grouped(rows, ({ case_tag }) => tagOf(case_tag));
}

async function readAllWraps(query: Queries, tags: readonly CaseTag[]): Promise<(seen: Seen) => DeskWraps> {
	const [raised, released, granted] = await Promise.all([
		query.selectFrom("case_wraps").select(["case_tag", "wraps"]).where("case_tag", "=", anyOf(tags)).execute(),
		query
			.selectFrom("released_wrap")
			.select(["case_tag", "tenure", "inner_wrap"])
			.where("case_tag", "=", anyOf(tags))
			.orderBy("rung")
			.execute(),
		query
			.selectFrom("granted_wrap")
			.select(["case_tag", "tenure", "sequence", "wrap"])
			.where("case_tag", "=", anyOf(tags))
			.orderBy("sequence")
			.execute(),
	]);
	const keyOf = (caseTag: CaseTag, tenure: TenureId) => `${caseTag} ${tenure}`;
	const all = new Map(raised.map(({ case_tag, wraps }) => [tagOf(case_tag), wraps]));
	const ofRungs = grouped(released, ({ case_tag, tenure }) => keyOf(tagOf(case_tag), tenure));
	const given = grouped(granted, ({ case_tag, tenure }) => keyOf(tagOf(case_tag), tenure));
	return (seen) => {
		const key = keyOf(seen.history.caseTag, seen.statement.tenure);
		return {
			raised: all.get(seen.history.caseTag) ?? null,
			released: (ofRungs.get(key) ?? []).map(({ inner_wrap }) => inner_wrap),
			granted: (given.get(key) ?? []).filter(({ sequence }) => isTheirTurn(seen, sequence)).map(({ wrap }) => wrap),
		};
	};
}

/** Rows that have the same key, in their order. */
function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
	const groups = new Map<Key, Row[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [row]);
		else group.push(row);
	}
	return groups;
}
