/** What every command of `answerable` looks like to the table that finds it. */
import type { Instant } from "@answerable/types/time";
import type { Answer } from "./answer.ts";
import { CliError } from "./cli-error.ts";
import type { Terminal } from "./terminal.ts";

/** All that a command is given of the machine: words after its name, the present, the environment, and whoever sits there. */
export type Call = {
	readonly args: readonly string[];
	readonly now: Instant;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly terminal: Terminal;
};

/** A command, or a group of them. `usage` is a call as it is typed; `about` says in a line what comes of it. */
export type Command = {
	readonly name: string;
	readonly usage: string;
	readonly about: string;
	readonly run: (call: Call) => Answer | Promise<Answer>;
};

/** Runs the command that the first word names with the words after it; without one, says which there are. */
export function dispatch(title: string, commands: readonly Command[], call: Call): Answer | Promise<Answer> {
	const [name, ...args] = call.args;
	const usage = `${title}\n${commands.map((command) => `\n  npx --no-install answerable ${command.usage}\n      ${command.about}`).join("\n")}`;
	if (name === undefined || name === "help" || name === "--help") return { text: usage, notes: [] };
	const command = commands.find((candidate) => candidate.name === name);
	if (command === undefined) throw new CliError(`There is no command "${name}".\n\n${usage}`);
	return command.run({ ...call, args });
}
