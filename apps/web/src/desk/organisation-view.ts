/** An organisation as its desk page shows it: plain values, and what its roots may do about it now. Pure. */
import { mayBeRoot } from "@answerable/domain/turnover";
import type { Branding } from "@answerable/types/branding";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import type { KeyState, OrganisationDesk, SoleOpenerList } from "@answerable/types/organisation";
import type { Policy } from "@answerable/types/policy";
import type { OpenProposal, ShownProposal } from "@answerable/types/proposal";
import { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { type AdoptionView, adoptionViewOf } from "./rules.ts";

/** Somebody's key, by the post that it is for and the short number of whose it is. */
export type KeyView = {
	readonly tenure: TenureId;
	readonly person: PersonId;
	readonly role: Role;
	readonly sign: SigningKey;
	readonly state: KeyState;
	readonly usableFrom: Instant;
	readonly isRoot: boolean;
	readonly isMine: boolean;
	/** It may take a root's place. */
	readonly mayBecomeRoot: boolean;
	/** How many open cases nobody else can open all of, as far as I am told. */
	readonly alone: number;
};

/** A proposal that waits. `about`: whose keys it is about; of a change of roots, first whoever goes. */
export type ProposalView = {
	readonly hash: Hash;
	readonly proposal: ShownProposal;
	readonly madeAt: Instant;
	readonly proposer: Who;
	readonly signedBy: readonly Who[];
	/** Roots who said that they will not. */
	readonly declinedBy: readonly Who[];
	/** I am a root and have not signed it. */
	readonly maySign: boolean;
	/** It waits for me: I may sign it, and have not said that I will not. */
	readonly isForMe: boolean;
	/** I am a root who did not make it, and have not said so yet. */
	readonly mayDecline: boolean;
	/** I made it. */
	readonly isMine: boolean;
	/** Something else was done first: nobody can sign it any more. */
	readonly isOvertaken: boolean;
	/** Of rules: what would be other than now. */
	readonly adoption: AdoptionView | null;
	readonly about: readonly Who[];
};

/** Somebody by what they hold; `role` is null for whoever holds nothing here, `person` for a key that nobody has. */
export type Who = { readonly person: PersonId | null; readonly role: Role | null; readonly isMe: boolean };

export type OrganisationView = {
	readonly id: OrganisationId;
	readonly name: string;
	readonly now: Instant;
	/** Of the roots, as it stands on posters. */
	readonly fingerprint: Hash;
	/** Keys that are not removed, those of guardians first. */
	readonly keys: readonly KeyView[];
	/** My tenure whose key is a root now; null if I am none. */
	readonly myRoot: TenureId | null;
	readonly proposals: readonly ProposalView[];
	readonly appointments: readonly Who[];
	readonly branding: { readonly branding: Branding | null; readonly isShown: boolean };
	readonly ties: OrganisationDesk["interests"]["lines"];
	/** The rules by which the next concerns run; null of a body outside, which takes no concerns. */
	readonly rules: Pick<Policy, "id" | "title" | "adoption"> | null;
	readonly cooldownSeconds: number;
};

export type Viewing = {
	readonly person: PersonId;
	/** My tenures whose keys are at hand. */
	readonly tenures: readonly TenureId[];
	readonly soleOpeners: SoleOpenerList["soleOpeners"];
};

/** The view of an organisation for one person. What waits for their signature comes first. */
export function organisationViewOf(desk: OrganisationDesk, viewing: Viewing): OrganisationView {
	const held = desk.keys.filter(({ state }) => state !== "removed").map((key) => keyViewOf(desk, key, viewing));
	const keys = held.toSorted((one, other) => Role.options.indexOf(one.role) - Role.options.indexOf(other.role));
	const myRoot = keys.find(({ tenure, isRoot }) => isRoot && viewing.tenures.includes(tenure)) ?? null;
	const proposals = desk.proposals.map((proposal) => proposalViewOf(desk, proposal, { ...viewing, mySign: myRoot?.sign ?? null }));
	return {
		id: desk.organisation.id,
		name: desk.organisation.name,
		now: desk.now,
		fingerprint: desk.roots.fingerprint,
		keys,
		myRoot: myRoot?.tenure ?? null,
		proposals: [...proposals.filter(({ isForMe }) => isForMe), ...proposals.filter(({ isForMe }) => !isForMe)],
		appointments: desk.appointments.map(({ person, role }) => ({ person, role, isMe: person === viewing.person })),
		branding: { branding: desk.branding.branding, isShown: desk.branding.isShown },
		ties: desk.interests.lines,
		rules: desk.rules === null ? null : { id: desk.rules.policy.id, title: desk.rules.policy.title, adoption: desk.rules.policy.adoption },
		cooldownSeconds: desk.cooldownSeconds,
	};
}

function keyViewOf({ roots }: OrganisationDesk, key: OrganisationDesk["keys"][number], { person, soleOpeners }: Viewing): KeyView {
	const { statement, state, usableFrom } = key;
	const isRoot = roots.present.includes(statement.sign);
	return {
		tenure: statement.tenure,
		person: statement.person,
		role: statement.role,
		sign: statement.sign,
		state,
		usableFrom,
		isRoot,
		isMine: statement.person === person,
		mayBecomeRoot: !isRoot && state === "active" && mayBeRoot(statement.role),
		alone: soleOpeners.find(({ tenure }) => tenure === statement.tenure)?.cases ?? 0,
	};
}

type Signing = Viewing & { readonly mySign: SigningKey | null };

function proposalViewOf(desk: OrganisationDesk, open: OpenProposal, { person, mySign }: Signing): ProposalView {
	const who = (found: { readonly person: PersonId; readonly role: Role } | undefined): Who =>
		found === undefined
			? { person: null, role: null, isMe: false }
			: { person: found.person, role: found.role, isMe: found.person === person };
	const bySign = (sign: SigningKey) => who(desk.keys.find(({ statement }) => statement.sign === sign)?.statement);
	const { hash, proposal, madeAt, proposer, signedBy, declinedBy } = open;
	const late = isOvertaken(proposal, desk);
	const isMine = proposer === person;
	const hasDeclined = mySign !== null && declinedBy.includes(mySign);
	const adoption = proposal.kind === "policy-adoption" && desk.rules !== null ? adoptionViewOf(desk.rules.policy, proposal.policy) : null;
	// Rules beside none can be read by nobody.
	const isReadable = proposal.kind !== "policy-adoption" || adoption !== null;
	const maySign = mySign !== null && !signedBy.includes(mySign) && !late && isReadable;
	const proposing = desk.keys.find(({ statement, state }) => statement.person === proposer && state !== "removed")?.statement;
	return {
		hash,
		proposal,
		madeAt,
		proposer: proposing === undefined ? { person: proposer, role: null, isMe: proposer === person } : who(proposing),
		signedBy: signedBy.map(bySign),
		declinedBy: declinedBy.map(bySign),
		maySign,
		isForMe: maySign && !hasDeclined,
		mayDecline: mySign !== null && !isMine && !hasDeclined,
		isMine,
		isOvertaken: late,
		adoption,
		about: statementsOf(proposal, desk).map(who),
	};
}

/** Whether another was done first, which this one does not follow. */
function isOvertaken(proposal: ShownProposal, { keys, roots, rules, interests, branding }: OrganisationDesk): boolean {
	switch (proposal.kind) {
		case "key":
			return false;
		case "key-removal":
			return keys.some(({ statement, state }) => statement.tenure === proposal.statement.tenure && state === "removed");
		case "root-change":
			return proposal.statement.previous !== roots.fingerprint;
		case "policy-adoption":
			return proposal.statement.number !== (rules?.number ?? 0) + 1;
		case "interests":
			return proposal.statement.number !== interests.number + 1;
		case "branding":
			return proposal.statement.number !== branding.number + 1;
	}
}

/** Whose keys a proposal is about: of a change of roots, first whoever goes. */
function statementsOf(proposal: ShownProposal, { keys }: OrganisationDesk): readonly (KeyStatement | undefined)[] {
	const statements = keys.map(({ statement }) => statement);
	switch (proposal.kind) {
		case "key":
			return [proposal.statement];
		case "key-removal":
			return [statements.find(({ tenure }) => tenure === proposal.statement.tenure)];
		case "root-change":
			return [proposal.statement.out, proposal.statement.in].map((root) => statements.find(({ sign }) => sign === root));
		case "policy-adoption":
		case "interests":
		case "branding":
			return [];
	}
}
