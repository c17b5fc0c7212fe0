/** The first roots of an organisation: three keys that sign one another, so that all three stand behind the same set. */
import type { Countersignature, KeyStatement, RootStatement } from "@answerable/types/key";
import { checkCountersigned } from "./countersigned.ts";
import { keyBytes } from "./key-statement.ts";
import { ProofError } from "./proof-error.ts";
import type { Verify } from "./signing.ts";

/** A key that was offered for one of the three posts, with whatever signatures it has. */
export type FirstKey = { readonly statement: KeyStatement; readonly countersignatures: readonly Countersignature[] };

/**
 * The roots that three keys make, in the order in which they are given. Throws unless they are three keys of one organisation, of
 * different people, for different roles and tenures.
 */
export function firstRoots(keys: readonly KeyStatement[]): RootStatement {
	const [first] = keys;
	if (first === undefined || keys.length !== 3) throw new ProofError("roots-not-distinct", "An organisation begins with three keys.");
	const { organisation } = first;
	if (keys.some((key) => key.organisation !== organisation))
		throw new ProofError("other-organisation", "A key is of another organisation than the others.");
	for (const part of ["sign", "seal", "person", "tenure", "role"] as const) {
		if (new Set(keys.map((key) => key[part])).size !== 3)
			throw new ProofError("roots-not-distinct", `Two of the three have the same ${part}.`);
	}
	return { version: 1, organisation, roots: keys.map(({ sign }) => sign) };
}

/**
 * As `firstRoots`; throws unless each of the three signed the keys of both others.
 *
 * [Note: Three stand behind one set] A key's own signature says nothing, so it is not counted: what is left are exactly two others.
 * Whoever signed two keys named the only set of three that holds them and their own, so six signatures are one agreement, and a key
 * that somebody put in another's place has no signature of those who read out its fingerprint.
 */
export function checkFounded(keys: readonly FirstKey[], verify: Verify): RootStatement {
	const roots = firstRoots(keys.map(({ statement }) => statement));
	for (const { statement, countersignatures } of keys) {
		const byOthers = countersignatures.filter(({ root }) => root !== statement.sign);
		checkCountersigned({ organisation: roots.organisation, message: keyBytes(statement) }, byOthers, roots, verify);
	}
	return roots;
}
