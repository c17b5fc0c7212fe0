/** What an open page asks by itself. It is not somebody's doing: it renews no session, and no line tells of it. */
import { WatchRequest } from "@answerable/types/desk";
import { Hono } from "hono";
import { jsonBody, LIMITS, limitBody } from "./body.ts";
import type { Deps } from "./deps.ts";
import { onlyFrom } from "./origin.ts";
import { paddedTo } from "./padding.ts";
import { onlyStillIn, type StaffEnv } from "./staff.ts";
import { watch } from "./watch.ts";

/** Every answer has this size, whoever else has the case open. */
const SIZE_BYTES = 1024;

/**
 * [Note: A watch leaves no line] One page asks once a minute, so lines of it would be a diary of who sits at the desk. It stands before the
 * routes whose requests the journal tells of; a fault is told like any other.
 */
export function watchRoutes(deps: Deps) {
	return new Hono<StaffEnv>().post(
		"/watch",
		paddedTo(SIZE_BYTES),
		onlyFrom(deps.origin),
		onlyStillIn(deps),
		limitBody(LIMITS.other),
		jsonBody(WatchRequest),
		async (c) => c.json(await watch(deps, c.req.valid("json"), c.var.person)),
	);
}
