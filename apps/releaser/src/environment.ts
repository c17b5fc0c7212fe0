/** What the releaser is told from outside. Nothing else reads the environment. */
import { readVariables } from "@answerable/process/environment";
import { z } from "zod";

const Environment = z.object({
	DATABASE_URL_RELEASER: z.url({ protocol: /^postgres(ql)?$/ }),
	/** The directory of the deployment's keys; of them the releaser reads `release-<quarter>.key` and `view.key`. */
	ANSWERABLE_KEYS: z.string().min(1),
	/** The log's verifier key (C2SP signed-note), so that whoever can write to the database cannot put another log in its place. */
	ANSWERABLE_LOG_KEY: z.optional(z.string().min(1)),
});

export type Environment = { readonly databaseUrl: string; readonly keys: string; readonly logKey: string | null };

/** Reads the environment, or refuses to start. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
	const { DATABASE_URL_RELEASER, ANSWERABLE_KEYS, ANSWERABLE_LOG_KEY } = readVariables(Environment.safeParse(variables));
	return { databaseUrl: DATABASE_URL_RELEASER, keys: ANSWERABLE_KEYS, logKey: ANSWERABLE_LOG_KEY ?? null };
}
