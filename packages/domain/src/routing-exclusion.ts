/** Who is left out of a concern, and why (reference §4.4). An exclusion binds the person, in every post they hold. */
import type { PersonId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import type { DeclaredInterest, RoutingRow } from "@answerable/types/routing";
import { areCleared, areTied } from "./interests.ts";

/** Why somebody is left out; of several reasons the first of this list is given. */
export type ExclusionReason = "named" | "about" | "answers-to" | "in-line" | "tied";
export type Exclusion = { readonly person: PersonId; readonly why: ExclusionReason };

export type ExclusionRequest = {
	readonly named: readonly PersonId[];
	readonly holders: readonly { readonly person: PersonId; readonly role: Role }[];
	readonly inLine: readonly Role[];
	readonly interests: readonly DeclaredInterest[];
};

/** Everybody who is left out, each once. */
export function exclusionsBy(row: RoutingRow, request: ExclusionRequest): readonly Exclusion[] {
	const about = aboutWhom(row, request);
	const subjects = [...new Set([...request.named, ...about])];
	const all: readonly Exclusion[] = [
		...because("named", request.named),
		...because("about", about),
		...because("answers-to", answeringTo(row, about, request)),
		...because(
			"in-line",
			peopleIn(
				row.ifInLine.filter((role) => request.inLine.includes(role)),
				request,
			),
		),
		...because("tied", tiedTo(subjects, request)),
	];
	return all.filter((one, index) => all.findIndex((other) => other.person === one.person) === index);
}

/**
 * Roles whose holders would be left out if the reporter said that they stand in the same reporting line, and who are not left out
 * anyway: to ask about any other would change nothing.
 */
export function inLineToAsk(row: RoutingRow, request: ExclusionRequest): readonly Role[] {
	const out = exclusionsBy(row, { ...request, inLine: [] }).map((one) => one.person);
	return row.ifInLine.filter((role) => peopleIn([role], request).some((person) => !out.includes(person)));
}

/**
 * The people whom the concern is or may be about. Where a row means only those whom the reporter names and the reporter named
 * none of that role, it may be any of them.
 */
function aboutWhom(row: RoutingRow, request: ExclusionRequest): readonly PersonId[] {
	const inRole = peopleIn(row.about, request);
	const named = inRole.filter((person) => request.named.includes(person));
	return row.excludes === "named" && named.length > 0 ? named : inRole;
}

/** Somebody whom the register cleared of everybody whom the concern may be about stays in, where the row allows it. */
function answeringTo(row: RoutingRow, about: readonly PersonId[], request: ExclusionRequest): readonly PersonId[] {
	const mayStay = peopleIn(row.unlessCleared, request).filter(
		(person) => about.length > 0 && about.every((other) => areCleared(request.interests, person, other)),
	);
	const beyondDoubt = peopleIn(
		row.also.filter((role) => !row.unlessCleared.includes(role)),
		request,
	);
	return peopleIn(row.also, request).filter((person) => beyondDoubt.includes(person) || !mayStay.includes(person));
}

/** Whoever declared a tie to one of them, or of whom one of them declared it. */
function tiedTo(subjects: readonly PersonId[], request: ExclusionRequest): readonly PersonId[] {
	return request.holders
		.map((holder) => holder.person)
		.filter((person) => subjects.some((subject) => areTied(request.interests, person, subject)));
}

function peopleIn(roles: readonly Role[], request: ExclusionRequest): readonly PersonId[] {
	return request.holders.filter((holder) => roles.includes(holder.role)).map((holder) => holder.person);
}

function because(why: ExclusionReason, people: readonly PersonId[]): readonly Exclusion[] {
	return people.map((person) => ({ person, why }));
}
