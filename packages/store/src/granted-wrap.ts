/** Wraps that were made after the raise, by a colleague or by the reporter: each lies beside the event that tells of it. */
import type { CaseTag, TenureId } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import { bytesColumn } from "./column.ts";
import type { Queries } from "./context.ts";

export type GrantedWrap = {
	readonly caseTag: CaseTag;
	/** The event's. */
	readonly sequence: number;
	readonly tenure: TenureId;
	readonly wrap: Uint8Array;
};

/** Keeps a wrap for its tenure. The event must have been written before. */
export async function writeGrantedWrap(query: Queries, { caseTag, sequence, tenure, wrap }: GrantedWrap): Promise<void> {
	await query
		.insertInto("granted_wrap")
		.values({ case_tag: bytesColumn(caseTag), sequence, tenure, wrap })
		.execute();
}

export type SuccessorSeal = {
	readonly caseTag: CaseTag;
	/** The event's. */
	readonly sequence: number;
	readonly rung: Rung;
	readonly tenure: TenureId;
	readonly seal: Uint8Array;
};

/** Keeps the outer seal of a place that the reporter gave, until its rung's turn. The event must have been written before. */
export async function writeSuccessorSeal(query: Queries, { caseTag, ...seal }: SuccessorSeal): Promise<void> {
	await query
		.insertInto("successor_seal")
		.values({ case_tag: bytesColumn(caseTag), ...seal })
		.execute();
}
