/** What the start script is told from outside. Nothing else in `infra/start` reads the environment. */
import { StartError } from "./data-directory.ts";

export type Settings = {
	readonly port: number;
	readonly host: string;
	/** A role that may create roles and schemas; null: the embedded database is started. */
	readonly databaseUrl: string | null;
	/** Where the worker's bells hang; null: in the database. */
	readonly redisUrl: string | null;
	/** Where the same pages are reached through Tor; null: nowhere. */
	readonly onion: string | null;
	/** The folder of BSL videos and easy read; null: `aids` in the data directory, if there is one. */
	readonly aids: string | null;
	/** Seed the invented organisations, their staff and keys. Without a database of your own that is the default. */
	readonly demo: boolean;
	/** Also raise the realistic concerns, once. */
	readonly demoConcerns: boolean;
};

/** Reads the settings. Throws a `StartError` that names the wrong variable and says what it should be. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
	const databaseUrl = environment.DATABASE_URL ?? "";
	if (databaseUrl !== "" && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
		throw new StartError(
			"DATABASE_URL is not the address of a PostgreSQL database: write it as postgres://user:password@host:5432/database.",
		);
	}
	const redisUrl = environment.REDIS_URL ?? "";
	if (redisUrl !== "" && !/^rediss?:\/\//.test(redisUrl)) {
		throw new StartError("REDIS_URL is not the address of a Redis: write it as redis://user:password@host:6379.");
	}
	return {
		port: readPort(environment.PORT ?? "8080"),
		host: environment.HOST ?? "127.0.0.1",
		databaseUrl: databaseUrl === "" ? null : databaseUrl,
		redisUrl: redisUrl === "" ? null : redisUrl,
		onion: environment.ANSWERABLE_ONION ?? null,
		aids: environment.ANSWERABLE_AIDS ?? null,
		demo: readSwitch("ANSWERABLE_DEMO", environment.ANSWERABLE_DEMO, databaseUrl === ""),
		demoConcerns: readSwitch("ANSWERABLE_DEMO_CONCERNS", environment.ANSWERABLE_DEMO_CONCERNS, true),
	};
}

function readPort(text: string): number {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 1 || port > 65_535)
		throw new StartError(`PORT is "${text}": choose a whole number from 1 to 65535.`);
	return port;
}

function readSwitch(name: string, text: string | undefined, otherwise: boolean): boolean {
	if (text === undefined || text === "") return otherwise;
	if (text === "yes") return true;
	if (text === "no") return false;
	throw new StartError(`${name} is "${text}": write yes or no.`);
}
