/** What roots sign when they sign a proposal: the text of its statement, whatever it is about. */
import type { Hash } from "@answerable/types/bytes";
import type { ShownProposal } from "@answerable/types/proposal";
import { sha256Hash, utf8 } from "./bytes.ts";
import { canonicalHash } from "./canonical.ts";
import { keyText } from "./key-statement.ts";
import { brandingText, interestsText, keyRemovalText, policyAdoptionText } from "./organisation-statement.ts";
import { rootChangeText } from "./root-history.ts";

/** The text that two roots sign. */
export function proposalText(proposal: ShownProposal): string {
	switch (proposal.kind) {
		case "key":
			return keyText(proposal.statement);
		case "key-removal":
			return keyRemovalText(proposal.statement);
		case "root-change":
			return rootChangeText(proposal.statement);
		case "policy-adoption":
			return policyAdoptionText(proposal.statement);
		case "interests":
			return interestsText(proposal.statement);
		case "branding":
			return brandingText(proposal.statement);
	}
}

/**
 * Whether what is read of a proposal is what its text names by a hash. A text that is signed says nothing of what was shown beside
 * it: whoever signs has to know that they read what is named.
 */
export function isWhole(proposal: ShownProposal): boolean {
	switch (proposal.kind) {
		case "key":
		case "key-removal":
		case "root-change":
			return true;
		case "policy-adoption": {
			const { statement, policy } = proposal;
			const isSame = statement.hash === canonicalHash(policy) && statement.policy === policy.id;
			return isSame && canonicalHash(statement.adoption) === canonicalHash(policy.adoption);
		}
		case "interests":
			return proposal.statement.lines === canonicalHash(proposal.lines);
		case "branding":
			return proposal.statement.branding === canonicalHash(proposal.branding);
	}
}

/** What a root signs. */
export function proposalBytes(proposal: ShownProposal): Uint8Array {
	return utf8(proposalText(proposal));
}

/** The proposal's name: SHA-256 of its text. */
export function proposalHash(proposal: ShownProposal): Hash {
	return sha256Hash(proposalBytes(proposal));
}
