/** What the bells only hint at: finds in Postgres whatever is due, and does it. */

import { decide } from "@answerable/domain/decide";
import { type Alarms, apart } from "@answerable/process/alarm";
import type { StoreContext } from "@answerable/store/context";
import { readWakes, stillWaking, type Wake } from "@answerable/store/due";
import { isAway } from "@answerable/store/fault";
import { transactIfFree, transactTogether } from "@answerable/store/together";
import type { Decide } from "@answerable/store/transact";
import { applyWaiting, dueWaiting } from "@answerable/store/waiting";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";

export type SweepDeps = { readonly store: StoreContext; readonly now: () => Instant; readonly alarms: Alarms };

const PAGE = 200;
/** So many cases share a transaction: enough that its own cost no longer shows, few enough that nobody waits long for its locks. */
const GROUP = 25;
/** While PostgreSQL writes one group the next is read and decided. */
const GROUPS_AT_ONCE = 2;

/**
 * Brings one case up to the present: under its lock, from its history, idempotently, so that a bell may ring twice,
 * late or for nothing. A suspect event is told to the operators and left out of the decision, so that a forged answer
 * stops no clock. A case that somebody else holds is left for another time.
 */
export async function bringUpToDate(deps: SweepDeps, caseTag: CaseTag): Promise<"done" | "held"> {
	return transactIfFree(deps.store, caseTag, escalateIfDue(deps));
}

/**
 * Does everything that is due: first reporters' acts whose slot has come, then, most overdue first, what time has
 * brought about. One case that is broken is told to the operators, and neither it nor one that somebody else holds keeps
 * the others waiting. Returns how many were held, to be looked at again soon.
 */
export async function sweep(deps: SweepDeps, isStopping: () => boolean): Promise<number> {
	const { store, now } = deps;
	let held = 0;
	for (const caseTag of await dueWaiting(store.db, now(), PAGE)) {
		if (!isStopping()) await apart({ alarms: deps.alarms, isAway }, caseTag, async () => void (await applyWaiting(store, caseTag, now())));
	}
	const until = now();
	let after: Wake | undefined;
	while (!isStopping()) {
		const page = await readWakes(store.db, { until, now: until, limit: PAGE, after });
		const caseTags = page.map(({ caseTag }) => caseTag);
		const left = await bringTogether(deps, caseTags, isStopping);
		for (const caseTag of left.length === 0 ? left : await stillWaking(store.db, left, until)) {
			if (isStopping()) break;
			await apart({ alarms: deps.alarms, isAway }, caseTag, async () => {
				held += (await bringUpToDate(deps, caseTag)) === "held" ? 1 : 0;
			});
		}
		after = page.at(-1);
		if (page.length < PAGE) break;
	}
	return held;
}

/** Brings cases up to the present by groups, a few at once, and returns those that want a turn of their own. */
async function bringTogether(deps: SweepDeps, caseTags: readonly CaseTag[], isStopping: () => boolean): Promise<readonly CaseTag[]> {
	const groups: (readonly CaseTag[])[] = [];
	for (let start = 0; start < caseTags.length; start += GROUP) groups.push(caseTags.slice(start, start + GROUP));
	const left: CaseTag[] = [];
	const hand = async (): Promise<void> => {
		for (let group = groups.shift(); group !== undefined && !isStopping(); group = groups.shift()) {
			const done = await bringGroup(deps, group);
			left.push(...group.filter((caseTag) => !done.has(caseTag)));
		}
	};
	await Promise.all(Array.from({ length: GROUPS_AT_ONCE }, hand));
	return left;
}

/** What kept a group from being written is found and told when each of its cases has its turn. */
async function bringGroup(deps: SweepDeps, group: readonly CaseTag[]): Promise<ReadonlySet<CaseTag>> {
	try {
		return await transactTogether(deps.store, group, escalateIfDue(deps));
	} catch {
		return new Set();
	}
}

function escalateIfDue({ alarms, now }: SweepDeps): Decide {
	return (state, rules, { caseTag, suspect }) => {
		for (const { sequence, code } of suspect) alarms.raise({ alarm: "suspect-event", code, caseTag, place: `event ${sequence}` });
		return decide(state, { kind: "escalate-if-due" }, now(), rules);
	};
}
