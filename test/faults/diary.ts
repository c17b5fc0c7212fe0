/** What the processes say during a run, and what a run that failed knew: for whoever looks for the reason. Every word in it is invented. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Diary = {
	readonly folder: string;
	readonly write: (line: string) => void;
	/** Writes down what the run knew, and says where. */
	readonly keep: (what: object) => void;
	readonly discard: () => void;
};

/** Opens a folder for one run. */
export function openDiary(seed: number): Diary {
	const folder = mkdtempSync(join(tmpdir(), `answerable-faults-${seed}-`));
	return {
		folder,
		write: (line) => appendFileSync(join(folder, "output.log"), `${line}\n`),
		keep: (what) => {
			writeFileSync(join(folder, "records.json"), JSON.stringify(what, plain, "\t"));
			console.log(`  what the run knew is in ${folder}`);
		},
		discard: () => rmSync(folder, { recursive: true, force: true }),
	};
}

function plain(_: string, value: unknown): unknown {
	if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
	return value instanceof Map ? Object.fromEntries(value) : value;
}
