/** Two roots sign what an organisation says about its keys and its rules. */
import type { OrganisationId } from "@answerable/types/id";
import type { Countersignature, RootStatement } from "@answerable/types/key";
import { ProofError } from "./proof-error.ts";
import type { Verify } from "./signing.ts";

export type Signed = { readonly organisation: OrganisationId; readonly message: Uint8Array };

/** Throws unless two different roots of the same organisation signed, and no signature is wrong or a stranger's. */
export function checkCountersigned(
	{ organisation, message }: Signed,
	countersignatures: readonly Countersignature[],
	roots: RootStatement,
	verify: Verify,
): void {
	if (organisation !== roots.organisation)
		throw new ProofError("other-organisation", "What was signed is of another organisation than the roots.");
	for (const { root, signature } of countersignatures) {
		if (!roots.roots.includes(root)) throw new ProofError("unknown-root", "It is signed by a key that is no root.");
		if (!verify(root, message, signature)) throw new ProofError("wrong-signature", "A root's signature is wrong.");
	}
	const signers = new Set(countersignatures.map(({ root }) => root));
	if (signers.size < 2) throw new ProofError("too-few-roots", "Two different roots must sign.");
}
