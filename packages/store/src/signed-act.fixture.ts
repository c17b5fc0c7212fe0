/** What people do in the small world: signed as their clients would, over the present head of the case. */
import { createHash } from "node:crypto";
import { sign } from "@answerable/crypto/signing";
import { letterOf, type Said } from "@answerable/domain/act-letter";
import { actBytes } from "@answerable/log/act";
import { toHex } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import type { Hash } from "@answerable/types/bytes";
import type { ActSignature, HappeningKind, Seen } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { actAsHandler, HANDLERS_KINDS, type HandlerAct, type HandlerCommand } from "./handler-act.ts";

import type { Staff, World } from "./world.fixture.ts";

export type Signing = {
	readonly caseTag: CaseTag;
	readonly seen: Seen;
	readonly kind: HappeningKind;
	readonly statement: unknown;
	readonly ciphertext: Uint8Array | null;
};

/** Signs an act as its signer's client would. */
export function signAct(world: World, seed: Uint8Array, { ciphertext, ...act }: Signing): ActSignature {
	const policy = canonicalHash(world.rules.policy);
	const hash = ciphertext === null ? null : ciphertextHash([ciphertext]);
	const message = actBytes({ ...act, organisation: world.organisation, ciphertext: hash, policy });
	return { seen: act.seen, signature: sign(seed, message) };
}

/** The head of a case as the database has it. */
export async function headOf(world: World, caseTag: CaseTag): Promise<Seen> {
	const row = await world.owner.query
		.selectFrom("case_file")
		.select(["head_sequence", "head_hash"])
		.where("case_tag", "=", Buffer.from(caseTag, "hex"))
		.executeTakeFirstOrThrow();
	return { sequence: row.head_sequence, hash: toHex(row.head_hash) as Hash };
}

type Commanded = HandlerCommand extends infer Command ? (Command extends HandlerCommand ? Omit<Command, "by"> : never) : never;

/** A handler's act, signed over the present head unless `seen` says otherwise. */
export async function handlerAct(
	world: World,
	who: Staff,
	asked: { caseTag: CaseTag; command: Commanded; now: Instant; seen?: Seen; wrap?: Uint8Array; seed?: Uint8Array },
): Promise<HandlerAct> {
	const { caseTag, command, now, wrap = null, seed = who.seed } = asked;
	const kind = HANDLERS_KINDS[command.kind];
	const hasLetter = letterOf({ kind, statement: command.statement } as Said) !== null;
	const ciphertext = hasLetter ? createHash("sha256").update(`${caseTag}${now}${who.tenure}`).digest() : null;
	const seen = asked.seen ?? (await headOf(world, caseTag));
	const signature = signAct(world, seed, { caseTag, seen, kind, statement: command.statement, ciphertext });
	const by = { actor: "handler" as const, tenure: who.tenure, person: who.person, role: who.role };
	return { caseTag, command: { ...command, by } as HandlerCommand, signature, ciphertext, wrap, now };
}

/** Signs and does it. */
export async function act(world: World, who: Staff, asked: Parameters<typeof handlerAct>[2]) {
	return actAsHandler(world.api, await handlerAct(world, who, asked));
}
