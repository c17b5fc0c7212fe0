/** An organisation with three roots and a few others, as its desk is answered. */
import { newSigningSeed, signingKeyFromSeed } from "@answerable/crypto/signing";
import { policyById } from "@answerable/domain/policy";
import { keyHash } from "@answerable/log/key-statement";
import { proposalHash } from "@answerable/log/proposal-text";
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import type { KeyState, OrganisationDesk } from "@answerable/types/organisation";
import type { ShownProposal } from "@answerable/types/proposal";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";

export const NOW = "2026-11-26T10:00:00Z" as Instant;
const HASH = "ab".repeat(32) as Hash;
const ORGANISATION = "3f2a9c1b-0000-4000-8000-000000000000" as OrganisationId;

/** Somebody's key. Each is of a person of their own unless one is named. */
export function keyOf(role: Role, person = crypto.randomUUID() as PersonId): KeyStatement {
	const sign = signingKeyFromSeed(newSigningSeed());
	return { version: 1, organisation: ORGANISATION, person, tenure: crypto.randomUUID() as TenureId, role, seal: HASH, sign };
}

type Proposing = {
	readonly proposal: ShownProposal;
	readonly by: KeyStatement;
	readonly signedBy: readonly KeyStatement[];
	readonly declinedBy?: readonly KeyStatement[];
};

/** A desk of these keys, of which the first three are the roots. */
export function deskOf(keys: readonly (readonly [KeyStatement, KeyState])[], proposals: readonly Proposing[] = []): OrganisationDesk {
	const present = keys.slice(0, 3).map(([{ sign }]) => sign);
	return {
		organisation: { id: ORGANISATION, slug: "northbrook", name: "Northbrook" },
		odsCode: null,
		nation: "england",
		now: NOW,
		cooldownSeconds: 172_800,
		roots: {
			statement: { version: 1, organisation: ORGANISATION, roots: present },
			signature: "" as OrganisationDesk["roots"]["signature"],
			changes: [],
			present,
			fingerprint: HASH,
		},
		keys: keys.map(([statement, state]) => ({ statement, key: keyHash(statement), usableFrom: NOW, state })),
		proposals: proposals.map(({ proposal, by, signedBy, declinedBy = [] }) => ({
			hash: proposalHash(proposal),
			proposal,
			proposer: by.person,
			madeAt: NOW,
			signedBy: signedBy.map(({ sign }) => sign),
			declinedBy: declinedBy.map(({ sign }) => sign),
		})),
		appointments: [],
		rules: { number: 1, policy: policyById("default-england@1") },
		interests: { number: 1, lines: [] },
		branding: { number: 0, branding: null, isShown: false },
	};
}
