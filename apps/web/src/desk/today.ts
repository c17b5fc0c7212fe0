/** What needs me, in the order in which it is due; and how much there is of the rest. Pure. */
import { epochSeconds } from "@answerable/log/epoch";
import type { InboxRow } from "@answerable/types/desk";
import type { Instant } from "@answerable/types/time";

/** `late`: due already. `soon`: due within a week. `later`: after that. `quiet`: nothing runs. */
export type Pile = "late" | "soon" | "later" | "quiet" | "closed";

/** A case of mine, once: as the tenure that may see most of it. */
export type TodayRow = InboxRow & { readonly pile: Pile };

export type Today = Readonly<Record<Pile, readonly TodayRow[]>>;

const SOON_SECONDS = 7 * 86_400;

/** Sorts an inbox at an instant. */
export function sortToday(rows: readonly InboxRow[], now: Instant): Today {
	const today: Record<Pile, TodayRow[]> = { late: [], soon: [], later: [], quiet: [], closed: [] };
	for (const row of onceEach(rows)) {
		const pile = pileOf(row, now);
		today[pile].push({ ...row, pile });
	}
	for (const pile of Object.values(today)) pile.sort(byUrgency);
	return today;
}

/** How much time there is until an instant, or since; in the two units that somebody would say. */
export type TimeLeft = { readonly isLate: boolean; readonly parts: readonly (readonly [Unit, number])[] };
export type Unit = "days" | "hours" | "minutes" | "seconds";

const UNITS: readonly (readonly [Unit, number])[] = [
	["days", 86_400],
	["hours", 3_600],
	["minutes", 60],
	["seconds", 1],
];

/** From ten days on nobody counts hours, nor minutes from ten hours on. */
const MOST_WITH_A_SECOND = 9;

export function timeLeft(due: Instant, now: Instant): TimeLeft {
	const seconds = epochSeconds(due) - epochSeconds(now);
	return { isLate: seconds < 0, parts: partsOf(Math.abs(seconds)) };
}

/** A length of time in words: `2 days 3 hours`. */
export function wholeTime(seconds: number, units: Readonly<Record<Unit, (count: number) => string>>): string {
	return partsOf(Math.round(seconds))
		.map(([unit, count]) => units[unit](count))
		.join(" ");
}

function partsOf(seconds: number): TimeLeft["parts"] {
	const parts: [Unit, number][] = [];
	let left = seconds;
	for (const [unit, length] of UNITS) {
		const count = Math.floor(left / length);
		if (count === 0 && parts.length === 0 && unit !== "seconds") continue;
		if (count > 0 || parts.length === 0) parts.push([unit, count]);
		left -= count * length;
		if (parts.length > 0 && (count > MOST_WITH_A_SECOND || parts[0]?.[0] !== unit)) break;
	}
	return parts;
}

/** The letters by which people tell two cases apart when they speak of them. */
export function referenceOf(caseTag: string): string {
	return caseTag.slice(0, 8).toUpperCase();
}

/** Every case once. Whoever holds two roles may see a case twice: it is shown once, as the one who sees most and stands lowest. */
export function onceEach(rows: readonly InboxRow[]): readonly InboxRow[] {
	const best = new Map<string, InboxRow>();
	for (const row of rows) {
		const known = best.get(row.caseTag);
		if (known === undefined || isNearer(row, known)) best.set(row.caseTag, row);
	}
	return [...best.values()];
}

function isNearer(row: InboxRow, known: InboxRow): boolean {
	if (row.sight !== known.sight) return row.sight === "content";
	return row.rung < known.rung;
}

function pileOf({ closed, next }: InboxRow, now: Instant): Pile {
	if (closed) return "closed";
	if (next === null) return "quiet";
	const seconds = epochSeconds(next.due) - epochSeconds(now);
	if (seconds < 0) return "late";
	return seconds <= SOON_SECONDS ? "soon" : "later";
}

/** The due first, then how urgent it is, then the tag, so that the order never jumps. */
function byUrgency(left: TodayRow, right: TodayRow): number {
	const keyOf = ({ next, severity, caseTag }: TodayRow) => `${next?.due ?? "~"} ${severity} ${caseTag}`;
	return keyOf(left) < keyOf(right) ? -1 : 1;
}
