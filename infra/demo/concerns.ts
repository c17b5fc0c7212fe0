/** Realistic concerns for the demo (reference §9; invented, like everyone in them). */
import type { ConcernForm } from "../../apps/web/src/reporter/plan.ts";

type Sketch = {
	readonly text: string;
	readonly unit: string;
	readonly raisedBefore: string;
	readonly subject: ConcernForm["concern"]["subject"];
	readonly answers: Partial<ConcernForm["answers"]>;
	readonly external: ConcernForm["external"];
	readonly how: ConcernForm["private"]["how"];
	readonly name: string;
	readonly workerGroup: string;
};

/** A concern of the demo: its title for a narrative, and the form as its reporter filled it in. */
export type DemoConcern = { readonly title: string; readonly form: ConcernForm };

const ANONYMOUS = { how: "anonymously", name: "" } as const;

function concern(title: string, sketch: Sketch): DemoConcern {
	const { text, unit, raisedBefore, subject, answers, external, how, name, workerGroup } = sketch;
	return {
		title,
		form: {
			concern: { text, subject, unit, raisedBefore },
			private: { how, name, contact: "", workerGroup },
			named: [],
			answers: {
				danger: "serious",
				safeguarding: false,
				patientSafety: false,
				detriment: false,
				ignoredBefore: false,
				personalGrievance: false,
				...answers,
			},
			external,
			shareWithDeputy: false,
		},
	};
}

export const WARD_B7 = concern("Night shifts on Ward B7 run with one registered nurse for 24 beds", {
	text: 'Night shifts on Ward B7 run with one registered nurse for 24 beds. In the last month two falls were not reported. We were told "don\'t Datix it".',
	unit: "Ward B7",
	raisedBefore: "To the ward manager, twice. Nothing changed.",
	subject: "line_manager_or_clinician",
	answers: { patientSafety: true },
	external: "full",
	...ANONYMOUS,
	workerGroup: "nursing_midwifery_registered",
});

export const PATHOLOGY = concern("Pathology results released unauthorised overnight", {
	text: "Results are released at night without the second check, to hit the turnaround target. Last week a potassium of 7.1 went out as 1.7.",
	unit: "Blood sciences",
	raisedBefore: "To the laboratory manager in a meeting.",
	subject: "line_manager_or_clinician",
	answers: { patientSafety: true },
	external: "existence",
	how: "confidentially",
	name: "Told to the guardian only",
	workerGroup: "healthcare_scientists",
});

export const THEATRE = concern("Theatre list consultant shouts and throws instruments", {
	text: "The Tuesday list consultant shouts at trainees and throws instruments. Three trainees have asked to be moved. Counts are rushed so as not to set him off.",
	unit: "Theatre 4",
	raisedBefore: "",
	subject: "line_manager_or_clinician",
	answers: {},
	external: "nothing",
	...ANONYMOUS,
	workerGroup: "medical_dental",
});

export const PORTER = concern("Moving clinical waste without gloves or aprons", {
	text: "Since the supplier changed there are no gloves or aprons in the waste hold, and we are told to move the yellow bags all the same.",
	unit: "Portering",
	raisedBefore: "To the supervisor.",
	subject: "none",
	answers: { danger: "none" },
	external: "existence",
	how: "openly",
	name: "A porter",
	workerGroup: "estates_ancillary",
});

export const TOLD_MY_MANAGER = concern("Our guardian told my manager what I said", {
	text: "I spoke to the guardian in confidence about our rota. The next day my manager repeated it to me word for word.",
	unit: "Outpatients",
	raisedBefore: "",
	subject: "guardian",
	answers: {},
	external: "full",
	...ANONYMOUS,
	workerGroup: "administrative_clerical",
});

export const DRUG_TROLLEY = concern("A second drug-trolley key would halve the wait for pain relief", {
	text: "We share one drug-trolley key between two bays. Patients wait for pain relief while we look for it. A second key would cost almost nothing.",
	unit: "Rowan Unit",
	raisedBefore: "",
	subject: "none",
	answers: { danger: "none" },
	external: "nothing",
	how: "openly",
	name: "A healthcare assistant",
	workerGroup: "additional_clinical_services",
});

export const ROTA_FRAUD = concern("Shifts cut after I reported rota fraud", {
	text: "I reported that shifts were claimed that nobody worked. Since then my own shifts are cut and I am left out of the group messages.",
	unit: "Rota office",
	raisedBefore: "To my line manager in March.",
	subject: "line_manager_or_clinician",
	answers: { detriment: true },
	external: "existence",
	how: "confidentially",
	name: "Told to the guardian only",
	workerGroup: "administrative_clerical",
});
