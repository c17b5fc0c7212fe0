/** What the reporter does later: at once where the policy resolves instants, else kept until its slot. */
import { decide } from "@answerable/domain/decide";
import { slotFor } from "@answerable/domain/slot";
import type { SigningKey } from "@answerable/types/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { ReporterAct, ReporterKeys, WaitingAct } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { type CaseHistory, isNoCase, type LockedCase, lockCase, lockFreeCases } from "./case-history.ts";
import { bytesColumn, bytesOfBase64Url, tagOf } from "./column.ts";
import type { StoreContext, Turn } from "./context.ts";
import { isTaken } from "./fault.ts";
import { gathered } from "./gathering.ts";
import { writeGrantedWrap, writeSuccessorSeal } from "./granted-wrap.ts";
import { joinAhead, lookAhead, reporterCommand, signedAct } from "./looking-ahead.ts";
import { wrongSuccessor } from "./successor-check.ts";
import { identify, type Prepared, prepare, type Refused, signedSequence, write } from "./transact.ts";
import { hashOfWaiting, type NewWaiting, readWaiting, type WaitingRow, writeWaiting } from "./waiting-rows.ts";

/** A reporter's act with its ciphertext decoded. */
export type ReportersAct = {
	readonly caseTag: CaseTag;
	readonly act: WaitingAct;
	readonly ciphertext: Uint8Array | null;
	/** For whoever changes their words. */
	readonly newWords?: NewWords | null;
	/** For whoever gives a place to somebody. */
	readonly wrap?: Uint8Array | null;
	readonly now: Instant;
};

/** What the mailbox answers to from now on, and the case's keys for it. */
export type NewWords = { readonly keys: ReporterKeys; readonly wrap: Uint8Array };

export type Kept = { readonly visibleAt: Instant; readonly repeated: boolean };

/**
 * [Note: Letters cost no work] A raise is paid for by work, a letter to an open mailbox is not, so that nobody waits to add
 * what they know. So that a mailbox cannot be filled, this many letters may stand since a handler last did anything: more
 * than anybody has to say to somebody who stays silent, and few enough to read. It binds letters alone: a dispute, a
 * withdrawal and whatever else has a clock or a right behind it is never refused for number.
 */
const MOST_OPEN_LETTERS = 20;

/**
 * Does or keeps one act of the reporter. Either way it is decided now as it will be decided at its slot, after those that wait
 * before it, so that what could not count is refused while its writer is still there, and what a waiting act allows (taking a
 * withdrawal back) can be done. The same act again gets the same answer. Acts that come together share a transaction.
 */
export async function actAsReporter(ctx: StoreContext, request: ReportersAct): Promise<Kept | Refused> {
	// What is written to other tables as well is done alone.
	const answer = request.act.kind === "rekeyed" || request.act.kind === "rewrapped" ? "alone" : await actInCompany(ctx, request);
	return answer === "alone" ? actAlone(ctx, request) : answer;
}

/** See [Note: Nobody waits for company]. `alone`: nothing was done, and whoever asked does it alone. */
const actInCompany = gathered((ctx: StoreContext) => ({
	perform: (requests: readonly ReportersAct[]) => actTogether(ctx, requests),
	// The fewer groups, the fewer statements and flushes. None waits for a lock, so that none holds up the next.
	atOnce: 1,
	most: 16,
	mostBytes: 4 * 1024 * 1024,
	bytesOf: ({ ciphertext }: ReportersAct) => ciphertext?.length ?? 0,
	namesOf: ({ caseTag }: ReportersAct) => [caseTag],
}));

/**
 * One act on each of several cases. Every case is locked, read and decided by itself, as it would be alone; what waits for its
 * slot is written in one statement. No lock is waited for: a case that somebody else holds must not hold up the others.
 *
 * [Note: What happens at once is done alone] Rows of one transaction can be told by its number. An act that happens at once has an
 * instant, and would date the acts beside it, which must have none.
 */
function actTogether(ctx: StoreContext, requests: readonly ReportersAct[]): Promise<readonly (Kept | Refused | "alone")[]> {
	return ctx.db.query.transaction().execute(async (query) => {
		const turn = { ctx, query };
		const locked = await lockFreeCases(
			turn,
			requests.map(({ caseTag }) => caseTag),
		);
		const waiting = await readWaiting(
			query,
			locked.map(({ caseTag }) => caseTag),
		);
		const found: (Outcome | "alone")[] = [];
		for (const request of requests) {
			const history = await historyIn(locked, request.caseTag);
			const decided = history === null ? "alone" : await decideAct(turn, request, { history, waiting: waiting.get(request.caseTag) ?? [] });
			found.push(decided !== "alone" && happensAtOnce(decided) ? "alone" : decided);
		}
		await writeOutcomes(turn, found);
		return found.map((one) => (one === "alone" || "refused" in one ? one : one.kept));
	});
}

/** Null for a case that is held by somebody else, or broken: whoever does it alone is told so. */
async function historyIn(locked: readonly LockedCase[], caseTag: CaseTag): Promise<CaseHistory | null> {
	const found = locked.find((each) => each.caseTag === caseTag);
	if (found === undefined) return null;
	try {
		return await found.read();
	} catch (error) {
		if (isNoCase(error)) return null;
		throw error;
	}
}

function happensAtOnce(outcome: Outcome): boolean {
	return "made" in outcome && outcome.made !== null && outcome.made.waits === null;
}

async function actAlone(ctx: StoreContext, request: ReportersAct): Promise<Kept | Refused> {
	try {
		return await ctx.db.query.transaction().execute(async (query) => {
			const turn = { ctx, query };
			const history = await lockCase(turn, request.caseTag);
			if (history === null) return { refused: "not-found" };
			const waiting = (await readWaiting(query, [request.caseTag])).get(request.caseTag) ?? [];
			const found = await decideAct(turn, request, { history, waiting });
			if ("refused" in found) return found;
			if (found.made !== null && request.newWords != null && request.act.kind === "rekeyed")
				await changeDoor(turn, request.caseTag, { ...request.newWords, messageSign: request.act.statement.messageSign });
			await writeOutcomes(turn, [found]);
			return found.kept;
		});
	} catch (error) {
		// Somebody else's mailbox answers to these words: nothing of the act was kept.
		if (isTaken(error, "reporter_key")) return { refused: "tag-taken" };
		throw error;
	}
}

/** A case that is locked, with the acts that wait on it. */
type Standing = { readonly history: CaseHistory; readonly waiting: readonly WaitingRow[] };
/** What is to be written; `waits` null: it happens at once. */
type Made = {
	readonly request: ReportersAct;
	readonly history: CaseHistory;
	readonly prepared: Prepared;
	readonly waits: NewWaiting | null;
};
/** Not written yet. `made` null: it was done before. */
type Outcome = Refused | { readonly kept: Kept; readonly made: Made | null };

async function decideAct(turn: Turn, request: ReportersAct, { history, waiting }: Standing): Promise<Outcome> {
	const hash = identify(history, signedAct(request));
	const kept = waiting.find((row) => hashOfWaiting(row) === hash);
	if (kept !== undefined) return { kept: { visibleAt: kept.visible_at, repeated: true }, made: null };
	const ahead = await lookAhead(turn, history, waiting);
	const slot = slotFor(request.now, history.state.raisedSeverity, history.rules);
	const command = reporterCommand(request.act);
	const prepared = await prepare(turn, ahead, signedAct(request), (state, rules) => decide(state, command, slot, rules));
	if ("refused" in prepared) return prepared;
	if (!("chained" in prepared)) return { kept: { visibleAt: prepared.events[0]?.at ?? slot, repeated: true }, made: null };
	const { caseTag, act, ciphertext, wrap = null } = request;
	const wrong = await wrongSuccessor(turn, { act, wrap }, request.now);
	if (wrong !== null) return wrong;
	if (act.kind === "letter" && openLetters(history, waiting) >= MOST_OPEN_LETTERS) return { refused: "too-many-letters" };
	if (act.kind === "rekeyed" && request.newWords?.keys.logSalt !== history.logSalt) return { refused: "ciphertext-mismatch" };
	const isInstant = history.rules.policy.clockResolution[history.state.raisedSeverity] === "instant";
	const place = (waiting.at(-1)?.place ?? -1) + 1;
	const waits = isInstant ? null : { caseTag, hash, place, slot, act, ciphertext, wrap };
	return { kept: { visibleAt: slot, repeated: false }, made: { request, history, prepared, waits } };
}

/** Writes what happens at once, and keeps what waits. */
async function writeOutcomes(turn: Turn, found: readonly (Outcome | "alone")[]): Promise<void> {
	const made = found.flatMap((one) => (one === "alone" || "refused" in one || one.made === null ? [] : [one.made]));
	const keeping: { readonly made: Made; readonly waits: NewWaiting }[] = [];
	for (const one of made) {
		if (one.waits === null) await writeAct(turn, one.prepared, one.request);
		else keeping.push({ made: one, waits: one.waits });
	}
	if (keeping.length === 0) return;
	const rows = await writeWaiting(
		turn.query,
		keeping.map(({ waits }) => waits),
	);
	for (const {
		made: { history, prepared, request },
	} of keeping) {
		const row = rows.find(({ case_tag }) => tagOf(case_tag) === request.caseTag);
		if (row !== undefined) joinAhead(history, row, prepared.chained);
	}
}

/** Writes the act of a reporter, with the wrap that comes with it. */
export async function writeAct(turn: Turn, prepared: Prepared, { act, wrap = null }: Pick<ReportersAct, "act" | "wrap">): Promise<void> {
	await write(turn, prepared);
	const sequence = signedSequence(prepared.chained);
	if (act.kind !== "rewrapped" || wrap === null || sequence === null) return;
	const { caseTag } = prepared.history;
	const { layer, place, tenure } = act.statement;
	if (layer === 1) await writeGrantedWrap(turn.query, { caseTag, sequence, tenure, wrap });
	else await writeSuccessorSeal(turn.query, { caseTag, sequence, rung: place.rung, tenure, seal: wrap });
}

/** From here on the mailbox answers to the new words alone: see the migration. Nothing tells when. */
async function changeDoor(
	{ query }: Turn,
	caseTag: CaseTag,
	{ keys, wrap, messageSign }: NewWords & { readonly messageSign: SigningKey },
): Promise<void> {
	await query
		.updateTable("reporter_key")
		.set({
			mailbox: bytesColumn(keys.mailbox),
			mailbox_auth: bytesColumn(keys.mailboxAuth),
			message_sign: bytesColumn(messageSign),
			kem: bytesOfBase64Url(keys.kem),
			own_wrap: wrap,
		})
		.where("case_tag", "=", bytesColumn(caseTag))
		.execute();
}

/** What is kept of an act while it waits: what was sealed and what was made for new words has places of its own. */
export function waitingAct(act: ReporterAct): WaitingAct {
	if (act.kind === "rekeyed" || act.kind === "rewrapped") return { kind: act.kind, statement: act.statement, act: act.act } as WaitingAct;
	const { ciphertext: _, ...rest } = act;
	return rest;
}

/** Letters of the reporter since the last act of a handler that is believed, and those that wait for their slot. */
function openLetters({ trusted }: CaseHistory, waiting: readonly WaitingRow[]): number {
	const since = trusted.slice(trusted.findLastIndex(({ by }) => by.actor === "handler") + 1);
	const seen = since.filter(({ by, happening }) => by.actor === "reporter" && happening.kind === "letter");
	return seen.length + waiting.filter(({ kind, refused }) => refused === null && kind === "letter").length;
}
