/** Policies (clocks and ladder) and calendars, as versioned data with a source beside every number. */
import { z } from "zod/mini";
import { Hash } from "./bytes.ts";
import { ClockName, Severity } from "./clock.ts";
import { OrganisationId } from "./id.ts";
import { Role } from "./role.ts";
import { CivilDate, CivilTime, Duration } from "./time.ts";

const Sourced = { source: z.string().check(z.minLength(3), z.maxLength(600)) };
const Fraction = z.number().check(z.gt(0), z.lt(1));
const bySeverity = <T extends z.ZodMiniType>(value: T) => z.strictObject({ S1: value, S2: value, S3: value });

/** A length of time, or as long as the clock's backstop lets it run. */
export const UpToBackstop = z.union([Duration, z.literal("backstop")]);
export type UpToBackstop = z.infer<typeof UpToBackstop>;

/** How long a clock runs for each severity; null: it does not run. */
export const ClockRule = z.strictObject({
	clock: ClockName,
	due: bySeverity(z.nullable(UpToBackstop)),
	/** Runs only if the reporter's answers switched it on (`safetyAction`). S1 always runs it. */
	switched: z.boolean(),
	/** Opens again, one round later, each time it is answered. */
	recurs: z.boolean(),
	/** Whether missing it climbs the ladder. */
	climbs: z.boolean(),
	...Sourced,
});
export type ClockRule = z.infer<typeof ClockRule>;

/** The latest that any policy may let a clock run: the earlier due wins. */
export const Backstop = z.strictObject({
	clock: ClockName,
	due: Duration,
	/** `received`, or the acknowledgement (or, while there is none, its backstop). */
	from: z.enum(["received", "acknowledgement"]),
	...Sourced,
});
export type Backstop = z.infer<typeof Backstop>;

const RungNumber = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

/** When a rung fires, counted from the missed due; `atSubmission` tells the rung at once as well. */
export const RungRule = z.strictObject({
	rung: RungNumber,
	roles: bySeverity(z.array(Role).check(z.minLength(1), z.maxLength(6))),
	after: bySeverity(Duration),
	/** What the rung is given at submission: nothing, that the case exists, or the case. */
	atSubmission: bySeverity(z.enum(["nothing", "existence", "content"])),
	/** Unacknowledged for this long, the next rung is sent at once. */
	acknowledgeWithin: bySeverity(Duration),
	...Sourced,
});
export type RungRule = z.infer<typeof RungRule>;

/** Why a concern may stay unacknowledged where national law allows it. */
export const AcknowledgementException = z.enum(["asked-not-to", "would-jeopardise-identity"]);
export type AcknowledgementException = z.infer<typeof AcknowledgementException>;

/** What a Member State adds to the Directive. Its retention stands in the policy's `retention`. */
export const National = z.strictObject({
	/** ISO 3166-1, lower case; also the name of its calendar. */
	country: z.string().check(z.regex(/^[a-z]{2}$/)),
	/** The reasons for which no acknowledgement is owed; each needs a record. */
	acknowledgementExceptions: z.array(AcknowledgementException).check(z.maxLength(2)),
	/** Further feedback that the reporter may ask for, at this interval after the first; null: national law gives none. */
	furtherFeedback: z.nullable(Duration),
	...Sourced,
});
export type National = z.infer<typeof National>;

export const PolicyId = z.string().check(z.regex(/^[a-z][a-z-]{1,40}@[1-9]\d{0,3}$/));
export type PolicyId = z.infer<typeof PolicyId>;

/** One number of a policy that a board changed. */
export const PolicyChange = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("clock"), clock: ClockName, severity: Severity, due: UpToBackstop }),
	z.strictObject({ kind: z.literal("rung"), rung: RungNumber, severity: Severity, after: Duration }),
	z.strictObject({ kind: z.literal("acknowledge-within"), rung: RungNumber, severity: Severity, within: Duration }),
	z.strictObject({ kind: z.literal("extension"), severity: Severity, by: z.nullable(UpToBackstop) }),
	z.strictObject({ kind: z.literal("pause"), maxTotal: Duration }),
	z.strictObject({ kind: z.literal("explain"), maxHold: Duration }),
	z.strictObject({ kind: z.literal("feedback"), after: Duration }),
]);
export type PolicyChange = z.infer<typeof PolicyChange>;

/** How an organisation's policy came from one that ships: anybody can apply the changes again and compare. */
export const Adoption = z.strictObject({
	base: PolicyId,
	changes: z.array(PolicyChange).check(z.minLength(1), z.maxLength(64)),
	/** Published on the reporting page; null only if every change shortens. */
	reason: z.nullable(z.string().check(z.minLength(20), z.maxLength(2_000))),
});
export type Adoption = z.infer<typeof Adoption>;

export const Policy = z.strictObject({
	id: PolicyId,
	title: z.string().check(z.maxLength(120)),
	zone: z.string().check(z.maxLength(60)),
	cutOff: CivilTime,
	/** How finely a reporter's act may be told in time. */
	clockResolution: bySeverity(z.enum(["instant", "day"])),
	/** Local times at which reporters' day-resolution acts become visible to staff. */
	slots: z.array(CivilTime).check(z.minLength(1), z.maxLength(24)),
	clocks: z.array(ClockRule).check(z.minLength(6), z.maxLength(6)),
	backstops: z.array(Backstop).check(z.maxLength(6)),
	/** Pre-warnings to the handler, at fractions of wall time between opening and due. */
	preWarnings: z.strictObject({
		fractions: bySeverity(z.array(Fraction).check(z.maxLength(4))),
		/** Not earlier in the day than this; null: at any hour. */
		notBefore: bySeverity(z.nullable(CivilTime)),
		...Sourced,
	}),
	ladder: z.array(RungRule).check(z.minLength(5), z.maxLength(5)),
	/** Comply or explain: which rungs may, and how long an explanation holds the ladder, once per clock. */
	explain: z.strictObject({ rungs: z.array(z.int()), maxHold: Duration, ...Sourced }),
	/** How long after asking a withdrawal takes effect. */
	withdrawal: z.strictObject({ effect: Duration, ...Sourced }),
	/** Closing for want of contact: how many letters unanswered, over how long. */
	noContact: z.strictObject({ attempts: z.int().check(z.gte(1), z.lte(20)), over: Duration, ...Sourced }),
	/** More time for an answer, granted once for each clock, by a letter to the reporter before the due; never past a backstop. */
	extension: z.strictObject({
		clocks: z.array(ClockName).check(z.maxLength(6)),
		/** null: none at this severity. */
		by: bySeverity(z.nullable(UpToBackstop)),
		...Sourced,
	}),
	/** Waiting for the reporter, all waits of a case together. Backstops are never paused, whatever stands here. */
	pause: z.strictObject({
		severities: z.array(Severity).check(z.maxLength(3)),
		maxTotal: Duration,
		neverPaused: z.array(ClockName).check(z.maxLength(6)),
		...Sourced,
	}),
	/** When, after closure, the reporter is asked whether they would speak up again. */
	feedback: z.strictObject({ after: Duration, ...Sourced }),
	/** When, after closure, the reporter is asked whether they were treated worse for speaking up. */
	detrimentChecks: z.strictObject({ after: bySeverity(z.array(Duration).check(z.maxLength(6))), ...Sourced }),
	/** How long a case may stay that nobody can open before its next rung is given it. */
	nobodyCanOpen: z.strictObject({ after: bySeverity(Duration), ...Sourced }),
	/** How long what can be read is kept: deletion is shredding of keys; numbers without names stay. A legal hold stops all of it. */
	retention: z.strictObject({
		/** The case, after closure. */
		case: Duration,
		/** What tells who the reporter is, after the last detriment check. */
		identity: Duration,
		/** What is out of scope or no concern at all, after closure. */
		outOfScope: Duration,
		/** How long before a deletion the guardian is told of it. */
		notice: Duration,
		...Sourced,
	}),
	/** How many days of its own an organisation may add to its calendar in a year. */
	organisationDays: z.strictObject({ perYear: z.int().check(z.gte(0), z.lte(15)), ...Sourced }),
	/** null outside the European Union, and for the Directive itself. */
	national: z.nullable(National),
	/** null for a policy as it ships. */
	adoption: z.nullable(Adoption),
});
export type Policy = z.infer<typeof Policy>;

export const CalendarId = z.string().check(z.regex(/^[a-z][a-z-]{1,40}@[1-9]\d{0,5}$/));
export type CalendarId = z.infer<typeof CalendarId>;

/** Where a calendar holds: the three divisions of GOV.UK's feed, and countries by their ISO 3166-1 code. */
export const Division = z.enum([
	"england-and-wales",
	"scotland",
	"northern-ireland",
	"at",
	"be",
	"de",
	"dk",
	"es",
	"fi",
	"fr",
	"ie",
	"it",
	"nl",
	"pl",
	"pt",
	"se",
]);
export type Division = z.infer<typeof Division>;

const Holiday = z.strictObject({ date: CivilDate, title: z.string().check(z.minLength(1), z.maxLength(80)) });

/** What a calendar leaf says: further days on which this organisation does not work. Only clocks that start after the leaf count them. */
export const OrganisationDaysStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	/** The calendar that they are added to. */
	calendar: CalendarId,
	days: z.array(Holiday).check(z.minLength(1), z.maxLength(15)),
	/** Why this organisation is shut then; published with the days. */
	reason: z.string().check(z.minLength(10), z.maxLength(500)),
});
export type OrganisationDaysStatement = z.infer<typeof OrganisationDaysStatement>;

/**
 * What a policy leaf says: raises after it run by this policy. Running cases keep theirs, whose hash is in their raise. `number`
 * grows by one with each, so that of two that are signed at once one holds, and rules that held once can be adopted again.
 */
export const PolicyAdoptionStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	number: z.int().check(z.gte(1), z.lte(1_000_000)),
	policy: PolicyId,
	/** SHA-256 of the canonical policy. */
	hash: Hash,
	adoption: z.nullable(Adoption),
});
export type PolicyAdoptionStatement = z.infer<typeof PolicyAdoptionStatement>;

/** A calendar as GOV.UK publishes it: `bank-holidays.json`, one division, plus its version. */
export const Calendar = z.strictObject({
	id: CalendarId,
	division: Division,
	/** Dates outside this range are refused, never guessed. */
	from: CivilDate,
	until: CivilDate,
	holidays: z.array(Holiday).check(z.maxLength(400)),
	/** Days of the organisation's own, each from a calendar leaf that is older than the clocks that count it; empty as it ships. */
	organisationDays: z.array(Holiday).check(z.maxLength(105)),
	source: z.string().check(z.minLength(3), z.maxLength(400)),
});
export type Calendar = z.infer<typeof Calendar>;
