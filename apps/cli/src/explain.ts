/** `answerable explain`: the whole timetable of an imagined concern, by the rules that real ones run by. */
import { dateWords } from "@answerable/domain/date-words";
import { localDate } from "@answerable/domain/instant";
import { isTimeFault } from "@answerable/domain/local-time";
import { isStumble, rehearse, type Stumble } from "@answerable/domain/rehearsal";
import { type Timetable, timetable } from "@answerable/domain/timetable";
import { timetableLines } from "@answerable/domain/timetable-words";
import type { Instant } from "@answerable/types/time";
import type { Answer } from "./answer.ts";
import { CliError } from "./cli-error.ts";
import { EXPLAIN_USAGE, type ExplainRequest, readExplainRequest } from "./explain-request.ts";
import { faultWords, timeWords } from "./written-time.ts";

/** Answers the flags after `explain`; `now` is the present. */
export function explain(args: readonly string[], now: Instant): Answer {
	const request = readExplainRequest(args, now);
	if (request === null) return { text: EXPLAIN_USAGE, notes: [] };
	assertPast(request);
	const { received: at, context } = request;
	const rehearsed = rehearse({ ...request, at }, request.acts, context);
	if (isStumble(rehearsed)) throw new CliError(stumbleWords(rehearsed, request));
	const { state, route, roleOf } = rehearsed;
	const table = timetable(state, roleOf, context);
	const text = request.asJson ? timetableJson(table) : timetableLines({ timetable: table, state, sent: at, route }, context).join("\n");
	return { text, notes: request.notes };
}

/** What is still owed, and the ladder: exactly the fields that were promised. */
function timetableJson({ clocks, ladder }: Timetable): string {
	const owed = clocks.filter((clock) => clock.stopped === null).map(({ clock, due, source }) => ({ clock, due, source }));
	const rungs = ladder.map(({ rung, roles, due, skipped }) => ({ rung, roles, due, skipped }));
	return JSON.stringify({ clocks: owed, ladder: rungs }, null, 2);
}

function assertPast({ received, now, context: { policy, calendar } }: ExplainRequest): void {
	if (received <= now) return;
	const beyond =
		localDate(received, policy.zone) > calendar.until
			? ` It is also beyond the calendar ${calendar.id}, which is known until ${dateWords(calendar.until)}.`
			: "";
	throw new CliError(
		`--received lies in the future: it is ${timeWords(now, policy.zone)}.${beyond} To try a day ahead, say with --now when it should be.`,
	);
}

function stumbleWords({ act, why }: Stumble, { context: { policy, calendar }, acts }: ExplainRequest): string {
	const which = act === 0 ? "The concern" : `Act ${act} (${acts[act - 1]?.does} at ${acts[act - 1]?.at})`;
	if (isTimeFault(why)) return `${which}: ${faultWords(why, policy.zone)}`;
	if (act === 0 && why.refused === "unavailable") {
		const known = `from ${dateWords(calendar.from)} to ${dateWords(calendar.until)}`;
		return `The calendar ${calendar.id} is known ${known}: clocks that start then could run beyond it, and no date is guessed.`;
	}
	if (act === 0 && why.refused === "no-recipient") return "Nobody is left who may receive this concern.";
	return `${which}: the rules refuse it (${why.refused}).`;
}
