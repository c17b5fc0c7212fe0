/** The three processes as children of the start script: which program, which part of the environment, how much memory. */
import { fileURLToPath } from "node:url";
import type { RoleUrls } from "@answerable/store/roles";
import type { Settings } from "./settings.ts";
import type { ChildPlan } from "./supervisor.ts";

/** Most memory that each process's heap may take, in MiB; of it, what is kept for values that do not live long. */
const HEAP_MIB = { api: 128, worker: 128, releaser: 64 } as const;
const YOUNG_MIB = { api: 4, worker: 16, releaser: 1 } as const;

/**
 * What is free in one of the GNU C library's arenas is of no use to another, and Node's threads, which collect garbage and
 * compile, each take one: 15 MiB that are hardly ever in use. Where there is another C library this says nothing.
 */
const ARENAS = "1";

/** What Node made of our sources, kept from one start to the next: a process that need not compile them starts sooner and is smaller. */
export const COMPILED = fileURLToPath(new URL("../../node_modules/.cache/compiled", import.meta.url));

type Surroundings = {
	readonly settings: Settings;
	readonly urls: RoleUrls;
	readonly keys: string;
	readonly logKey: string;
	/** The folder of BSL videos and easy read; null: there is none. */
	readonly aids: string | null;
};

/** Plans for the worker, the releaser and the api, in the order in which they start. Each is given only the database role that is its own. */
export function childPlans({ settings, urls, keys, logKey, aids }: Surroundings): readonly ChildPlan[] {
	const node = { NODE_ENV: "production", NODE_COMPILE_CACHE: COMPILED, MALLOC_ARENA_MAX: ARENAS };
	const common = { PATH: process.env.PATH, ANSWERABLE_KEYS: keys, ...node };
	const address = { PORT: String(settings.port), HOST: settings.host };
	const onion = settings.onion === null ? {} : { ANSWERABLE_ONION: settings.onion };
	const forms = aids === null ? {} : { ANSWERABLE_AIDS: aids };
	const redis = settings.redisUrl === null ? {} : { REDIS_URL: settings.redisUrl };
	return [
		{
			name: "worker",
			program: programOf("worker"),
			heapMiB: HEAP_MIB.worker,
			youngMiB: YOUNG_MIB.worker,
			environment: { ...common, ...redis, DATABASE_URL_WORKER: urls.worker },
		},
		{
			name: "releaser",
			program: programOf("releaser"),
			heapMiB: HEAP_MIB.releaser,
			youngMiB: YOUNG_MIB.releaser,
			environment: { ...common, DATABASE_URL_RELEASER: urls.releaser, ANSWERABLE_LOG_KEY: logKey },
		},
		{
			name: "api",
			program: programOf("api"),
			heapMiB: HEAP_MIB.api,
			youngMiB: YOUNG_MIB.api,
			environment: {
				...common,
				...address,
				...onion,
				...forms,
				DATABASE_URL_API: urls.api,
				ANSWERABLE_WORK: settings.demo ? "light" : "normal",
			},
		},
	];
}

/** The program of a process. */
export function programOf(name: ChildPlan["name"]): string {
	return fileURLToPath(new URL(`../../apps/${name}/src/main.ts`, import.meta.url));
}
