/** Two organisations in which every role is held, and what anybody in them may try on a case. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { newCompartmentKeys } from "@answerable/crypto/compartment";
import { sealWrap } from "@answerable/crypto/wrap";
import { GRANT_RUNG } from "@answerable/crypto/wrap-header";
import { letterOf, type Said } from "@answerable/domain/act-letter";
import { sha256Hash } from "@answerable/log/bytes";
import type { Hash } from "@answerable/types/bytes";
import type { HandlerAct } from "@answerable/types/desk";
import type { CaseTag, TenureId } from "@answerable/types/id";
import { Role } from "@answerable/types/role";
import type { GrantStatement, Recipient } from "@answerable/types/statement";
import { type ActPlace, signedAct } from "./reporter.fixture.ts";
import { type Member, REGULATOR, type Trust, trust } from "./trust.fixture.ts";

const INSIDE = Role.options.filter((role) => role !== "external_body");

export const FIRST = trust(40_000, "first", INSIDE);
export const SECOND = trust(60_000, "second", INSIDE);

/** Whoever holds a role for a trust: of an outside body that serves it, the body's. */
export function holderOf(of: Trust, role: Role): Member {
	const found = [...of.members, ...REGULATOR.members].find(({ key }) => key.statement.role === role);
	if (found === undefined) throw new Error(`Nobody is ${role}.`);
	return found;
}

/** A place on the first rung. */
export function recipient({ key, hash }: Member, opens: Recipient["opens"]): Recipient {
	return { tenure: key.statement.tenure, rung: 0, key: hash, opens };
}

/** Ids that an act may name besides its case. */
export type Named = { readonly tenure: TenureId; readonly key: Hash; readonly sealing: Uint8Array; readonly other: CaseTag };

type Kind = HandlerAct["kind"];

/** What each kind of act may say. One kind too few does not compile. */
function statementOf(kind: Kind, named: Named, wrap: Uint8Array): Said["statement"] {
	const concern = { compartment: "concern" } as const;
	const statements: Readonly<Record<Kind, Said["statement"]>> = {
		letter: { purpose: "question", ...concern },
		triaged: { severity: "S2", handler: named.tenure, ...concern },
		acknowledged: { rung: 0 },
		explained: { answer: "explain", reviewAt: "2026-11-23T12:00:10Z" as never, ...concern },
		closed: { reason: "outcome" },
		granted: { tenure: named.tenure, key: named.key, opens: ["concern"], wrap: sha256Hash(wrap) } satisfies GrantStatement,
		"downgrade-proposed": { severity: "S3", ...concern },
		downgraded: { proposal: 1 },
		extended: { clock: "plan", ...concern },
		paused: concern,
		resumed: {},
		"handed-over": { handler: named.tenure },
		linked: { relation: "duplicate", other: named.other as string as Hash, compartment: "notes" },
		reopened: concern,
		"hold-placed": { ground: "police" },
		"hold-lifted": {},
	};
	return statements[kind];
}

/** An act of any kind, signed by a member for a place in a case. */
export function anAct(kind: Kind, place: ActPlace, { keys }: Pick<Member, "keys">, named: Named): object {
	const wrap = kind === "granted" ? grantedWrap(place, named) : new Uint8Array();
	const statement = statementOf(kind, named, wrap);
	const letter = letterOf({ kind, statement } as Said);
	const act = signedAct(place, { kind, statement, seed: keys.sign, letter });
	return kind === "granted" ? { ...act, wrap: toBase64Url(wrap) } : act;
}

function grantedWrap({ organisation, caseTag }: ActPlace, { tenure, key, sealing }: Named): Uint8Array {
	const sealed = { organisation, caseTag, tenure, keyHash: key, opens: ["concern"] as const };
	return sealWrap({ ...sealed, rung: GRANT_RUNG, keys: newCompartmentKeys(), recipientKey: sealing }).body;
}

/** What an act names when it names a member. */
export function named({ key, hash, sealing }: Member, other: CaseTag): Named {
	return { tenure: key.statement.tenure, key: hash, sealing: sealing.publicKey, other };
}
