/** Looks at every case now and then, whatever its row says, so that no edit of a row silences a ladder for long. */
import { apart } from "@answerable/process/alarm";
import { auditCase, readCases } from "@answerable/store/audit";
import { isAway } from "@answerable/store/fault";
import type { CaseTag } from "@answerable/types/id";
import { bringUpToDate, type SweepDeps } from "./sweep.ts";

const PAGE = 25;

/** Returns what audits the next page; it resolves to whether more pages follow before the round begins again. */
export function newAudit(deps: SweepDeps): () => Promise<boolean> {
	let after: CaseTag | null = null;
	return async () => {
		const page: readonly CaseTag[] = await readCases(deps.store.db, after, PAGE);
		for (const caseTag of page) await apart({ alarms: deps.alarms, isAway }, caseTag, () => auditOne(deps, caseTag));
		after = page.length < PAGE ? null : (page.at(-1) ?? null);
		return after !== null;
	};
}

async function auditOne(deps: SweepDeps, caseTag: CaseTag): Promise<void> {
	const audit = await auditCase(deps.store, caseTag);
	if (audit === null) return;
	const { raise } = deps.alarms;
	if (audit.mended) raise({ alarm: "row-mended", code: "projection-differs", caseTag });
	for (const { sequence, code } of audit.leaves) raise({ alarm: "suspect-leaf", code, caseTag, place: `event ${sequence}` });
	await bringUpToDate(deps, caseTag);
}
