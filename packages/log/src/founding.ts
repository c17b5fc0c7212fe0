/** The first roots of an organisation: three keys that sign one another, so that all three stand behind the same set. */
import type { Signature } from "@answerable/types/bytes";
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
 * Throws unless whoever made a key signed all of it.
 *
 * [Note: A fingerprint names signing keys] What the three read out is made of their signing keys. Only this signature ties the rest of a
 * key, such as what concerns are sealed to, to the one that was read out: without it a key with another's sealing key has the same fingerprint.
 */
export function checkOwnSignature(statement: KeyStatement, signature: Signature | undefined, verify: Verify): void {
	if (signature === undefined || !verify(statement.sign, keyBytes(statement), signature))
		throw new ProofError("wrong-signature", "A key is not signed by whoever made it.");
}

/**
 * As `firstRoots`; throws unless each of the three signed their own key, and the keys of both others.
 *
 * [Note: Three stand behind one set] A key's own signature stands in for nobody else's: what is left are exactly two others.
 * Whoever signed two keys named the only set of three that holds them and their own, so six signatures are one agreement, and a key
 * that somebody put in another's place has no signature of those who read out its fingerprint.
 */
export function checkFounded(keys: readonly FirstKey[], verify: Verify): RootStatement {
	const roots = firstRoots(keys.map(({ statement }) => statement));
	for (const { statement, countersignatures } of keys) {
		checkOwnSignature(statement, countersignatures.find(({ root }) => root === statement.sign)?.signature, verify);
		const byOthers = countersignatures.filter(({ root }) => root !== statement.sign);
		checkCountersigned({ organisation: roots.organisation, message: keyBytes(statement) }, byOthers, roots, verify);
	}
	return roots;
}
