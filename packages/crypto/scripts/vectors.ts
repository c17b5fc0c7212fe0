/**
 * Writes the golden vectors: `node packages/crypto/scripts/vectors.ts`. A change of
 * what it writes is a change of format, and needs a new version, not new vectors.
 * libsodium draws a file's stream header itself, and the sharing its coefficients, so
 * `file.json` and `recovery.json` are made once, with `--file` and `--recovery`, and
 * from then on only opened.
 */
import { writeFileSync } from "node:fs";
import { concat, toBase64Url, toHex, utf8 } from "../src/bytes.ts";
import { sealFile } from "../src/file.ts";
import { recoveryKey, sealCopy } from "../src/recovery.ts";
import { CASE_TAG, ORGANISATION, vectorRandom } from "../src/sample.fixture.ts";
import { shareRows, splitSecret } from "../src/share.ts";
import { changedWordsVector, phraseVectors, sealingVectors } from "../src/vectors.fixture.ts";

function write(name: string, vectors: unknown): void {
	writeFileSync(new URL(`../vectors/${name}.json`, import.meta.url), `${JSON.stringify(vectors, null, "\t")}\n`);
	console.log(`wrote vectors/${name}.json`);
}

function fileVector() {
	const key = vectorRandom("file key")(32);
	const content = utf8("date,checked\n2026-03-30,no\n");
	const context = {
		organisation: ORGANISATION,
		caseTag: CASE_TAG,
		compartment: "concern",
		sender: "reporter",
		sequence: 0,
		purpose: "raise",
		index: 0,
	} as const;
	return { context, key: toHex(key), contentHex: toHex(content), stored: toBase64Url(concat(...sealFile(content, context, key))) };
}

async function recoveryVector() {
	const secret = vectorRandom("recovery secret")(32);
	const key = vectorRandom("release key")(32);
	const place = { set: "3f9a", name: "release-2026-Q4" };
	const shares = (await splitSecret(secret, place.set)).map((share) => ({
		index: share.index,
		part: toHex(share.part),
		rows: shareRows(share).map((row) => row.join(" ")),
	}));
	const copy = toBase64Url(sealCopy(key, recoveryKey(secret), place, vectorRandom("recovery copy")));
	return { ...place, secret: toHex(secret), shares, key: toHex(key), copy };
}

write("phrase", await phraseVectors());
write("sealing", await sealingVectors());
write("changed-words", changedWordsVector());
if (process.argv.includes("--file")) {
	write("file", fileVector());
}
if (process.argv.includes("--recovery")) {
	write("recovery", await recoveryVector());
}
