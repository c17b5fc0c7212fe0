/** Checkpoints: C2SP tlog-checkpoint. Origin, size and root of a tree, as a signed note. */
import { fromBase64, toBase64 } from "./base64.ts";
import { formatNote, type NoteKey, openNote, signNote } from "./note.ts";
import { ProofError } from "./proof-error.ts";
import type { Sign, Verify } from "./signing.ts";

export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array };

const SIZE = /^(?:0|[1-9]\d{0,15})$/;

/** The text that is signed: three lines. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
	const text = `${origin}\n${size}\n${toBase64(root)}\n`;
	parseCheckpoint(text);
	return text;
}

/** Reads the text. Extension lines are passed over, as the specification allows and does not recommend. */
export function parseCheckpoint(text: string): Checkpoint {
	const [origin = "", digits = "", encoded = "", ...rest] = text.split("\n");
	const extensions = rest.slice(0, -1);
	const size = Number(digits);
	const isShaped = rest.at(-1) === "" && origin !== "" && extensions.every((line) => line !== "");
	if (!isShaped || !SIZE.test(digits) || !Number.isSafeInteger(size))
		throw new ProofError("malformed-checkpoint", "A checkpoint cannot be read.");
	const root = fromBase64(encoded);
	if (root.length !== 32) throw new ProofError("malformed-checkpoint", "A checkpoint's root has 32 bytes.");
	return { origin, size, root };
}

/** Signs a checkpoint with the log's key, whose name is the origin, and returns the note. */
export function signCheckpoint(checkpoint: Checkpoint, logKey: NoteKey, sign: Sign): string {
	requireOrigin(checkpoint, logKey);
	const text = checkpointText(checkpoint);
	return formatNote({ text, signatures: [signNote(text, logKey, sign)] });
}

/** Reads a note that the log must have signed. Other signatures in it are passed over. */
export function openCheckpoint(note: string, logKey: NoteKey, verify: Verify): Checkpoint {
	const { text } = openNote(note, [logKey], verify);
	const checkpoint = parseCheckpoint(text);
	requireOrigin(checkpoint, logKey);
	return checkpoint;
}

function requireOrigin({ origin }: Checkpoint, { name }: NoteKey): void {
	if (origin !== name) throw new ProofError("wrong-origin", `A checkpoint of ${origin} is not signed by the key of ${name}.`);
}
