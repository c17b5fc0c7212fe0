import { expect, test } from "vitest";
import { type Answers, switchesFor } from "./severity.ts";

const quiet: Answers = {
	danger: "none",
	safeguarding: false,
	patientSafety: false,
	detriment: false,
	ignoredBefore: false,
	personalGrievance: false,
};

test.each([
	["nothing pressing is routine", {}, null, { severity: "S3", safetyAction: false, externalEligible: true }],
	[
		"imminent harm is immediate and calls for a safety action",
		{ danger: "now" },
		null,
		{ severity: "S1", safetyAction: true, externalEligible: true },
	],
	["safeguarding is immediate", { safeguarding: true }, null, { severity: "S1", safetyAction: true, externalEligible: true }],
	["detriment is urgent", { detriment: true }, null, { severity: "S2", safetyAction: false, externalEligible: true }],
	["a concern ignored before is urgent", { ignoredBefore: true }, null, { severity: "S2", safetyAction: false, externalEligible: true }],
	[
		"an urgent matter of patient safety calls for a safety action",
		{ danger: "serious", patientSafety: true },
		null,
		{ severity: "S2", safetyAction: true, externalEligible: true },
	],
	["a concern about the board is urgent", {}, "S2", { severity: "S2", safetyAction: false, externalEligible: true }],
	["the subject never makes it less urgent", { danger: "now" }, "S2", { severity: "S1", safetyAction: true, externalEligible: true }],
	[
		"a personal grievance never goes outside",
		{ personalGrievance: true },
		null,
		{ severity: "S3", safetyAction: false, externalEligible: false },
	],
] as const)("%s", (_, answers, atLeast, switches) => {
	expect(switchesFor({ ...quiet, ...answers }, atLeast)).toEqual(switches);
});
