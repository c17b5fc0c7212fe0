/** The commands of whoever runs a deployment. A test walks this list: none of them may read what reporters seal. */
import type { Command } from "../command.ts";
import { found } from "./found.ts";
import { init, inviteAnother } from "./init.ts";
import { keys } from "./keys.ts";

export const ADMIN_COMMANDS: readonly Command[] = [
	{
		name: "keys",
		usage: "admin keys",
		about: "the deployment's keys and their recovery shares; admin keys --help says how to make, read back and recover them",
		run: keys,
	},
	{
		name: "init",
		usage: "admin init",
		about: "a one-time invitation for the first administrator, who then invites everybody else",
		run: init,
	},
	{
		name: "found",
		usage: "admin found riverside.json",
		about: "a new organisation and links for its three first roots; admin found --help says what stands in the file, and how it begins",
		run: found,
	},
	{
		name: "invite",
		usage: "admin invite",
		about: "the same for a further administrator, when none of those there are can sign in any more",
		run: inviteAnother,
	},
];
