/** A process of ours that uses the product, and how to talk to it. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Side<To> = {
	readonly ask: (message: To) => void;
	/** Asks, and waits until it says a word; rejects if it ends before. */
	readonly answer: (message: To, word: string) => Promise<void>;
	readonly ended: Promise<void>;
	readonly close: () => void;
};

/** Starts a program of this folder. */
export function openSide<To extends object, From extends { readonly word: string }>(
	program: string,
	hear: (message: From) => void,
): Side<To> {
	const child: ChildProcess = fork(fileURLToPath(new URL(`./${program}`, import.meta.url)), [], {
		execArgv: ["--disable-warning=ExperimentalWarning"],
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	child.on("message", (message: From) => hear(message));
	const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	const ask = (message: To): void => void child.send(message);
	const answer = (message: To, word: string): Promise<void> =>
		new Promise((resolve, reject) => {
			const onMessage = (heard: From): void => {
				if (heard.word !== word) return;
				child.off("message", onMessage);
				resolve();
			};
			child.on("message", onMessage);
			child.once("exit", (code) => reject(new Error(`${program} ended with code ${code} before it said "${word}".`)));
			ask(message);
		});
	return { ask, answer, ended, close: () => void child.kill("SIGKILL") };
}
