/** Rules as a root drafts them: what they are made from, what is changed, and what would follow. Pure. */
import { policyById, shippedPolicies } from "@answerable/domain/policy";
import { adoptPolicy, draftPolicy, isNotAdopted, SHORTEST_REASON } from "@answerable/domain/policy-adoption";
import { policyFaults } from "@answerable/domain/policy-fault";
import {
	adoptableNumbers,
	changeTo,
	type Difference,
	differencesBetween,
	type NumberPlace,
	numberName,
} from "@answerable/domain/policy-numbers";
import { isSame } from "@answerable/domain/same";
import { Severity } from "@answerable/types/clock";
import type { Policy, PolicyChange, PolicyId, UpToBackstop } from "@answerable/types/policy";

/** `reason` is empty while none is written. */
export type RulesDraft = { readonly base: PolicyId; readonly changes: readonly PolicyChange[]; readonly reason: string };

/** A number as it holds now, as it ships in what the draft is made from, and as it is drafted; null: there is none, or it does not run. */
export type RuleLine = {
	readonly place: NumberPlace;
	readonly now: UpToBackstop | null;
	readonly ships: UpToBackstop | null;
	readonly drafted: UpToBackstop | null;
	readonly mayBeBackstop: boolean;
};

/** A number as somebody set it; null: it does not run. */
export type SetLength = Pick<RuleLine, "place" | "ships"> & { readonly length: UpToBackstop | null };

/** Why a draft cannot be proposed. `place`: the number that does not go together with another. */
export type RuleFault =
	| { readonly kind: "nothing-new" | "reason-missing" | "reason-long" | "other" }
	| { readonly kind: "number"; readonly place: NumberPlace };

/** Rules beside those that hold now, as whoever signs them reads it. */
export type AdoptionView = {
	readonly title: string;
	/** They are made from other rules than those of now. */
	readonly isOtherBase: boolean;
	/** They are as they ship. */
	readonly isPlain: boolean;
	readonly reason: string | null;
	/** What would be another than it is now. */
	readonly differences: readonly Difference[];
	/** What would be longer than it ships, which is published with a reason. */
	readonly longer: readonly NumberPlace[];
	/** What of it is longer now already, and stays as it is. */
	readonly staysLonger: readonly Omit<SetLength, "ships">[];
};

export type RulesLook = {
	readonly lines: readonly RuleLine[];
	readonly adoption: AdoptionView;
	readonly faults: readonly RuleFault[];
	readonly bases: readonly Base[];
};
export type Base = { readonly id: PolicyId; readonly title: string };

const LONGEST_REASON = 2_000;

/** The draft that changes nothing yet. */
export function draftFrom({ id, adoption }: Policy): RulesDraft {
	return adoption === null
		? { base: id, changes: [], reason: "" }
		: { base: adoption.base, changes: adoption.changes, reason: adoption.reason ?? "" };
}

/** The draft, if what it is made from still ships; else a new one, from the first rules that do. */
export function draftThatShips(now: Policy, draft: RulesDraft): RulesDraft {
	if (shippedPolicies().some(({ id }) => id === draft.base)) return draft;
	const [first] = [...basesFor(now), ...shippedPolicies()];
	return first === undefined ? draft : { base: first.id, changes: [], reason: "" };
}

/** The draft with numbers set. */
export function withLengths(draft: RulesDraft, lengths: readonly SetLength[]): RulesDraft {
	return lengths.reduce(withLength, draft);
}

/** A number as it ships is no change. */
function withLength(draft: RulesDraft, { place, ships, length }: SetLength): RulesDraft {
	const others = draft.changes.filter((change) => numberName(change) !== numberName(place));
	const change = isSame(length, ships) ? null : changeTo(place, length);
	return { ...draft, changes: change === null ? others : [...others, change] };
}

/** Everything that a root has to see of a draft before they propose it. */
export function lookAtRules(now: Policy, draft: RulesDraft): RulesLook {
	const base = policyById(draft.base);
	const reason = draft.reason.trim();
	const drafted = draft.changes.length === 0 ? base : draftPolicy(base, draft.changes, reason === "" ? null : reason);
	const [held, next] = [adoptableNumbers(now), adoptableNumbers(drafted)];
	const adoption = adoptionViewOf(now, drafted);
	return {
		lines: adoptableNumbers(base).map(({ place, length }, index) => ({
			place,
			now: held[index]?.length ?? null,
			ships: length,
			drafted: next[index]?.length ?? null,
			mayBeBackstop: mayBeBackstop(base, place),
		})),
		adoption,
		faults: [...faultsOf(drafted), ...reasonFaults(adoption), ...nothingNew(now, adoption)],
		bases: basesFor(now),
	};
}

/** Rules beside those that hold now. */
export function adoptionViewOf(now: Policy, policy: Policy): AdoptionView {
	const from = baseOf(policy);
	const base = shippedPolicies().find(({ id }) => id === from) ?? policy;
	const differences = differencesBetween(now, policy);
	const changed = new Set(differences.map(({ place }) => numberName(place)));
	const longer = differencesBetween(base, policy).filter(({ isLonger }) => isLonger);
	return {
		title: policy.title,
		isOtherBase: from !== baseOf(now),
		isPlain: policy.adoption === null,
		reason: policy.adoption?.reason ?? null,
		differences,
		longer: longer.map(({ place }) => place),
		staysLonger: longer.flatMap(({ place, is }) => (changed.has(numberName(place)) ? [] : [{ place, length: is }])),
	};
}

/** The policy that a draft makes. Throws for one that was not looked at: with faults it makes none. */
export function policyOf({ base, changes, reason }: RulesDraft): Policy {
	const shipped = policyById(base);
	if (changes.length === 0) return shipped;
	const answer = adoptPolicy(shipped, changes, { reason: reason.trim() === "" ? null : reason.trim() });
	if (isNotAdopted(answer)) throw new Error(`These rules cannot be adopted: ${JSON.stringify(answer.refused)}`);
	return answer.policy;
}

/** Policies of the same zone, by whose days and hours the organisation lives. The demonstration's are for nobody else. */
function basesFor(now: Policy): readonly Base[] {
	const from = baseOf(now);
	return shippedPolicies()
		.filter(({ id, zone }) => id === from || (zone === now.zone && !id.startsWith("demo@")))
		.map(({ id, title }) => ({ id, title }));
}

/** Whether a clock, or more time for it, may run as long as a backstop allows: it needs one. */
function mayBeBackstop({ backstops, clocks, extension }: Policy, place: NumberPlace): boolean {
	const isBacked = (clock: string) => backstops.some((backstop) => backstop.clock === clock);
	if (place.kind === "extension") return extension.clocks.every(isBacked);
	if (place.kind !== "clock") return false;
	const rule = clocks.find(({ clock }) => clock === place.clock);
	return isBacked(place.clock) && rule !== undefined && !rule.recurs && !rule.switched;
}

/** Where a policy makes no sense, by the number that a root can change. */
function faultsOf(policy: Policy): readonly RuleFault[] {
	return policyFaults(policy).map(({ path }): RuleFault => {
		const [list = "", at = "", field = "", of = ""] = path.split(".");
		const severity = Severity.safeParse(list === "extension" ? field : of).data;
		const [clock, rung] = [policy.clocks[Number(at)]?.clock, policy.ladder[Number(at)]?.rung];
		if (path === "pause.maxTotal") return { kind: "number", place: { kind: "pause" } };
		if (severity === undefined) return { kind: "other" };
		if (list === "extension") return { kind: "number", place: { kind: "extension", severity } };
		if (list === "clocks" && clock !== undefined) return { kind: "number", place: { kind: "clock", clock, severity } };
		if (list === "ladder" && rung !== undefined) return { kind: "number", place: { kind: "rung", rung, severity } };
		return { kind: "other" };
	});
}

function reasonFaults({ reason, longer }: AdoptionView): readonly RuleFault[] {
	const length = reason?.length ?? 0;
	if (length > LONGEST_REASON) return [{ kind: "reason-long" }];
	return length < SHORTEST_REASON && (longer.length > 0 || length > 0) ? [{ kind: "reason-missing" }] : [];
}

function nothingNew(now: Policy, { isOtherBase, reason, differences }: AdoptionView): readonly RuleFault[] {
	const isSame = !isOtherBase && differences.length === 0 && reason === (now.adoption?.reason ?? null);
	return isSame ? [{ kind: "nothing-new" }] : [];
}

function baseOf({ id, adoption }: Policy): PolicyId {
	return adoption?.base ?? id;
}
