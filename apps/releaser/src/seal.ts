/** Which outer seals of a case may be opened, judged from what the reporter signed and from our own replay, never from what the worker wrote. */
import type { openOuter } from "@answerable/crypto/release";
import { decodeWraps, type WrapEntry } from "@answerable/crypto/wrap-list";
import { heirOf, lostFor } from "@answerable/domain/abandonment";
import { isRungDue } from "@answerable/domain/ladder";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import type { ReleasableCase } from "@answerable/store/release-store";
import type { CaseEvent, Happening } from "@answerable/types/event";
import type { TenureId } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import type { RaiseStatement, Recipient } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";

/** What an outer seal is bound to. */
type OuterContext = Parameters<typeof openOuter>[1];

/** A seal beside the place that the signed raise gives it. */
export type Seal = {
	readonly recipient: Recipient;
	readonly entry: WrapEntry;
	readonly notBefore: Instant;
	readonly context: OuterContext;
};

/** Seals of one rung that may be released together. */
export type DueSeals = { readonly rung: Rung; readonly notBefore: Instant; readonly tenures: readonly TenureId[] };

/** Why nothing of a case may be opened: its rows are not what was signed. */
export class RowFault extends Error {
	readonly code: "no-raise" | "rows-differ" | "wraps-differ" | "leaves-differ";

	constructor(code: RowFault["code"]) {
		super("The rows of a case are not what its reporter signed.");
		this.name = "RowFault";
		this.code = code;
	}
}

/**
 * Every outer seal of the case, those of the raise and those of the places that its reporter gave later, in the context that the reporter signed. What the case's row repeats of it decides nothing,
 * so that no edit there stops a release; the worker's audit puts it right. Throws a RowFault if the wraps in the table are
 * not those of the signed raise, or if an event is gone from under its leaf. The entry's own header is only a claim;
 * opening checks it against this context (FORMAT.md, "A wrap").
 */
export function sealsOf(releasable: ReleasableCase): readonly Seal[] {
	const { history, wraps, leafFaults } = releasable;
	const { organisation, caseTag, rules } = history;
	const [raised] = history.trusted;
	const statement = statementOf(raised);
	const isSame =
		raised?.organisation === organisation &&
		raised.caseTag === caseTag &&
		statement.policy === history.policyHash &&
		statement.policy === canonicalHash(rules.policy) &&
		statement.calendar === canonicalHash(rules.calendar);
	if (!isSame) throw new RowFault("rows-differ");
	if (leafFaults.length > 0) throw new RowFault("leaves-differ");
	if (sha256Hash(wraps) !== statement.wraps) throw new RowFault("wraps-differ");
	const entries = decodeWraps(wraps);
	const { policy, calendar } = statement;
	const raisedSeals = statement.recipients.flatMap((recipient) => {
		const { rung, tenure, key: keyHash, opens } = recipient;
		const entry = entries.find((one) => one.layer === 2 && one.rung === rung && one.tenure === tenure && one.keyHash === keyHash);
		if (entry === undefined || entry.notBefore === null || opens.length === 0) return [];
		const { notBefore } = entry;
		return [{ recipient, entry, notBefore, context: { organisation, caseTag, rung, tenure, keyHash, notBefore, policy, calendar } }];
	});
	return [...raisedSeals, ...successorSeals(releasable, raisedSeals)];
}

/**
 * Seals of places that the reporter gave to whoever holds the office now, each with the instant and the rules of the place itself: one
 * that was made for any other does not open. One whose row is gone or was changed is left out, and stops nobody else's.
 */
function successorSeals({ history, seals }: ReleasableCase, raisedSeals: readonly Seal[]): readonly Seal[] {
	return successions(history.trusted).flatMap((succession) => {
		const { place, tenure, key: keyHash, opens } = succession.statement;
		const body = sealIn(seals, succession);
		const before = raisedSeals.find(({ recipient }) => recipient.rung === place.rung && recipient.tenure === place.tenure);
		if (before === undefined || body === null) return [];
		const { notBefore } = before;
		const recipient = { tenure, rung: place.rung, key: keyHash, opens };
		const entry = { rung: place.rung, layer: 2 as const, tenure, keyHash, notBefore, body };
		return [{ recipient, entry, notBefore, context: { ...before.context, tenure, keyHash } }];
	});
}

/** Whether every place that the reporter gave later still has the seal that was signed for. */
export function hasEverySeal({ history, seals }: ReleasableCase): boolean {
	return successions(history.trusted).every((succession) => sealIn(seals, succession) !== null);
}

type Succession = ReturnType<typeof successions>[number];

/** The seal that was signed for; null if its row is gone, or was changed. */
function sealIn(seals: ReleasableCase["seals"], { sequence, statement: { wrap } }: Succession): Uint8Array | null {
	const body = seals.get(sequence);
	return body !== undefined && sha256Hash(body) === wrap ? body : null;
}

function successions(trusted: readonly CaseEvent[]) {
	return trusted.flatMap(({ sequence, happening }) =>
		happening.kind === "rewrapped" && happening.statement.layer === 2 ? [{ sequence, statement: happening.statement }] : [],
	);
}

/**
 * What may be released now: the rung is due by the running clocks alone (`isRungDue`, whatever was written of
 * escalations), or nobody below can open the case since keys were removed; the instant inside the seal has passed, and it was not released before.
 */
export function dueSeals(releasable: ReleasableCase, now: Instant): readonly DueSeals[] {
	const { state, rules } = releasable.history;
	const heir = heirOf(state, releasable.lost)?.rung;
	const groups = new Map<string, DueSeals>();
	for (const { recipient, notBefore } of sealsOf(releasable)) {
		const { rung, tenure } = recipient;
		const isReleased = state.released.some((done) => done.rung === rung && done.tenure === tenure);
		if (isReleased || notBefore > now || !(rung === heir || isRungDue(state, rung, now, rules))) continue;
		const group = groups.get(`${rung} ${notBefore}`) ?? { rung, notBefore, tenures: [] };
		groups.set(`${rung} ${notBefore}`, { ...group, tenures: [...group.tenures, tenure] });
	}
	return [...groups.values()];
}

/**
 * Whether a believed `released` event lets this seal be opened. That its rung was due at its instant was decided again
 * when the case was read (store, "What nobody signed is computed again"), so a forged one is not believed and opens
 * nothing. But the instant that the event claims is only the event's word: the seal's own must have passed then, or
 * must have passed by now with the rung still due. Nor is it the history's word that keys were lost: each must have been removed by
 * two roots.
 */
export function isLawful({ history, lost }: ReleasableCase, event: CaseEvent, seal: Seal, now: Instant): boolean {
	const { state, rules } = history;
	const { happening, by, at } = event;
	if (happening.kind !== "released" || by.actor !== "releaser" || at > now) return false;
	const { rung, tenures } = happening.consequence;
	const { recipient, notBefore } = seal;
	const isDueNow = () => notBefore <= now && isRungDue(state, rung, now, rules);
	if (rung !== recipient.rung || !tenures.includes(recipient.tenure)) return false;
	if (!lostBefore(history, event, rung).every((tenure) => lost.includes(tenure))) return isDueNow();
	return notBefore <= at || isDueNow();
}

/** The lost keys by which readers decided a release on this rung: a rung may inherit more than once. */
function lostBefore({ trusted }: ReleasableCase["history"], { sequence }: CaseEvent, rung: Rung): readonly TenureId[] {
	const abandoned = trusted.flatMap(({ sequence: one, happening }) =>
		happening.kind === "nobody-can-open" && one < sequence ? [happening.consequence] : [],
	);
	return lostFor({ abandoned }, rung);
}

function statementOf(raised: CaseEvent | undefined): RaiseStatement {
	const happening: Happening | undefined = raised?.happening;
	if (happening?.kind !== "raised") throw new RowFault("no-raise");
	return happening.statement;
}
