/** Load from processes of their own, so that nothing else shares their event loop: the far side is `load-process.ts`. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Run } from "./measure.ts";

/** What a load process is asked to make ready, and then to do. Bytes travel as base64. */
export type Load =
	| {
			readonly kind: "raise";
			readonly origin: string;
			readonly template: string;
			readonly workKey: string;
			readonly clients: number;
			readonly count: number;
	  }
	| {
			readonly kind: "mailbox";
			readonly origin: string;
			readonly template: string;
			readonly workKey: string;
			readonly clients: number;
			readonly count: number;
			readonly mailboxes: number;
	  }
	| {
			readonly kind: "jobs";
			readonly databaseUrl: string;
			readonly redisUrl: string | null;
			readonly sizeBytes: number;
			readonly clients: number;
			readonly count: number;
	  }
	| { readonly kind: "bare"; readonly databaseUrl: string; readonly sizeBytes: number; readonly clients: number; readonly count: number };

const PROGRAM = fileURLToPath(new URL("./load-process.ts", import.meta.url));

/** Runs one load after making everything ready, which is not counted, and gives its figures: one run for each thing that it does. */
export async function runLoad(load: Load): Promise<Readonly<Record<string, Run>>> {
	const child = fork(PROGRAM, [], { execArgv: ["--disable-warning=ExperimentalWarning"] });
	try {
		child.send(load);
		await heard(child, "ready");
		child.send("go");
		return (await heard(child, "runs")).runs;
	} finally {
		child.kill("SIGKILL");
	}
}

type Word = { readonly word: string; readonly runs: Readonly<Record<string, Run>> };

function heard(child: ChildProcess, word: string): Promise<Word> {
	return new Promise((resolve, reject) => {
		const onExit = (code: number | null): void => reject(new Error(`A load process ended with code ${code} before it said "${word}".`));
		child.once("exit", onExit);
		child.on("message", (message: Word) => {
			if (message.word !== word) return;
			child.off("exit", onExit);
			resolve(message);
		});
	});
}
