/**
 * A board's own version of a policy that ships (reference §4.3 rule 8): it may set shorter limits freely, and longer ones only with
 * a reason that it publishes. Running cases never feel it: the hash of their policy is in their raise.
 */
import type { ClockRule, Policy, PolicyChange, RungRule, UpToBackstop } from "@answerable/types/policy";
import { shippedPolicies } from "./policy.ts";
import { policyFaults, SEVERITIES } from "./policy-fault.ts";
import { isSame } from "./same.ts";
import type { Fault } from "./schema-fault.ts";
import { isNeverLonger, lengthInWords } from "./span.ts";

/** One changed number, for the page on which an organisation explains itself. */
export type Difference = { readonly what: string; readonly was: string; readonly is: string; readonly isLonger: boolean };

export type Adopted = { readonly policy: Policy; readonly differences: readonly Difference[] };
export type NotAdopted = { readonly refused: readonly Fault[] };

/** The policy with a board's changes, and what they change; or every reason why it may not be adopted. */
export function adoptPolicy(
	base: Policy,
	changes: readonly PolicyChange[],
	{ reason }: { readonly reason: string | null },
): Adopted | NotAdopted {
	if (base.adoption !== null)
		return { refused: [{ path: "adoption.base", reason: `${base.id} was changed already: start from one that ships` }] };
	const adoption = { base: base.id, changes: [...changes], reason };
	const policy: Policy = { ...changes.reduce(changed, base), id: base.id.replace("@", "-adopted@"), adoption };
	const differences = differencesBetween(base, policy);
	const refused = [...changeFaults(base, changes), ...reasonFaults(differences, reason), ...policyFaults(policy)];
	return refused.length > 0 ? { refused } : { policy, differences };
}

export function isNotAdopted(answer: Adopted | NotAdopted): answer is NotAdopted {
	return "refused" in answer;
}

/** Whether a policy is one that ships, or is exactly what its own adoption makes of one: what anybody can check who was served it. */
export function isKnownPolicy(policy: Policy): boolean {
	const { adoption } = policy;
	if (adoption === null) return shippedPolicies().some((shipped) => isSame(shipped, policy));
	return shippedPolicies()
		.filter((shipped) => shipped.id === adoption.base)
		.some((base) => {
			const again = adoptPolicy(base, adoption.changes, adoption);
			return !isNotAdopted(again) && isSame(again.policy, policy);
		});
}

/** Every number in which two policies of the same shape differ, the first being the one that was changed. */
export function differencesBetween(base: Policy, policy: Policy): readonly Difference[] {
	const now = adoptableNumbers(policy);
	return adoptableNumbers(base).flatMap((before) =>
		now
			.filter(({ what, length }) => what === before.what && !isSame(length, before.length))
			.map(({ what, length }) => ({ what, was: inWords(before.length), is: inWords(length), isLonger: isLonger(before, length) })),
	);
}

/** `isGrant`: the length is given to the organisation, not set against it; where there is none, any is longer. */
type AdoptableNumber = { readonly what: string; readonly length: UpToBackstop | null; readonly isGrant: boolean };

function adoptableNumbers(policy: Policy): readonly AdoptableNumber[] {
	const { extension, pause, explain, feedback } = policy;
	const each = (what: string, lengths: Readonly<Record<"S1" | "S2" | "S3", UpToBackstop | null>>, isGrant = false) =>
		SEVERITIES.map((severity) => ({ what: `${what} for ${severity}`, length: lengths[severity], isGrant }));
	return [
		...policy.clocks.flatMap((rule) => each(rule.clock, rule.due)),
		...policy.ladder.flatMap((rule) => each(`rung ${rule.rung}`, rule.after)),
		...policy.ladder.flatMap((rule) => each(`acknowledging rung ${rule.rung}`, rule.acknowledgeWithin)),
		...each("the extension", extension.by, true),
		{ what: "all pauses together", length: pause.maxTotal, isGrant: true },
		{ what: "the hold of an explanation", length: explain.maxHold, isGrant: true },
		{ what: "the feedback question", length: feedback.after, isGrant: false },
	];
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

function changeFaults(base: Policy, changes: readonly PolicyChange[]): readonly Fault[] {
	if (changes.length === 0) return [{ path: "changes", reason: "nothing is changed" }];
	const places = changes.map(placeOf);
	return changes.flatMap((change, index): readonly Fault[] => {
		const path = `changes.${index}`;
		if (places.indexOf(placeOf(change)) < index) return [{ path, reason: `${placeOf(change)} is changed twice` }];
		return differencesBetween(base, changed(base, change)).length > 0 ? [] : [{ path, reason: `${placeOf(change)} says so already` }];
	});
}

function placeOf(change: PolicyChange): string {
	if (change.kind === "clock") return `${change.clock} for ${change.severity}`;
	if (change.kind === "rung" || change.kind === "acknowledge-within") return `${change.kind} ${change.rung} for ${change.severity}`;
	return change.kind === "extension" ? `extension for ${change.severity}` : change.kind;
}

/** Reference §4.3 rule 8: longer limits need an explanation on the reporting page. */
function reasonFaults(differences: readonly Difference[], reason: string | null): readonly Fault[] {
	const isGiven = reason !== null && reason.trim().length >= SHORTEST_REASON;
	const longer = isGiven ? [] : differences.filter(({ isLonger: grows }) => grows);
	return longer.map(({ what, was, is }) => ({
		path: "reason",
		reason: `${what} would be longer (${is} instead of ${was}), which needs a published reason`,
	}));
}

/** The shortest text that could be a reason. */
const SHORTEST_REASON = 20;

function changed(policy: Policy, change: PolicyChange): Policy {
	const { extension, pause, explain, feedback } = policy;
	switch (change.kind) {
		case "clock":
			return withClock(policy, change.clock, (rule) => ({ ...rule, due: { ...rule.due, [change.severity]: change.due } }));
		case "rung":
			return withRung(policy, change.rung, (rule) => ({ ...rule, after: { ...rule.after, [change.severity]: change.after } }));
		case "acknowledge-within":
			return withRung(policy, change.rung, (rule) => ({
				...rule,
				acknowledgeWithin: { ...rule.acknowledgeWithin, [change.severity]: change.within },
			}));
		case "extension":
			return { ...policy, extension: ours({ ...extension, by: { ...extension.by, [change.severity]: change.by } }) };
		case "pause":
			return { ...policy, pause: ours({ ...pause, maxTotal: change.maxTotal }) };
		case "explain":
			return { ...policy, explain: ours({ ...explain, maxHold: change.maxHold }) };
		case "feedback":
			return { ...policy, feedback: ours({ ...feedback, after: change.after }) };
	}
}

function withClock(policy: Policy, clock: string, change: (rule: ClockRule) => ClockRule): Policy {
	return { ...policy, clocks: policy.clocks.map((rule) => (rule.clock === clock ? ours(change(rule)) : rule)) };
}

function withRung(policy: Policy, rung: number, change: (rule: RungRule) => RungRule): Policy {
	return { ...policy, ladder: policy.ladder.map((rule) => (rule.rung === rung ? ours(change(rule)) : rule)) };
}

const BY_THE_BOARD = "; changed by this organisation's board, see its adoption";

/** A number keeps a source beside it: the board's own decision. */
function ours<T extends { readonly source: string }>(rule: T): T {
	return rule.source.endsWith(BY_THE_BOARD) ? rule : { ...rule, source: `${rule.source}${BY_THE_BOARD}` };
}

function inWords(length: UpToBackstop | null): string {
	if (length === null) return "none";
	return length === "backstop" ? "as long as its backstop" : lengthInWords(length);
}
