/** Proposals of a trust, signed by its roots. */
import { newTenureKeys } from "@answerable/crypto/handler-keys";
import { sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { canonicalHash } from "@answerable/log/canonical";
import { proposalBytes } from "@answerable/log/proposal-text";
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationId, TenureId } from "@answerable/types/id";
import type { Countersignature } from "@answerable/types/key";
import type { Proposal } from "@answerable/types/proposal";
import type { Trust } from "./trust.fixture.ts";

/** What a trust would like to be called. */
export function aBranding(organisation: OrganisationId, name = "A trust"): Proposal {
	const branding = { name, colour: "#005eb8", contact: "Ring the guardian." };
	return { kind: "branding", branding, statement: { version: 1, organisation, number: 1, branding: canonicalHash(branding) } };
}

/** The end of a tenure. */
export function aRemoval(organisation: OrganisationId, tenure: TenureId, key: Hash): Proposal {
	return { kind: "key-removal", statement: { version: 1, organisation, tenure, key, because: "left" } };
}

/** A root's signature; of no trust: a stranger's. */
export function rootSigned(trust: Trust | null, proposal: Proposal, root = 0): Countersignature {
	const seed = trust?.rootSeeds[root] ?? newTenureKeys().sign;
	return { root: signingKeyFromSeed(seed), signature: sign(seed, proposalBytes(proposal)) };
}
