/** What the log key signs about keys of the deployment that are kept for recovery, or are no more (FORMAT.md, "Recovery copies"). */
import type { Hash } from "@answerable/types/bytes";
import type { KeyDestroyedStatement } from "@answerable/types/published";
import { utf8 } from "./bytes.ts";
import { textForm } from "./text-form.ts";

/** A sealed copy of a key: which shares open it, which key it is, and its SHA-256. */
export type RecoveryCopyStatement = { readonly set: string; readonly name: string; readonly copy: Hash };

/** The text that makes a copy ours: anybody can seal something to the recovery key. */
export function recoveryCopyText({ set, name, copy }: RecoveryCopyStatement): string {
	return textForm("recovery-copy", [
		["set", set],
		["name", name],
		["copy", copy],
	]);
}

/** What the log key signs. */
export function recoveryCopyBytes(statement: RecoveryCopyStatement): Uint8Array {
	return utf8(recoveryCopyText(statement));
}

/** Says that a quarter's release key is gone. */
export function keyDestroyedText({ quarter, key }: KeyDestroyedStatement): string {
	return textForm("key-destroyed", [
		["quarter", quarter],
		["key", key],
	]);
}

/** What the log key signs. */
export function keyDestroyedBytes(statement: KeyDestroyedStatement): Uint8Array {
	return utf8(keyDestroyedText(statement));
}
