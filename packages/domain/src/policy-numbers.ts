/** The numbers of a policy that a board may change, each by its place, and how two policies differ in them. Pure. */
import type { ClockName, Severity } from "@answerable/types/clock";
import type { Policy, PolicyChange, UpToBackstop } from "@answerable/types/policy";
import type { Duration } from "@answerable/types/time";
import { SEVERITIES } from "./policy-fault.ts";
import { isSame } from "./same.ts";
import { isNeverLonger } from "./span.ts";

/** Which number of a policy: a change without its length. */
export type NumberPlace =
	| { readonly kind: "clock"; readonly clock: ClockName; readonly severity: Severity }
	| { readonly kind: "rung" | "acknowledge-within"; readonly rung: Rung; readonly severity: Severity }
	| { readonly kind: "extension"; readonly severity: Severity }
	| { readonly kind: "pause" | "explain" | "feedback" };

type Rung = Extract<PolicyChange, { kind: "rung" }>["rung"];

/** One changed number, for the page on which an organisation explains itself. `null`: there is none, or the clock does not run. */
export type Difference = {
	readonly place: NumberPlace;
	readonly was: UpToBackstop | null;
	readonly is: UpToBackstop | null;
	readonly isLonger: boolean;
};

/** A number that a board may change. `isGrant`: the length is given to the organisation, not set against it; where there is none, any is longer. */
export type AdoptableNumber = { readonly place: NumberPlace; readonly length: UpToBackstop | null; readonly isGrant: boolean };

/** Every number that a board may change, in the order in which a reader meets them. */
export function adoptableNumbers(policy: Policy): readonly AdoptableNumber[] {
	const { extension, pause, explain, feedback } = policy;
	const each = (
		lengths: Readonly<Record<Severity, UpToBackstop | null>>,
		placeFor: (severity: Severity) => NumberPlace,
		isGrant = false,
	): readonly AdoptableNumber[] => SEVERITIES.map((severity) => ({ place: placeFor(severity), length: lengths[severity], isGrant }));
	return [
		...policy.clocks.flatMap(({ clock, due }) => each(due, (severity) => ({ kind: "clock", clock, severity }))),
		...policy.ladder.flatMap(({ rung, after }) => each(after, (severity) => ({ kind: "rung", rung, severity }))),
		...policy.ladder.flatMap(({ rung, acknowledgeWithin }) =>
			each(acknowledgeWithin, (severity) => ({ kind: "acknowledge-within", rung, severity })),
		),
		...each(extension.by, (severity) => ({ kind: "extension", severity }), true),
		{ place: { kind: "pause" }, length: pause.maxTotal, isGrant: true },
		{ place: { kind: "explain" }, length: explain.maxHold, isGrant: true },
		{ place: { kind: "feedback" }, length: feedback.after, isGrant: false },
	];
}

/** Every number in which two policies of the same shape differ, the first being the one that was changed. */
export function differencesBetween(base: Policy, policy: Policy): readonly Difference[] {
	const now = adoptableNumbers(policy);
	return adoptableNumbers(base).flatMap((before) =>
		now
			.filter(({ place, length }) => isSame(place, before.place) && !isSame(length, before.length))
			.map(({ place, length }) => ({ place, was: before.length, is: length, isLonger: isLonger(before, length) })),
	);
}

/** The change that sets a number to a length; null if no change can, as that a clock does not run. */
export function changeTo(place: NumberPlace, length: UpToBackstop | null): PolicyChange | null {
	if (place.kind === "extension") return { ...place, by: length };
	if (length === null) return null;
	if (place.kind === "clock") return { ...place, due: length };
	return length === "backstop" ? null : durationChange(place, length);
}

function durationChange(place: Exclude<NumberPlace, { kind: "clock" | "extension" }>, length: Duration): PolicyChange {
	switch (place.kind) {
		case "rung":
			return { kind: place.kind, rung: place.rung, severity: place.severity, after: length };
		case "acknowledge-within":
			return { kind: place.kind, rung: place.rung, severity: place.severity, within: length };
		case "pause":
			return { kind: place.kind, maxTotal: length };
		case "explain":
			return { kind: place.kind, maxHold: length };
		case "feedback":
			return { kind: place.kind, after: length };
	}
}

/** The name of a number: two of one name are the same number. */
export function numberName(place: NumberPlace): string {
	switch (place.kind) {
		case "clock":
			return `${place.clock} for ${place.severity}`;
		case "rung":
			return `rung ${place.rung} for ${place.severity}`;
		case "acknowledge-within":
			return `acknowledging rung ${place.rung} for ${place.severity}`;
		case "extension":
			return `the extension for ${place.severity}`;
		case "pause":
			return "all pauses together";
		case "explain":
			return "the hold of an explanation";
		case "feedback":
			return "the feedback question";
	}
}

/**
 * Whether a limit grows, or could: lengths in different units count as longer unless one can never outlast the other. What ran to
 * its backstop cannot grow, since the backstop still holds.
 */
function isLonger(before: AdoptableNumber, length: UpToBackstop | null): boolean {
	if (length === null || before.length === "backstop") return false;
	if (before.length === null) return before.isGrant;
	return length === "backstop" || !isNeverLonger(length, before.length);
}
