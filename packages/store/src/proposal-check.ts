/** What is wrong with a proposal before anybody has signed it. */
import { isKnownPolicy } from "@answerable/domain/policy-adoption";
import { arePublishable } from "@answerable/domain/published-ties";
import { isHeldByOne, mayBeRoot } from "@answerable/domain/turnover";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { ProofError } from "@answerable/log/proof-error";
import { changedRoots, type RootSet } from "@answerable/log/root-history";
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { RefusalCode } from "@answerable/types/problem";
import type { Proposal } from "@answerable/types/proposal";
import type { Role } from "@answerable/types/role";
import { bytesOfBase64Url, hashOf } from "./column.ts";
import type { Queries, Turn } from "./context.ts";
import { isAppointed } from "./membership.ts";

/** `count`: of a sole opener, how many cases would be shut. */
export type NotDone = { readonly refused: RefusalCode; readonly count?: number };

export type Proposed<K extends Proposal["kind"]> = Extract<Proposal, { kind: K }>;

export type Asking = {
	readonly person: PersonId;
	readonly proposal: Proposal;
	readonly roots: readonly RootSet[];
	/** It brings a root's signature. */
	readonly isSigned: boolean;
};

/**
 * Why nobody may propose this; null if it may stand and wait. Whoever was appointed offers their own key; anything else is proposed
 * by a root, with its signature.
 */
export async function refusalToPropose({ query }: Turn, { person, proposal, roots, isSigned }: Asking): Promise<RefusalCode | null> {
	if (proposal.kind !== "key" && !isSigned) return "not-a-root";
	switch (proposal.kind) {
		case "key":
			return refusalOfKey(query, person, proposal);
		case "key-removal":
			return refusalOfRemoval(query, proposal, roots);
		case "root-change":
			return refusalOfRootChange(query, proposal, roots);
		case "policy-adoption":
			return refusalOfAdoption(proposal);
		case "interests":
			if (proposal.statement.lines !== canonicalHash(proposal.lines) || !arePublishable(proposal.lines)) return "malformed";
			return (await lastNumber(query, "interests_register", proposal.statement.organisation)) + 1 === proposal.statement.number
				? null
				: "out-of-date";
		case "branding":
			if (proposal.statement.branding !== canonicalHash(proposal.branding)) return "malformed";
			return (await lastNumber(query, "branding", proposal.statement.organisation)) + 1 === proposal.statement.number
				? null
				: "out-of-date";
	}
}

/** A person makes the keys of the role that they were appointed to, of a tenure that nobody had before. */
export async function refusalOfKey(query: Queries, person: PersonId, { statement, seal }: Proposed<"key">): Promise<RefusalCode | null> {
	if (statement.person !== person || !(await isAppointed(query, statement))) return "not-appointed";
	if (sha256Hash(bytesOfBase64Url(seal)) !== statement.seal) return "malformed";
	const taken = await query.selectFrom("tenure").select("id").where("id", "=", statement.tenure).executeTakeFirst();
	if (taken !== undefined) return "out-of-date";
	return isHeldByOne(statement.role) && (await isHeld(query, statement.organisation, statement.role)) ? "role-held" : null;
}

/** A tenure that is held, of that key, and of nobody who is a root: another root takes their place first. */
export async function refusalOfRemoval(
	query: Queries,
	{ statement }: Proposed<"key-removal">,
	roots: readonly RootSet[],
): Promise<RefusalCode | null> {
	const row = await query
		.selectFrom("tenure")
		.select(["key_hash", "removed", "statement"])
		.where("id", "=", statement.tenure)
		.where("organisation", "=", statement.organisation)
		.executeTakeFirst();
	if (row === undefined || hashOf(row.key_hash) !== statement.key) return "not-found";
	if (row.removed) return "out-of-date";
	return roots.at(-1)?.statement.roots.includes(row.statement.sign) ? "still-a-root" : null;
}

/** It follows the roots that hold now, and brings in somebody who holds a fitting role. */
export async function refusalOfRootChange(
	query: Queries,
	{ statement }: Proposed<"root-change">,
	roots: readonly RootSet[],
): Promise<RefusalCode | null> {
	const present = roots.at(-1);
	if (present === undefined) return "not-found";
	try {
		changedRoots(present, statement);
	} catch (error) {
		if (error instanceof ProofError) return "out-of-date";
		throw error;
	}
	const rows = await query
		.selectFrom("tenure")
		.select(["role", "statement"])
		.where("organisation", "=", statement.organisation)
		.where("removed", "=", false)
		.execute();
	return rows.some(({ role, statement: held }) => held.sign === statement.in && mayBeRoot(role)) ? null : "not-allowed";
}

/** A policy that ships, or exactly what its adoption makes of one. */
export function refusalOfAdoption({ statement, policy }: Proposed<"policy-adoption">): RefusalCode | null {
	const isSame =
		statement.hash === canonicalHash(policy) &&
		statement.policy === policy.id &&
		canonicalHash(statement.adoption) === canonicalHash(policy.adoption);
	if (!isSame) return "malformed";
	return isKnownPolicy(policy) ? null : "policy-not-adoptable";
}

/** The number of the version that holds now; 0 before the first. */
export async function lastNumber(
	query: Queries,
	table: "interests_register" | "branding" | "policy_adoption" | "root_change",
	organisation: OrganisationId,
): Promise<number> {
	const row = await query
		.selectFrom(table)
		.select(({ fn }) => fn.max("number").as("number"))
		.where("organisation", "=", organisation)
		.executeTakeFirst();
	return row?.number ?? 0;
}

async function isHeld(query: Queries, organisation: OrganisationId, role: Role): Promise<boolean> {
	const row = await query
		.selectFrom("tenure")
		.select("id")
		.where("organisation", "=", organisation)
		.where("role", "=", role)
		.where("removed", "=", false)
		.executeTakeFirst();
	return row !== undefined;
}
