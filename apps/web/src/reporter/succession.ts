/** Who holds an office now that the raise gave to somebody who is gone: believed only as far as two roots signed for it. */

import { fromBase64Url } from "@answerable/crypto/bytes";
import type { OuterContext } from "@answerable/crypto/outer";
import { decodeWraps, type WrapEntry } from "@answerable/crypto/wrap-list";
import type { CaseState, Place } from "@answerable/domain/case";
import { areTied } from "@answerable/domain/interests";
import { sightOf } from "@answerable/domain/sight";
import { FIRST_RELEASED_RUNG, givableOf, placesAhead, readablePlaces } from "@answerable/domain/succession";
import { mayBeRoot } from "@answerable/domain/turnover";
import { statementsIn } from "@answerable/log/directory-check";
import { rootHash } from "@answerable/log/key-statement";
import type { StatementLeaf } from "@answerable/log/statement-leaf";
import type { SigningKey } from "@answerable/types/bytes";
import type { TenureId } from "@answerable/types/id";
import type { IntakeParameters } from "@answerable/types/intake";
import type { DirectoryKey } from "@answerable/types/key";
import type { KeyRemovalStatement } from "@answerable/types/published";
import type { Compartment } from "@answerable/types/role";
import type { Recipient, RewrapStatement } from "@answerable/types/statement";
import { CheckError } from "../check-error.ts";
import { type CheckedHolder, type CheckedRoots, checkHolder, checkRemoval } from "./directory.ts";
import type { CheckedIntake } from "./intake.ts";
import type { OpenMailbox } from "./mailbox.ts";

/** Whose key may be given what, and whose place they take. */
export type Successor = {
	readonly place: RewrapStatement["place"];
	readonly opens: readonly Compartment[];
	readonly holder: CheckedHolder;
	/** The second seal of a place whose rung is still to come; null for keys that open at once, or as soon as a first rung is told. */
	readonly seal: PlaceSeal | null;
	/** They read nothing before their turn comes. */
	readonly isAhead: boolean;
};

/** What a place's outer seal is bound to beside the case, as the raise has it, and the key that it is made for. */
export type PlaceSeal = Pick<OuterContext, "notBefore" | "policy" | "calendar"> & { readonly releaseKey: Uint8Array };

type Opened = Pick<OpenMailbox, "ahead" | "case" | "findings" | "keys" | "log" | "mailbox">;

/** Whether somebody who may read the case, or whose turn may come, is not among the keys that are served. Only then there is anything to look up. */
export function hasVacancy(open: Opened, { keys }: Pick<IntakeParameters, "keys">): boolean {
	const { ahead } = open;
	return (
		isProved(open) &&
		mayGive(ahead) &&
		[...readablePlaces(ahead), ...placesAhead(ahead)].some(({ tenure }) => !keys.some(({ statement }) => statement.tenure === tenure))
	);
}

/**
 * Everybody to whom the reporter may give a place: of the same office and organisation as the one before, whose removal two roots signed;
 * never a person who is left out, or is tied to one who is. Of a rung that is still to come they are given the place itself, which opens
 * no sooner than it would have for the one before.
 */
export function successorsOf(open: Opened, intake: CheckedIntake, isPinned: boolean): readonly Successor[] {
	const { ahead, log } = open;
	const roots = isPinned ? intake.rootSets : vouchedRoots(open, intake);
	if (!isProved(open) || !mayGive(ahead) || roots === null || log === null) return [];
	const statements = statementsIn(log.entries);
	if (hasOtherBeginning(statements, intake.rootSets)) return [];
	const gone = removalsIn(intake, roots);
	if (ahead.abandoned.some(({ lost }) => lost.some((tenure) => !gone.has(tenure)))) return [];
	const ended = new Set(statements.flatMap((leaf) => (leaf.kind === "key-removal" ? leaf.statement.key : [])));
	const found: Successor[] = [];
	const isVacant = (place: Place) => isGone(place, open, gone);
	const givings = [
		...readablePlaces(ahead)
			.filter(isVacant)
			.map((place) => ({ place, isAhead: false, seal: null })),
		...placesAhead(ahead)
			.filter(isVacant)
			.flatMap((place) => givingAhead(place, open, intake)),
	];
	for (const { place, isAhead, seal } of givings) {
		const opens = givableOf(place).filter((compartment) => open.keys[compartment] !== undefined);
		const next = nextHolders(open, intake, place)
			.filter((key) => !isLeftOut(ahead, key, intake) && !isServed({ ahead, found, opens, place, isAhead }, key))
			.flatMap((key) => orNothing(() => checkHolder(key, roots)))
			.filter(({ key }) => !ended.has(key));
		found.push(...next.map((holder) => ({ place: { tenure: place.tenure, rung: place.rung }, opens, holder, seal, isAhead })));
	}
	return found;
}

type Giving = { readonly place: Place; readonly isAhead: true; readonly seal: PlaceSeal | null };

/**
 * How a place ahead is given. From the rung on at which the raise sealed twice, its own entry says until when the second seal holds; the
 * wraps were checked against what the raise signed. None if there is no such entry.
 */
function givingAhead(place: Place, { case: read, mailbox }: Opened, { releaseKey }: CheckedIntake): readonly Giving[] {
	const [first] = read.trusted;
	if (first?.happening.kind !== "raised") return [];
	if (place.rung < FIRST_RELEASED_RUNG) return [{ place, isAhead: true, seal: null }];
	const { policy, calendar } = first.happening.statement;
	const notBefore = decodeWraps(fromBase64Url(mailbox.wraps)).find(isOf(place))?.notBefore ?? null;
	return notBefore === null ? [] : [{ place, isAhead: true, seal: { notBefore, policy, calendar, releaseKey } }];
}

function isOf({ rung, tenure, key }: Place): (entry: WrapEntry) => boolean {
	return (entry) => entry.rung === rung && entry.tenure === tenure && entry.keyHash === key;
}

/** Keys of the same office and organisation. */
function nextHolders({ case: read }: Opened, { parameters }: CheckedIntake, { tenure }: Recipient): readonly DirectoryKey[] {
	const before = read.holders.get(tenure);
	return parameters.keys.filter(({ statement: { role, organisation } }) => role === before?.role && organisation === before.organisation);
}

/** What is not proved names nobody: neither who is left out, nor whose turn has come. */
function isProved({ case: read, findings }: Opened): boolean {
	return read.findings.length === 0 && findings.length === 0;
}

/** Whether the log, read whole, holds other first roots of somebody's than those that are shown: nobody begins twice. */
function hasOtherBeginning(statements: readonly StatementLeaf[], roots: CheckedRoots): boolean {
	return statements.some((leaf) => {
		if (leaf.kind !== "root") return false;
		const [first] = roots.get(leaf.statement.organisation) ?? [];
		return first !== undefined && first.fingerprint !== rootHash(leaf.statement);
	});
}

type Removals = ReadonlyMap<TenureId, KeyRemovalStatement>;

/** Removals that two roots signed of the organisation that they name. */
function removalsIn({ parameters }: CheckedIntake, roots: CheckedRoots): Removals {
	const signed = parameters.removals.flatMap((removal) => orNothing(() => checkRemoval(removal, roots)));
	return new Map(signed.map((statement) => [statement.tenure, statement]));
}

/** Whether the removal is of this very key, by the roots of the organisation whose office it was. */
function isGone({ tenure, key }: Recipient, { case: read }: Opened, gone: Removals): boolean {
	const removal = gone.get(tenure);
	return removal !== undefined && removal.key === key && removal.organisation === read.holders.get(tenure)?.organisation;
}

function mayGive(ahead: CaseState | null): ahead is CaseState {
	return ahead !== null && !ahead.claimed && ahead.closed?.reason !== "withdrawn";
}

/**
 * [Note: Roots that the raise vouches for] Whoever comes without a poster has no fingerprint of the roots. But the raise that they
 * signed names keys of people who may be roots, whom they checked then. So roots count from the first set on that has two of these
 * among its three: nobody makes such a set sign without one of the two. What older sets signed does not count here.
 */
function vouchedRoots({ ahead, case: read }: Opened, { rootSets, organisation }: CheckedIntake): CheckedRoots | null {
	const named = new Set<SigningKey>();
	for (const { tenure, after } of ahead?.recipients ?? []) {
		const holder = after === null ? read.holders.get(tenure) : undefined;
		if (holder?.organisation === organisation.id && mayBeRoot(holder.role)) named.add(holder.sign);
	}
	const own = rootSets.get(organisation.id) ?? [];
	const first = own.findIndex(({ statement }) => statement.roots.filter((root) => named.has(root)).length >= 2);
	return first < 0 ? null : new Map([...rootSets, [organisation.id, own.slice(first)]]);
}

function isLeftOut({ excluded }: CaseState, { statement: { person } }: DirectoryKey, { interests }: CheckedIntake): boolean {
	return excluded.some((one) => one === person || areTied(interests, one, person));
}

type Serving = Pick<Successor, "opens" | "isAhead"> & {
	readonly ahead: CaseState;
	readonly found: readonly Successor[];
	readonly place: Place;
};

/** Whether they can open as much already, or stand on that rung; or will once what was found before is given. */
function isServed({ ahead, found, opens, place, isAhead }: Serving, { statement: { tenure } }: DirectoryKey): boolean {
	const theirs = found.filter(({ holder }) => holder.statement.tenure === tenure);
	if (isAhead)
		return [...ahead.recipients.filter((one) => one.tenure === tenure), ...theirs.map((one) => one.place)].some(
			(one) => one.rung === place.rung,
		);
	const opened = [...sightOf(ahead, tenure).opens, ...theirs.flatMap((one) => one.opens)];
	return opens.every((compartment) => opened.includes(compartment));
}

function orNothing<T>(check: () => T): readonly T[] {
	try {
		return [check()];
	} catch (error) {
		if (error instanceof CheckError) return [];
		throw error;
	}
}
