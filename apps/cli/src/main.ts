/** `answerable`: commands for a terminal. */
import type { Instant } from "@answerable/types/time";
import { ADMIN_COMMANDS } from "./admin/commands.ts";
import { CliError } from "./cli-error.ts";
import { type Command, dispatch } from "./command.ts";
import { demoCode } from "./demo-code.ts";
import { explain } from "./explain.ts";
import { verifyPages } from "./pages/verify-pages.ts";
import { verifyRecord } from "./record/verify-record.ts";
import { openTerminal } from "./terminal.ts";

const COMMANDS: readonly Command[] = [
	{
		name: "explain",
		usage: "explain --nation england --severity S3 --received 2026-04-02T10:00",
		about: "the whole timetable of a concern, in plain English; explain --help says what else it takes",
		run: ({ args, now }) => explain(args, now),
	},
	{
		name: "demo-code",
		usage: "demo-code",
		about: "what the phone of the demo's staff shows now",
		run: demoCode,
	},
	{
		name: "verify",
		usage: "verify record.html",
		about: "whether the record that a reporter took outside is proved, asking no server; --log-key pins the log",
		run: ({ args, now }) => verifyRecord(args, now),
	},
	{
		name: "verify-pages",
		usage: "verify-pages https://speak-up.example.org",
		about: "whether the pages that are served there are those that its log names; --log-key pins the log",
		run: ({ args }) => verifyPages(args),
	},
	{
		name: "admin",
		usage: "admin",
		about: "what whoever runs a deployment does: its keys and their recovery, its first administrator, its organisations",
		run: (call) => dispatch("answerable admin: for whoever runs a deployment", ADMIN_COMMANDS, call),
	},
];

const terminal = openTerminal({ input: process.stdin, output: process.stderr });
try {
	const { text, notes } = await dispatch("answerable: every concern gets an answer, or it goes up", COMMANDS, {
		args: process.argv.slice(2),
		now: Temporal.Now.instant().toString({ smallestUnit: "second" }) as Instant,
		environment: process.env,
		terminal,
	});
	for (const note of notes) console.error(`answerable: ${note}`);
	console.log(text);
} catch (cause) {
	if (!(cause instanceof CliError)) throw cause;
	console.error(`answerable: ${cause.message}`);
	process.exitCode = 1;
} finally {
	terminal.close();
}
