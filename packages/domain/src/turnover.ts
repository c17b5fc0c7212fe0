/** Who may hold what when people come and go (reference §1.1; design §5, "Tenure"). */
import type { Compartment, Role } from "@answerable/types/role";
import type { CaseState } from "./case.ts";
import { compartmentsFor } from "./sight.ts";

/**
 * Whether one person at a time holds a role in an organisation. Guardians, their deputies and buddies may be several, so that a
 * successor is there before the predecessor leaves; so may those who answer for an outside body.
 */
export function isHeldByOne(role: Role): boolean {
	switch (role) {
		case "guardian":
		case "deputy_guardian":
		case "buddy_guardian":
		case "external_body":
		case "medical_director":
		case "nursing_director":
			return false;
		case "exec_lead":
		case "ned_lead":
		case "ceo":
		case "chair":
		case "sid":
		case "lead_governor":
		case "board_secretary":
		case "dpo":
		case "siro":
			return true;
	}
}

/**
 * Whether somebody in a role may be a root: the guardian, the non-executive lead and the board secretary (design §5), and whoever
 * stands in for one of them. Nobody who answers to the chief executive countersigns keys but the guardian.
 */
export function mayBeRoot(role: Role): boolean {
	switch (role) {
		case "guardian":
		case "deputy_guardian":
		case "ned_lead":
		case "board_secretary":
		case "chair":
		case "sid":
		case "lead_governor":
		case "external_body":
			return true;
		case "buddy_guardian":
		case "exec_lead":
		case "medical_director":
		case "nursing_director":
		case "ceo":
		case "dpo":
		case "siro":
			return false;
	}
}

/** What a case may be given of to a role later (reference §1.2). A deputy reads `private` only if the reporter let one at the start. */
export function grantableTo(state: Pick<CaseState, "recipients" | "external">, role: Role): readonly Compartment[] {
	if (role === "external_body") return [];
	const shareWithDeputy = state.recipients.some((recipient) => recipient.rung === 1 && recipient.opens.includes("private"));
	return compartmentsFor(role, { rung: 1, external: state.external, shareWithDeputy });
}
