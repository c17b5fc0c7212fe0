/** Reporters who give places to whoever holds an office now, and those whom two roots signed for. */
import { randomBytes } from "node:crypto";
import { sha256Hash } from "@answerable/log/bytes";
import type { CaseTag } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { RaiseStatement, RewrapStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { escalateCase } from "./due.ts";
import { appoint, enactBy, newPerson, offered } from "./proposal.fixture.ts";
import { raise } from "./raise.ts";
import { actAsReporter } from "./reporter-act.ts";
import { headOf, signAct } from "./signed-act.fixture.ts";
import { at, newReporter, type Staff, type World } from "./world.fixture.ts";

const START = at("2026-04-07T09:00:00Z");
const SLOT = at("2026-04-07T12:00:00Z");

export type Opened = { readonly caseTag: CaseTag; readonly seed: Uint8Array };

/** Raised in the morning, and shown at noon, by when the clocks of the demo have brought it to every rung. */
export async function raised(world: World, change?: (statement: RaiseStatement) => RaiseStatement, shown = SLOT): Promise<Opened> {
	const { caseTag, seed, request } = newReporter(world, { now: START, ...(change === undefined ? {} : { change }) });
	await raise(world.api, request);
	await escalateCase(world.worker, caseTag, shown);
	return { caseTag, seed };
}

/** Takes somebody on by the signatures of two roots; their key waits for its cooldown. */
export async function newHolder(world: World, role: Role, now: Instant): Promise<Staff> {
	const person = await newPerson(world);
	await appoint(world, person, role, now);
	const { seed, statement, proposal } = offered(world, person, role);
	const answer = await enactBy(world, proposal, now);
	if (!("enacted" in answer)) throw new Error(JSON.stringify(answer));
	return { role, person, tenure: statement.tenure, seed, statement, key: answer.hash };
}

type Change = { readonly statement?: Partial<RewrapStatement>; readonly wrap?: Uint8Array; readonly seed?: Uint8Array };

/** One act of the reporter, at rung 0 unless told otherwise. */
export async function give(
	world: World,
	{ caseTag, seed }: Opened,
	who: { before: Staff; next: Staff; now: Instant },
	change: Change = {},
) {
	const { before, next, now } = who;
	const wrap = change.wrap ?? randomBytes(1_262);
	const statement: RewrapStatement = {
		place: { tenure: before.tenure, rung: 0 },
		tenure: next.tenure,
		person: next.person,
		key: next.key,
		opens: ["concern", "private"],
		layer: 1,
		wrap: sha256Hash(wrap),
		...change.statement,
	};
	const seen = await headOf(world, caseTag);
	const signed = signAct(world, change.seed ?? seed, { caseTag, seen, kind: "rewrapped", statement, ciphertext: null });
	return actAsReporter(world.api, { caseTag, act: { kind: "rewrapped", statement, act: signed }, ciphertext: null, wrap, now });
}
