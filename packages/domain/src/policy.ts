/** Policies that ship with the product: the four nations, the Directive and its Member States, and the demonstration. */

import type { Policy } from "@answerable/types/policy";
import defaultEngland from "./policies/default-england.json" with { type: "json" };
import demo from "./policies/demo.json" with { type: "json" };
import euDirective from "./policies/eu-directive.json" with { type: "json" };
import northernIreland from "./policies/northern-ireland.json" with { type: "json" };
import scotlandInwo from "./policies/scotland-inwo.json" with { type: "json" };
import wales from "./policies/wales.json" with { type: "json" };
import { parsePolicy } from "./policy-file.ts";
import { nationalPolicies } from "./policy-national.ts";

const FILES = {
	"default-england": defaultEngland,
	"scotland-inwo": scotlandInwo,
	wales,
	"northern-ireland": northernIreland,
	"eu-directive": euDirective,
	demo,
};

const OWN: readonly Policy[] = Object.entries(FILES).map(([name, json]) => parsePolicy(json, `policies/${name}.json`));

const POLICIES: readonly Policy[] = OWN.flatMap((policy) =>
	policy.id.startsWith("eu-directive@") ? [policy, ...nationalPolicies(policy)] : [policy],
);

/** The ids of everything that ships, in the order in which a reader would look for them. */
export const POLICY_IDS: readonly string[] = POLICIES.map((policy) => policy.id);

/** Every policy that ships. */
export function shippedPolicies(): readonly Policy[] {
	return POLICIES;
}

/** A policy that ships with the product. Throws for an id that does not. */
export function policyById(id: string): Policy {
	const policy = POLICIES.find((candidate) => candidate.id === id);
	if (policy === undefined) throw new Error(`No policy of the name ${id} ships with the product.`);
	return policy;
}
