/** What a request costs the api and PostgreSQL, however busy the machine is beside it. */
import type { Stage } from "../stage/stage.ts";
import { databaseMs, processorMs } from "./processor.ts";

/** Processor time of one request, in milliseconds. */
export type RequestCost = { readonly apiMs: number; readonly databaseMs: number };

/** Does something so many times over, and gives what it cost each time. What else the two did meanwhile is in it. */
export async function costOf<T>(
	stage: Stage,
	times: number,
	perform: () => Promise<T>,
): Promise<{ readonly result: T; readonly each: RequestCost }> {
	const [api, database] = [stage.pid("api"), stage.pid("database")];
	const before = { apiMs: processorMs(api), databaseMs: databaseMs(database) };
	const result = await perform();
	const each = { apiMs: (processorMs(api) - before.apiMs) / times, databaseMs: (databaseMs(database) - before.databaseMs) / times };
	return { result, each };
}

/** In words. */
export function costText({ apiMs, databaseMs }: RequestCost): string {
	return `processor time each: api ${apiMs.toFixed(1)} ms, PostgreSQL ${databaseMs.toFixed(1)} ms`;
}
