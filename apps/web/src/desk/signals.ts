/** What several concerns say together: one place again and again, and two people who may speak of the same thing. Pure. */
import { epochSeconds } from "@answerable/log/epoch";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { Listed } from "./beginnings.ts";

/** Several concerns about one place, the newest first. */
export type Signal = { readonly unit: string; readonly cases: readonly CaseTag[] };

/** Two cases that may be about the same, the earlier first, and why that is thought. */
export type Alike = {
	readonly cases: readonly [CaseTag, CaseTag];
	/** The place that both name; null if they name none, or not the same. */
	readonly unit: string | null;
	readonly daysApart: number;
	/** Words that both use, and few others do. */
	readonly words: readonly string[];
};

/** What was found among everything that is open to me. */
export type Found = { readonly signals: readonly Signal[]; readonly alike: readonly Alike[] };

const DAY_SECONDS = 86_400;
/** Three independent reports of one unit within ninety days (reference §4.2). */
const SIGNAL_DAYS = 90;
const SIGNAL_CASES = 3;

/** Places that three or more concerns of the last ninety days are about, most first. */
export function repeatSignals(all: readonly Listed[], now: Instant): readonly Signal[] {
	const since = epochSeconds(now) - SIGNAL_DAYS * DAY_SECONDS;
	const recent = all.filter(({ raisedAt, place }) => epochSeconds(raisedAt) >= since && place !== "");
	const places = new Map<string, Listed[]>();
	for (const one of recent) {
		const key = `${one.organisation} ${one.place}`;
		const place = places.get(key);
		if (place === undefined) places.set(key, [one]);
		else place.push(one);
	}
	return [...places.values()]
		.filter((cases) => cases.length >= SIGNAL_CASES)
		.map((cases) => cases.sort((left, right) => (left.raisedAt > right.raisedAt ? -1 : 1)))
		.map((cases) => ({ unit: cases[0]?.unit ?? "", cases: cases.map(({ caseTag }) => caseTag) }))
		.sort((left, right) => right.cases.length - left.cases.length);
}

/** Raised so close to each other. */
const ALIKE_DAYS = 14;
/** Each is held against so many before it, so that a flood of concerns costs no more than its length. */
const MOST_BEFORE = 200;
/** No more are offered: whoever has worked through these finds the next. */
const MOST_ALIKE = 50;
/** How much of the shorter one's words both must use, and how many at the least: less where both name one place. */
const ENOUGH = { samePlace: { share: 0.35, words: 3 }, elsewhere: { share: 0.6, words: 5 } } as const;
const SHORTEST_WORD = 4;
const MOST_WORDS = 60;
/** A word that more than a third of many use tells nothing apart. */
const COMMON = { share: 1 / 3, among: 12 } as const;
const SHOWN_WORDS = 5;

type Told = { readonly one: Listed; readonly at: number; readonly words: Int32Array };

/** Pairs of open cases of one organisation that may be about the same, the most alike first; none that are tied already. */
export function possibleDuplicates(all: readonly Listed[]): readonly Alike[] {
	const open = all.filter(({ closedAt }) => closedAt === null);
	const { wordsOf, spell } = lexiconOf(open);
	const told = open
		.map((one): Told => ({ one, at: epochSeconds(one.raisedAt), words: wordsOf(one) }))
		.sort((left, right) => left.at - right.at);
	const pairs = told.flatMap((later, index) =>
		told
			.slice(Math.max(0, index - MOST_BEFORE), index)
			.filter((earlier) => later.at - earlier.at <= ALIKE_DAYS * DAY_SECONDS)
			.flatMap((earlier) => pairOf(earlier, later) ?? []),
	);
	pairs.sort((left, right) => right.share - left.share);
	return pairs.slice(0, MOST_ALIKE).map(({ earlier, later, shared }) => ({
		cases: [earlier.one.caseTag, later.one.caseTag],
		unit: isOnePlace(earlier, later) ? later.one.unit : null,
		daysApart: Math.floor((later.at - earlier.at) / DAY_SECONDS),
		words: shared.slice(0, SHOWN_WORDS).map(spell),
	}));
}

type Pair = { readonly earlier: Told; readonly later: Told; readonly shared: readonly number[]; readonly share: number };

/** Two cases with what they share; null if that is not enough. */
function pairOf(earlier: Told, later: Told): Pair | null {
	if (earlier.one.organisation !== later.one.organisation || isTied(earlier.one, later.one)) return null;
	const shared = sharedWords(earlier.words, later.words);
	const share = shared.length / Math.max(1, Math.min(earlier.words.length, later.words.length));
	const enough = isOnePlace(earlier, later) ? ENOUGH.samePlace : ENOUGH.elsewhere;
	return shared.length < enough.words || share < enough.share ? null : { earlier, later, shared, share };
}

function isOnePlace(earlier: Told, later: Told): boolean {
	return later.one.place !== "" && later.one.place === earlier.one.place;
}

function isTied(one: Listed, other: Listed): boolean {
	return one.ties.includes(other.caseTag) || other.ties.includes(one.caseTag);
}

/** Words as numbers, so that two cases are compared in no time; each case's in order, and the rare before the common. */
function lexiconOf(all: readonly Listed[]) {
	const spoken = new Map(all.map((one) => [one.caseTag, tellingWords(one.words)] as const));
	const counts = new Map<string, number>();
	for (const words of spoken.values()) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	const most = all.length < COMMON.among ? all.length : all.length * COMMON.share;
	const byRarity = [...counts].filter(([, count]) => count <= most).sort(([, left], [, right]) => left - right);
	const numbers = new Map(byRarity.map(([word], number) => [word, number]));
	return {
		wordsOf: ({ caseTag }: Listed): Int32Array => {
			const words = (spoken.get(caseTag) ?? []).flatMap((word) => numbers.get(word) ?? []);
			return Int32Array.from(words).sort();
		},
		spell: (number: number): string => byRarity[number]?.[0] ?? "",
	};
}

function tellingWords(text: string): readonly string[] {
	const words = new Set<string>();
	for (const word of text.split(" ")) {
		if (word.length >= SHORTEST_WORD) words.add(word);
		if (words.size === MOST_WORDS) break;
	}
	return [...words];
}

/** Of two lists in order what both have. */
function sharedWords(left: Int32Array, right: Int32Array): readonly number[] {
	const shared: number[] = [];
	let [at, other] = [0, 0];
	while (at < left.length && other < right.length) {
		const [one = 0, two = 0] = [left[at], right[other]];
		if (one === two) shared.push(one);
		if (one <= two) at += 1;
		if (two <= one) other += 1;
	}
	return shared;
}
