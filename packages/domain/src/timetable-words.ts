/** A timetable as lines of plain English, each rule with its source. */
import type { HappeningKind } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import type { CaseState } from "./case.ts";
import type { Context } from "./context.ts";
import { dateWords, instantWords, shortInstant } from "./date-words.ts";
import type { Route } from "./routing.ts";
import { beforehandWords, leftOutWords, outsideShutWords, roleWords } from "./routing-words.ts";
import { afterwards, CLOCK_WORDS, clockLength, clockName, lengthWords, movingRules, rungTime, SEVERITY_WORDS } from "./rule-words.ts";
import type { Timetable, TimetableClock, TimetableRung } from "./timetable.ts";

export type Told = {
	readonly timetable: Timetable;
	readonly state: CaseState;
	/** When the concern was sent, which the history itself may keep no finer than a day. */
	readonly sent: Instant;
	readonly route: Route;
};

/** Left of everything that has an instant. */
const COLUMN = 26;

/** The whole timetable, to be read from top to bottom. */
export function timetableLines(told: Told, context: Context): readonly string[] {
	const { timetable, route } = told;
	const clocks = [...timetable.clocks].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
	return [
		...heading(told, context),
		...section("Before it is sent, the reporter is told", toldBefore(route).map(bullet)),
		...section(
			"What is owed to the person, and by when",
			clocks.flatMap((clock) => clockLines(clock, context)),
		),
		...section(
			"Who hears of it if nobody answers, and when",
			timetable.ladder.flatMap((rung) => rungLines(rung, context)),
		),
		...section("What may move a due, hold the ladder or end the case", ruleLines(movingRules(context.policy), timetable)),
		...section(
			"What comes next",
			timetable.next.map((next) => at(next.at, context.policy.zone, NEXT_WORDS[next.kind] ?? next.kind)),
		),
		...section("Afterwards", ruleLines(afterwards(context.policy), timetable)),
		"",
		"Only a letter that the person can read stops a clock. Opening the case stops nothing, and neither does saying that one has heard of it.",
	];
}

function heading({ timetable, state, sent }: Told, { policy, calendar }: Context): readonly string[] {
	const { severity, shown } = timetable;
	const { dayZero } = state.received;
	return [
		`${policy.title} (${policy.id}). Calendar ${calendar.id}, known until ${dateWords(calendar.until)}. Times of ${policy.zone}.`,
		`Sent ${instantWords(sent, policy.zone)}. Severity ${severity}, ${SEVERITY_WORDS[severity]}.`,
		...changes(state, policy.zone),
		`Working days are counted from ${dateWords(dayZero)}, and end at ${policy.cutOff}. Staff see it from ${instantWords(shown, policy.zone)}.`,
	];
}

/** What acts have made of the case. */
function changes({ closed, withdrawal, pause }: CaseState, zone: string): readonly string[] {
	if (closed !== null) return [`Closed ${instantWords(closed.at, zone)} (${closed.reason.replace("_", " ")}): no clock runs.`];
	return [
		...(withdrawal === null
			? []
			: [`The reporter has asked to withdraw it: that takes effect ${instantWords(withdrawal.effectiveAt, zone)}.`]),
		...(pause === null ? [] : [`It waits for the reporter, until ${instantWords(pause.until, zone)} at the latest.`]),
	];
}

const NEXT_WORDS: Partial<Record<HappeningKind, string>> = {
	"feedback-asked": "The reporter is asked whether they would speak up again.",
	"detriment-asked": "The reporter is asked whether they were treated worse for it.",
	"shredding-announced": "The guardian is told that something will be deleted.",
};

function toldBefore({ beforehand, leftOut, outsideShut }: Route): readonly string[] {
	return [
		...beforehand.map(beforehandWords),
		...leftOut.map(leftOutWords),
		...(outsideShut === null ? [] : [outsideShutWords(outsideShut)]),
	];
}

function section(title: string, lines: readonly string[]): readonly string[] {
	return lines.length === 0 ? [] : ["", title.toUpperCase(), ...lines];
}

function clockLines(clock: TimetableClock, { policy }: Context): readonly string[] {
	const round = clock.round > 1 ? `, round ${clock.round}` : "";
	const own = clockLength(clock.rule, clock.severity);
	const length = clock.setBy === null ? own : `${own}; its backstop, ${lengthWords(clock.setBy.due)}, sets it`;
	const warnings = clock.warnings.map((warning) => shortInstant(warning, policy.zone)).join(" and ");
	return [
		at(clock.due, policy.zone, `${capital(clockName(clock.clock))}${round}: ${CLOCK_WORDS[clock.clock]} (${length}).`),
		...(clock.stopped === null
			? []
			: [indented(`Answered ${instantWords(clock.stopped, policy.zone)}${clock.stopped > clock.due ? ", late" : ""}.`)]),
		...standings(clock, policy.zone).map(indented),
		...(warnings === "" ? [] : [indented(`The handler is warned ${warnings}.`)]),
		...(clock.rule.climbs ? [] : [indented("Missing it is recorded and shown; the ladder does not climb for it.")]),
		indented(`Source: ${clock.source}.`),
	];
}

/** What acts have made of a clock that still runs. */
function standings(clock: TimetableClock, zone: string): readonly string[] {
	if (clock.stopped !== null) return [];
	return [
		...(clock.extended ? ["Extended, once."] : []),
		...(clock.unpaused === null ? [] : [`Waits for the reporter: without that it is due ${instantWords(clock.unpaused, zone)}.`]),
		...(clock.heldUntil === null ? [] : [`Its ladder waits for the board's answer until ${instantWords(clock.heldUntil, zone)}.`]),
	];
}

function rungLines(rung: TimetableRung, { policy }: Context): readonly string[] {
	const who = rung.roles.length === 0 ? "nobody" : list(rung.roles.map(roleWords));
	const words = `Rung ${rung.rung}, ${who}: ${rung.due === null ? "never, as things stand" : whenWords(rung, rungTime(rung.rule, rung.severity))}.`;
	return [
		rung.due === null ? `${"–".padEnd(COLUMN)}${words}` : at(rung.due, policy.zone, words),
		...(rung.told === null ? [] : [indented(`Told ${instantWords(rung.told, policy.zone)}.`)]),
		...(rung.sooner === null
			? []
			: [indented(`As soon as ${instantWords(rung.sooner, policy.zone)} if nobody below says that they have heard of it.`)]),
		...(rung.skipped.length === 0 ? [] : [indented(`Skipped here: ${list(rung.skipped.map(roleWords))}.`)]),
		indented(`Source: ${rung.rule.source}.`),
	];
}

/** A rung's own time, or whose place it takes; the outside rung comes no sooner than at half its own time. */
function whenWords(rung: TimetableRung, own: string): string {
	const cause = rung.clock === null ? "" : ` (${clockName(rung.clock.clock)})`;
	if (rung.takesTimeOf.length === 0) return `${own}${cause}`;
	const empty = `rung${rung.takesTimeOf.length > 1 ? "s" : ""} ${list(rung.takesTimeOf.map(String))}`;
	return `in the place of ${empty}, where nobody stands, instead of ${own}${cause}${rung.rung === 5 ? "; but no sooner than half of that" : ""}`;
}

function ruleLines(rules: ReturnType<typeof movingRules>, { severity }: Timetable): readonly string[] {
	return rules.flatMap(({ title, says, source }) => [
		`${title}${title.endsWith("?") ? "" : ":"} ${capital(says[severity])}.`,
		`  Source: ${source}.`,
	]);
}

function at(instant: Instant, zone: string, words: string): string {
	return `${shortInstant(instant, zone).padEnd(COLUMN)}${words}`;
}

function indented(words: string): string {
	return `${" ".repeat(COLUMN)}${words}`;
}

function bullet(words: string): string {
	return `- ${words}`;
}

function list(words: readonly string[]): string {
	return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function capital(words: string): string {
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
