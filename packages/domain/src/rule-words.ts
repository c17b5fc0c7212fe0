/** The rules of a policy in plain English: the words of `explain`, of the pages and of docs/clocks.md. */
import type { ClockName, Severity } from "@answerable/types/clock";
import type { ClockRule, Policy, RungRule, UpToBackstop } from "@answerable/types/policy";
import type { Duration } from "@answerable/types/time";
import { lengthInWords } from "./span.ts";

/** The three urgencies as a reporter knows them (reference §4.2). */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { S1: "immediate danger", S2: "urgent", S3: "routine" };

/** What each clock waits for: a letter that the reporter can read. */
export const CLOCK_WORDS: Readonly<Record<ClockName, string>> = {
	acknowledgement: "a person writes back",
	triage: "how urgent it is, and who handles it, is settled and told",
	safety_action: "what was done at once to keep people safe, or why nothing was needed",
	plan: "what happens next, by whom and by when",
	update: "how far it has come, again and again",
	outcome: "what was found and done",
};

/** A clock's name in plain words. */
export function clockName(clock: ClockName): string {
	return clock.replaceAll("_", " ");
}

/** A further rule of a policy, said for each severity. */
export type SaidRule = { readonly title: string; readonly says: Readonly<Record<Severity, string>>; readonly source: string };

/** How long a clock runs, in words. */
export function clockLength(rule: ClockRule, severity: Severity): string {
	const length = rule.due[severity];
	if (length === null) return "does not run";
	const words = lengthWords(length);
	const recurring = rule.recurs ? `every ${words}` : words;
	return rule.switched && severity !== "S1" ? `${recurring}, if the answers call for it` : recurring;
}

/** A length of time, or as long as the backstop allows, in words. */
export function lengthWords(length: UpToBackstop): string {
	return length === "backstop" ? "as long as its backstop allows" : lengthInWords(length);
}

/** When a rung is told, in words. */
export function rungTime(rule: RungRule, severity: Severity): string {
	const later = isNothing(rule.after[severity]) ? "when a due is missed" : `${lengthInWords(rule.after[severity])} after a missed due`;
	switch (rule.atSubmission[severity]) {
		case "content":
			return "at once, with the guardian";
		case "existence":
			return `at once that it exists; what it says ${later}`;
		case "nothing":
			return later;
	}
}

/** What may move a due, hold the ladder or end a case. */
export function movingRules(policy: Policy): readonly SaidRule[] {
	const { extension, pause, explain, withdrawal, noContact, nobodyCanOpen } = policy;
	const never = pause.neverPaused.map(clockName).join(" and ");
	return [
		preWarning(policy),
		said("Extension", extension.source, (severity) => {
			const by = extension.by[severity];
			if (by === null || extension.clocks.length === 0) return "none";
			const which = extension.clocks.map(clockName).join(" and ");
			return `${which}, once: ${by === "backstop" ? "up to the backstop" : `${lengthWords(by)} more`}, by a letter with the reason before the due`;
		}),
		said("Waiting for the reporter", pause.source, (severity) =>
			pause.severities.includes(severity)
				? `at most ${lengthInWords(pause.maxTotal)} in all, with a reason${never === "" ? "" : `; never for ${never}`}; no backstop waits`
				: "not allowed",
		),
		said(
			"Comply or explain",
			explain.source,
			() => `rung ${explain.rungs.join(" or ")} may hold the ladder, once for each clock, for at most ${lengthInWords(explain.maxHold)}`,
		),
		said("Nobody can open the case", nobodyCanOpen.source, (severity) => {
			const after = nobodyCanOpen.after[severity];
			return isNothing(after) ? "the next rung is given it at once" : `the next rung is given it after ${lengthInWords(after)}`;
		}),
		said("Withdrawal", withdrawal.source, () => `takes effect ${lengthInWords(withdrawal.effect)} after the reporter asks for it`),
		said(
			"Closing without contact",
			noContact.source,
			() => `only after ${noContact.attempts} letters without an answer, over ${lengthInWords(noContact.over)}`,
		),
	];
}

/** What is still owed when a case is closed. */
export function afterwards(policy: Policy): readonly SaidRule[] {
	const { feedback, detrimentChecks, retention, organisationDays, national } = policy;
	const keeps = `${lengthInWords(retention.case)} after closure; who the reporter is, ${lengthInWords(retention.identity)} after the last check; what is out of scope, ${lengthInWords(retention.outOfScope)}; the guardian is told ${lengthInWords(retention.notice)} before`;
	return [
		said("Would you speak up again?", feedback.source, () => `asked ${lengthInWords(feedback.after)} after closure`),
		said("Were you treated worse for it?", detrimentChecks.source, (severity) => {
			const checks = detrimentChecks.after[severity].map(lengthInWords);
			return checks.length === 0 ? "not asked" : `asked ${checks.join(", and again ")} after closure`;
		}),
		said("Kept", retention.source, () => keeps),
		said(
			"Days of the organisation's own",
			organisationDays.source,
			() => `at most ${organisationDays.perYear} a year, published before any clock counts them`,
		),
		...(national === null ? [] : [nationalRule(national)]),
	];
}

function preWarning({ preWarnings }: Policy): SaidRule {
	return said("Warning to the handler", preWarnings.source, (severity) => {
		const fractions = preWarnings.fractions[severity];
		if (fractions.length === 0) return "none";
		const times = fractions.map((fraction) => `${Math.round(fraction * 100)} %`).join(" and ");
		const from = preWarnings.notBefore[severity];
		return `when ${times} of the time has gone${from === null ? "" : `, not before ${from}`}`;
	});
}

function nationalRule(national: NonNullable<Policy["national"]>): SaidRule {
	const exceptions = national.acknowledgementExceptions.map((reason) => EXCEPTION_WORDS[reason]).join(", or ");
	const further = national.furtherFeedback === null ? "" : `; further feedback every ${lengthInWords(national.furtherFeedback)} on request`;
	const owed = exceptions === "" ? "acknowledged without exception" : `not acknowledged if ${exceptions}`;
	return said(`National law (${national.country.toUpperCase()})`, national.source, () => `${owed}${further}`);
}

const EXCEPTION_WORDS = {
	"asked-not-to": "the reporter asked not to be",
	"would-jeopardise-identity": "that would give the reporter away",
} as const;

function said(title: string, source: string, words: (severity: Severity) => string): SaidRule {
	return { title, source, says: { S1: words("S1"), S2: words("S2"), S3: words("S3") } };
}

function isNothing(duration: Duration): boolean {
	return Object.values(duration).every((count) => count === 0);
}
