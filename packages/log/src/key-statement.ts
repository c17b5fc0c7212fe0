/** Statements about keys: their signed texts, their hashes, and who signed them. */
import type { Hash, Signature, SigningKey } from "@answerable/types/bytes";
import type { DeploymentKeyStatement, KeyStatement, RootStatement } from "@answerable/types/key";
import { sha256Hash, toHash, utf8 } from "./bytes.ts";
import { ProofError } from "./proof-error.ts";
import type { Verify } from "./signing.ts";
import { textForm } from "./text-form.ts";

/** Who holds which role with which keys: what an organisation's roots sign. */
export function keyText({ organisation, person, tenure, role, seal, sign }: KeyStatement): string {
	return textForm("key", [
		["organisation", organisation],
		["person", person],
		["tenure", tenure],
		["role", role],
		["seal", seal],
		["sign", sign],
	]);
}

/** What a root signs. */
export function keyBytes(statement: KeyStatement): Uint8Array {
	return utf8(keyText(statement));
}

/** The name of a key everywhere: SHA-256 of its text. */
export function keyHash(statement: KeyStatement): Hash {
	return sha256Hash(keyBytes(statement));
}

/** The roots of an organisation, in the order in which they were given. */
export function rootText({ organisation, roots }: RootStatement): string {
	return textForm("root", [["organisation", organisation], ...roots.map((root) => ["root", root] as const)]);
}

/** What the operator signs to name an organisation's first roots. */
export function rootBytes(statement: RootStatement): Uint8Array {
	return utf8(rootText(statement));
}

/** The fingerprint of an organisation's roots, as the poster's QR code carries it. */
export function rootHash(statement: RootStatement): Hash {
	return sha256Hash(rootBytes(statement));
}

/** A key of the deployment and what it is for. */
export function deploymentKeyText({ use, quarter, key }: DeploymentKeyStatement): string {
	return textForm("deployment-key", [
		["use", use],
		["quarter", quarter === "" ? "-" : quarter],
		["key", key],
	]);
}

/** What the log key signs to name a key of the deployment. */
export function deploymentKeyBytes(statement: DeploymentKeyStatement): Uint8Array {
	return utf8(deploymentKeyText(statement));
}

/** SHA-256 of the text. */
export function deploymentKeyHash(statement: DeploymentKeyStatement): Hash {
	return sha256Hash(deploymentKeyBytes(statement));
}

/** Throws unless the operator signed this set of three different roots. */
export function checkRoots(statement: RootStatement, signature: Signature, operator: SigningKey, verify: Verify): void {
	if (statement.roots.length !== 3 || new Set(statement.roots).size !== 3) {
		throw new ProofError("roots-not-distinct", "An organisation has three different roots.");
	}
	if (!verify(operator, rootBytes(statement), signature))
		throw new ProofError("wrong-signature", "The operator's signature over the roots is wrong.");
}

/** A deployment key as served, with its bytes decoded: the Ed25519 key for `promise`, the X-Wing key for `release`. */
export type ServedDeploymentKey = {
	readonly statement: DeploymentKeyStatement;
	readonly signature: Signature;
	readonly key: Uint8Array;
};

/** Throws unless the log key signed this key for this use. */
export function checkDeploymentKey(
	served: ServedDeploymentKey,
	use: DeploymentKeyStatement["use"],
	logKey: SigningKey,
	verify: Verify,
): void {
	const { statement, signature, key } = served;
	if (statement.use !== use) throw new ProofError("wrong-use", `The key is for ${statement.use}, not for ${use}.`);
	if (!verify(logKey, deploymentKeyBytes(statement), signature))
		throw new ProofError("wrong-signature", "The log's signature over the key is wrong.");
	if (deploymentKeyValue(use, key) !== statement.key) throw new ProofError("wrong-seal-key", "The key is not the one that was signed.");
}

/** How a statement writes a deployment key: an Ed25519 key as it is, an X-Wing key by its SHA-256. */
export function deploymentKeyValue(use: DeploymentKeyStatement["use"], key: Uint8Array): string {
	return use === "promise" ? toHash(key) : sha256Hash(key);
}
