/** What the log key signs about the pages, and the check of it all (FORMAT.md, "Pages"). */
import type { LoggedPages, PagesStatement } from "@answerable/types/pages";
import { fromHex32, sha256Hash, utf8 } from "./bytes.ts";
import { openCheckpoint } from "./checkpoint.ts";
import { encodeStatementLeaf } from "./leaf.ts";
import type { NoteKey } from "./note.ts";
import { verifyInclusion } from "./proof.ts";
import { ProofError } from "./proof-error.ts";
import type { Verify } from "./signing.ts";
import { textForm } from "./text-form.ts";
import { leafHash } from "./tree.ts";

/** Says since when which files are the pages. */
export function pagesText({ number, from, manifest }: PagesStatement): string {
	return textForm("pages", [
		["number", String(number)],
		["from", from],
		["manifest", manifest],
	]);
}

/** What the log key signs. */
export function pagesBytes(statement: PagesStatement): Uint8Array {
	return utf8(pagesText(statement));
}

/**
 * Throws unless the list is the one that the log's key signed, and the statement's leaf stands in the log of that key.
 * Returns how many leaves the log had.
 */
export function checkLoggedPages({ statement, signature, manifest, ...shown }: LoggedPages, logKey: NoteKey, verify: Verify): number {
	if (sha256Hash(utf8(manifest)) !== statement.manifest) {
		throw new ProofError("manifest-differs", "The list of files is not the one that was signed.");
	}
	if (!verify(logKey.key, pagesBytes(statement), signature)) {
		throw new ProofError("wrong-signature", "The log's signature over the list of files is wrong.");
	}
	const { size, root } = openCheckpoint(shown.checkpoint, logKey, verify);
	const leaf = leafHash(encodeStatementLeaf({ kind: "pages", statement }));
	verifyInclusion({ leaf, index: shown.leafIndex, size, root, proof: shown.proof.map(fromHex32) });
	return size;
}
