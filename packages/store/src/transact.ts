/** Lock, then decide, then write: every change to a case after its raise goes through here. */
import { randomBytes } from "node:crypto";
import type { CaseState } from "@answerable/domain/case";
import { type Decision, isRefused, type NewNotice } from "@answerable/domain/command";
import type { Context } from "@answerable/domain/context";
import { actHash } from "@answerable/log/act";
import { ciphertextHash } from "@answerable/log/ciphertext";
import type { Hash } from "@answerable/types/bytes";
import type { ActSignature, CaseEvent, HappeningKind } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import { type Appended, appendToCases } from "./append.ts";
import { type CaseHistory, checkEvents, lockCase } from "./case-history.ts";
import { type Chained, chain, type SignedPart } from "./chaining.ts";
import { bytes32Of, bytesColumn } from "./column.ts";
import type { StoreContext, Turn } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { readKnownEvent } from "./known-event.ts";
import { nativeBytesHash, nativeHash } from "./native-hash.ts";
import { projectionOf } from "./projection.ts";

/** A person's act, as it arrived. */
export type SignedAct = {
	readonly signer: "reporter" | "handler";
	readonly kind: HappeningKind;
	readonly statement: unknown;
	readonly signature: ActSignature;
	readonly ciphertexts: readonly Uint8Array[];
	/** What they hash to, where they are not at hand. */
	readonly ciphertext?: Hash | null;
};

export type Refused = { readonly refused: RefusalCode };
/** `events` are new, or (`repeated`) the event of the same act done before. */
export type Done = { readonly events: readonly CaseEvent[]; readonly repeated: boolean };
export type Transacted = Done | Refused;

/** The pure part. `history` is there for what the state does not hold. */
export type Decide = (state: CaseState, rules: Context, history: CaseHistory) => Decision;

/** What an act would append: found under the lock, checked, and not yet written. */
export type Prepared = {
	readonly history: CaseHistory;
	readonly act: SignedAct | null;
	readonly chained: readonly Chained[];
	readonly notices: readonly NewNotice[];
};

/** Does one act, or the system's turn (`act` null), in a transaction of its own. */
export async function transact(ctx: StoreContext, caseTag: CaseTag, act: SignedAct | null, decide: Decide): Promise<Transacted> {
	return ctx.db.query.transaction().execute((query) => transactIn({ ctx, query }, caseTag, act, decide));
}

/** As `transact`, in a transaction that the caller began. */
export async function transactIn(turn: Turn, caseTag: CaseTag, act: SignedAct | null, decide: Decide): Promise<Transacted> {
	const history = await lockCase(turn, caseTag);
	if (history === null) return { refused: "not-found" };
	const prepared = await prepare(turn, history, act, decide);
	if (!("chained" in prepared)) return prepared;
	await write(turn, prepared);
	return { events: prepared.chained.map(({ event }) => event), repeated: false };
}

/**
 * Everything but the writing. An act that was done before is answered with its event. Staff must have seen the head,
 * so that of two who act at once one wins and the other looks again; a reporter may have waited for a slot, and must
 * have seen some event of the chain (log, "Acts name what the signer had seen"). The new events are checked as every
 * reader will check them, before they are written.
 */
export async function prepare(turn: Turn, history: CaseHistory, act: SignedAct | null, decide: Decide): Promise<Prepared | Transacted> {
	const signed = act === null ? null : signedPart(act);
	if (act !== null) {
		const earlier = findAct(history, identify(history, act));
		if (earlier !== undefined) return { events: [earlier], repeated: true };
		if (!hasSeen(history, act)) return { refused: "out-of-date" };
	}
	const decision = decide(history.state, history.rules, history);
	if (isRefused(decision)) return decision;
	const { epochSeconds } = await requireDeployment(turn.ctx.db);
	const logSalt = history.logSalt ?? bytes32Of(randomBytes(32));
	const link = { ...history, policy: history.policyHash, logSalt, viewKey: turn.ctx.viewKey, epochSeconds };
	const chained = chain(link, decision, signed);
	if (signed !== null && !(await isBelieved(turn, history, chained))) return { refused: "wrong-signature" };
	return { history, act, chained, notices: decision.notices };
}

/** Writes what was prepared under the same lock. */
export async function write({ query }: Turn, prepared: Prepared): Promise<void> {
	await appendToCases(query, [appendedOf(prepared)]);
	const { history, act, chained } = prepared;
	const sequence = signedSequence(chained);
	if (act === null || sequence === null || act.ciphertexts.length === 0) return;
	const tag = bytesColumn(history.caseTag);
	const letters = act.ciphertexts.map((ciphertext, part) => ({ case_tag: tag, sequence, part, ciphertext }));
	await query.insertInto("letter").values(letters).execute();
}

/** What of a prepared turn goes into the tables that every event has rows in. */
export function appendedOf({ history, chained, notices }: Prepared): Appended {
	const last = chained.at(-1);
	if (last === undefined) throw new Error("There is nothing to write.");
	const { caseTag, excluded, rules } = history;
	return { caseTag, excluded, chained, notices, projection: projectionOf(last.state, rules) };
}

/** Where the signed act of these events stands; null if there is none. */
export function signedSequence(chained: readonly Chained[]): number | null {
	return chained.find(({ event }) => event.act !== null)?.event.sequence ?? null;
}

/** The idempotency key of an act on this case. */
export function identify({ organisation, caseTag, policyHash }: CaseHistory, act: SignedAct): Hash {
	const { kind, statement, signature } = act;
	const { ciphertext } = signedPart(act);
	return actHash({ organisation, caseTag, seen: signature.seen, kind, statement, ciphertext, policy: policyHash }, nativeHash);
}

/** The part of an act that its event carries. */
export function signedPart({ signature, ciphertexts, ciphertext }: SignedAct): SignedPart {
	if (ciphertext !== undefined) return { signature, ciphertext };
	return { signature, ciphertext: ciphertexts.length === 0 ? null : ciphertextHash(ciphertexts, nativeBytesHash) };
}

/** Whether staff saw the head, or a reporter any event of the chain. Each event names the hash of the one before. */
export function hasSeen({ head, events }: CaseHistory, { signer, signature: { seen } }: SignedAct): boolean {
	if (seen.sequence === head.sequence && seen.hash === head.hash) return true;
	return signer === "reporter" && events.some(({ sequence, previous }) => sequence === seen.sequence + 1 && previous === seen.hash);
}

function findAct({ trusted }: CaseHistory, wanted: Hash): CaseEvent | undefined {
	return trusted.find((event) => readKnownEvent(event).signed?.hash === wanted);
}

async function isBelieved(turn: Turn, history: CaseHistory, chained: readonly Chained[]): Promise<boolean> {
	const check = await checkEvents(turn, [...history.events, ...chained.map(({ event }) => event)]);
	return !check.suspect.some(({ sequence }) => sequence > history.head.sequence);
}
