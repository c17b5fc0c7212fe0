/**
 * Which recovery keys are ours: the database holds them, this file beside the keys says which to believe.
 *
 * [Note: Recovery keys are pinned] New keys are sealed to the recovery key without anybody's help. Whoever could put their own
 * recovery key into the database would be given the next quarter's release key; so none is sealed to that is not named here.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sealingKeyHash } from "@answerable/crypto/sealing-key";
import type { RecoverySet } from "@answerable/store/recovery-store";
import { CliError } from "../cli-error.ts";

const FILE = "recovery.pins";

/** Adds a set of shares to those that are believed. */
export function pinSet(directory: string, { set, key }: Pick<RecoverySet, "set" | "key">): void {
	const lines = new Set([...readPins(directory), lineOf({ set, key })]);
	writeFileSync(join(directory, FILE), `${[...lines].join("\n")}\n`, { mode: 0o600 });
}

/** Throws one sentence if the database shows a recovery key that was not made here. */
export function requirePinned(directory: string, sets: readonly RecoverySet[]): void {
	const pins = readPins(directory);
	const stranger = sets.find((each) => !pins.includes(lineOf(each)));
	if (stranger === undefined) return;
	throw new CliError(
		`The database shows a recovery key (set ${stranger.set}) that ${join(directory, FILE)} does not know, so no key is sealed to it: ` +
			"somebody may have put it there. Restore the file, or make new shares with admin keys --keeper.",
	);
}

function readPins(directory: string): readonly string[] {
	const file = join(directory, FILE);
	return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

function lineOf({ set, key }: Pick<RecoverySet, "set" | "key">): string {
	return `${set} ${sealingKeyHash(key)}`;
}
