/** What an organisation may begin with: which posts are its first roots, and what a founding file gets wrong beyond its shape. */
import type { FoundingFile, OrganisationKind } from "@answerable/types/founding";
import type { Policy } from "@answerable/types/policy";
import { ROOT_ROLES, type Role } from "@answerable/types/role";
import type { CivilDate } from "@answerable/types/time";
import type { Fault } from "./schema-fault.ts";

/** An outside body has no guardian: whoever answers for it outside, its chair and its board secretary are its roots. */
const BODY_ROOT_ROLES: readonly Role[] = ["external_body", "chair", "board_secretary"];

/** The three posts whose holders are an organisation's first roots, in the order of its fingerprint (design §5, "Key transparency"). */
export function rootRolesOf(kind: OrganisationKind): readonly Role[] {
	return kind === "provider" ? ROOT_ROLES : BODY_ROOT_ROLES;
}

/** Every fault of a file whose shape is right, on the day on which it is used. `policy` is the one that it asks for. */
export function foundingFaults(file: FoundingFile, { policy, today }: { policy: Policy; today: CivilDate }): readonly Fault[] {
	const { kind, zone, directory, slug } = file;
	const faults: Fault[] = directory.flatMap(({ body, validFrom, validUntil }, index): readonly Fault[] => {
		const path = `directory.${index}`;
		if (body === slug) return [{ path: `${path}.body`, reason: `${body} cannot be outside of itself` }];
		if (validUntil !== null && validUntil <= validFrom)
			return [{ path: `${path}.validUntil`, reason: `${validUntil} is not after ${validFrom}, when the entry begins` }];
		if (validUntil !== null && validUntil <= today)
			return [{ path: `${path}.validUntil`, reason: `the entry of ${body} expired on ${validUntil}` }];
		const isTwice = directory.findIndex((other) => other.body === body && other.validFrom === validFrom) < index;
		return isTwice ? [{ path, reason: `${body} stands there twice from ${validFrom}` }] : [];
	});
	if (zone !== undefined && zone !== policy.zone)
		faults.push({ path: "zone", reason: `${zone} is not the zone of ${policy.id}, whose clocks run on the time of ${policy.zone}` });
	if (kind === "external" && directory.length > 0) faults.push({ path: "directory", reason: "a body outside is served by none" });
	return faults;
}
