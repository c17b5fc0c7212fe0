/** Signed notes: C2SP signed-note v1, with Ed25519 keys (signature type 0x01). */
import type { Signature, SigningKey } from "@answerable/types/bytes";
import { fromBase64, toBase64 } from "./base64.ts";
import { concat, fromHex, fromHex32, sha256, toHex, utf8 } from "./bytes.ts";
import { ProofError } from "./proof-error.ts";
import type { Sign, Verify } from "./signing.ts";

const ED25519 = 0x01;
const NAME = /^[^\s\u0085+]+$/;
const SIGNATURE_LINE = /^— ([^ ]+) ([^ ]+)$/;
/** The specification asks verifiers to accept at least 16. */
const MOST_SIGNATURES = 100;

/** A key that notes are checked with. `id` is eight hex digits. */
export type NoteKey = { readonly name: string; readonly id: string; readonly key: SigningKey };

/** A signature of any algorithm; one of ours has 64 bytes. */
export type NoteSignature = { readonly name: string; readonly id: string; readonly signature: Uint8Array };

export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A key with its short id: SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key), first four bytes. */
export function noteKey(name: string, key: SigningKey): NoteKey {
	if (!isName(name)) throw new ProofError("malformed-note", "A key's name is not empty and has no space and no plus.");
	const id = sha256(utf8(`${name}\n`), Uint8Array.of(ED25519), fromHex32(key)).subarray(0, 4);
	return { name, id: toHex(id), key };
}

/** Writes a verifier key: `name+id+base64(0x01 ‖ key)`. */
export function encodeVerifierKey({ name, id, key }: NoteKey): string {
	return `${name}+${id}+${toBase64(concat(Uint8Array.of(ED25519), fromHex32(key)))}`;
}

/** Reads a verifier key and checks its id. */
export function parseVerifierKey(text: string): NoteKey {
	const [name = "", id = "", ...rest] = text.split("+");
	const encoded = fromBase64(rest.join("+"));
	if (encoded[0] !== ED25519 || encoded.length !== 33) throw new ProofError("unsupported-key", "Not an Ed25519 verifier key.");
	const key = noteKey(name, toHex(encoded.subarray(1)) as SigningKey);
	if (key.id !== id) throw new ProofError("malformed-note", "A verifier key does not have the id that it claims.");
	return key;
}

/** Signs a text. */
export function signNote(text: string, { name, id }: NoteKey, sign: Sign): NoteSignature {
	requireText(text);
	return { name, id, signature: fromHex(sign(utf8(text))) };
}

/** Writes a note: the text, an empty line, one line a signature. */
export function formatNote({ text, signatures }: Note): string {
	requireText(text);
	const lines = signatures.map(({ name, id, signature }) => `— ${name} ${toBase64(concat(fromHex(id), signature))}\n`);
	return `${text}\n${lines.join("")}`;
}

/** Reads a note without believing any of it. */
export function parseNote(note: string): Note {
	const blank = note.lastIndexOf("\n\n");
	if (blank < 0 || !note.endsWith("\n")) throw new ProofError("malformed-note", "A note has a text, an empty line and signatures.");
	const text = note.slice(0, blank + 1);
	requireText(text);
	const lines = note.slice(blank + 2, -1).split("\n");
	if (lines.length > MOST_SIGNATURES) throw new ProofError("malformed-note", "A note has too many signatures.");
	return { text, signatures: lines.map(parseSignature) };
}

/**
 * Reads a note and checks it: unknown keys are passed over, a wrong signature of a
 * known key throws away the note, and at least one known key must have signed.
 */
export function openNote(
	note: string,
	keys: readonly NoteKey[],
	verify: Verify,
): { readonly text: string; readonly signers: readonly NoteKey[] } {
	const { text, signatures } = parseNote(note);
	const message = utf8(text);
	const signers = new Set<NoteKey>();
	for (const { name, id, signature } of signatures) {
		const key = keys.find((known) => known.name === name && known.id === id);
		if (key === undefined) continue;
		const isGood = signature.length === 64 && verify(key.key, message, toHex(signature) as Signature);
		if (!isGood) throw new ProofError("wrong-signature", `The signature of ${name} is wrong.`);
		signers.add(key);
	}
	if (signers.size === 0) throw new ProofError("unknown-signer", "No known key has signed this note.");
	return { text, signers: [...signers] };
}

function parseSignature(line: string): NoteSignature {
	const [, name = "", encoded = ""] = SIGNATURE_LINE.exec(line) ?? [];
	const bytes = fromBase64(encoded);
	if (!isName(name) || bytes.length < 5) throw new ProofError("malformed-note", "A signature line cannot be read.");
	return { name, id: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

function requireText(text: string): void {
	const isPlain = [...text].every((letter) => letter >= " " || letter === "\n");
	if (!isPlain || !text.endsWith("\n"))
		throw new ProofError("malformed-note", "A note's text ends in a newline and has no control characters.");
}

function isName(name: string): boolean {
	return NAME.test(name);
}
