/** What the desk's engine does with two cases that may be about the same: shows both, and ties them. */
import { isRefused } from "@answerable/domain/command";
import { decide } from "@answerable/domain/decide";
import type { Hash } from "@answerable/types/bytes";
import type { Instant } from "@answerable/types/time";
import type { Answers } from "../../../shell/engine-protocol.ts";
import type { OpenCase } from "../../case.ts";
import { tiesIn } from "../../link.ts";
import { shownOf } from "./casework.ts";
import type { DeskMemory } from "./memory.ts";
import type { Choice, Progress, Requests } from "./protocol.ts";

type Tying = Pick<Requests, "together" | "tie">;

/** Any hash will do to ask whether a tie is allowed. */
const SOME_HASH = "00".repeat(32) as Hash;

/** Makes the engine's part for two cases. */
export function createTying(memory: DeskMemory): Answers<Tying, Progress> {
	const open = async ({ caseTag, tenure }: Choice) => memory.keep(await memory.desk.open({ caseTag, tenure }));
	const openBoth = async ([left, right]: readonly [Choice, Choice]) => [await open(left), await open(right)] as const;
	return {
		together: async (choices) => {
			const [left, right] = await openBoth(choices);
			const isTied = isTiedTo(left, right) && isTiedTo(right, left);
			const mayTie = [left, right].every((each) => isTiedTo(each, each === left ? right : left) || mayBeTied(each, memory.desk.time.now()));
			return { shown: [shownOf(memory.desk, left), shownOf(memory.desk, right)], isTied, mayTie: mayTie && !isTied };
		},
		// One after the other: if the second fails, whoever tries again finds the first done.
		tie: async ({ cases, words }) => {
			const [left, right] = await openBoth(cases);
			await memory.desk.link(left, { other: right.desk.row.caseTag, words: words[0] });
			await memory.desk.link(right, { other: left.desk.row.caseTag, words: words[1] });
			return null;
		},
	};
}

function isTiedTo({ case: { trusted, letters } }: OpenCase, other: OpenCase): boolean {
	return tiesIn(trusted, letters).includes(other.desk.row.caseTag);
}

function mayBeTied({ case: { state, context }, keys, tenure: { statement } }: OpenCase, now: Instant): boolean {
	if (state === null || keys.notes === undefined) return false;
	const by = { actor: "handler", tenure: statement.tenure, person: statement.person, role: statement.role } as const;
	const tie = { relation: "merged", other: SOME_HASH, compartment: "notes" } as const;
	return !isRefused(decide(state, { kind: "link", by, statement: tie }, now, context));
}
