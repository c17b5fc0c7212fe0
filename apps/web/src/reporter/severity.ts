/** How urgent a concern is: worked out here from the reporter's answers, because the answers themselves are sealed. */
import type { Severity } from "@answerable/types/clock";

/** What the form asks (reference §4.2). Only the three results below leave the browser in clear. */
export type Answers = {
	/** `now`: someone is or will be seriously harmed within hours or days. `serious`: harm, fraud or misconduct that is not imminent. */
	readonly danger: "now" | "serious" | "none";
	/** A child or an adult at risk. */
	readonly safeguarding: boolean;
	readonly patientSafety: boolean;
	/** Treated badly for having spoken up. */
	readonly detriment: boolean;
	/** Raised before, and nothing came of it. */
	readonly ignoredBefore: boolean;
	/** About the reporter's own employment alone. */
	readonly personalGrievance: boolean;
};

/** The switches that the server needs, and nothing finer. */
export type Switches = { readonly severity: Severity; readonly safetyAction: boolean; readonly externalEligible: boolean };

const URGENCY: readonly Severity[] = ["S3", "S2", "S1"];

/**
 * Works out the switches (reference §4.2, §4.3): safeguarding is immediate; detriment and a concern ignored before are urgent at
 * least; `atLeast` is what the subject asks for (a concern about the board is urgent). A purely personal grievance never goes outside.
 */
export function switchesFor(answers: Answers, atLeast: Severity | null): Switches {
	const severity = moreUrgent(severityOf(answers), atLeast ?? "S3");
	const safetyAction = severity === "S1" || (severity === "S2" && answers.patientSafety);
	return { severity, safetyAction, externalEligible: !answers.personalGrievance };
}

function severityOf(answers: Answers): Severity {
	if (answers.danger === "now" || answers.safeguarding) return "S1";
	if (answers.danger === "serious" || answers.detriment || answers.ignoredBefore) return "S2";
	return "S3";
}

function moreUrgent(left: Severity, right: Severity): Severity {
	return URGENCY.indexOf(left) > URGENCY.indexOf(right) ? left : right;
}
