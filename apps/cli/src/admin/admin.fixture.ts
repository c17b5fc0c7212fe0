/** A deployment of one's own for a test: an empty database, an empty folder, and somebody at a terminal who types what they are told to. */

import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sign } from "@answerable/crypto/signing";
import { connect, type Database } from "@answerable/store/connect";
import { publish } from "@answerable/store/publication";
import { openSuiteDatabase } from "@answerable/store/suite-database.fixture";
import type { Instant } from "@answerable/types/time";
import type { Answer } from "../answer.ts";
import type { Terminal } from "../terminal.ts";
import { readKeys } from "./key-files.ts";
import { keys } from "./keys.ts";

export const KEEPERS = ["Care Standards Office", "Elmvale Hospice", "Board secretary of Northbrook"] as const;
export const MAKE = ["--log-name", "speakup.example/log", ...KEEPERS.flatMap((keeper) => ["--keeper", keeper])];

export type Place = {
	readonly db: Database;
	readonly databaseUrl: string;
	readonly directory: string;
	readonly keys: string;
	/** Runs `answerable admin keys` with these words, at this instant, typing these lines. */
	readonly run: (
		args: readonly string[],
		given?: { readonly at?: string; readonly typed?: readonly string[] },
	) => Promise<Answer & { readonly said: readonly string[] }>;
	/** Publishes the log as the worker would. */
	readonly publish: (at: string) => Promise<void>;
	readonly close: () => Promise<void>;
};

export async function openPlace(): Promise<Place> {
	const suite = await openSuiteDatabase();
	const directory = mkdtempSync(join(tmpdir(), "answerable-admin-"));
	const db = connect(suite.ownerUrl, { max: 2, applicationName: "suite-admin" });
	const environment = { DATABASE_URL: suite.ownerUrl, ANSWERABLE_DATA: directory };
	return {
		db,
		databaseUrl: suite.ownerUrl,
		directory,
		keys: join(directory, "keys"),
		run: async (args, { at = "2026-11-26T12:00:00Z", typed = [] } = {}) => {
			const terminal = typing(typed);
			return { ...(await keys({ args, now: at as Instant, environment, terminal })), said: terminal.said };
		},
		publish: async (at) => {
			const { log } = readKeys(join(directory, "keys"));
			await publish(db, { now: at as Instant, force: true, chance: (count) => randomBytes(count), sign: (message) => sign(log, message) });
		},
		close: async () => {
			await db.close();
			await suite.drop();
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

/** A terminal at which these lines are typed; `isAttended` as somebody who can be asked again. */
export function typing(lines: readonly string[], isAttended = false): Terminal & { readonly said: string[] } {
	const left = [...lines];
	const said: string[] = [];
	return { isAttended, said, ask: async () => left.shift() ?? null, say: (line) => void said.push(line), close: () => undefined };
}

/** The three sheets of an answer, as lines. */
export function sheetsOf({ text }: Answer): readonly [readonly string[], readonly string[], readonly string[]] {
	const [one, two, three] = text.split("\n\n\n").map((sheet) => sheet.split("\n"));
	if (one === undefined || two === undefined || three === undefined) throw new Error("There are three sheets.");
	return [one, two, three];
}
