/** Proposals of the world's organisation, signed by its roots. */
import { randomBytes, randomUUID } from "node:crypto";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { sha256Hash } from "@answerable/log/bytes";
import { proposalBytes, proposalHash } from "@answerable/log/proposal-text";
import type { PersonId, TenureId } from "@answerable/types/id";
import type { Countersignature } from "@answerable/types/key";
import type { Proposal } from "@answerable/types/proposal";
import type { RemovalReason } from "@answerable/types/published";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { addPerson } from "./person-store.ts";
import { countersign, propose } from "./proposal.ts";
import type { Staff, World } from "./world.fixture.ts";

/** A root's signature over a proposal. */
export function signedBy(seed: Uint8Array, proposal: Proposal): Countersignature {
	return { root: signingKeyFromSeed(seed), signature: sign(seed, proposalBytes(proposal)) };
}

/** Proposes with the signature of one root, and signs with another's. Returns what came of the second. */
export async function enactBy(world: World, proposal: Proposal, now: Instant, seeds: readonly Uint8Array[] = world.roots) {
	const [first = newSigningSeed(), second = newSigningSeed()] = seeds;
	const person = proposal.kind === "key" ? proposal.statement.person : memberPerson(world);
	const proposed = await propose(world.api, { person, proposal, countersignature: signedBy(first, proposal), now });
	if ("refused" in proposed) return proposed;
	return countersign(world.api, { person, hash: proposalHash(proposal), countersignature: signedBy(second, proposal), now });
}

/** Somebody of the organisation: who brings a proposal does not matter, whose signatures it has does. */
export function memberPerson(world: World): PersonId {
	const guardian = world.staff.get("guardian");
	if (guardian === undefined) throw new Error("The world has no guardian.");
	return guardian.person;
}

/** Takes a person on. */
export async function newPerson(world: World): Promise<PersonId> {
	const id = randomUUID() as PersonId;
	const loginName = `p${randomBytes(6).toString("hex")}` as never;
	const phone = { sealed: randomBytes(48), usedStep: 0 };
	await addPerson(world.owner, { id, organisation: world.organisation, loginName, loginHash: randomBytes(32), phone });
	return id;
}

/** Appoints somebody to a role, as an administrator does. */
export async function appoint(world: World, person: PersonId, role: Role, now: Instant): Promise<void> {
	await world.owner.query
		.insertInto("appointment")
		.values({ id: randomUUID() as never, organisation: world.organisation, person, role, made_by: null, made_at: now, ended_at: null })
		.execute();
}

/** The key that somebody offers for a role, with its signing seed. */
export function offered(world: World, person: PersonId, role: Role) {
	const seed = newSigningSeed();
	const seal = randomBytes(1_216);
	const statement = {
		version: 1 as const,
		organisation: world.organisation,
		person,
		tenure: randomUUID() as TenureId,
		role,
		seal: sha256Hash(seal),
		sign: signingKeyFromSeed(seed),
	};
	const sealedKeys = randomBytes(106).toString("base64url") as never;
	const proposal: Proposal = { kind: "key", statement, seal: seal.toString("base64url") as never, sealedKeys };
	return { seed, statement, proposal };
}

/** The end of somebody's tenure. */
export function removal({ statement, key }: Pick<Staff, "statement" | "key">, because: RemovalReason = "left"): Proposal {
	const { organisation, tenure } = statement;
	return { kind: "key-removal", statement: { version: 1, organisation, tenure, key, because } };
}
