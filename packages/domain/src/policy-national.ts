/** What Member States add to the Directive: country by country, as data. */

import type { National, Policy } from "@answerable/types/policy";
import countries from "./policies/eu-national.json" with { type: "json" };
import { parsePolicy } from "./policy-file.ts";

/** The Directive's policy for each country that we know: its zone, how long it keeps, and when it owes no acknowledgement. */
export function nationalPolicies(directive: Policy): readonly Policy[] {
	return countries.map((country) => {
		const national: unknown = {
			country: country.country,
			acknowledgementExceptions: country.acknowledgementExceptions,
			furtherFeedback: country.furtherFeedback,
			source: country.source,
		};
		const policy = {
			...directive,
			id: nationalId(directive.id, country.country),
			title: `${directive.title}, ${country.name}`,
			zone: country.zone,
			retention: { ...directive.retention, case: { months: country.keepMonths }, source: country.retentionSource },
			national,
		};
		return parsePolicy(policy, `policies/eu-national.json (${country.name})`);
	});
}

/** `eu-directive@1` for Germany is `eu-directive-de@1`. */
export function nationalId(directive: string, country: National["country"]): string {
	return directive.replace("@", `-${country}@`);
}
