/** Looks for cases that nobody can open since somebody left or lost their key, and passes each on to the next rung. */
import { apart } from "@answerable/process/alarm";
import { passOnAbandoned } from "@answerable/store/abandoned-case";
import { isAway } from "@answerable/store/fault";
import { readAbandoned } from "@answerable/store/lost-keys";
import type { SweepDeps } from "./sweep.ts";

const PAGE = 500;

/** Idempotent: a case whose next rung was told is left alone, and so is one whose time has not come. */
export async function passOnCases(deps: SweepDeps): Promise<void> {
	const { store, now, alarms } = deps;
	for (const caseTag of await readAbandoned(store.db.query, now(), PAGE)) {
		await apart({ alarms, isAway }, caseTag, async () => void (await passOnAbandoned(store, caseTag, now())));
	}
}
