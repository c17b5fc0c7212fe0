/** An organisation that is founded as in earnest, with three invented people whose keys are seeds. */
import { randomBytes, randomUUID } from "node:crypto";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { sha256Hash } from "@answerable/log/bytes";
import { firstRoots } from "@answerable/log/founding";
import { rootHash } from "@answerable/log/key-statement";
import { proposalBytes, proposalHash } from "@answerable/log/proposal-text";
import type { Hash } from "@answerable/types/bytes";
import type { LoginName } from "@answerable/types/desk";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Countersignature } from "@answerable/types/key";
import type { Proposal } from "@answerable/types/proposal";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import type { StoreContext } from "./context.ts";
import { foundOrganisation, type NewFounding, type PostInvitation } from "./founding.ts";
import { tokenHash } from "./invitation-token.ts";
import { acceptInvitation } from "./join.ts";
import { countersign, propose } from "./proposal.ts";

/** Somebody who will be a root: who came by the invitation, and the key that they made. */
export type FirstRoot = {
	readonly role: Role;
	readonly person: PersonId;
	readonly seed: Uint8Array;
	readonly proposal: Extract<Proposal, { kind: "key" }>;
	readonly hash: Hash;
};

/** What is founded unless a test says otherwise. */
export function aFounding(
	rules: NewFounding["organisation"]["rules"],
	now: Instant,
	changes: Partial<NewFounding["organisation"]> = {},
): NewFounding {
	const organisation = { id: randomUUID() as OrganisationId, slug: "riverside", name: "Riverside Hospitals", rules, zone: "Europe/London" };
	return { organisation: { ...organisation, ...changes }, directory: [], now };
}

/** Founds it and hands out its invitations. */
export async function foundAs(owner: StoreContext, founding: NewFounding): Promise<readonly PostInvitation[]> {
	const invitations = await foundOrganisation(owner, founding);
	if ("refused" in invitations) throw new Error(invitations.refused);
	return invitations;
}

/** Comes in by an invitation under an invented name. */
export async function comeIn(ctx: StoreContext, { token }: Pick<PostInvitation, "token">, now: Instant): Promise<PersonId> {
	const person = randomUUID() as PersonId;
	const accepted = await acceptInvitation(ctx.db, {
		tokenHash: tokenHash(token),
		person,
		loginName: `p${randomBytes(6).toString("hex")}` as LoginName,
		loginHash: randomBytes(32),
		phone: { sealed: randomBytes(48), usedStep: 0 },
		now,
	});
	if ("refused" in accepted) throw new Error(accepted.refused);
	return person;
}

/** A key for a role, of a seed that a test may know. */
export function aKey({ organisation, person, role }: { organisation: OrganisationId; person: PersonId; role: Role }): FirstRoot {
	const seed = newSigningSeed();
	const seal = randomBytes(1_216);
	const tenure = randomUUID() as TenureId;
	const statement = { version: 1 as const, organisation, person, tenure, role, seal: sha256Hash(seal), sign: signingKeyFromSeed(seed) };
	const sealedKeys = randomBytes(106).toString("base64url") as never;
	const proposal = { kind: "key" as const, statement, seal: seal.toString("base64url") as never, sealedKeys };
	return { role, person, seed, proposal, hash: proposalHash(proposal) };
}

/** Comes in and offers a key for the post. */
export async function offerFor(
	api: StoreContext,
	invitation: PostInvitation,
	{ organisation, now }: { readonly organisation: OrganisationId; readonly now: Instant },
): Promise<FirstRoot> {
	const person = await comeIn(api, invitation, now);
	const root = aKey({ organisation, person, role: invitation.role });
	const offered = await propose(api, { person, proposal: root.proposal, countersignature: signatureOf(root, root), now });
	if ("refused" in offered) throw new Error(offered.refused);
	return root;
}

/** One signs another's key; returns what came of it. */
export function signFor(api: StoreContext, by: FirstRoot, whose: FirstRoot, now: Instant) {
	return countersign(api, { person: by.person, hash: whose.hash, countersignature: signatureOf(by, whose), now });
}

/** One's signature over another's key, or over their own. */
export function signatureOf(by: FirstRoot, whose: FirstRoot): Countersignature {
	return { root: by.proposal.statement.sign, signature: sign(by.seed, proposalBytes(whose.proposal)) };
}

/** All three sign the keys of both others. */
export async function signAll(api: StoreContext, roots: readonly FirstRoot[], now: Instant): Promise<void> {
	for (const by of roots) for (const whose of roots) if (by !== whose) await signFor(api, by, whose, now);
}

/** What the three read out. */
export function fingerprintOf(roots: readonly FirstRoot[]): Hash {
	return rootHash(firstRoots(roots.map(({ proposal }) => proposal.statement)));
}
