/** The pages of raising a concern, in order: one question each. Pure. */
import type { Draft } from "./draft.ts";

export const STEPS = [
	"what",
	"danger",
	"kinds",
	"about",
	"route",
	"identity",
	"earlier",
	"place",
	"you",
	"split",
	"outside",
	"check",
] as const;
export type StepId = (typeof STEPS)[number];

/** The page after this one; null after the last. A matter of one's own job alone does not go outside, so nobody is asked what may. */
export function stepAfter(step: StepId, { kinds }: Pick<Draft, "kinds">): StepId | null {
	const next = STEPS[STEPS.indexOf(step) + 1] ?? null;
	return next === "outside" && kinds.includes("personalGrievance") ? "check" : next;
}
