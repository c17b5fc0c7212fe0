/** What the system owes a closed case: questions to the reporter, and word to the guardian before anything is deleted. */
import type { Happening } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import type { CaseState, Closed } from "./case.ts";
import { caseworkers } from "./caseworkers.ts";
import type { Context } from "./context.ts";
import { after } from "./duration.ts";
import { later } from "./instant.ts";
import type { Pending } from "./owed.ts";
import { SCOPES, shreddingOf } from "./retention.ts";

/** Everything that time alone brings about after closure, unordered. */
export function pendingAfterClosure(state: CaseState, closed: Closed, context: Context): readonly Pending[] {
	return [...questions(state, closed, context), ...announcements(state, closed, context)];
}

/**
 * Whoever withdrew is not asked how it went, but whether they suffer for it is asked all the same. Nobody is asked who could not
 * answer in their own name: the holder of a claim code, or of a canary.
 */
function questions(state: CaseState, { at, reason }: Closed, context: Context): readonly Pending[] {
	if (state.claimed || state.origin === "canary" || state.shredded.length > 0) return [];
	const { feedback, detrimentChecks } = context.policy;
	const checks = detrimentChecks.after[state.gravest];
	const check = state.detriments.length;
	const next = checks[check];
	return [
		...(reason === "withdrawn" || state.feedback !== null
			? []
			: [owed(after(at, feedback.after, context), { kind: "feedback-asked", statement: {}, consequence: {} })]),
		...(next === undefined ? [] : [owed(after(at, next, context), { kind: "detriment-asked", statement: {}, consequence: { check } })]),
	];
}

/** Nothing is deleted that a legal hold keeps, so nothing is announced either. */
function announcements(state: CaseState, { at }: Closed, context: Context): readonly Pending[] {
	if (state.legalHold !== null) return [];
	return SCOPES.flatMap((scope) => {
		const shredding = shreddingOf(state, scope, context);
		if (shredding === null || shredding.due !== null) return [];
		const happening: Happening = { kind: "shredding-announced", statement: {}, consequence: { scope } };
		return [{ ...owed(later(shredding.announce, at), happening), notices: caseworkers(state) }];
	});
}

function owed(scheduled: Instant, happening: Happening): Pending {
	return { scheduled, by: { actor: "worker" }, happening, notices: [] };
}
