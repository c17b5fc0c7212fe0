/** A process for the tests of `program.ts`: what it does is told it in its environment. */
import { patiently } from "./patience.ts";
import { runProgram } from "./program.ts";

const print = (text: string): void => void process.stdout.write(`${text}\n`);

await runProgram("suite", async ({ journal, stopping, onStop }) => {
	// A server or a loop keeps a real process alive.
	const alive = setInterval(() => undefined, 1_000);
	onStop(async () => print("first step undone"));
	onStop(async () => {
		clearInterval(alive);
		print("last step undone");
		if (process.env.SUITE === "cannot stop") throw new Error("SECRET");
	});
	switch (process.env.SUITE) {
		case "waits":
			await patiently({ isAway: () => true, journal, stopping }, () => Promise.reject(new Error("away")));
			break;
		case "hangs in an attempt":
			await patiently({ isAway: () => true, journal, stopping }, () => {
				print("hanging");
				return new Promise(() => undefined);
			});
			break;
		case "cannot start":
			throw new Error("SECRET");
		case "uncaught":
			setTimeout(() => {
				throw Object.assign(new TypeError("SECRET\n    at SECRET (secret:1:1)"), { code: "E_SUITE" });
			}, 10);
			break;
		default:
	}
	return { port: 7 };
});
