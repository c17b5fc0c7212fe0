/**
 * A second implementation, written from FORMAT.md with none of our code and no
 * libsodium: if the page is wrong or leaves something out, this fails.
 */
import { argon2Sync, createHash } from "node:crypto";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { blake2b } from "@noble/hashes/blake2.js";
import { ml_kem768_x25519 as xwing } from "@noble/post-quantum/hybrid.js";
import { expect, test } from "vitest";
import changedWords from "../vectors/changed-words.json" with { type: "json" };
import phrase from "../vectors/phrase.json" with { type: "json" };
import recovery from "../vectors/recovery.json" with { type: "json" };
import sealing from "../vectors/sealing.json" with { type: "json" };
import { WORDS } from "./wordlist.ts";

const ascii = (text: string) => new TextEncoder().encode(text);
const bytes = (base64url: string) => new Uint8Array(Buffer.from(base64url, "base64url"));
const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const hex = (value: Uint8Array) => Buffer.from(value).toString("hex");
const sha256 = (value: Uint8Array) => createHash("sha256").update(value).digest("hex");
const blake = (message: Uint8Array, key?: Uint8Array) => blake2b(message, key === undefined ? { dkLen: 32 } : { dkLen: 32, key });

function text(title: string, ...lines: readonly (readonly [string, string | number])[]): Uint8Array {
	return ascii(`answerable/v1/${title}\n${lines.map(([name, value]) => `${name} ${value}\n`).join("")}`);
}

function openAead(ciphertext: Uint8Array, key: Uint8Array, nonce: Uint8Array, bound: Uint8Array): Uint8Array {
	return xchacha20poly1305(key, nonce, bound).decrypt(ciphertext);
}

function openBox(box: Uint8Array, secretKey: Uint8Array, context: Uint8Array, bound: Uint8Array): Uint8Array {
	const key = blake(context, xwing.decapsulate(box.slice(0, 1120), secretKey));
	return openAead(box.slice(1144), key, box.slice(1120, 1144), bound);
}

test("the page's phrase: check word, master key, sub-keys", () => {
	const { words, organisation, master, caseTag, kemSecretKey } = phrase.returnCode;
	const six = words.split(" ").slice(0, 6);
	const subject = [["purpose", "reporter"] as const, ["subject", organisation] as const];
	const check = blake(text("check", ...subject, ...six.map((word) => ["word", word] as const)));
	expect(WORDS[Buffer.from(check).readUInt32BE() % 7776]).toBe(words.split(" ")[6]);
	const nonce = blake(text("phrase", ...subject)).slice(0, 16);
	const key = argon2Sync("argon2id", { message: six.join(" "), nonce, parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 });
	expect(key.toString("hex")).toBe(master);
	expect(hex(blake(text("sub-key", ["use", "log-tag"]), key))).toBe(caseTag);
	expect(hex(blake(text("sub-key", ["use", "kem"]), key))).toBe(kemSecretKey);
});

test("the page's letter", () => {
	const { sealed, textHex, commitment, sender, sequence, purpose } = sealing.letter;
	const letter = bytes(sealed);
	const key = fromHex(sealing.compartmentKeys.concern);
	expect(hex(letter.slice(0, 8))).toBe("a101010100000000");
	expect(hex(letter.slice(8, 40))).toBe(hex(blake(ascii("answerable/v1/commit"), key)));
	expect(hex(letter.slice(8, 40))).toBe(commitment);
	const { organisation, caseTag } = sealing.place;
	const bound = text(
		"letter",
		["organisation", organisation],
		["case", caseTag],
		["compartment", "concern"],
		["sender", sender],
		["sequence", sequence],
		["purpose", purpose],
	);
	const padded = openAead(letter.slice(64), blake(ascii("answerable/v1/letter"), key), letter.slice(40, 64), bound);
	expect(padded.length).toBe(1024);
	expect(hex(padded.slice(4, 4 + Buffer.from(padded).readUInt32BE()))).toBe(textHex);
});

function wrapText(wrap: typeof sealing.wrap | typeof sealing.releasable, recipientKey: Uint8Array): Uint8Array {
	return text(
		"wrap",
		["suite", 1],
		["organisation", wrap.organisation],
		["case", wrap.caseTag],
		["opens", wrap.opens.join(",")],
		["rung", wrap.rung],
		["layer", wrap.layer],
		["tenure", wrap.tenure],
		["key", wrap.keyHash],
		["recipient", sha256(recipientKey)],
	);
}

test("the page's wrap", () => {
	const { wrap, compartmentKeys } = sealing;
	const body = bytes(wrap.body);
	const secretKey = fromHex(wrap.recipientSecretKey);
	const { publicKey } = xwing.keygen(secretKey);
	const opened = openBox(body.slice(5), secretKey, wrapText(wrap, publicKey), body.slice(0, 5));
	expect(hex(body.slice(0, 5))).toBe("a301000107");
	expect(hex(opened)).toBe(`07${compartmentKeys.concern}${compartmentKeys.private}${compartmentKeys.notes}`);
});

test("the page's outer seal, and the wrap inside", () => {
	const { releasable: seal, compartmentKeys } = sealing;
	const body = bytes(seal.body);
	const lines = [
		["suite", 1],
		["organisation", seal.organisation],
		["case", seal.caseTag],
		["rung", seal.rung],
		["tenure", seal.tenure],
		["key", seal.keyHash],
		["not-before", seal.notBefore],
		["policy", seal.policy],
		["calendar", seal.calendar],
	] as const;
	expect(hex(body.slice(0, 4))).toBe("a4010101");
	expect(hex(body.slice(4, 36))).toBe(seal.holder);
	const share = text("outer-share", ...lines, ["holder", seal.holder]);
	const contentKey = openBox(body.slice(36, 1228), fromHex(seal.releaseSecretKey), share, new Uint8Array());
	const bound = text("outer", ...lines, ["head", sha256(body.slice(0, 1228))]);
	const inner = openAead(body.slice(1252), contentKey, body.slice(1228, 1252), bound);
	expect(hex(inner)).toBe(hex(bytes(seal.inner)));
	const secretKey = fromHex(seal.recipientSecretKey);
	const opened = openBox(inner.slice(5), secretKey, wrapText(seal, xwing.keygen(secretKey).publicKey), inner.slice(0, 5));
	expect(hex(opened)).toBe(`01${compartmentKeys.concern}${"00".repeat(64)}`);
});

test("the page's keys for changed words", () => {
	const { organisation, caseTag, kemSecretKey, recipient, sealed } = changedWords;
	const value = bytes(sealed);
	const secretKey = fromHex(kemSecretKey);
	expect(sha256(xwing.keygen(secretKey).publicKey)).toBe(recipient);
	const context = text("changed-words", ["organisation", organisation], ["case", caseTag], ["recipient", recipient]);
	expect([value.length, hex(value.slice(0, 2))]).toEqual([1258, "a701"]);
	const opened = openBox(value.slice(2), secretKey, context, value.slice(0, 2));
	expect(hex(opened)).toBe(changedWords.logSalt + changedWords.concern + changedWords.private);
});

test("the page's tenure keys", () => {
	const { sealed, tenure, wrap, sign, seal } = sealing.tenureKeys;
	const value = bytes(sealed);
	const key = blake(text("tenure-keys", ["tenure", tenure]), fromHex(wrap));
	expect(hex(openAead(value.slice(26), key, value.slice(2, 26), value.slice(0, 2)))).toBe(sign + seal);
});

test("the page's list of wraps and its frame", () => {
	const list = Buffer.from(bytes(sealing.wraps.list));
	const [count, bodyBytes] = [list.readUInt16BE(20), list.readUInt32BE(22)];
	expect([list.subarray(0, 20).toString(), count, bodyBytes]).toEqual(["answerable/v1/wraps\n", 8, 2530]);
	expect(list.length).toBe(26 + count * (62 + bodyBytes));
	const chair = list.subarray(26 + 62 + bodyBytes);
	expect([chair[0], chair[1]]).toEqual([4, 2]);
	expect(chair.subarray(2, 34).toString("hex")).toBe(sealing.releasable.keyHash);
	expect(chair.subarray(34, 50).toString("hex")).toBe(sealing.releasable.tenure.replaceAll("-", ""));
	expect(new Date(Number(chair.readBigUInt64BE(50)) * 1000).toISOString()).toBe("2026-04-20T16:00:00.000Z");
	expect(chair.subarray(62, 62 + chair.readUInt32BE(58)).equals(bytes(sealing.releasable.body))).toBe(true);

	const frame = Buffer.from(bytes(sealing.raise.frame));
	expect(frame.subarray(0, 20).toString()).toBe("answerable/v1/raise\n");
	expect(frame.subarray(24, 24 + frame.readUInt32BE(20)).toString()).toBe("{}");
	expect(frame.subarray(30, 30 + frame.readUInt32BE(26)).equals(bytes(sealing.letter.sealed))).toBe(true);
});

/** GF(2^8) with x^8 + x^4 + x^3 + x + 1. */
function times(a: number, b: number): number {
	const shifted = Array.from({ length: 8 }, (_, at) => at).reduce<readonly number[]>(
		(list) => [...list, ((list.at(-1) ?? 0) << 1) ^ ((list.at(-1) ?? 0) > 127 ? 0x11b : 0)],
		[a],
	);
	return shifted.slice(0, 8).reduce((sum, value, at) => ((b >> at) % 2 === 1 ? sum ^ value : sum), 0);
}

function over(a: number, b: number): number {
	return Array.from({ length: 256 }, (_, quotient) => quotient).find((quotient) => times(quotient, b) === a) ?? 0;
}

function shareBytes(rows: readonly string[], index: number): Buffer {
	return Buffer.concat(
		rows.map((row, place) => {
			const words = row.split(" ");
			const subject = place === 0 ? "1" : `${recovery.set}.${index}.${place + 1}`;
			const own = words.slice(0, 6);
			const check = blake(text("check", ["purpose", "share"], ["subject", subject], ...own.map((word) => ["word", word] as const)));
			expect(WORDS[Buffer.from(check).readUInt32BE() % 7776]).toBe(words[6]);
			const value = own.reduce((sum, word) => sum * 7776n + BigInt(WORDS.indexOf(word)), 0n);
			return Buffer.from(value.toString(16).padStart(18, "0"), "hex");
		}),
	);
}

test("the page's shares, and the copy that two of them open", () => {
	const shares = recovery.shares.map(({ index, rows }) => shareBytes(rows, index));
	expect(shares.map((share) => share.subarray(0, 3).toString("hex"))).toEqual(["113f9a", "123f9a", "133f9a"]);
	const [one, two] = shares.slice(1).map((share) => share.subarray(3));
	if (one === undefined || two === undefined) throw new Error("There are three shares.");
	const [x1 = 0, x2 = 0] = [one[32], two[32]];
	const secret = Uint8Array.from({ length: 32 }, (_, at) => {
		const [y1 = 0, y2 = 0] = [one[at], two[at]];
		return times(y1, over(x2, x1 ^ x2)) ^ times(y2, over(x1, x1 ^ x2));
	});
	expect(hex(secret)).toBe(recovery.secret);
	const copy = bytes(recovery.copy);
	const recipient = sha256(xwing.keygen(secret).publicKey);
	const context = text("recovery-copy", ["set", recovery.set], ["name", recovery.name], ["recipient", recipient]);
	expect(hex(copy.slice(0, 2))).toBe("a601");
	expect(hex(openBox(copy.slice(2), secret, context, copy.slice(0, 2)))).toBe(recovery.key);
});
