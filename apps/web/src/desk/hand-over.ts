/** Handing over: every case that a colleague should be able to open and cannot yet, one after another. */

import { mayHandle } from "@answerable/domain/party";
import { grantableTo } from "@answerable/domain/turnover";
import type { CaseTag, TenureId } from "@answerable/types/id";
import { HandOverList } from "@answerable/types/organisation";
import type { Compartment } from "@answerable/types/role";
import { CheckError } from "../check-error.ts";
import { ProblemError } from "../problem-error.ts";
import type { CheckedIntake } from "../reporter/intake.ts";
import { grant } from "./act.ts";
import { listCases, type OpenCase, openCase } from "./case.ts";
import { handTo } from "./further-act.ts";
import type { DeskSession } from "./sign-in.ts";

/** How far it has come. `total` may grow while cases arrive. */
export type HandOverProgress = { readonly given: number; readonly failed: number; readonly total: number };

/** What could not be given or passed on, and why. It is tried again the next time. */
export type NotGiven = { readonly caseTag: CaseTag; readonly why: string };

export type HandOver = {
	readonly from: TenureId;
	readonly to: TenureId;
	/** The organisation's keys, checked in the log. */
	readonly directory: CheckedIntake;
	/** Which of the listed cases; all of them if it is left out. */
	readonly only?: (caseTag: CaseTag) => boolean;
	/** Of whoever leaves: what I handle, the colleague handles from then on. */
	readonly isLeaving?: boolean;
	readonly onProgress?: (progress: HandOverProgress) => void;
};

/**
 * Gives a colleague every case that one of my tenures can open and theirs cannot, case by case, as much of each as their role may
 * have. A loop that broke off is begun again: what was given is not listed any more. Nothing that fails keeps the rest.
 */
export async function handOver(
	session: DeskSession,
	asked: HandOver,
): Promise<{ readonly given: number; readonly notGiven: readonly NotGiven[] }> {
	const cases = (await listHandOver(session, asked)).filter(asked.only ?? (() => true));
	const notGiven: NotGiven[] = [];
	let given = 0;
	for (const caseTag of cases) {
		const why = await giveOne(session, asked, caseTag);
		if (why === null) given += 1;
		else notGiven.push({ caseTag, why });
		asked.onProgress?.({ given, failed: notGiven.length, total: cases.length });
	}
	if (asked.isLeaving === true) notGiven.push(...(await passOn(session, asked)));
	return { given, notGiven };
}

/**
 * What I handle, and the colleague can open, they handle from then on: what was given just now, and what their rung or an earlier
 * giving had opened to them, which no list of what is left to be given names.
 */
async function passOn(session: DeskSession, { from, to }: HandOver): Promise<readonly NotGiven[]> {
	const mine = (await listCases(session)).filter(({ tenure, sight, closed }) => tenure === from && sight === "content" && !closed);
	const notPassed: NotGiven[] = [];
	for (const { caseTag } of mine) {
		const why = await whyNot(async () => {
			const open = await openCase(session, { caseTag, tenure: from }, "outline");
			const { state } = open.case;
			if (state?.handler === from && mayHandle(state, to)) await handTo(session, open, { handler: to });
			return null;
		});
		if (why !== null) notPassed.push({ caseTag, why });
	}
	return notPassed;
}

/** What is left to be given, in the order of the cases' tags. */
export async function listHandOver({ http }: DeskSession, { from, to }: Pick<HandOver, "from" | "to">): Promise<readonly CaseTag[]> {
	const cases: CaseTag[] = [];
	for (let cursor: CaseTag | null = null, page = 0; page < MOST_PAGES; page += 1) {
		const path: string = `/api/desk/hand-over?from=${from}&to=${to}${cursor === null ? "" : `&cursor=${cursor}`}`;
		const list: HandOverList = await http.getJson(path, HandOverList);
		cases.push(...list.cases);
		cursor = list.cursor;
		if (cursor === null) return cases;
	}
	throw new CheckError("malformed-answer", "The list of cases has no end.");
}

const MOST_PAGES = 1_000;

async function giveOne(session: DeskSession, { from, to, directory }: HandOver, caseTag: CaseTag): Promise<string | null> {
	return whyNot(async () => {
		const open = await openCase(session, { caseTag, tenure: from }, "outline");
		const opens = toGive(open, directory, to);
		if (opens.length === 0) return "nothing-to-give";
		await giveUnlessGiven(() => grant(session, open, { grantee: to, opens, directory }));
		return null;
	});
}

/** What kept something from being given, as a code; null if nothing did. */
export async function whyNot(attempt: () => Promise<string | null>): Promise<string | null> {
	try {
		return await attempt();
	} catch (error) {
		if (error instanceof ProblemError || error instanceof CheckError) return error.code;
		throw error;
	}
}

/** Whoever was given it meanwhile has it. */
export async function giveUnlessGiven(give: () => Promise<unknown>): Promise<void> {
	try {
		await give();
	} catch (error) {
		if (!(error instanceof ProblemError && error.code === "already-granted")) throw error;
	}
}

/** As much as I have and the colleague's role may have (reference §1.2). */
export function toGive({ keys, case: read }: OpenCase, directory: CheckedIntake, to: TenureId): readonly Compartment[] {
	const holder = directory.holders.find(({ statement }) => statement.tenure === to);
	if (holder === undefined) throw new CheckError("no-grantee", "No checked key belongs to this colleague.");
	if (read.state === null) return [];
	return grantableTo(read.state, holder.statement.role).filter((compartment) => keys[compartment] !== undefined);
}
