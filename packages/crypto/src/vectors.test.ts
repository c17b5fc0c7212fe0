import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import changedWords from "../vectors/changed-words.json" with { type: "json" };
import phrase from "../vectors/phrase.json" with { type: "json" };
import recovery from "../vectors/recovery.json" with { type: "json" };
import sealing from "../vectors/sealing.json" with { type: "json" };
import { fromBase64Url, fromHex, toHex } from "./bytes.ts";
import { openCopy, recoveryKey, sealCopy } from "./recovery.ts";
import { vectorRandom } from "./sample.fixture.ts";
import { combineShares, readShare, shareRows } from "./share.ts";
import { changedWordsVector, phraseVectors, sealingVectors } from "./vectors.fixture.ts";

test("words give the keys of the golden vectors", async () => {
	expect(await phraseVectors()).toEqual(phrase);
});

test("sealing, releasing and opening give the golden vectors, byte for byte", async () => {
	expect(await sealingVectors()).toEqual(sealing);
});

test("keys for changed words are the golden vector, byte for byte", () => {
	expect(changedWordsVector()).toEqual(changedWords);
});

test("shares read from paper give the secret of the golden vectors, which opens the copy", async () => {
	const shares = recovery.shares.map(({ rows }) => readShare(rows.flatMap((row) => row.split(" "))));
	const read = shares.map((share) =>
		"fault" in share ? share : { index: share.index, part: toHex(share.part), rows: shareRows(share).map((row) => row.join(" ")) },
	);
	expect(read).toEqual(recovery.shares);
	const [one, , other] = shares;
	if (one === undefined || other === undefined || "fault" in one || "fault" in other) throw new Error("The shares can be read.");
	const secret = await combineShares(one, other);
	if ("fault" in secret) throw new Error(secret.fault);
	expect(toHex(secret)).toBe(recovery.secret);
	expect(toHex(openCopy(fromBase64Url(recovery.copy), secret, recovery))).toBe(recovery.key);
	expect(sealCopy(fromHex(recovery.key), recoveryKey(secret), recovery, vectorRandom("recovery copy"))).toEqual(
		fromBase64Url(recovery.copy),
	);
});

test("the examples of FORMAT.md are the golden vectors", () => {
	const page = readFileSync(new URL("../FORMAT.md", import.meta.url), "utf8");
	const { letter, wrap, releasable, mailbox, place } = sealing;
	const shown = [
		phrase.returnCode.words,
		phrase.unlockPhrase.words,
		place.organisation,
		place.caseTag,
		letter.commitment,
		wrap.keyHash,
		wrap.recipient,
		wrap.tenure,
		releasable.holder,
		releasable.keyHash,
		releasable.notBefore,
		releasable.policy,
		releasable.calendar,
		mailbox.text,
		...(recovery.shares[1]?.rows ?? []),
		`${recovery.set}.2.3`,
		recovery.name,
	];
	expect(shown.filter((value) => !page.includes(value))).toEqual([]);
});
