/** Act (a): a concern that nobody answers climbs to the board and then outside, with exactly what its reporter allowed. */
import { decodeWraps } from "@answerable/crypto/wrap-list";
import { canonicalHash } from "@answerable/log/canonical";
import type { TenureId } from "@answerable/types/id";
import { tryToOpen } from "../../apps/web/src/desk/attempt.ts";
import { PATHOLOGY, THEATRE, WARD_B7 } from "../../infra/demo/concerns.ts";
import type { Stage } from "../stage/stage.ts";
import { stolenWraps } from "../stage/thief.ts";
import { type Party, type Reporter, readable, rowOf, speakUp } from "./cast.ts";
import { acknowledgementRungs, comeBack, happenings, secondsBetween } from "./mailbox.ts";
import { type Narrator, until } from "./narrator.ts";

const SLUG = "northbrook";
/** The longest wait for a rung of the demo: its whole ladder, and the first epoch after it, on a slow machine. */
const WAIT_SECONDS = 75;
/** How late a rung may fire and still be called on time: two polls of the worker's sweep. */
const ON_TIME_SECONDS = 4;

const LADDER: readonly (readonly [login: string, rung: number])[] = [
	["deputy-guardian", 1],
	["exec-lead", 2],
	["ned-lead", 3],
	["ceo", 3],
	["chair", 4],
	["sid", 4],
];

export type Cast = (login: string) => Party;
type Told = { readonly stage: Stage; readonly narrator: Narrator; readonly cast: Cast };

/** Plays act (a) and returns the reporter of the concern that may go outside in full. */
export async function playIgnored(told: Told): Promise<void> {
	const { stage, narrator } = told;
	const full = await speakUp(stage, SLUG, WARD_B7);
	narrator.tell("a night nurse", `raises "${full.title}" and ticks: share the full concern if nobody answers`);
	await chairTriesEarly(told, full);
	const existence = await speakUp(stage, SLUG, PATHOLOGY);
	narrator.tell("a scientist", `raises "${existence.title}" and ticks: share only that it exists`);
	const nothing = await speakUp(stage, SLUG, THEATRE);
	narrator.tell("a trainee", `raises "${nothing.title}" and ticks: share nothing outside`);
	for (const [login, rung] of LADDER) await climbs(told, full, { login: `${login}.${SLUG}`, rung });
	await goesOutside(told, { full, existence, nothing });
	await wasOnTime(told, full);
}

/** The chair with a stolen copy of the database: everything that a board that peeks could have. */
async function chairTriesEarly({ stage, narrator, cast }: Told, { raised, intake }: Reporter): Promise<void> {
	const chair = cast(`chair.${SLUG}`);
	const tenure = chair.desk.session.tenures[0];
	if (tenure === undefined) throw new Error("The chair holds no tenure.");
	narrator.claim("a", "before its rung the chair's list does not have the case", (await rowOf(chair, raised.caseTag)) === null);
	await narrator.claimRefused(
		"a",
		"before its rung the chair is told what a stranger is told: no such case",
		() => chair.desk.open({ caseTag: raised.caseTag, tenure: tenure.statement.tenure as TenureId }),
		/not-found/,
	);
	const entries = decodeWraps(await stolenWraps(stage, raised.caseTag)).filter((entry) => entry.tenure === tenure.statement.tenure);
	const place = {
		organisation: intake.organisation.id,
		caseTag: raised.caseTag,
		policy: canonicalHash(intake.context.policy),
		calendar: canonicalHash(intake.context.calendar),
		opens: ["concern" as const],
	};
	const attempts = entries.map((entry) => tryToOpen(tenure, place, entry));
	const failed = attempts.length === 1 && attempts.every(({ opened }) => opened === null);
	narrator.claim(
		"a",
		"with the whole database in hand the chair's keys still open nothing",
		failed,
		`${attempts.length} wrap tried every way`,
	);
}

async function climbs(
	{ narrator, cast }: Told,
	{ raised, text }: Reporter,
	{ login, rung }: { login: string; rung: number },
): Promise<void> {
	const party = cast(login);
	const open = await until(`${login} to read the case`, WAIT_SECONDS, () => readable(party, raised.caseTag));
	const concern = open.case.letters.flatMap(({ says }) => (typeof says === "object" && says.kind === "concern" ? [says.content.text] : []));
	const hidden = open.case.letters.filter(({ says }) => says === "not-for-me").length;
	const compartments = Object.keys(open.keys).sort().join(", ");
	const expected = rung === 1 ? "concern, notes" : "concern";
	narrator.claim(
		"a",
		`rung ${rung}: ${login} reads what may go up, and only that`,
		concern[0] === text && hidden === 1 && compartments === expected && open.case.findings.length === 0,
		`opens ${compartments}; the private letter stays shut`,
	);
}

type Variants = { readonly full: Reporter; readonly existence: Reporter; readonly nothing: Reporter };

async function goesOutside({ narrator, cast }: Told, { full, existence, nothing }: Variants): Promise<void> {
	const officer = cast("duty-officer.cso");
	const open = await until("the regulator to read the case", WAIT_SECONDS, () => readable(officer, full.raised.caseTag));
	const texts = open.case.letters.flatMap(({ says }) => (typeof says === "object" && says.kind === "concern" ? [says.content.text] : []));
	narrator.claim(
		"a",
		"ticked full: the regulator reads the concern, not who raised it",
		texts[0] === full.text && Object.keys(open.keys).join() === "concern",
	);
	const row = await until("the regulator to hear of the second case", WAIT_SECONDS, () => rowOf(officer, existence.raised.caseTag));
	const glimpse = await officer.desk.open({ caseTag: existence.raised.caseTag, tenure: row.tenure });
	const isBare =
		row.sight === "existence" && glimpse.desk.events.length === 0 && glimpse.desk.letters.length === 0 && glimpse.desk.wraps.length === 0;
	narrator.claim("a", "ticked existence: the regulator learns that it exists, and nothing else", isBare);
	const top = await until("the third case to reach its top", WAIT_SECONDS, () => rowOf(cast(`chair.${SLUG}`), nothing.raised.caseTag));
	await new Promise((resume) => setTimeout(resume, 8_000));
	narrator.claim(
		"a",
		"ticked nothing: it reaches the board and the regulator never hears of it",
		top !== null && (await rowOf(officer, nothing.raised.caseTag)) === null,
	);
}

/** What the reporter's own copy of the history says about when each thing happened. */
async function wasOnTime({ stage, narrator }: Told, reporter: Reporter): Promise<void> {
	const { mailbox } = await comeBack(stage, SLUG, reporter);
	const events = mailbox.mailbox.events;
	const warned = happenings(events, "warned").filter(({ happening }) => happening.consequence.running.clock === "acknowledgement");
	narrator.claim(
		"a",
		"the guardian was warned twice before the due time",
		warned.length === 2 && warned.every(({ at, happening }) => at <= happening.consequence.due),
	);
	const fired = acknowledgementRungs(events);
	const order = fired.map(({ happening }) => happening.consequence.rung).join(" ");
	narrator.claim("a", "each of the five rungs fired once, in order", order === "1 2 3 4 5", order);
	for (const { at, happening } of fired) {
		const { rung, scheduled, due } = happening.consequence;
		const late = secondsBetween(scheduled, at);
		narrator.claim(
			"a",
			`rung ${rung} fired at its time`,
			late >= 0 && late <= ON_TIME_SECONDS,
			`due +${secondsBetween(due, scheduled)} s, ${late} s late`,
		);
	}
	const opened = happenings(events, "released").filter(({ at, happening }) => at < happening.consequence.notBefore);
	narrator.claim("a", "nothing was opened before its earliest lawful instant", opened.length === 0);
	narrator.claim(
		"a",
		"the reporter's own check finds nothing amiss",
		mailbox.findings.length + mailbox.case.findings.length === 0,
		`${events.length} events`,
	);
}
