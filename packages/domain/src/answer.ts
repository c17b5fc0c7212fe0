/** Which letters answer which clocks (reference §4.3, rule 1: only an act that the reporter can see stops a clock). */
import type { ClockName } from "@answerable/types/clock";
import type { Compartment, Role } from "@answerable/types/role";
import type { LetterPurpose } from "@answerable/types/statement";
import type { CaseState, RunningState } from "./case.ts";

/**
 * The clocks that each purpose may stop. Whoever was told a plan, an outcome or a safety action has been answered, so those count
 * as the acknowledgement too; an outcome leaves nothing to update on. It does not stand for a triage, a plan or a safety action.
 */
const ANSWERS: Readonly<Record<LetterPurpose | "triage", readonly ClockName[]>> = {
	acknowledgement: ["acknowledgement"],
	triage: ["triage"],
	safety_action: ["safety_action", "acknowledgement"],
	plan: ["plan", "acknowledgement"],
	update: ["update"],
	outcome: ["outcome", "update", "acknowledgement"],
	question: [],
	reply: [],
};

/** An event lists at most this many clocks; a further letter stops what is left. */
export const LISTED_CLOCKS = 12;

export type AnswerLetter = { readonly purpose: LetterPurpose | "triage"; readonly compartment: Compartment; readonly role: Role };

/** Whether a purpose is one that stops clocks, and so must be written where those above can judge it. */
export function isAnswering(purpose: LetterPurpose | "triage"): boolean {
	return ANSWERS[purpose].length > 0;
}

/** The running clocks that a letter stops. An outside body answers for nobody. */
export function stoppedBy(state: CaseState, letter: AnswerLetter): readonly RunningState[] {
	if (letter.compartment !== "concern" || letter.role === "external_body") return [];
	return state.runnings
		.filter((running) => running.stopped === null && ANSWERS[letter.purpose].includes(running.clock))
		.slice(0, LISTED_CLOCKS);
}
