/**
 * A board's own version of a policy that ships (reference §4.3 rule 8): it may set shorter limits freely, and longer ones only with
 * a reason that it publishes. Running cases never feel it: the hash of their policy is in their raise.
 */
import type { ClockRule, Policy, PolicyChange, RungRule, UpToBackstop } from "@answerable/types/policy";
import { shippedPolicies } from "./policy.ts";
import { policyFaults } from "./policy-fault.ts";
import { type Difference, differencesBetween, numberName } from "./policy-numbers.ts";
import { isSame } from "./same.ts";
import type { Fault } from "./schema-fault.ts";
import { lengthInWords } from "./span.ts";

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
	const policy = draftPolicy(base, changes, reason);
	const differences = differencesBetween(base, policy);
	const refused = [...changeFaults(base, changes), ...reasonFaults(differences, reason), ...policyFaults(policy)];
	return refused.length > 0 ? { refused } : { policy, differences };
}

/** What changes make of a policy, whether it may be adopted or not. */
export function draftPolicy(base: Policy, changes: readonly PolicyChange[], reason: string | null): Policy {
	const adoption = { base: base.id, changes: [...changes], reason };
	return { ...changes.reduce(changed, base), id: base.id.replace("@", "-adopted@"), adoption };
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

function changeFaults(base: Policy, changes: readonly PolicyChange[]): readonly Fault[] {
	if (changes.length === 0) return [{ path: "changes", reason: "nothing is changed" }];
	const places = changes.map(numberName);
	return changes.flatMap((change, index): readonly Fault[] => {
		const path = `changes.${index}`;
		if (places.indexOf(numberName(change)) < index) return [{ path, reason: `${numberName(change)} is changed twice` }];
		return differencesBetween(base, changed(base, change)).length > 0 ? [] : [{ path, reason: `${numberName(change)} says so already` }];
	});
}

/** Reference §4.3 rule 8: longer limits need an explanation on the reporting page. */
function reasonFaults(differences: readonly Difference[], reason: string | null): readonly Fault[] {
	const isGiven = reason !== null && reason.trim().length >= SHORTEST_REASON;
	const longer = isGiven ? [] : differences.filter(({ isLonger: grows }) => grows);
	return longer.map(({ place, was, is }) => ({
		path: "reason",
		reason: `${numberName(place)} would be longer (${inWords(is)} instead of ${inWords(was)}), which needs a published reason`,
	}));
}

/** The shortest text that could be a reason. */
export const SHORTEST_REASON = 20;

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
