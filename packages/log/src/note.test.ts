import type { SigningKey } from "@answerable/types/bytes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toBase64 } from "./base64.ts";
import { concat, fromHex, utf8 } from "./bytes.ts";
import { corrupted, logPair, pair, verify } from "./case.fixture.ts";
import { checkpointText, openCheckpoint, parseCheckpoint, signCheckpoint } from "./checkpoint.ts";
import { encodeVerifierKey, formatNote, noteKey, openNote, parseNote, parseVerifierKey, signNote } from "./note.ts";
import { treeRoot } from "./tree.ts";

const key = noteKey("log.example.org/answerable", logPair.key);
const witnessPair = pair("witness");
const witness = noteKey("witness.example.org", witnessPair.key);
const text = "A text of\n\nseveral lines.\n";
const note = formatNote({ text, signatures: [signNote(text, witness, witnessPair.sign), signNote(text, key, logPair.sign)] });
const malformed = expect.objectContaining({ code: "malformed-note" });

describe("a note", () => {
	test("is opened by any of the keys that signed it, and tells which did", () => {
		expect(openNote(note, [key], verify)).toEqual({ text, signers: [key] });
		expect(openNote(note, [key, witness], verify)).toEqual({ text, signers: [witness, key] });
	});

	test("that no known key signed is refused, even under a known name", () => {
		const namesake = noteKey(key.name, pair("other").key);
		expect(() => openNote(note, [namesake], verify)).toThrow(expect.objectContaining({ code: "unknown-signer" }));
		expect(() => openNote(note, [], verify)).toThrow(expect.objectContaining({ code: "unknown-signer" }));
	});

	test("in which a known key's signature is wrong is thrown away, whoever else signed", () => {
		const forged = { ...signNote(text, key, logPair.sign), signature: new Uint8Array(64) };
		const short = { ...forged, signature: new Uint8Array(63) };
		for (const wrong of [forged, short]) {
			const both = formatNote({ text, signatures: [signNote(text, witness, witnessPair.sign), wrong] });
			expect(() => openNote(both, [key, witness], verify)).toThrow(expect.objectContaining({ code: "wrong-signature" }));
		}
	});

	test("is caught when any one byte of it changes", () => {
		const bytes = utf8(note);
		for (let at = 0; at < bytes.length; at += 1) {
			const wrong = new TextDecoder().decode(corrupted(bytes, at));
			expect(() => {
				const opened = openNote(wrong, [key, witness], verify);
				if (opened.signers.length < 2) throw new Error("one signature fewer");
			}).toThrow();
		}
	});

	test.each([
		"",
		"\n",
		"text\n",
		"text\n\n",
		"text\n\n— name AAAAAAA=",
		"text\n\n- name AAAAAAA=\n",
		"text\n\n— name AAAAAA==\n",
		"text\n\n— na+me AAAAAAA=\n",
		"text\n\n— na\u00a0me AAAAAAA=\n",
		"text\n\n— name  AAAAAAA=\n",
		"te\txt\n\n— name AAAAAAA=\n",
		`text\n\n${"— name AAAAAAA=\n".repeat(101)}`,
	])("%j is none", (wrong) => {
		expect(() => parseNote(wrong)).toThrow(malformed);
	});

	test("may carry signatures of other algorithms and lengths", () => {
		expect(parseNote(`text\n\n${"— name AAAAAAA=\n".repeat(16)}`).signatures).toHaveLength(16);
	});

	test("is not written without an ending newline or with control characters", () => {
		expect(() => signNote("text", key, logPair.sign)).toThrow(malformed);
		expect(() => formatNote({ text: "te\rxt\n", signatures: [] })).toThrow(malformed);
	});
});

describe("a verifier key", () => {
	test("comes back", () => {
		expect(parseVerifierKey(encodeVerifierKey(key))).toEqual(key);
	});

	test("is refused when any part of it is changed or cut off", () => {
		const encoded = encodeVerifierKey(key);
		for (let at = 0; at < encoded.length; at += 1) {
			const wrong = encoded.slice(0, at) + String.fromCharCode(encoded.charCodeAt(at) + 1) + encoded.slice(at + 1);
			expect(() => parseVerifierKey(wrong)).toThrow(expect.objectContaining({ name: "ProofError" }));
			expect(() => parseVerifierKey(encoded.slice(0, at))).toThrow(expect.objectContaining({ name: "ProofError" }));
		}
	});

	test("of another algorithm or with a name that a note cannot carry is refused", () => {
		const cosigner = `${key.name}+${key.id}+${toBase64(concat(Uint8Array.of(4), fromHex(key.key)))}`;
		expect(() => parseVerifierKey(cosigner)).toThrow(expect.objectContaining({ code: "unsupported-key" }));
		for (const name of ["", "with space", "with+plus"]) expect(() => noteKey(name, logPair.key as SigningKey)).toThrow(malformed);
	});
});

describe("a checkpoint", () => {
	const checkpoint = { origin: key.name, size: 0, root: treeRoot([]) };

	test("comes back from the log's own note", () => {
		fc.assert(
			fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, root) => {
				const signed = signCheckpoint({ origin: key.name, size, root }, key, logPair.sign);
				expect(openCheckpoint(signed, key, verify)).toEqual({ origin: key.name, size, root: Uint8Array.from(root) });
			}),
			{ numRuns: 20 },
		);
	});

	test("of another origin is refused, on writing and on reading", () => {
		expect(() => signCheckpoint({ ...checkpoint, origin: "another" }, key, logPair.sign)).toThrow(
			expect.objectContaining({ code: "wrong-origin" }),
		);
		const foreign = checkpointText({ ...checkpoint, origin: "another" });
		const signed = formatNote({ text: foreign, signatures: [signNote(foreign, key, logPair.sign)] });
		expect(() => openCheckpoint(signed, key, verify)).toThrow(expect.objectContaining({ code: "wrong-origin" }));
	});

	const root = toBase64(treeRoot([]));
	test.each([
		"",
		`log\n0\n${root}`,
		`\n0\n${root}\n`,
		`log\n00\n${root}\n`,
		`log\n-1\n${root}\n`,
		`log\n9007199254740992\n${root}\n`,
		`log\n0\nAAAA\n`,
		`log\n0\n${root}\n\nmore\n`,
	])("%j is none", (wrong) => {
		expect(() => parseCheckpoint(wrong)).toThrow(expect.objectContaining({ code: "malformed-checkpoint" }));
	});

	test("may carry extension lines, which are passed over", () => {
		expect(parseCheckpoint(`log\n0\n${root}\nmore\nand more\n`)).toEqual({ origin: "log", size: 0, root: treeRoot([]) });
	});
});
