/** A concern of the reference's demonstration set, as its reporter fills it in. */
import type { PersonId } from "@answerable/types/id";
import type { ConcernForm } from "./reporter/plan.ts";

export const FORM: ConcernForm = {
	concern: {
		text: "Night shifts on Ward B7 run with one registered nurse for 24 beds. Two falls were not reported; we were told not to.",
		subject: "none",
		unit: "Ward B7",
		raisedBefore: "To the ward manager, twice.",
	},
	private: { how: "confidentially", name: "A. Nurse", contact: "", workerGroup: "nursing_midwifery_registered" },
	named: [] as PersonId[],
	answers: { danger: "serious", safeguarding: false, patientSafety: true, detriment: false, ignoredBefore: true, personalGrievance: false },
	external: "full",
	shareWithDeputy: false,
};
