/** Who receives a concern, and who is left out: decided before anything is sealed or anybody told (reference §4.4). */
import type { Hash } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import type { PersonId, TenureId } from "@answerable/types/id";
import type { Policy } from "@answerable/types/policy";
import type { RefusalCode } from "@answerable/types/problem";
import type { Role, Rung } from "@answerable/types/role";
import type { DeclaredInterest, Remit, RoutingRow, Subject } from "@answerable/types/routing";
import type { External, RaiseStatement, Recipient } from "@answerable/types/statement";
import { earlier } from "./instant.ts";
import { namingRemoved } from "./interests.ts";
import { standingRungs } from "./ladder.ts";
import { type Exclusion, exclusionsBy, inLineToAsk } from "./routing-exclusion.ts";
import {
	type Beforehand,
	beforehandOf,
	type Inside,
	type LeftOut,
	leftOutOf,
	type OutsideShut,
	outsideShutBy,
	type RouteStep,
	stepsOf,
} from "./routing-reasons.ts";
import { rowOf } from "./routing-table.ts";
import { compartmentsFor } from "./sight.ts";

/** Somebody with a key. `key` is the hash of the key statement. */
export type Holder = { readonly tenure: TenureId; readonly person: PersonId; readonly role: Role; readonly key: Hash };

export type RoutingRequest = {
	readonly subject: Subject;
	/** People whom the reporter names: they are left out whatever the subject is. */
	readonly named: readonly PersonId[];
	/** Roles that the reporter says stand in the same reporting line as whom the concern is about. */
	readonly inLine: readonly Role[];
	/** The lines of the register that hold today (`currentInterests`). */
	readonly interests: readonly DeclaredInterest[];
	/** The organisation's holders, and those of the outside bodies that serve it. */
	readonly holders: readonly Holder[];
	/** What the directory says today of the outside bodies among the holders. */
	readonly bodies: readonly { readonly tenure: TenureId; readonly remits: readonly Remit[] }[];
	readonly severity: Severity;
	readonly external: External;
	readonly externalEligible: boolean;
	/** The reporter lets the deputy read `private` as well. */
	readonly shareWithDeputy: boolean;
	readonly policy: Policy;
};

export type RoutedRecipient = Recipient & { readonly person: PersonId; readonly role: Role };

export type Route = {
	/** Ready for the raise: strip `person` and `role`. */
	readonly recipients: readonly RoutedRecipient[];
	readonly excluded: readonly PersonId[];
	/** Why each of them is left out. */
	readonly exclusions: readonly Exclusion[];
	/** Rungs left empty: the next rung takes their time. */
	readonly skipped: readonly Rung[];
	/** At least what the subject calls for. */
	readonly severity: Severity;
	readonly inside: Inside;
	/** Offer the way outside before the concern is sent. */
	readonly externalOfferedFirst: boolean;
	/** Roles of which it is worth asking whether they stand in the same reporting line. */
	readonly mayBeInLine: readonly Role[];
	/** Lines of the register that name somebody who holds nothing here any more: to be reported, not to be followed. */
	readonly removed: readonly DeclaredInterest[];
	/** What the reporter must be shown before anything is sent. */
	readonly beforehand: readonly Beforehand[];
	/** Who will get it, step by step. */
	readonly steps: readonly RouteStep[];
	/** Who will not, and why. */
	readonly leftOut: readonly LeftOut[];
	/** Why nobody outside will be told; null if somebody may be. */
	readonly outsideShut: OutsideShut | null;
};

const BOARD_RUNG = 4;

type Place = { readonly holder: Holder; readonly rung: Rung };

/** Who receives a concern, rung by rung, and who is left out. Refused when nobody inside may receive it and the way outside is shut. */
export function route(request: RoutingRequest): Route | { readonly refused: "no-recipient" } {
	const row = rowOf(request.subject);
	const severity = row.minimumSeverity === null ? request.severity : earlier(request.severity, row.minimumSeverity);
	const exclusions = exclusionsBy(row, request);
	const excluded = exclusions.map((one) => one.person);
	const eligible = request.holders.filter((holder) => !excluded.includes(holder.person));
	const places = placesOn(row, { ...request, severity, holders: eligible });
	const recipients = places.map(({ holder, rung }) => recipientOf(holder, rung, request));
	if (recipients.length === 0) return { refused: "no-recipient" };
	const standing = standingRungs({ recipients, external: request.external, externalEligible: request.externalEligible });
	const inside = insideOf(recipients, standing);
	const goesOutside = standing.includes(5);
	return {
		recipients,
		excluded,
		exclusions,
		skipped: request.policy.ladder.map((rule) => rule.rung).filter((rung) => rung < 5 && !standing.includes(rung)),
		severity,
		inside,
		externalOfferedFirst: row.offered.length > 0,
		mayBeInLine: inLineToAsk(row, request),
		removed: namingRemoved(request.interests, new Set(request.holders.map((holder) => holder.person))),
		beforehand: beforehandOf({ row, inside, goesOutside, isRaised: severity !== request.severity }),
		steps: stepsOf(recipients, { policy: request.policy, severity }),
		leftOut: leftOutOf(request.holders, exclusions),
		outsideShut: goesOutside ? null : outsideShutBy(request),
	};
}

/**
 * Whether a raise seals to holders that exist, with current keys, none of them excluded, and to each no more than its role may
 * open; null if all is well. What the reporter let the deputy read is not told, so the most is allowed.
 */
export function checkRecipients(statement: RaiseStatement, holders: readonly Holder[]): RefusalCode | null {
	for (const recipient of statement.recipients) {
		const holder = holders.find((candidate) => candidate.tenure === recipient.tenure);
		if (holder === undefined || holder.key !== recipient.key) return "stale-keys";
		if (statement.excluded.includes(holder.person)) return "excluded-person";
		if (recipient.rung >= 1 && (holder.role === "external_body") !== (recipient.rung === 5)) return "malformed";
		const ceiling = compartmentsFor(holder.role, { rung: recipient.rung, external: statement.external, shareWithDeputy: true });
		if (!recipient.opens.every((compartment) => ceiling.includes(compartment))) return "wrong-compartment";
	}
	return null;
}

function placesOn(row: RoutingRow, request: RoutingRequest): readonly Place[] {
	const ladder = request.policy.ladder.flatMap((rule) => {
		const standing = rule.rung === 5 ? outsideOn(row, request) : standingOn(row, rule.rung, rule.roles[request.severity], request.holders);
		return standing.map((holder) => ({ holder, rung: rule.rung }));
	});
	const first = firstOf(row, request);
	const atFirst: readonly Place[] = first.length > 0 ? first.map((holder) => ({ holder, rung: 0 })) : lifted(ladder);
	return [...atFirst, ...addingSomebody(atFirst, ladder)];
}

/** Outside bodies, where the row wants any and the reporter let them have all of it; and the first group inside of which anybody is left. */
function firstOf(row: RoutingRow, request: RoutingRequest): readonly Holder[] {
	const mayHaveAll = request.external === "full" && request.externalEligible;
	const outside = row.outside.first.length > 0 && mayHaveAll ? bodiesFor(row.outside.first, request) : [];
	const groups = row.first.map((roles) => roles.flatMap((role) => request.holders.filter((holder) => holder.role === role)));
	return [...outside, ...(groups.find((group) => group.length > 0) ?? [])];
}

/** Nobody outside is told where the reporter said so, or of a purely personal matter (reference §4.3, L5 and rule 7). */
function outsideOn(row: RoutingRow, request: RoutingRequest): readonly Holder[] {
	if (request.external === "nothing" || !request.externalEligible) return [];
	return bodiesFor(row.outside.last, request);
}

/** The outside bodies of a remit; all of them, if the directory names none of that remit: better another body than none. */
function bodiesFor(remits: readonly Remit[], request: RoutingRequest): readonly Holder[] {
	const bodies = request.holders.filter((holder) => holder.role === "external_body");
	const fitting = bodies.filter(({ tenure }) =>
		request.bodies.some((entry) => entry.tenure === tenure && entry.remits.some((remit) => remits.includes(remit))),
	);
	return fitting.length > 0 ? fitting : bodies;
}

/** Where nobody is left to receive the concern first, the lowest rung inside that stands does (reference §4.4: skip up). */
function lifted(ladder: readonly Place[]): readonly Place[] {
	const lowest = ladder.find((place) => place.rung < 5)?.rung;
	return ladder.filter((place) => place.rung === lowest).map(({ holder }) => ({ holder, rung: 0 }));
}

/**
 * A rung below the board's on which only people stand who were told before is empty: telling them again would take the concern
 * no higher. The board's rung always stands, because it alone may comply or explain.
 */
function addingSomebody(first: readonly Place[], ladder: readonly Place[]): readonly Place[] {
	return ladder.filter(({ rung }) => {
		if (rung >= BOARD_RUNG) return true;
		const before = new Set([...first, ...ladder.filter((place) => place.rung < rung)].map((place) => place.holder.person));
		return ladder.some((place) => place.rung === rung && !before.has(place.holder.person));
	});
}

/**
 * Who stands on a rung: for each of its roles those whom the row puts in its place, or, if none of them is left, the role's own
 * holders; nobody for a role that the row takes off the rung. A buddy guardian, being of another organisation, stands in only
 * where there is no deputy (reference §1.1).
 */
function standingOn(row: RoutingRow, rung: Rung, roles: readonly Role[], holders: readonly Holder[]): readonly Holder[] {
	const inPlace = roles.flatMap((role) => {
		const by = row.replacements.find((candidate) => candidate.rung === rung && candidate.role === role)?.by ?? [role];
		const replacing = holders.filter((holder) => by.includes(holder.role));
		return replacing.length > 0 || by.length === 0 ? replacing : holders.filter((holder) => holder.role === role);
	});
	const isCovered = inPlace.some((holder) => holder.role !== "buddy_guardian");
	return [...new Set(inPlace)].filter((holder) => holder.role !== "buddy_guardian" || !isCovered);
}

function insideOf(recipients: readonly RoutedRecipient[], standing: readonly Rung[]): Inside {
	if (standing.some((rung) => rung < 5)) return "ladder";
	return recipients.some((recipient) => recipient.role !== "external_body") ? "first-only" : "nobody";
}

function recipientOf(holder: Holder, rung: Rung, request: RoutingRequest): RoutedRecipient {
	const opens = [...compartmentsFor(holder.role, { rung, external: request.external, shareWithDeputy: request.shareWithDeputy })];
	return { tenure: holder.tenure, person: holder.person, role: holder.role, rung, key: holder.key, opens };
}
