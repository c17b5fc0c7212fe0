/** `answerable admin keys`: makes the deployment's keys and their recovery shares, reads the shares back, brings the keys back. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SHARES, type Share } from "@answerable/crypto/share";
import type { Database } from "@answerable/store/connect";
import { readDeployment } from "@answerable/store/deployment";
import type { Answer } from "../answer.ts";
import { CliError } from "../cli-error.ts";
import type { Call } from "../command.ts";
import { makeDeployment } from "./deployment.ts";
import { hasKeys, makeKeys, readKeys } from "./key-files.ts";
import { type Round, turnKeys } from "./key-round.ts";
import { keysReport } from "./keys-report.ts";
import { asOwner, keyDirectory } from "./place.ts";
import { keepersOf, makeShares, readBack, recoverKeys } from "./recovery.ts";
import { askShare, type Sheet, sheetText } from "./share-sheet.ts";

const USAGE = `answerable admin keys: the deployment's keys, and how they come back when they are lost

  admin keys
      what there is, and what is missing
  admin keys --keeper "Care Standards Office" --keeper "Elmvale Hospice" --keeper "Board secretary" [--log-name speakup.example.org/log]
      makes the keys of a new deployment (--log-name names its log, once and for ever), and three recovery shares, one for each of
      three different bodies; any two bring the keys back. For a deployment that has shares it makes new ones: people change.
      --into FOLDER writes each share into a file of its own instead of showing it
  admin keys --read-back
      reads shares from paper, until all three were read: before that the keys are not complete
  admin keys --recover [--log-key KEY]
      brings every key back from two shares; --log-key is what stands behind "Log" on their sheets
  admin keys --turn
      makes the next quarter's release key when its time has come and destroys what nothing waits for; npm start does so every hour

  DATABASE_URL is the owner's address of the database, ANSWERABLE_DATA the folder that holds keys/; without them those of npm start.`;

/** In earnest the log is published every ten minutes (design §6). */
const EPOCH_SECONDS = 600;
/** Two days, in which those who are told of a new key can object (design §5). */
const KEY_COOLDOWN_SECONDS = 172_800;
const LOG_NAME = /^[a-z0-9.-]+(\/[a-z0-9._-]+)*$/;

type Flags = ReturnType<typeof readFlags>;

/** Answers the words after `admin keys`. */
export async function keys(call: Call): Promise<Answer> {
	const flags = readFlags(call.args);
	if (flags.help === true) return { text: USAGE, notes: [] };
	return asOwner(call.environment, async (db) => {
		const round = { db, directory: keyDirectory(call.environment), now: call.now };
		if (flags.keeper !== undefined) return make(round, flags, flags.keeper);
		if (flags["read-back"] === true) return readSharesBack(round, call);
		if (flags.recover === true) return recover(round, call, flags["log-key"] ?? null);
		if (flags.turn === true) return turn(round);
		return { text: await keysReport(round), notes: [] };
	});
}

function readFlags(args: readonly string[]) {
	const options = {
		help: { type: "boolean" },
		keeper: { type: "string", multiple: true },
		"log-name": { type: "string" },
		into: { type: "string" },
		"read-back": { type: "boolean" },
		recover: { type: "boolean" },
		"log-key": { type: "string" },
		turn: { type: "boolean" },
	} as const;
	try {
		const { values } = parseArgs({ args: [...args], options, strict: true });
		const asked = (["keeper", "read-back", "recover", "turn"] as const).filter((name) => values[name] !== undefined);
		if (asked.length > 1) throw new CliError(`--${asked.join(" and --")} are asked one at a time.`);
		return values;
	} catch (cause) {
		if (cause instanceof CliError || !(cause instanceof TypeError)) throw cause;
		throw new CliError(`${cause.message.split(". ")[0]}.\n\n${USAGE}`);
	}
}

async function make(round: Round, flags: Flags, keepers: readonly string[]): Promise<Answer> {
	keepersOf(keepers);
	await makeIfNew(round, flags["log-name"] ?? null);
	const done = await turnKeys(round);
	const sheets = await makeShares(round, keepers);
	const next =
		"The keys are not complete until all three shares were read back from paper: npx --no-install answerable admin keys --read-back";
	if (flags.into === undefined)
		return { text: sheets.map(sheetText).join("\n\n\n"), notes: [...done, next, "Clear this terminal when you have them."] };
	return { text: writeSheets(flags.into, sheets).join("\n"), notes: [...done, next] };
}

/** Keys are made for a database that belongs to no deployment, and for no other. */
async function makeIfNew({ db, directory }: Round, logName: string | null): Promise<void> {
	if ((await readDeployment(db)) !== null) {
		if (logName !== null) throw new CliError("This deployment's log has its name already, and keeps it: leave --log-name out.");
		return;
	}
	if (hasKeys(directory)) {
		throw new CliError(
			`${directory} holds keys, but this database belongs to no deployment: check DATABASE_URL and ANSWERABLE_DATA. ` +
				"If the keys were made a moment ago and nothing was raised under them, move the folder away and try again.",
		);
	}
	if (logName === null || logName.length > 100 || !LOG_NAME.test(logName)) {
		throw new CliError(
			"Give the log of the new deployment a name of yours, a host and perhaps a path, like --log-name speakup.example.org/log.",
		);
	}
	makeKeys(directory);
	await makeDeployment(db, readKeys(directory), {
		name: logName,
		epochSeconds: EPOCH_SECONDS,
		keyCooldownSeconds: KEY_COOLDOWN_SECONDS,
		madeBy: "admin",
	});
}

/** A file for each share, readable by this user alone. None is written over. */
function writeSheets(folder: string, sheets: readonly Sheet[]): readonly string[] {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	return sheets.map((sheet) => {
		const file = join(folder, `share-${sheet.share.index}-of-${SHARES}-set-${sheet.share.set}.txt`);
		if (existsSync(file)) throw new CliError(`${file} is there already.`);
		writeFileSync(file, `${sheetText(sheet)}\n`, { mode: 0o600, flag: "wx" });
		return `share ${sheet.share.index} for ${sheet.keeper}: ${file}`;
	});
}

async function readSharesBack({ db, now }: Round, { terminal }: Call): Promise<Answer> {
	let read = 0;
	terminal.say("Type a share from its paper, a row of seven words at a time. An empty line ends it.");
	for (let share = await askShare(terminal); share !== null; share = await askShare(terminal)) {
		const { shares, completeAt } = await readBack(db, share, now);
		read += 1;
		const missing = shares.filter(({ readBackAt }) => readBackAt === null).map(({ index, keeper }) => `share ${index} (${keeper})`);
		if (completeAt !== null) return { text: `Set ${share.set}: all three shares were read back. The keys are complete.`, notes: [] };
		terminal.say(`Share ${share.index} is right. Still to be read back: ${missing.join(", ")}.`);
	}
	if (read === 0) throw new CliError("No share was typed: the keys are not complete.");
	return {
		text: `${read === 1 ? "One share was" : `${read} shares were`} read back. The keys are not complete until all three were.`,
		notes: [],
	};
}

async function recover(round: Round, { terminal }: Call, pinned: string | null): Promise<Answer> {
	await requireDeploymentRow(round.db);
	terminal.say("Type two shares from their papers, a row of seven words at a time.");
	const [one, two] = [await askTheShare(terminal, 1), await askTheShare(terminal, 2)];
	const recovered = await recoverKeys(round, [one, two], pinned);
	const lines = recovered.map(({ name, written }) => `${written ? "put back" : "was there"}  ${name}.key`);
	const deployment = await readDeployment(round.db);
	const compare = `The log of this database is ${deployment?.logKey}: compare it with the one on the shares, since --log-key was not given.`;
	return {
		text: [`Every key is the one that the log names. In ${round.directory}:`, ...lines].join("\n"),
		notes: pinned === null ? [compare] : [],
	};
}

async function requireDeploymentRow(db: Database): Promise<void> {
	if ((await readDeployment(db)) === null)
		throw new CliError("This database belongs to no deployment: restore the database first, then its keys.");
}

async function askTheShare(terminal: Call["terminal"], place: number): Promise<Share> {
	const share = await askShare(terminal);
	if (share === null) throw new CliError(`Two shares are needed, and ${place === 1 ? "none came" : "one came"}.`);
	terminal.say(`Share ${share.index} of set ${share.set} is well written.`);
	return share;
}

async function turn(round: Round): Promise<Answer> {
	const done = await turnKeys(round);
	return { text: done.length === 0 ? "Nothing was to be done." : done.join("\n"), notes: [] };
}
