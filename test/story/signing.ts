/** Two roots of an organisation sign: what somebody proposed, or what one of them proposes. */
import type { OrganisationId } from "@answerable/types/id";
import type { OrganisationDesk } from "@answerable/types/organisation";
import type { Proposal, ProposalAnswer } from "@answerable/types/proposal";
import type { Role } from "@answerable/types/role";
import type { OpenTenure } from "../../apps/web/src/desk/sign-in.ts";
import { ProblemError } from "../../apps/web/src/problem-error.ts";
import type { Party } from "./cast.ts";

/** Two roots, each signed in. */
export type Signers = readonly [Party, Party];

/** The tenure of a role that somebody signed in with. */
export function tenureIn({ login, desk }: Party, role: Role): OpenTenure {
	const found = desk.session.tenures.find(({ statement }) => statement.role === role);
	if (found === undefined) throw new Error(`${login} is not ${role}.`);
	return found;
}

/** The organisation as its roots see it. */
export async function readOrganisation([first]: Signers, organisation: OrganisationId): Promise<OrganisationDesk> {
	return first.desk.organisation(organisation);
}

/** Roots sign what stands there under a name, each having read it. */
export async function signedByRoots(signers: Signers, hash: string): Promise<void> {
	for (const party of signers) {
		const root = rootOf(party).statement;
		const shown = (await party.desk.organisation(root.organisation)).proposals.find((proposal) => proposal.hash === hash);
		if (shown === undefined) throw new Error("The proposal is not shown to a root.");
		await party.desk.countersign(root.tenure, shown);
	}
}

/** One root proposes, another signs. */
export async function signedTwice([one, other]: Signers, proposal: Proposal): Promise<ProposalAnswer> {
	const { hash } = await one.desk.propose(rootOf(one).statement.tenure, proposal);
	return other.desk.countersign(rootOf(other).statement.tenure, { hash, proposal });
}

/** What an attempt gives, or null while it is refused with this code. */
export async function unless<T>(code: string, attempt: () => Promise<T>): Promise<T | null> {
	try {
		return await attempt();
	} catch (error) {
		if (error instanceof ProblemError && error.code === code) return null;
		throw error;
	}
}

/** The demo's people are named after their posts. */
function rootOf(party: Party): OpenTenure {
	return tenureIn(party, party.login.split(".")[0]?.replaceAll("-", "_") as Role);
}
