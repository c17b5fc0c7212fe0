/** Whom a concern is about, who is left out for it, and the ties that people have declared (reference §4.4). */
import { z } from "zod/mini";
import { Severity } from "./clock.ts";
import { PersonId } from "./id.ts";
import { Role, Rung } from "./role.ts";
import { CivilDate } from "./time.ts";

/** Whom a concern is about. The reporter picks it by role; it never leaves the browser. */
export const Subject = z.enum([
	"none",
	"guardian",
	"external_guardian_provider",
	"champion",
	"line_manager_or_clinician",
	"exec_lead",
	"other_executive",
	"ceo",
	"ned_lead",
	"chair",
	"several_directors",
	"commissioner",
	"platform",
]);
export type Subject = z.infer<typeof Subject>;

/** What an outside body is for. Which body that is, is an entry of the directory with dates: laws move remits about. */
export const Remit = z.enum(["quality", "region", "commissioning", "counter_fraud", "data_protection"]);
export type Remit = z.infer<typeof Remit>;

const Roles = z.array(Role).check(z.maxLength(16));
const Remits = z.array(Remit).check(z.maxLength(5));

/** One row of conflict routing (who is left out, who receives it first, who replaces whom). */
export const RoutingRow = z.strictObject({
	subject: Subject,
	/** The row's heading, as a reader of the table knows it. */
	title: z.string().check(z.minLength(3), z.maxLength(80)),
	/** The roles whose holders the concern may be about. */
	about: Roles,
	/** Whether everybody in those roles is left out, or only those whom the reporter names (all of them if none is named). */
	excludes: z.enum(["named", "role"]),
	/** Roles left out with them, because they answer to them or work under them. */
	also: Roles,
	/** Those of `also` who stay in if the register says that they were cleared. */
	unlessCleared: Roles,
	/** Roles left out if the reporter says that they stand in the same reporting line. */
	ifInLine: Roles,
	/** Who receives it first: the first of these groups of which anybody is left. */
	first: z.array(Roles.check(z.minLength(1))).check(z.minLength(1), z.maxLength(4)),
	/** Who stands on a rung instead of a role of the policy; nobody, if `by` is empty. */
	replacements: z.array(z.strictObject({ rung: Rung, role: Role, by: Roles })).check(z.maxLength(16)),
	/** Which outside bodies receive it first, and which stand on the outside rung, if the directory has any of that remit. */
	outside: z.strictObject({ first: Remits, last: Remits }),
	/** The outside bodies to offer the reporter before anything is sent; none: nothing is offered. */
	offered: Remits,
	minimumSeverity: z.nullable(Severity),
	source: z.string().check(z.minLength(3), z.maxLength(400)),
});
export type RoutingRow = z.infer<typeof RoutingRow>;

export const RoutingTable = z.array(RoutingRow).check(z.maxLength(32));
export type RoutingTable = z.infer<typeof RoutingTable>;

/** A tie that somebody on staff declared to somebody else: `undisclosed` where it is published; `cleared`: the two were found to have none. */
export const Tie = z.enum(["spouse", "line_report", "close_friend", "team", "undisclosed", "cleared"]);
export type Tie = z.infer<typeof Tie>;

/** One line of the declared-interests register: who declared what about whom, and for which days. */
export const DeclaredInterest = z.strictObject({
	by: PersonId,
	about: PersonId,
	tie: Tie,
	from: CivilDate,
	/** The last day; null while it lasts. */
	until: z.nullable(CivilDate),
});
export type DeclaredInterest = z.infer<typeof DeclaredInterest>;

export const InterestsRegister = z.array(DeclaredInterest).check(z.maxLength(2_000));
export type InterestsRegister = z.infer<typeof InterestsRegister>;

/**
 * One line of the register as it is published: whether two people are tied or were found not to be, and nothing of how. `a` comes
 * before `b`, so that a tie is written in one way.
 */
export const PublishedTie = z.strictObject({
	a: PersonId,
	b: PersonId,
	tie: z.enum(["tied", "cleared"]),
	from: CivilDate,
	/** The last day; null while it lasts. */
	until: z.nullable(CivilDate),
});
export type PublishedTie = z.infer<typeof PublishedTie>;

export const PublishedTies = z.array(PublishedTie).check(z.maxLength(2_000));
export type PublishedTies = z.infer<typeof PublishedTies>;
