/** What the process is told from outside. Nothing else reads the environment. */
import { readVariables } from "@answerable/process/environment";
import { OnionAddress } from "@answerable/types/answer";
import { z } from "zod/mini";

const Port = z.coerce.number().check(z.int(), z.gte(0), z.lte(65_535));
const PostgresUrl = z.string().check(z.regex(/^postgres(ql)?:\/\//));
const Origin = z.string().check(z.regex(/^https?:\/\/[a-z0-9.:[\]-]+$/));

const Variables = z.object({
	PORT: z.prefault(Port, "8080"),
	HOST: z.prefault(z.string().check(z.minLength(1)), "127.0.0.1"),
	ORIGIN: z.optional(Origin),
	ANSWERABLE_ONION: z.optional(OnionAddress),
	DATABASE_URL_API: PostgresUrl,
	ANSWERABLE_KEYS: z.string().check(z.minLength(1)),
	ANSWERABLE_AIDS: z.optional(z.string().check(z.minLength(1))),
	ANSWERABLE_PAGES: z.optional(z.string().check(z.minLength(1))),
	ANSWERABLE_WORK: z.prefault(z.enum(["normal", "light"]), "normal"),
});

export type Environment = {
	readonly port: number;
	readonly host: string;
	/** Null: the address that the server is listening on. */
	readonly origin: string | null;
	/** Where the same pages are reached through Tor; null: nowhere. */
	readonly onion: string | null;
	readonly databaseUrl: string;
	readonly keys: string;
	/** Where the built pages are; null: beside us, in the workspace that builds them. */
	readonly pages: string | null;
	/** The folder of BSL videos and easy read; null: there is none. */
	readonly aids: string | null;
	readonly work: "normal" | "light";
};

/** Reads the environment, or refuses to start. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
	const { PORT, HOST, ORIGIN, DATABASE_URL_API, ANSWERABLE_ONION, ANSWERABLE_KEYS, ANSWERABLE_PAGES, ANSWERABLE_AIDS, ANSWERABLE_WORK } =
		readVariables(Variables.safeParse(variables));
	return {
		port: PORT,
		host: HOST,
		origin: ORIGIN ?? null,
		onion: ANSWERABLE_ONION ?? null,
		databaseUrl: DATABASE_URL_API,
		keys: ANSWERABLE_KEYS,
		pages: ANSWERABLE_PAGES ?? null,
		aids: ANSWERABLE_AIDS ?? null,
		work: ANSWERABLE_WORK,
	};
}
