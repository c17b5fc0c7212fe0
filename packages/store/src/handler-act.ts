/** What a handler does: signed, by somebody who holds the tenure now and may see the case. */
import type { CommandOf, Handler, HandlersCommand } from "@answerable/domain/command";
import { decide } from "@answerable/domain/decide";
import { sightOf } from "@answerable/domain/sight";
import { sha256Hash } from "@answerable/log/bytes";
import type { ActSignature, CaseEvent, HappeningKind } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { type CaseHistory, lockCase } from "./case-history.ts";
import { hashOf } from "./column.ts";
import type { StoreContext, Turn } from "./context.ts";
import { isUsable } from "./directory.ts";
import { writeGrantedWrap } from "./granted-wrap.ts";
import { prepare, type Refused, type SignedAct, signedSequence, write } from "./transact.ts";

export type HandlerCommand = (CommandOf<"letter"> & { readonly by: Handler }) | HandlersCommand;

export type HandlerAct = {
	readonly caseTag: CaseTag;
	readonly command: HandlerCommand;
	readonly signature: ActSignature;
	readonly ciphertext: Uint8Array | null;
	/** The wrap of a grant; null otherwise. */
	readonly wrap: Uint8Array | null;
	readonly now: Instant;
};

export type Acted = { readonly event: CaseEvent; readonly repeated: boolean };

/** The kind of event that each command becomes. */
export const HANDLERS_KINDS: Readonly<Record<HandlerCommand["kind"], HappeningKind>> = {
	letter: "letter",
	triage: "triaged",
	acknowledge: "acknowledged",
	explain: "explained",
	close: "closed",
	grant: "granted",
	"propose-downgrade": "downgrade-proposed",
	"agree-downgrade": "downgraded",
	extend: "extended",
	pause: "paused",
	resume: "resumed",
	"hand-over": "handed-over",
	link: "linked",
	reopen: "reopened",
	"place-hold": "hold-placed",
	"lift-hold": "hold-lifted",
};

/**
 * Does one act of a handler. Someone who may know nothing of the case gets the answer that an unknown case gets;
 * someone who knows only that it exists may acknowledge, and nothing else.
 */
export async function actAsHandler(ctx: StoreContext, act: HandlerAct): Promise<Acted | Refused> {
	return ctx.db.query.transaction().execute(async (query) => {
		const turn = { ctx, query };
		const history = await lockCase(turn, act.caseTag);
		if (history === null) return { refused: "not-found" };
		const refused = (await refusalOf(turn, history, act)) ?? (await wrongGrant(turn, act));
		if (refused !== null) return refused;
		const prepared = await prepare(turn, history, signedAct(act), (state, rules) => decide(state, act.command, act.now, rules));
		if ("refused" in prepared) return prepared;
		if (!("chained" in prepared)) return { event: signedOf(prepared.events), repeated: true };
		await write(turn, prepared);
		await writeGrant(turn, act, signedSequence(prepared.chained));
		return { event: signedOf(prepared.chained.map((link) => link.event)), repeated: false };
	});
}

/** The act itself, behind whatever had fallen due before it (domain, [Note: What was due comes first]). */
function signedOf(events: readonly CaseEvent[]): CaseEvent {
	const event = events.find(({ act }) => act !== null);
	if (event === undefined) throw new Error("An act was done without an event.");
	return event;
}

function signedAct({ command, signature, ciphertext }: HandlerAct): SignedAct {
	const ciphertexts = ciphertext === null ? [] : [ciphertext];
	return { signer: "handler", kind: HANDLERS_KINDS[command.kind], statement: command.statement, signature, ciphertexts };
}

/** The tenure must be held now, by the person who acts, who must not be excluded; and it must see the case. */
async function refusalOf({ query }: Turn, history: CaseHistory, { command }: HandlerAct): Promise<Refused | null> {
	const { by } = command;
	const tenure = await query.selectFrom("tenure").select(["person", "role", "removed"]).where("id", "=", by.tenure).executeTakeFirst();
	const isHeld = tenure !== undefined && !tenure.removed && tenure.person === by.person && tenure.role === by.role;
	const { sight } = sightOf(history.state, by.tenure);
	if (!isHeld || sight === "nothing" || history.excluded.includes(by.person)) return { refused: "not-found" };
	return sight === "content" || command.kind === "acknowledge" ? null : { refused: "not-allowed" };
}

/** A grant names a tenure that is held now and whose cooldown is over, by its present key, and the wrap that comes with it. */
async function wrongGrant({ query }: Turn, { command, wrap, now }: HandlerAct): Promise<Refused | null> {
	if (command.kind !== "grant") return wrap === null ? null : { refused: "wraps-mismatch" };
	const { statement, grantee } = command;
	if (wrap === null || sha256Hash(wrap) !== statement.wrap) return { refused: "wraps-mismatch" };
	const row = await query
		.selectFrom("tenure")
		.select(["person", "role", "key_hash"])
		.where("id", "=", statement.tenure)
		.where("removed", "=", false)
		.where(isUsable("tenure", now))
		.executeTakeFirst();
	if (row === undefined || hashOf(row.key_hash) !== statement.key) return { refused: "stale-keys" };
	const isGrantee = grantee.tenure === statement.tenure && grantee.person === row.person && grantee.role === row.role;
	return isGrantee ? null : { refused: "stale-keys" };
}

async function writeGrant({ query }: Turn, { caseTag, command, wrap }: HandlerAct, sequence: number | null): Promise<void> {
	if (command.kind !== "grant" || wrap === null || sequence === null) return;
	const { tenure } = command.statement;
	await writeGrantedWrap(query, { caseTag, sequence, tenure, wrap });
}
