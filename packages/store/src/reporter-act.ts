/** What the reporter does later: at once where the policy resolves instants, else kept until its slot. */
import { randomUUID } from "node:crypto";
import type { Command } from "@answerable/domain/command";
import { reportersCommandOf } from "@answerable/domain/command-of";
import { decide } from "@answerable/domain/decide";
import { slotFor } from "@answerable/domain/slot";
import { ciphertextHashOf } from "@answerable/log/ciphertext";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { ActSignature } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { ReporterAct, ReporterKeys, WaitingAct } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { type CaseHistory, lockCase } from "./case-history.ts";
import type { Chained } from "./chaining.ts";
import { bytesColumn, bytesOfBase64Url, hashOf } from "./column.ts";
import type { StoreContext, Turn } from "./context.ts";
import { isTaken } from "./fault.ts";
import { writeGrantedWrap, writeSuccessorSeal } from "./granted-wrap.ts";
import { wrongSuccessor } from "./successor-check.ts";
import type { Tables } from "./tables.ts";
import { identify, type Prepared, prepare, type Refused, type SignedAct, signedSequence, write } from "./transact.ts";

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
 * withdrawal back) can be done. The same act again gets the same answer.
 */
export async function actAsReporter(ctx: StoreContext, request: ReportersAct): Promise<Kept | Refused> {
	try {
		return await ctx.db.query.transaction().execute((query) => keepAct({ ctx, query }, request));
	} catch (error) {
		// Somebody else's mailbox answers to these words: nothing of the act was kept.
		if (isTaken(error, "reporter_key")) return { refused: "tag-taken" };
		throw error;
	}
}

async function keepAct(turn: Turn, request: ReportersAct): Promise<Kept | Refused> {
	const history = await lockCase(turn, request.caseTag);
	if (history === null) return { refused: "not-found" };
	const waiting = await readWaiting(turn, request.caseTag);
	const own = identify(history, signedAct(request));
	const kept = waiting.find(({ hash }) => hash === own);
	if (kept !== undefined) return { visibleAt: kept.visible_at, repeated: true };
	const ahead = await lookAhead(turn, history, waiting);
	const slot = slotFor(request.now, history.state.raisedSeverity, history.rules);
	const command = reporterCommand(request.act);
	const prepared = await prepare(turn, ahead, signedAct(request), (state, rules) => decide(state, command, slot, rules));
	if ("refused" in prepared) return prepared;
	if (!("chained" in prepared)) return { visibleAt: prepared.events[0]?.at ?? slot, repeated: true };
	const wrong = await wrongSuccessor(turn, { act: request.act, wrap: request.wrap ?? null }, request.now);
	if (wrong !== null) return wrong;
	if (request.act.kind === "letter" && openLetters(history, waiting) >= MOST_OPEN_LETTERS) return { refused: "too-many-letters" };
	if (request.act.kind === "rekeyed") {
		if (request.newWords?.keys.logSalt !== history.logSalt) return { refused: "ciphertext-mismatch" };
		await changeDoor(turn, request.caseTag, { ...request.newWords, messageSign: request.act.statement.messageSign });
	}
	if (history.rules.policy.clockResolution[history.state.raisedSeverity] === "instant") await writeAct(turn, prepared, request);
	else await keep(turn, request, { hash: own, place: (waiting.at(-1)?.place ?? -1) + 1, slot });
	return { visibleAt: slot, repeated: false };
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

/** An act that waits, with the hash that tells a repetition, and what its letter hashes to: the letter itself is not read. */
type Waiting = Pick<Tables["waiting_act"], "act" | "place" | "visible_at" | "refused"> & {
	readonly hash: Hash;
	readonly ciphertext: Hash | null;
};

/** Every act of the case that waits or was refused at its slot, in order. The part's hash is that of `partHash` in `packages/log`. */
async function readWaiting({ query }: Turn, caseTag: CaseTag): Promise<readonly Waiting[]> {
	const rows = await query
		.selectFrom("waiting_act")
		.select(["act", "place", "visible_at", "refused", "act_hash"])
		.select(sql<Uint8Array | null>`sha256(convert_to(E'answerable/v1/part\\n', 'UTF8') || ciphertext)`.as("part_hash"))
		.where("case_tag", "=", bytesColumn(caseTag))
		.orderBy("place")
		.execute();
	return rows.map(({ act_hash, part_hash, ...row }) => ({
		...row,
		hash: hashOf(act_hash),
		ciphertext: part_hash === null ? null : ciphertextHashOf([hashOf(part_hash)]),
	}));
}

type LookedAhead = { readonly texts: readonly string[]; readonly history: CaseHistory };
const lookedAhead = new WeakMap<CaseHistory, LookedAhead>();

/**
 * The history as it will be once the acts that wait have come to their slot. It follows from the history and from them, so
 * that with each act that joins only that one is added to what was worked out before.
 */
async function lookAhead(turn: Turn, history: CaseHistory, all: readonly Waiting[]): Promise<CaseHistory> {
	const waiting = all.filter(({ refused }) => refused === null);
	const texts = waiting.map(({ act, visible_at, ciphertext }) => JSON.stringify([act, visible_at, ciphertext]));
	const before = lookedAhead.get(history);
	const isSame = before?.texts.every((text, place) => text === texts[place]) ?? false;
	let ahead = before !== undefined && isSame ? before.history : history;
	for (const { act, visible_at: slot, ciphertext } of waiting.slice(before !== undefined && isSame ? before.texts.length : 0)) {
		const command = reporterCommand(act);
		const signed = { ...signedAct({ act, ciphertext: null }), ciphertext };
		const prepared = await prepare(turn, ahead, signed, (state, rules) => decide(state, command, slot, rules));
		if ("chained" in prepared) ahead = continued(ahead, prepared.chained);
	}
	lookedAhead.set(history, { texts, history: ahead });
	return ahead;
}

function continued(history: CaseHistory, chained: readonly Chained[]): CaseHistory {
	const events = chained.map(({ event }) => event);
	const last = chained.at(-1);
	if (last === undefined) return history;
	return {
		...history,
		events: [...history.events, ...events],
		trusted: [...history.trusted, ...events],
		head: { sequence: last.event.sequence, hash: last.hash },
		state: last.state,
	};
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

/** The command that a reporter's act gives. */
export function reporterCommand(act: WaitingAct): Command {
	const command = reportersCommandOf(act);
	if (command === null) throw new Error(`No reporter's command becomes ${act.kind}.`);
	return command;
}

/** The act as the chain knows it. */
export function signedAct({ act, ciphertext }: Pick<ReportersAct, "act" | "ciphertext">): SignedAct {
	const signature: ActSignature = act.act;
	return { signer: "reporter", kind: act.kind, statement: act.statement, signature, ciphertexts: ciphertext === null ? [] : [ciphertext] };
}

/** What is kept of an act while it waits: what was sealed and what was made for new words has places of its own. */
export function waitingAct(act: ReporterAct): WaitingAct {
	if (act.kind === "rekeyed" || act.kind === "rewrapped") return { kind: act.kind, statement: act.statement, act: act.act } as WaitingAct;
	const { ciphertext: _, ...rest } = act;
	return rest;
}

/** Letters of the reporter since the last act of a handler that is believed, and those that wait for their slot. */
function openLetters({ trusted }: CaseHistory, waiting: readonly Waiting[]): number {
	const since = trusted.slice(trusted.findLastIndex(({ by }) => by.actor === "handler") + 1);
	const seen = since.filter(({ by, happening }) => by.actor === "reporter" && happening.kind === "letter");
	return seen.length + waiting.filter(({ act, refused }) => refused === null && act.kind === "letter").length;
}

type Place = { readonly hash: Hash; readonly place: number; readonly slot: Instant };

/** `place` keeps the order of one case; nothing tells when. */
async function keep({ query }: Turn, { caseTag, act, ciphertext, wrap = null }: ReportersAct, { hash, place, slot }: Place): Promise<void> {
	await query
		.insertInto("waiting_act")
		.values({
			id: randomUUID(),
			case_tag: bytesColumn(caseTag),
			place,
			visible_at: slot,
			act_hash: bytesColumn(hash),
			act,
			ciphertext,
			wrap,
			refused: null,
		})
		.execute();
}
