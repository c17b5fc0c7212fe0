/**
 * What a reporter must be told of a route before sending: who will get the concern, who will not, and why. Values alone: the
 * pages say them in the reporter's language, and `routing-words.ts` in English for whoever works with the rules.
 */
import type { Severity } from "@answerable/types/clock";
import type { PersonId } from "@answerable/types/id";
import type { Policy } from "@answerable/types/policy";
import type { Role, Rung } from "@answerable/types/role";
import type { Remit, RoutingRow } from "@answerable/types/routing";
import type { External, Recipient } from "@answerable/types/statement";
import type { Exclusion, ExclusionReason } from "./routing-exclusion.ts";

/** Who is left inside: nobody; only those who receive it first, and no rung to climb to; or a ladder. */
export type Inside = "nobody" | "first-only" | "ladder";

/**
 * A step that the concern may take: who gets it, and whether they get what it says or only learn that it exists. `atOnce`: what of
 * it they get at submission, before anybody had time to answer.
 */
export type RouteStep = {
	readonly rung: Rung;
	readonly roles: readonly Role[];
	readonly gets: "content" | "existence";
	readonly atOnce: "content" | "existence" | "nothing";
};

/** Holders of a role who are left out: all of them, the one whom the reporter named, or those whom the reason concerns. */
export type LeftOut = { readonly role: Role; readonly which: "all" | "named" | "concerned"; readonly why: ExclusionReason };

/** Why nobody outside the organisation will be told. */
export type OutsideShut = "chosen" | "personal-matter" | "no-body";

/** What must be known before sending. */
export type Beforehand =
	| { readonly kind: "nobody-inside" }
	/** Nobody else inside is told if whoever gets it first does not answer. */
	| { readonly kind: "first-only"; readonly next: "outside" | "nobody" }
	| { readonly kind: "outside-offered"; readonly remits: readonly Remit[] }
	/** The subject made the concern more urgent than the answers did. */
	| { readonly kind: "more-urgent" };

type Receiving = Pick<Recipient, "rung" | "opens"> & { readonly role: Role };

type Running = { readonly policy: Pick<Policy, "ladder">; readonly severity: Severity };

/** The steps that the concern may take, the first one first. */
export function stepsOf(recipients: readonly Receiving[], { policy, severity }: Running): readonly RouteStep[] {
	const rungs = [...new Set(recipients.map((recipient) => recipient.rung))].sort();
	return rungs.map((rung) => {
		const standing = recipients.filter((recipient) => recipient.rung === rung);
		const gets = standing.some((recipient) => recipient.opens.length > 0) ? "content" : "existence";
		const rule = policy.ladder.find((each) => each.rung === rung);
		const atOnce = rule === undefined ? "content" : rule.atSubmission[severity];
		return { rung, roles: [...new Set(standing.map((recipient) => recipient.role))], gets, atOnce };
	});
}

type Held = readonly { readonly person: PersonId; readonly role: Role }[];

/** Each role of which somebody is left out, once for each reason. */
export function leftOutOf(holders: Held, exclusions: readonly Exclusion[]): readonly LeftOut[] {
	return [...new Set(holders.map((holder) => holder.role))].flatMap((role) => {
		const people = holders.filter((holder) => holder.role === role).map((holder) => holder.person);
		const out = exclusions.filter(({ person }) => people.includes(person));
		const isWhole = people.every((person) => out.some((one) => one.person === person));
		const whichFor = (why: ExclusionReason) => (isWhole ? "all" : why === "named" ? "named" : "concerned");
		return [...new Set(out.map((one) => one.why))].map((why) => ({ role, which: whichFor(why), why }));
	});
}

/** Why the way outside is shut. */
export function outsideShutBy(request: { readonly external: External; readonly externalEligible: boolean }): OutsideShut {
	if (request.external === "nothing") return "chosen";
	return request.externalEligible ? "no-body" : "personal-matter";
}

/** What is known of a route when this is asked. */
export type Routed = {
	readonly row: RoutingRow;
	readonly inside: Inside;
	readonly goesOutside: boolean;
	readonly isRaised: boolean;
};

/** That too few are left inside, which way outside is open at once, and that the concern counts as urgent (reference §4.4). */
export function beforehandOf({ row, inside, goesOutside, isRaised }: Routed): readonly Beforehand[] {
	return [
		...(inside === "nobody" ? [{ kind: "nobody-inside" } as const] : []),
		...(inside === "first-only" ? [{ kind: "first-only", next: goesOutside ? "outside" : "nobody" } as const] : []),
		...(row.offered.length > 0 ? [{ kind: "outside-offered", remits: row.offered } as const] : []),
		...(isRaised ? [{ kind: "more-urgent" } as const] : []),
	];
}
