/** What a handler does to a case: checked, turned into a command, and handed to the one transaction. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import type { Handler } from "@answerable/domain/command";
import { handlersCommandOf } from "@answerable/domain/command-of";
import { keyHash } from "@answerable/log/key-statement";
import type { HandlerCommand } from "@answerable/store/handler-act";
import type { DeskActRequest, HandlerAct } from "@answerable/types/desk";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, PersonId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import { checkAct, checkGrantedWrap } from "./act-check.ts";
import type { Deps } from "./deps.ts";
import { isRefused, type Refused } from "./problem.ts";
import { readSealed } from "./sealed.ts";
import type { DeskDoor } from "./store-port.ts";

/** A request of somebody who signed in. */
export type Acting = DeskActRequest & { readonly person: PersonId; readonly caseTag: CaseTag };

type Prepared = { readonly command: HandlerCommand; readonly wrap: Uint8Array | null };

/**
 * Carries out a handler's act. Somebody who may not know of the case, or whose
 * tenure it is not, is told the same as for a case that does not exist.
 */
export async function actOnDesk(deps: Deps, { act, ...who }: Acting): Promise<{ event: CaseEvent; again: boolean } | Refused> {
	const now = deps.now();
	const door = await deps.store.deskDoor({ ...who, now });
	if (door === null) return { refused: "not-found" };
	const signed = checkAct(act, { ...door, key: door.tenure.sign });
	if (isRefused(signed)) return signed;
	const prepared = await prepare(deps, door, act);
	if (isRefused(prepared)) return prepared;
	return deps.store.handlerAct({ ...signed, ...prepared }, now);
}

async function prepare(deps: Deps, door: DeskDoor, act: HandlerAct): Promise<Prepared | Refused> {
	if (act.kind === "granted") return prepareGrant(deps, door, act);
	const command = handlersCommandOf(handlerOf(door.tenure), act, () => null);
	return command === null ? { refused: "malformed" } : { command, wrap: null };
}

async function prepareGrant(deps: Deps, door: DeskDoor, act: Extract<HandlerAct, { kind: "granted" }>): Promise<Prepared | Refused> {
	const wrap = readSealed(() => fromBase64Url(act.wrap), "malformed");
	if (isRefused(wrap)) return wrap;
	const code = checkGrantedWrap(wrap, act.statement);
	if (code !== null) return { refused: code };
	const grantee = await deps.store.holder(act.statement.tenure);
	if (grantee === null || grantee.organisation !== door.organisation || keyHash(grantee) !== act.statement.key)
		return { refused: "stale-keys" };
	const { tenure, person, role } = grantee;
	return { command: { kind: "grant", by: handlerOf(door.tenure), statement: act.statement, grantee: { tenure, person, role } }, wrap };
}

function handlerOf({ tenure, person, role }: KeyStatement): Handler {
	return { actor: "handler", tenure, person, role };
}
