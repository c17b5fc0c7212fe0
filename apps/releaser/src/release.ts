/**
 * Releasing, in two steps that each leave the database whole. First the `released` event and its leaf are committed,
 * which forces an epoch. Only when that leaf stands in a published checkpoint is the outer seal opened and the inner
 * wrap stored. A crash anywhere leads back to the step that was not committed; nothing is kept in memory that matters.
 */

import { openOuter, releaseHolders } from "@answerable/crypto/release";
import { toHex } from "@answerable/log/bytes";
import { checkEventLeaf } from "@answerable/log/event-leaf";
import { type Alarms, apart } from "@answerable/process/alarm";
import { codeOf } from "@answerable/process/fault";
import type { StoreContext } from "@answerable/store/context";
import { isAway } from "@answerable/store/fault";
import {
	appendRelease,
	dueForRelease,
	forgetRelease,
	type Releasable,
	type ReleasableCase,
	readReleasable,
	releasable,
	storeReleased,
} from "@answerable/store/release-store";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { isPublished, type LogCheck } from "./inclusion.ts";
import type { ReleaseKey } from "./key-ring.ts";
import { dueSeals, hasEverySeal, isLawful, RowFault, type Seal, sealsOf } from "./seal.ts";

export type ReleaseDeps = {
	readonly store: StoreContext;
	readonly now: () => Instant;
	/** Of all quarters that something may still be sealed to. */
	readonly keys: () => readonly ReleaseKey[];
	readonly check: LogCheck;
	readonly alarms: Alarms;
	/** Wraps that could not be opened: given up in the life of this process. */
	readonly givenUp: Set<string>;
};

/** More than can be due at once; nobody who raises many concerns may keep the others waiting. */
const LIMIT = 10_000;

/** Step one, for every case that may have a rung to release. Returns how many somebody else held, to be looked at again soon. */
export async function commitReleases(deps: ReleaseDeps): Promise<number> {
	let held = 0;
	for (const caseTag of await dueForRelease(deps.store.db, deps.now(), LIMIT)) {
		await apart({ alarms: deps.alarms, isAway }, caseTag, async () => {
			held += (await commitCase(deps, caseTag)) === "held" ? 1 : 0;
		});
	}
	return held;
}

async function commitCase({ store, now }: ReleaseDeps, caseTag: CaseTag): Promise<"done" | "held"> {
	const found = await readReleasable(store, caseTag);
	if (found === null) return "done";
	for (const { rung, notBefore, tenures } of dueSeals(found, now())) {
		const command = { kind: "release" as const, rung, notBefore, tenures: [...tenures], witnessed: false, lost: found.lost };
		const appended = await appendRelease(store, caseTag, command, now());
		if ("refused" in appended && appended.refused === "unavailable") return "held";
	}
	// Told after the others were given theirs.
	if (!hasEverySeal(found)) throw new RowFault("wraps-differ");
	return "done";
}

/** Step two, for every release whose leaf the log holds. */
export async function openReleases(deps: ReleaseDeps): Promise<void> {
	for (const release of await releasable(deps.store.db, LIMIT)) {
		if (!deps.givenUp.has(nameOf(release))) await apart({ alarms: deps.alarms, isAway }, release.caseTag, () => openCase(deps, release));
	}
}

/** A release that is not believed is forgotten: when its rung's turn comes, a lawful one is committed instead. */
async function openCase(deps: ReleaseDeps, release: Releasable): Promise<void> {
	const { store, now } = deps;
	const found = await readReleasable(store, release.caseTag);
	if (found === null) return forgetRelease(store.db, release);
	const event = found.history.trusted.find(({ sequence }) => sequence === release.sequence);
	if (event === undefined) {
		tell(deps, release, "unlawful-release", "not-believed");
		return forgetRelease(store.db, release);
	}
	const seal = sealsOf(found).find(({ recipient }) => recipient.rung === release.rung && recipient.tenure === release.tenure);
	if (seal === undefined || !isLawful(found, event, seal, now())) return tell(deps, release, "unlawful-release", "not-due");
	if (await isLeafPublished(found, event, release, deps.check)) await openSeal(deps, release, seal);
}

/** The leaf must be of this very event, and stand in a checkpoint that the log signed. */
async function isLeafPublished(
	{ history }: ReleasableCase,
	event: CaseEvent,
	{ leaf, index }: Releasable,
	check: LogCheck,
): Promise<boolean> {
	if (history.logSalt !== null) checkEventLeaf(event, toHex(leaf), history.logSalt);
	return isPublished(leaf, index, check);
}

async function openSeal(deps: ReleaseDeps, release: Releasable, { entry, context }: Seal): Promise<void> {
	try {
		const holders = releaseHolders(entry);
		const key = deps.keys().find(({ name }) => holders.some((holder) => holder === name));
		if (key === undefined) return giveUp(deps, release, "not-a-holder");
		await storeReleased(deps.store.db, release, openOuter(entry, context, key.secret));
	} catch (fault) {
		if (!(fault instanceof Error) || fault.name !== "SealError") throw fault;
		giveUp(deps, release, codeOf(fault) ?? fault.name);
	}
}

/** Not tried again before a restart: a wrap that does not open today does not open in a second either. */
function giveUp(deps: ReleaseDeps, release: Releasable, code: string): void {
	deps.givenUp.add(nameOf(release));
	tell(deps, release, "seal-not-opened", code);
}

function tell({ alarms }: ReleaseDeps, { caseTag, rung }: Releasable, alarm: string, code: string): void {
	alarms.raise({ alarm, code, caseTag, place: `rung ${rung}` });
}

function nameOf({ caseTag, rung, tenure }: Releasable): string {
	return `${caseTag} ${rung} ${tenure}`;
}
