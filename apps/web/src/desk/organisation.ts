/** My organisation at the desk: offering my key, signing as a root, and what its roots may change. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { newTenure } from "@answerable/crypto/handler-keys";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { sign } from "@answerable/crypto/signing";
import { publishedTies } from "@answerable/domain/published-ties";
import { canonicalHash } from "@answerable/log/canonical";
import { isWhole, proposalBytes, proposalHash } from "@answerable/log/proposal-text";
import type { Branding } from "@answerable/types/branding";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { OrganisationId, TenureId } from "@answerable/types/id";
import type { Countersignature, KeyStatement } from "@answerable/types/key";
import { OrganisationDesk, SoleOpenerList } from "@answerable/types/organisation";
import type { Policy } from "@answerable/types/policy";
import { type Proposal, ProposalAnswer, type ProposalRequest, type ShownProposal } from "@answerable/types/proposal";
import type { RemovalReason } from "@answerable/types/published";
import type { Role } from "@answerable/types/role";
import type { InterestsRegister } from "@answerable/types/routing";
import { CheckError } from "../check-error.ts";
import type { DeskSession, OpenTenure } from "./sign-in.ts";

/** Roots, keys, appointments and proposals of an organisation that is mine. */
export async function readOrganisation({ http }: DeskSession, organisation: OrganisationId): Promise<OrganisationDesk> {
	return http.getJson(`/api/desk/organisations/${organisation}`, OrganisationDesk);
}

/** How many open cases each tenure alone can open some part of: everybody's for a root, my own otherwise. */
export async function listSoleOpeners({ http }: DeskSession, organisation: OrganisationId): Promise<SoleOpenerList["soleOpeners"]> {
	return (await http.getJson(`/api/desk/organisations/${organisation}/sole-openers`, SoleOpenerList)).soleOpeners;
}

/**
 * Makes the keys of a role that I was appointed to, and offers the public ones for countersigning. Sign in again once they count.
 * `isFirst`: for one of the three posts of an organisation that begins, whose keys are also signed by whoever made them.
 */
export async function offerKey(
	session: DeskSession,
	{ organisation, role, isFirst = false }: { readonly organisation: OrganisationId; readonly role: Role; readonly isFirst?: boolean },
): Promise<{ readonly statement: KeyStatement; readonly answer: ProposalAnswer }> {
	const tenure = crypto.randomUUID() as TenureId;
	const { statement, keys, seal, sealedKeys } = newTenure({ organisation, person: session.person, tenure, role }, session.wrap);
	const proposal: Proposal = { kind: "key", statement, seal: encodeSealingKey(seal), sealedKeys: toBase64Url(sealedKeys) };
	return {
		statement,
		answer: await send(session, { proposal, countersignature: isFirst ? signedAs({ statement, keys }, proposal) : null }),
	};
}

/** Proposes a change as a root, with the first signature. */
export async function proposeAsRoot(session: DeskSession, root: OpenTenure, proposal: Proposal): Promise<ProposalAnswer> {
	return send(session, { proposal, countersignature: signedAs(root, proposal) });
}

/**
 * Signs what somebody proposed. What is signed is made here from the proposal that was shown, so that nobody signs another text than
 * the one they read; a name that the proposal does not have is refused.
 */
export async function countersign(
	session: DeskSession,
	root: OpenTenure,
	{ hash, proposal }: { readonly hash: Hash; readonly proposal: ShownProposal },
): Promise<ProposalAnswer> {
	if (proposalHash(proposal) !== hash || !isWhole(proposal))
		throw new CheckError("wrong-answer", "What is shown is not what would be signed.");
	return session.http.postJson(`/api/desk/proposals/${hash}/countersignatures`, signedAs(root, proposal), ProposalAnswer);
}

/** Says that I will not sign what somebody proposed, or takes back what I proposed. */
export async function decline({ http }: DeskSession, hash: Hash): Promise<ProposalAnswer> {
	return http.postJson(`/api/desk/proposals/${hash}/declines`, {}, ProposalAnswer);
}

/** The end of a tenure: its holder left, or the key was lost. */
export function removalOf({ statement, key }: Pick<OpenTenure, "statement" | "key">, because: RemovalReason): Proposal {
	const { organisation, tenure } = statement;
	return { kind: "key-removal", statement: { version: 1, organisation, tenure, key, because } };
}

/** One root makes way for another, from the roots that hold now. */
export function rootChangeOf(
	{ organisation, roots }: OrganisationDesk,
	{ out, into }: { readonly out: SigningKey; readonly into: SigningKey },
): Proposal {
	return { kind: "root-change", statement: { version: 1, organisation: organisation.id, previous: roots.fingerprint, out, in: into } };
}

/** The rules by which the next concerns run: one that ships, or what `adoptPolicy` made of one, after those that hold now. */
export function adoptionOf({ organisation, rules }: OrganisationDesk, policy: Policy): Proposal {
	const { id, adoption } = policy;
	const number = (rules?.number ?? 0) + 1;
	const statement = { version: 1 as const, organisation: organisation.id, number, policy: id, hash: canonicalHash(policy), adoption };
	return { kind: "policy-adoption", statement, policy };
}

/** How the organisation is to show itself, after what it showed before. */
export function brandingOf({ organisation, branding: before }: OrganisationDesk, branding: Branding): Proposal {
	const number = before.number + 1;
	return {
		kind: "branding",
		branding,
		statement: { version: 1, organisation: organisation.id, number, branding: canonicalHash(branding) },
	};
}

/** Ties that staff declared, in place of the register before; how they are tied stays with whoever keeps the register. */
export function interestsOf({ organisation, interests: before }: OrganisationDesk, register: InterestsRegister): Proposal {
	const lines = [...publishedTies(register)];
	const number = before.number + 1;
	return { kind: "interests", lines, statement: { version: 1, organisation: organisation.id, number, lines: canonicalHash(lines) } };
}

function signedAs({ statement, keys }: Pick<OpenTenure, "statement" | "keys">, proposal: ShownProposal): Countersignature {
	return { root: statement.sign, signature: sign(keys.sign, proposalBytes(proposal)) };
}

async function send({ http }: DeskSession, request: ProposalRequest): Promise<ProposalAnswer> {
	const answer = await http.postJson("/api/desk/proposals", request, ProposalAnswer);
	if (answer.hash !== proposalHash(request.proposal)) throw new CheckError("wrong-answer", "The server kept something else than was sent.");
	return answer;
}
