/** What is checked of a policy beyond its shape, so that no number can be left out, run in a circle or make no sense. */
import type { Severity } from "@answerable/types/clock";
import { Division, type Policy, type UpToBackstop } from "@answerable/types/policy";
import type { Duration } from "@answerable/types/time";
import type { Fault } from "./schema-fault.ts";
import { isNeverLonger, isSurelyLonger, lengthInWords, spanOf } from "./span.ts";

export const SEVERITIES: readonly Severity[] = ["S1", "S2", "S3"];
export const CLOCKS = ["acknowledgement", "triage", "safety_action", "plan", "update", "outcome"] as const;
const RUNGS = [1, 2, 3, 4, 5] as const;

/** No clock and no rung may wait longer than this: whatever comes later is a mistake in the file. */
const ABSURD_HOURS = 400 * 24;

/** Names that a list should hold, each once and in order. Works on raw JSON, before its shape is known. */
export function absentees(json: unknown): readonly Fault[] {
	return [
		...namesFault(json, { list: "clocks", key: "clock", wanted: CLOCKS }),
		...namesFault(json, { list: "ladder", key: "rung", wanted: RUNGS }),
	];
}

/** Every fault of a policy whose shape is right. */
export function policyFaults(policy: Policy): readonly Fault[] {
	return [
		...rungFaults(policy),
		...orderFaults(policy),
		...clockFaults(policy),
		...backstopFaults(policy),
		...afterwardsFaults(policy),
		...dayFaults(policy),
	];
}

function namesFault(
	json: unknown,
	{ list, key, wanted }: { list: string; key: string; wanted: readonly (string | number)[] },
): readonly Fault[] {
	const entries: unknown = typeof json === "object" && json !== null ? Reflect.get(json, list) : undefined;
	if (!Array.isArray(entries)) return [];
	const names = entries.map((entry: unknown) => (typeof entry === "object" && entry !== null ? Reflect.get(entry, key) : undefined));
	const missing = wanted.filter((name) => !names.includes(name)).map((name) => ({ path: list, reason: `${key} ${name} is missing` }));
	const twice = wanted.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
	if (missing.length > 0 || twice.length > 0)
		return [...missing, ...twice.map((name) => ({ path: list, reason: `${key} ${name} stands there twice` }))];
	const isOrdered = wanted.every((name, index) => names[index] === name);
	return isOrdered ? [] : [{ path: list, reason: `must be in the order ${wanted.join(", ")}` }];
}

/** Who may stand where, and who may hear at submission (reference §4.3). */
function rungFaults(policy: Policy): readonly Fault[] {
	const faults = policy.ladder.flatMap((rule, index) =>
		SEVERITIES.flatMap((severity): readonly Fault[] => {
			const isOutside = rule.roles[severity].includes("external_body");
			const path = `ladder.${index}.roles.${severity}`;
			if (isOutside !== (rule.rung === 5)) return [{ path, reason: "the external body stands on rung 5, and nowhere else" }];
			if (isOutside && rule.roles[severity].length > 1) return [{ path, reason: "nobody of the organisation stands on rung 5" }];
			const isEarly = rule.rung > 1 && rule.atSubmission[severity] === "content";
			return isEarly
				? [{ path: `ladder.${index}.atSubmission.${severity}`, reason: "nothing above rung 1 is given the content at submission" }]
				: [];
		}),
	);
	const explaining = policy.explain.rungs.some((rung) => rung < 1 || rung > 4);
	return explaining ? [...faults, { path: "explain.rungs", reason: "only rungs 1 to 4 may comply or explain" }] : faults;
}

/** A higher rung never comes before a lower one, and a graver concern never waits longer than a lesser one. */
function orderFaults(policy: Policy): readonly Fault[] {
	const rungs = neighbours(policy.ladder).flatMap(([lower, rule]) =>
		SEVERITIES.filter((severity) => isSurelyLonger(lower.after[severity], rule.after[severity])).map((severity) => ({
			path: `ladder.${rule.rung - 1}.after.${severity}`,
			reason: `rung ${rule.rung} would come before rung ${lower.rung}`,
		})),
	);
	const clocks = policy.clocks.flatMap((rule, index) => graver(rule.due, `clocks.${index}.due`));
	const ladder = policy.ladder.flatMap((rule, index) => graver(rule.after, `ladder.${index}.after`));
	return [...rungs, ...clocks, ...ladder];
}

function graver(lengths: Readonly<Record<Severity, UpToBackstop | null>>, path: string): readonly Fault[] {
	const pairs = [
		["S1", "S2"],
		["S2", "S3"],
	] as const;
	return pairs.flatMap(([grave, lesser]) => {
		const one = lengths[grave];
		const other = lengths[lesser];
		if (one === null && other !== null) return [{ path: `${path}.${grave}`, reason: `a clock that runs for ${lesser} runs for ${grave}` }];
		if (!isLength(one) || !isLength(other) || !isSurelyLonger(one, other)) return [];
		return [
			{ path: `${path}.${grave}`, reason: `a graver concern would wait longer: ${lengthInWords(one)} against ${lengthInWords(other)}` },
		];
	});
}

function clockFaults(policy: Policy): readonly Fault[] {
	const backed = new Set<string>(policy.backstops.map((backstop) => backstop.clock));
	const clocks = policy.clocks.flatMap((rule, index) =>
		SEVERITIES.flatMap((severity) => {
			const path = `clocks.${index}.due.${severity}`;
			const due = rule.due[severity];
			if (due === "backstop" && !backed.has(rule.clock)) return [{ path, reason: `the policy sets no backstop for ${rule.clock}` }];
			if (due === "backstop" && (rule.recurs || rule.switched))
				return [{ path, reason: "only a clock that starts once, at receipt, may run to its backstop" }];
			return isLength(due) ? absurd(due, path, 0) : [];
		}),
	);
	const ladder = policy.ladder.flatMap((rule, index) =>
		SEVERITIES.flatMap((severity) => absurd(rule.after[severity], `ladder.${index}.after.${severity}`, -1)),
	);
	const { by, clocks: extended } = policy.extension;
	const extension = SEVERITIES.flatMap((severity): readonly Fault[] => {
		const more = by[severity];
		const unbacked = extended.filter((clock) => !backed.has(clock));
		if (more === "backstop")
			return unbacked.map((clock) => ({ path: `extension.by.${severity}`, reason: `the policy sets no backstop for ${clock}` }));
		return more === null ? [] : absurd(more, `extension.by.${severity}`, 0);
	});
	return [...clocks, ...ladder, ...extension];
}

function absurd(length: Duration, path: string, least: number): readonly Fault[] {
	const { most } = spanOf(length);
	if (most <= least) return [{ path, reason: "no time at all is no time to answer in" }];
	return most > ABSURD_HOURS ? [{ path, reason: `${lengthInWords(length)} is longer than any answer may take` }] : [];
}

/** A backstop counts from receipt, or from the acknowledgement; the acknowledgement's own would run in a circle. */
function backstopFaults(policy: Policy): readonly Fault[] {
	return policy.backstops.flatMap((backstop, index): readonly Fault[] => {
		const path = `backstops.${index}`;
		if (policy.backstops.findIndex((other) => other.clock === backstop.clock) < index)
			return [{ path: `${path}.clock`, reason: `${backstop.clock} has two backstops` }];
		const runsInACircle = backstop.clock === "acknowledgement" && backstop.from === "acknowledgement";
		if (runsInACircle) return [{ path: `${path}.from`, reason: "the acknowledgement's backstop would count from itself, in a circle" }];
		return absurd(backstop.due, `${path}.due`, 0);
	});
}

/** Pauses (reference §4.3 rule 2), and what comes after closure. */
function afterwardsFaults(policy: Policy): readonly Fault[] {
	const { pause, detrimentChecks, retention } = policy;
	const faults: Fault[] = [];
	if (pause.severities.includes("S1"))
		faults.push({ path: "pause.severities", reason: "a concern about immediate danger is never paused" });
	if (!pause.neverPaused.includes("safety_action")) faults.push({ path: "pause.neverPaused", reason: "a safety action is never paused" });
	if ("months" in pause.maxTotal || "calendarDays" in pause.maxTotal)
		faults.push({ path: "pause.maxTotal", reason: "pauses are counted in working days" });
	for (const severity of SEVERITIES) {
		const isRising = neighbours(detrimentChecks.after[severity]).every(([check, next]) => !isNeverLonger(next, check));
		if (!isRising) faults.push({ path: `detrimentChecks.after.${severity}`, reason: "each check comes after the one before" });
	}
	for (const name of ["case", "identity", "outOfScope", "notice"] as const) {
		if ("workingDays" in retention[name])
			faults.push({ path: `retention.${name}`, reason: "no calendar reaches that far: say it in months or calendar days" });
	}
	for (const name of ["case", "identity", "outOfScope"] as const) {
		if (isSurelyLonger(retention.notice, retention[name]))
			faults.push({ path: "retention.notice", reason: `would begin before the ${name} is closed` });
	}
	return faults;
}

/** Times of day, zone and country. */
function dayFaults(policy: Policy): readonly Fault[] {
	const faults: Fault[] = [];
	if (!isZone(policy.zone)) faults.push({ path: "zone", reason: `${policy.zone} is no time zone that exists` });
	if (policy.cutOff < "12:00") faults.push({ path: "cutOff", reason: `${policy.cutOff} would end the working day before noon` });
	const { slots, preWarnings, national } = policy;
	if (neighbours(slots).some(([slot, next]) => next <= slot)) faults.push({ path: "slots", reason: "must be in order, each once" });
	for (const severity of SEVERITIES) {
		const isRising = neighbours(preWarnings.fractions[severity]).every(([fraction, next]) => next > fraction);
		if (!isRising) faults.push({ path: `preWarnings.fractions.${severity}`, reason: "must be in order, each once" });
	}
	if (national !== null && !Division.safeParse(national.country).success)
		faults.push({ path: "national.country", reason: `no calendar ships for ${national.country}` });
	return faults;
}

/** Each entry of a list with the one after it. */
function neighbours<T>(list: readonly T[]): readonly (readonly [T, T])[] {
	return list.flatMap((one, index) => list.slice(index + 1, index + 2).map((next) => [one, next] as const));
}

function isLength(length: UpToBackstop | null): length is Duration {
	return length !== null && length !== "backstop";
}

function isZone(zone: string): boolean {
	try {
		Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
		return true;
	} catch {
		return false;
	}
}
