/** Cover: a colleague is given my open cases for while I am away, and each reporter is told. An absence moves no due time. */
import { isReplyOwed } from "@answerable/domain/reply-owed";
import { epochSeconds } from "@answerable/log/epoch";
import type { CaseTag, TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { CheckedIntake } from "../reporter/intake.ts";
import { grant, writeLetter } from "./act.ts";
import { listCases, type OpenCase, openCase } from "./case.ts";
import { giveUnlessGiven, type HandOverProgress, type NotGiven, toGive, whyNot } from "./hand-over.ts";
import type { DeskSession } from "./sign-in.ts";

export type Cover = {
	readonly from: TenureId;
	readonly to: TenureId;
	/** The organisation's keys, checked in the log. */
	readonly directory: CheckedIntake;
	/** What each reporter, and the deputy, reads of it; null if they are not written to. */
	readonly letter: string | null;
	readonly now: Instant;
	readonly onProgress?: (progress: HandOverProgress) => void;
};

/**
 * Gives the deputy every open case of one of my tenures, as much of each as their role may have, and writes to its reporter. A case
 * from which the deputy is left out is neither given nor written to.
 *
 * [Note: The absence stands in the letters] The server keeps no list of who is away when. The dates are in a letter of each case,
 * sealed like any other: its reporter, the deputy, and those above who may read it can see them, and nobody else. It stops no clock.
 */
export async function giveCover(
	session: DeskSession,
	cover: Cover,
): Promise<{ readonly given: number; readonly notGiven: readonly NotGiven[] }> {
	const rows = (await listCases(session)).filter(({ tenure, sight, closed }) => tenure === cover.from && sight === "content" && !closed);
	const notGiven: NotGiven[] = [];
	let given = 0;
	for (const { caseTag } of rows) {
		const why = await whyNot(() => coverOne(session, cover, caseTag));
		if (why === null) given += 1;
		else notGiven.push({ caseTag, why });
		cover.onProgress?.({ given, failed: notGiven.length, total: rows.length });
	}
	return { given, notGiven };
}

async function coverOne(session: DeskSession, { from, to, directory, letter, now }: Cover, caseTag: CaseTag): Promise<string | null> {
	const choice = { caseTag, tenure: from };
	const open = await openCase(session, choice, "outline");
	const opens = toGive(open, directory, to);
	if (opens.length === 0) return "nothing-to-give";
	await giveUnlessGiven(() => grant(session, open, { grantee: to, opens, directory }));
	if (letter !== null && mayBeTold(open, now)) {
		const seen = await openCase(session, choice, "outline");
		await writeLetter(session, seen, { purpose: "reply", compartment: "concern", text: letter });
	}
	return null;
}

/**
 * Whoever waits for a reply is owed a real one, and the desk says so until it comes: this letter must not pass for it. Nor is it
 * written twice, where a run broke off and is begun again on the same day.
 */
function mayBeTold(open: OpenCase, now: Instant): boolean {
	if (isReplyOwed(open.case.trusted)) return false;
	const last = open.case.trusted.findLast(({ happening }) => happening.kind === "letter" && happening.statement.compartment !== "notes");
	const isMine = last?.by.actor === "handler" && last.by.tenure === open.tenure.statement.tenure;
	const isReply = last?.happening.kind === "letter" && last.happening.statement.purpose === "reply";
	const isTold = isMine && isReply && epochSeconds(now) - epochSeconds(last.at) < DAY_SECONDS;
	return !isTold;
}

const DAY_SECONDS = 86_400;
