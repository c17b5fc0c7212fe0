/** Whether what a root was shown as holding now is what two roots signed. Pure. */
import { canonicalHash } from "@answerable/log/canonical";
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationDesk } from "@answerable/types/organisation";
import type { ShownProposal } from "@answerable/types/proposal";
import { CheckError } from "../check-error.ts";
import type { CheckedIntake } from "../reporter/intake.ts";

/** What a root reads as a difference from what holds now. */
export type Compared = Extract<ShownProposal["kind"], "policy-adoption" | "interests">;

/** By the directory or by the desk: the version that holds now, and what it says. */
type InForce = { readonly number: number; readonly hash: Hash };

/**
 * [Note: A difference has two ends] Of rules and ties a root reads what would be other than now, and signs the whole. A server that
 * shows another "now" would have them sign a change that they never read. So "now" is what the checked directory proves, or nothing is
 * signed. A version whose leaf is not in the log yet is not proved either: it is some minutes old at most.
 */
export function requireInForce(
	desk: OrganisationDesk,
	kind: Compared,
	directory: Pick<CheckedIntake, "organisation" | "policy" | "parameters">,
): void {
	const [shown, proved] = [shownOf(desk, kind), provedOf(directory, kind)];
	if (shown === null || directory.organisation.id !== desk.organisation.id) throw unproved();
	if (proved.number > shown.number) throw new CheckError("shown-out-of-date", "A later version than the one that was shown holds now.");
	if (proved.number !== shown.number || proved.hash !== shown.hash) throw unproved();
}

/** As `requireInForce` refuses, where the directory itself does not hold together in this. */
export function unproved(cause?: unknown): CheckError {
	return new CheckError("shown-unproved", "What is shown as holding now is not what two roots signed, by the log.", cause);
}

function shownOf({ rules, interests }: OrganisationDesk, kind: Compared): InForce | null {
	// A body outside takes no concerns: it has neither rules nor a list that anybody reads.
	if (rules === null) return null;
	return kind === "interests"
		? { number: interests.number, hash: canonicalHash(interests.lines) }
		: { number: rules.number, hash: canonicalHash(rules.policy) };
}

function provedOf({ policy, parameters: { adoption, interests } }: Pick<CheckedIntake, "policy" | "parameters">, kind: Compared): InForce {
	return kind === "interests"
		? { number: interests?.statement.number ?? 0, hash: interests?.statement.lines ?? canonicalHash([]) }
		: { number: adoption?.statement.number ?? 0, hash: policy };
}
