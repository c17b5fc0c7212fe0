/** Figures where people would look rather than read. Pure. */
import { epochSeconds } from "@answerable/log/epoch";
import type { Instant } from "@answerable/types/time";
import type { Listed } from "./beginnings.ts";
import { type Age, ageOf } from "./search.ts";

/** How many open cases are so old, and how many of them went to those above. */
export type AgeCount = { readonly age: Age; readonly open: number; readonly up: number };

const AGES: readonly Age[] = ["week", "month", "quarter", "older"];

/** Open cases by how long ago they were raised, the newest first; every step, also where there is none. */
export function openByAge(all: readonly Listed[], now: Instant): readonly AgeCount[] {
	const open = all.filter(({ closedAt }) => closedAt === null);
	return AGES.map((age) => {
		const such = open.filter(({ raisedAt }) => ageOf(raisedAt, now) === age);
		return { age, open: such.length, up: such.filter(({ reached }) => reached > 0).length };
	});
}

/** How long a concern waited for the first letter that answered anything. */
export type FirstAnswer = { readonly raisedAt: Instant; readonly seconds: number };

export type RunChart = {
	/** In the order in which they were raised. */
	readonly points: readonly FirstAnswer[];
	/** Half of all answered concerns waited less; null if none was answered. */
	readonly medianSeconds: number | null;
	/** Open, and no answer yet. */
	readonly unanswered: number;
};

/** A run chart that can be read has some dozens of points. */
const MOST_POINTS = 30;

/** The last concerns that were answered, one point each, and the median of all that were. */
export function firstAnswers(all: readonly Listed[]): RunChart {
	const answered = all
		.flatMap(({ raisedAt, answeredAt }) =>
			answeredAt === null ? [] : [{ raisedAt, seconds: Math.max(0, epochSeconds(answeredAt) - epochSeconds(raisedAt)) }],
		)
		.sort((left, right) => (left.raisedAt < right.raisedAt ? -1 : 1));
	return {
		points: answered.slice(-MOST_POINTS),
		medianSeconds: medianOf(answered.map(({ seconds }) => seconds)),
		unanswered: all.filter(({ answeredAt, closedAt }) => answeredAt === null && closedAt === null).length,
	};
}

function medianOf(values: readonly number[]): number | null {
	const sorted = values.toSorted((left, right) => left - right);
	const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
	return low === undefined || high === undefined ? null : (low + high) / 2;
}
