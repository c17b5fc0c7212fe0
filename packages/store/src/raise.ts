/** Raising a concern: one write. Needs nothing but PostgreSQL. */
import { createHash } from "node:crypto";
import { type Decided, isRefused } from "@answerable/domain/command";
import type { Context } from "@answerable/domain/context";
import { decide } from "@answerable/domain/decide";
import { checkRecipients } from "@answerable/domain/routing";
import { actHash, NOTHING_SEEN } from "@answerable/log/act";
import { toHash, toHex } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { checkHistory } from "@answerable/log/history";
import { promiseBytes } from "@answerable/log/promise";
import { leafHash } from "@answerable/log/tree";
import type { Hash } from "@answerable/types/bytes";
import { CaseEvent } from "@answerable/types/event";
import type { RaiseAnswer, RaiseHeader } from "@answerable/types/intake";
import { SignedPromise } from "@answerable/types/promise";
import { type Chained, chain } from "./chaining.ts";
import { bytesColumn } from "./column.ts";
import type { StoreContext } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { type IntakeFacts, readIntakeFacts } from "./intake-facts.ts";
import { readKnownEvent } from "./known-event.ts";
import { publishBy } from "./lane.ts";
import { nativeBytesHash, nativeHash } from "./native-hash.ts";
import { insertRaise } from "./raise-queue.ts";
import type { RaiseRequest } from "./raise-request.ts";
import type { NewRaise } from "./raise-statement.ts";
import { readRules } from "./rules.ts";
import { standingFacts } from "./standing-facts.ts";
import type { Refused } from "./transact.ts";
import { remembering } from "./verified.ts";

export type Raised = { readonly answer: RaiseAnswer; readonly repeated: boolean };

/**
 * Raises a concern, durably when it returns. The same raise again gets the first answer again; another one under the
 * same tag is refused. Nothing is written of one that is refused.
 */
export async function raise(ctx: StoreContext, request: RaiseRequest): Promise<Raised | Refused> {
	const standing = await raiseOn(ctx, request, await standingFacts(ctx.db, request));
	if (standing !== "look-again") return standing;
	const anew = await raiseOn(ctx, request, await readIntakeFacts(ctx.db.query, { ...request.header, today: request.today }), true);
	return anew === "look-again" ? { refused: "stale-keys" } : anew;
}

/** Raises on these facts. `look-again`: they refuse it, or were no longer true when it was written, and are not `fresh`. */
async function raiseOn(
	ctx: StoreContext,
	request: RaiseRequest,
	facts: IntakeFacts | null,
	isFresh = false,
): Promise<Raised | Refused | "look-again"> {
	if (facts === null) return isFresh ? { refused: "unknown-organisation" } : "look-again";
	const { header } = request;
	const act = raiseAct(header, ciphertextHash([request.concern, request.private], nativeBytesHash));
	const outOfDate = wrongParameters(request, facts);
	if (outOfDate !== null && !isFresh) return "look-again";
	const refused = wrongContents(request) ?? outOfDate;
	if (refused !== null) return (await answerAgain(ctx, request, act.hash)) ?? refused;
	const made = await makeRaise(ctx, request, facts, act.ciphertext);
	if (isRefused(made)) return made;
	const inserted = await insertRaise(ctx.db, made);
	if (inserted.made) return { answer: made.answer, repeated: false };
	if (!inserted.current) return "look-again";
	return (await answerAgain(ctx, request, act.hash)) ?? { refused: inserted.spent ? "tag-taken" : "work-spent" };
}

/** Everything that will be written, checked as every reader will check it. */
async function makeRaise(ctx: StoreContext, request: RaiseRequest, facts: IntakeFacts, ciphertext: Hash): Promise<NewRaise | Refused> {
	const { organisation, caseTag, statement } = request.header;
	const rules = await readRules(ctx.db.query, { policy: statement.policy, calendar: statement.calendar });
	const decision = decide(null, { kind: "raise", organisation, caseTag, statement }, request.now, rules);
	if (isRefused(decision)) return decision;
	const { epochSeconds } = await requireDeployment(ctx.db);
	const chained = chainRaise(ctx, request, { decision, rules, epochSeconds, ciphertext });
	const events = chained.map(({ event }) => event);
	const check = checkHistory(events, { handler: () => undefined }, remembering(ctx.verify), readKnownEvent);
	if (check.suspect.length > 0) return { refused: "wrong-signature" };
	return { request, answer: answerOf(chained, request, epochSeconds), chained, notices: decision.notices, rules, facts };
}

function raiseAct(header: RaiseRequest["header"], ciphertext: Hash): { readonly hash: Hash; readonly ciphertext: Hash } {
	const { organisation, caseTag, statement } = header;
	const parts = { organisation, caseTag, seen: NOTHING_SEEN, kind: "raised" as const, statement, ciphertext, policy: statement.policy };
	const hash = actHash(parts, nativeHash);
	return { hash, ciphertext };
}

/** What was sent beside the statement must be what the statement was signed over. */
function wrongContents({ header: { statement, reporterKeys }, wraps }: RaiseRequest): Refused | null {
	if (createHash("sha256").update(wraps).digest("hex") !== statement.wraps) return { refused: "wraps-mismatch" };
	return canonicalHash(reporterKeys, nativeHash) === statement.reporterKeys ? null : { refused: "malformed" };
}

function wrongParameters({ header: { statement } }: RaiseRequest, facts: IntakeFacts): Refused | null {
	if (statement.policy !== facts.policy || statement.calendar !== facts.calendar) return { refused: "stale-parameters" };
	const refused = checkRecipients(statement, facts.holders);
	return refused === null ? null : { refused };
}

type Decisive = { readonly decision: Decided; readonly rules: Context; readonly epochSeconds: number; readonly ciphertext: Hash };

function chainRaise({ viewKey }: StoreContext, { header }: RaiseRequest, decisive: Decisive): readonly Chained[] {
	const { organisation, caseTag, statement, act, reporterKeys } = header;
	const { rules, epochSeconds, ciphertext } = decisive;
	const link = { organisation, caseTag, policy: statement.policy, rules, viewKey, epochSeconds };
	const signed = { signature: act, ciphertext };
	return chain({ ...link, head: NOTHING_SEEN, state: null, logSalt: reporterKeys.logSalt }, decisive.decision, signed);
}

function answerOf([raised]: readonly Chained[], { header, signPromise }: RaiseRequest, epochSeconds: number): RaiseAnswer {
	if (raised?.event.happening.kind !== "raised") throw new Error("A raise begins with its own event.");
	const { received, clocks } = raised.event.happening.consequence;
	const statement: SignedPromise["statement"] = {
		version: 1,
		organisation: header.organisation,
		caseTag: header.caseTag,
		leaf: toHash(leafHash(raised.leaf.bytes)),
		receivedOn: received.on,
		policy: header.statement.policy,
		calendar: header.statement.calendar,
		due: clocks.map(({ clock, due }) => ({ clock, due })),
		publishBy: publishBy(raised.leaf.publishAfter, epochSeconds),
	};
	const promise = { statement, signature: signPromise(promiseBytes(statement)) };
	return { event: raised.event, leaf: toHex(raised.leaf.bytes), promise };
}

/** The first answer, if this very raise (all that its signature covers) was made before; null if it was not. */
export async function findRaise({ db }: StoreContext, { caseTag }: Pick<RaiseHeader, "caseTag">, hash: Hash): Promise<RaiseAnswer | null> {
	const row = await db.query
		.selectFrom("event")
		.innerJoin("leaf", (join) => join.onRef("leaf.case_tag", "=", "event.case_tag").onRef("leaf.sequence", "=", "event.sequence"))
		.innerJoin("reporter_key", "reporter_key.case_tag", "event.case_tag")
		.select(["event.body", "leaf.bytes", "reporter_key.promise"])
		.where("event.case_tag", "=", bytesColumn(caseTag))
		.where("event.sequence", "=", 0)
		.where("event.act_hash", "=", bytesColumn(hash))
		.executeTakeFirst();
	if (row === undefined) return null;
	return { event: CaseEvent.parse(row.body), leaf: toHex(row.bytes), promise: SignedPromise.parse(row.promise) };
}

async function answerAgain(ctx: StoreContext, { header }: RaiseRequest, hash: Hash): Promise<Raised | null> {
	const answer = await findRaise(ctx, header, hash);
	return answer === null ? null : { answer, repeated: true };
}
