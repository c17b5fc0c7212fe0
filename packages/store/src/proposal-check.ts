/** What is wrong with a proposal before anybody has signed it. */
import { isKnownPolicy } from "@answerable/domain/policy-adoption";
import { arePublishable } from "@answerable/domain/published-ties";
import { isHeldByOne, mayBeRoot } from "@answerable/domain/turnover";
import { sha256Hash } from "@answerable/log/bytes";
import { ProofError } from "@answerable/log/proof-error";
import { isWhole } from "@answerable/log/proposal-text";
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
	if (!isWhole(proposal)) return "malformed";
	switch (proposal.kind) {
		case "key":
			return refusalOfKey(query, person, proposal);
		case "key-removal":
			return refusalOfRemoval(query, proposal, roots);
		case "root-change":
			return refusalOfRootChange(query, proposal, roots);
		case "policy-adoption":
			if (!isKnownPolicy(proposal.policy)) return "policy-not-adoptable";
			return refusalOfNumber(query, "policy_adoption", proposal.statement);
		case "interests":
			if (!arePublishable(proposal.lines)) return "malformed";
			return refusalOfNumber(query, "interests_register", proposal.statement);
		case "branding":
			return refusalOfNumber(query, "branding", proposal.statement);
	}
}

type Numbered = "interests_register" | "branding" | "policy_adoption";

/** Each version follows the one that holds now: of two that were proposed at once one is done, and the other came too late. */
async function refusalOfNumber(
	query: Queries,
	table: Numbered,
	{ organisation, number }: { readonly organisation: OrganisationId; readonly number: number },
): Promise<RefusalCode | null> {
	return (await lastNumber(query, table, organisation)) + 1 === number ? null : "out-of-date";
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

/** The number of the version that holds now; 0 before the first. */
export async function lastNumber(query: Queries, table: Numbered | "root_change", organisation: OrganisationId): Promise<number> {
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
