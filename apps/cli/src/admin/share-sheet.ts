/** A recovery share as a sheet of paper, and reading it back from whoever types it. */
import { splitPhrase } from "@answerable/crypto/phrase";
import {
	checkRow,
	ROW_WORDS,
	type RowFault,
	readFirstRow,
	readShare,
	SHARE_ROWS,
	SHARES,
	type Share,
	shareRows,
} from "@answerable/crypto/share";
import type { Instant } from "@answerable/types/time";
import { CliError } from "../cli-error.ts";
import type { Terminal } from "../terminal.ts";

/** What stands on the sheet beside the words. `logKey` lets whoever recovers tell this deployment's log from another. */
export type Sheet = { readonly share: Share; readonly keeper: string; readonly logKey: string; readonly madeAt: Instant };

/** The sheet, to be printed or written off by hand. */
export function sheetText({ share, keeper, logKey, madeAt }: Sheet): string {
	const rows = shareRows(share).map((row, place) => `  ${place + 1}   ${row.join(" ")}`);
	return [
		`Answerable recovery share ${share.index} of ${SHARES}, set ${share.set}, made ${madeAt.slice(0, 10)}`,
		`Kept by  ${keeper}`,
		`Log      ${logKey}`,
		"",
		...rows,
		"",
		"Any two of the three shares bring back the keys of this deployment; one says nothing.",
		"Keep it on paper, under lock, never in the same house as another.",
	].join("\n");
}

/**
 * Reads one share, row by row: somebody who sits at the terminal types a wrong row again, a file that was piped in is refused.
 * Whole sheets may be given too: what stands around the rows is passed over. Null when no further share comes.
 */
export async function askShare(terminal: Terminal): Promise<Share | null> {
	const first = await askRow(terminal, 1, (words) => readFirstRow(words));
	if (first === null) return null;
	const [words, name] = first;
	const rows = [words];
	for (let row = 2; row <= SHARE_ROWS; row += 1) {
		const next = await askRow(terminal, row, (typed) => checkRow(typed, row, name));
		if (next === null) throw new CliError(`The share ends after row ${row - 1}: a share has ${SHARE_ROWS} rows of ${ROW_WORDS} words.`);
		rows.push(next[0]);
	}
	const share = readShare(rows.flat());
	if ("fault" in share) throw new CliError(faultWords(share));
	return share;
}

/** What stands on a sheet around its rows. */
const LABEL = /^(Answerable recovery share|Kept by|Log|Any two of|Keep it on) /;

/** Asks for a row until it is right; null when nothing more comes. An empty line instead of a first row ends the asking. */
async function askRow<Read>(
	terminal: Terminal,
	row: number,
	check: (words: readonly string[]) => Read | RowFault,
): Promise<readonly [readonly string[], Read] | null> {
	let isSheet = false;
	for (;;) {
		const line = await terminal.ask(`row ${row}: `);
		if (line === null) return null;
		const words = splitPhrase(line.replace(/^\s*\d\s+/, ""));
		isSheet ||= LABEL.test(line);
		if (words.length === 0 && row === 1 && terminal.isAttended && !isSheet) return null;
		if (words.length === 0 || LABEL.test(line)) continue;
		const read = check(words);
		if (!isFault(read)) return [words, read];
		if (!terminal.isAttended) throw new CliError(faultWords(read));
		terminal.say(`${faultWords(read)} Type row ${row} again.`);
	}
}

function isFault(read: unknown): read is RowFault {
	return typeof read === "object" && read !== null && "fault" in read;
}

function faultWords({ fault, row, word }: RowFault): string {
	switch (fault) {
		case "wrong-length":
			return `Row ${row} has not seven words.`;
		case "unknown-word":
			return `Row ${row}: no share has the word "${word}".`;
		case "check-word-wrong":
			return `Row ${row} is not right: a word is wrong or out of its place, or the row is another share's.`;
		case "unknown-version":
			return `Row ${row} is of no share that this version knows.`;
	}
}
