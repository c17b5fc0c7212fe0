/** What the worker is told from outside. Nothing else reads the environment. */
import { readVariables } from "@answerable/process/environment";
import { z } from "zod";

const Environment = z.object({
	DATABASE_URL_WORKER: z.url({ protocol: /^postgres(ql)?$/ }),
	/** The directory of the deployment's keys; of them the worker reads `log.key` and `view.key`. */
	ANSWERABLE_KEYS: z.string().min(1),
	/** The bells hang there; without it they hang in Postgres. */
	REDIS_URL: z.optional(z.url({ protocol: /^rediss?$/ })),
});

export type Environment = { readonly databaseUrl: string; readonly keys: string; readonly redisUrl: string | null };

/** Reads the environment, or refuses to start. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
	const { DATABASE_URL_WORKER, ANSWERABLE_KEYS, REDIS_URL } = readVariables(Environment.safeParse(variables));
	return { databaseUrl: DATABASE_URL_WORKER, keys: ANSWERABLE_KEYS, redisUrl: REDIS_URL ?? null };
}
