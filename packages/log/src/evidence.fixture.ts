/** The evidence of a case of three entries, of which the last is not published yet. */
import type { DeploymentKeyStatement } from "@answerable/types/key";
import { toHash, toHex, utf8 } from "./bytes.ts";
import { caseTag, logPair, named, organisation, promisePair } from "./case.fixture.ts";
import { signCheckpoint } from "./checkpoint.ts";
import type { Evidence } from "./evidence.ts";
import { promiseStatement, raisedLeaf } from "./history.fixture.ts";
import { deploymentKeyBytes, deploymentKeyText } from "./key-statement.ts";
import { encodeCaseLeaf, encodeStatementLeaf } from "./leaf.ts";
import { encodeVerifierKey, noteKey } from "./note.ts";
import { promiseBytes, promiseText } from "./promise.ts";
import { listedHash, proveInclusion } from "./proof.ts";
import { leafHash, treeRoot } from "./tree.ts";

export const logKey = noteKey("log.example.org/answerable", logPair.key);

const leafOf = (kind: "letter" | "escalated", of = caseTag) =>
	encodeCaseLeaf({ kind, caseTag: of, organisationTag: named("organisation tag") as never, next: null, commitment: named(kind) });
export const anotherCase = leafOf("letter", named("another case") as never);
/** A leaf of no case. */
export const noCase = encodeStatementLeaf({
	kind: "root",
	statement: { version: 1, organisation, roots: [logPair.key, promisePair.key, logPair.key] },
});
/** What the log holds: the two entries of the case that are published stand between others. */
const entries = [noCase, raisedLeaf, anotherCase, leafOf("letter"), noCase];
const hashes = entries.map(leafHash);
const proofOf = (index: number) => proveInclusion(index, hashes.length, listedHash(hashes)).map(toHex);

/** A promise key's statement as the log's key signed it. */
export function signedKey(use: DeploymentKeyStatement["use"]): string {
	const statement: DeploymentKeyStatement = { version: 1, use, quarter: "", key: promisePair.key };
	return `${deploymentKeyText(statement)}signature ${logPair.sign(deploymentKeyBytes(statement))}\n`;
}

/** A text by the log's key in the place of a deployment key, which says nothing. */
export function emptyKey(): string {
	const text = "answerable/v1/deployment-key\n";
	return `${text}signature ${logPair.sign(utf8(text))}\n`;
}

/** A promise of a leaf, signed. */
export function promiseFor(leaf: Uint8Array): string {
	const statement = { ...promiseStatement, caseTag, leaf: toHash(leafHash(leaf)) };
	return `${promiseText(statement)}signature ${promisePair.sign(promiseBytes(statement))}\n`;
}

/** The evidence; `changes` to it. */
export function evidence(changes: Partial<Evidence> = {}): Evidence {
	return {
		promise: promiseFor(raisedLeaf),
		promiseKey: signedKey("promise"),
		logKey: encodeVerifierKey(logKey),
		checkpoint: signCheckpoint({ origin: logKey.name, size: hashes.length, root: treeRoot(hashes) }, logKey, logPair.sign),
		leaves: [
			{ sequence: 0, leaf: toHex(raisedLeaf), index: 1, proof: proofOf(1) },
			{ sequence: 1, leaf: toHex(leafOf("letter")), index: 3, proof: proofOf(3) },
			{ sequence: 2, leaf: toHex(leafOf("escalated")), index: null, proof: [] },
		],
		...changes,
	};
}
