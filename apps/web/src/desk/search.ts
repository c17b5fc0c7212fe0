/** Finding cases among those that were opened here. Nothing of it leaves the page. Pure. */
import { epochSeconds } from "@answerable/log/epoch";
import type { Severity } from "@answerable/types/clock";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { Listed } from "./beginnings.ts";
import { folded } from "./folding.ts";
import { referenceOf, type TodayRow } from "./today.ts";

/** `waiting`: something is due. `up`: it went to those above, and is open. */
export type Standing = "waiting" | "up" | "closed";
/** When it was raised: within so long, or longer ago than the last. */
export type Age = "week" | "month" | "quarter" | "older";

/** What is looked for. Null, or an empty text, for anything. */
export type Sought = {
	readonly text: string;
	readonly severity: Severity | null;
	readonly standing: Standing | null;
	readonly age: Age | null;
	/** As `unitKey` makes it of a name. */
	readonly unit: string | null;
};

export const ANYTHING: Sought = { text: "", severity: null, standing: null, age: null, unit: null };

const DAY_SECONDS = 86_400;
const AGE_DAYS: Readonly<Record<Exclude<Age, "older">, number>> = { week: 7, month: 30, quarter: 90 };

export type ListedCases = ReadonlyMap<CaseTag, Listed | null>;

/** Rows that are what is sought, in their order. A row that was not opened yet has only its reference and what the server knows. */
export function searchCases(rows: readonly TodayRow[], listed: ListedCases, sought: Sought, now: Instant): readonly TodayRow[] {
	const words = folded(sought.text)
		.split(" ")
		.filter((word) => word !== "");
	return rows.filter((row) => {
		const one = listed.get(row.caseTag) ?? null;
		return isSuch(row, one, sought, now) && words.every((word) => (one?.words.includes(word) ?? false) || isReference(row, word));
	});
}

/** Whether anything is looked for at all. */
export function isSearching(sought: Sought): boolean {
	const { text, ...choices } = sought;
	return folded(text) !== "" || Object.values(choices).some((choice) => choice !== null);
}

/** Every unit that was named, once, in the spelling that is longest, by its name. */
export function unitsOf(listed: ListedCases): readonly { readonly key: string; readonly name: string }[] {
	const names = new Map<string, string>();
	for (const one of listed.values()) {
		const key = one === null ? "" : one.place;
		const known = names.get(key) ?? "";
		if (one !== null && key !== "" && one.unit.length > known.length) names.set(key, one.unit);
	}
	return [...names].map(([key, name]) => ({ key, name })).sort((left, right) => (left.name < right.name ? -1 : 1));
}

function isSuch(row: TodayRow, one: Listed | null, { severity, standing, age, unit }: Sought, now: Instant): boolean {
	if (severity !== null && row.severity !== severity) return false;
	if (standing !== null && !isStanding(row, one, standing)) return false;
	if (age !== null && (one === null || ageOf(one.raisedAt, now) !== age)) return false;
	return unit === null || (one !== null && one.place === unit);
}

function isStanding({ closed, next, rung }: TodayRow, one: Listed | null, standing: Standing): boolean {
	switch (standing) {
		case "waiting":
			return !closed && next !== null;
		case "up":
			return !closed && Math.max(rung, one?.reached ?? 0) > 0;
		case "closed":
			return closed;
	}
}

/** How long ago something was, in the steps by which people ask for it. */
export function ageOf(at: Instant, now: Instant): Age {
	const days = (epochSeconds(now) - epochSeconds(at)) / DAY_SECONDS;
	const steps = ["week", "month", "quarter"] as const;
	return steps.find((step) => days <= AGE_DAYS[step]) ?? "older";
}

function isReference({ caseTag }: TodayRow, word: string): boolean {
	return referenceOf(caseTag).toLowerCase().startsWith(word);
}
