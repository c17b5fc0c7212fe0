/** A policy from JSON: checked for its shape, and beyond it. */
import { Policy } from "@answerable/types/policy";
import { absentees, policyFaults } from "./policy-fault.ts";
import { faultsOf, loadError } from "./schema-fault.ts";

/** The policy that some JSON holds. Throws one error that names file, path and reason of every fault. */
export function parsePolicy(json: unknown, file = "policy"): Policy {
	const parsed = Policy.safeParse(json);
	if (!parsed.success) {
		const named = absentees(json);
		const others = faultsOf(json, parsed.error.issues).filter((fault) => !named.some((other) => other.path === fault.path));
		throw loadError(file, [...named, ...others]);
	}
	const faults = [...absentees(parsed.data), ...policyFaults(parsed.data)];
	if (faults.length > 0) throw loadError(file, faults);
	return parsed.data;
}
