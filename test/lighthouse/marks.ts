/** What Lighthouse found of a page, and whether it is good enough. */

/** The part of Lighthouse's result that is read. */
export type LighthouseResult = {
	readonly categories: Readonly<
		Record<string, { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }>
	>;
	readonly audits: Readonly<
		Record<
			string,
			{ readonly score: number | null; readonly numericValue?: number; readonly title: string; readonly errorMessage?: string }
		>
	>;
	readonly runtimeError?: { readonly message: string };
};

export type Figures = {
	/** Largest contentful paint, as it would be on slow 4G. */
	readonly lcpMs: number;
	readonly performance: number;
	readonly accessibility: number;
	readonly bestPractices: number;
	/** What cost a point in the last two. */
	readonly faults: readonly string[];
};

/** Whether the machine may be to blame says whether a miss is fatal. */
export type Missed = { readonly what: string; readonly isFatal: boolean };

const LCP = "largest-contentful-paint";
const LCP_MS = 1_500;
/** Simulated throttling depends on how fast the machine ran the page meanwhile: twice the mark in the best of three looks is no accident. */
const LCP_FATAL_MS = 2 * LCP_MS;
/** How often a page is looked at, at most. */
export const LOOKS = 3;
const WHOLE = 100;

/** A look of which Lighthouse could not say something: its browser painted nothing in time, say. */
export class NoFigure extends Error {}

/** Reads the figures. Throws NoFigure, with Lighthouse's own reason, if one of them is not there. */
export function readFigures({ categories, audits, runtimeError }: LighthouseResult): Figures {
	const reason = (audit?: string): string | undefined => (audit && audits[audit]?.errorMessage) ?? runtimeError?.message;
	const scoreOf = (category: string): number => Math.round(numberOf(categories[category]?.score, category, reason()) * WHOLE);
	const faults = ["accessibility", "best-practices"].flatMap((category) =>
		(categories[category]?.auditRefs ?? [])
			.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
			.map(({ id }) => `${id}: ${audits[id]?.title}`),
	);
	return {
		lcpMs: Math.round(numberOf(audits[LCP]?.numericValue, LCP, reason(LCP))),
		performance: scoreOf("performance"),
		accessibility: scoreOf("accessibility"),
		bestPractices: scoreOf("best-practices"),
		faults,
	};
}

/** Whether a page need not be looked at again: what a busy machine adds to the largest paint, a quieter moment takes away. */
export function isEnough({ lcpMs }: Figures): boolean {
	return lcpMs < LCP_MS;
}

/** The look with the earliest largest paint. What costs a point elsewhere counts from whichever look found it. */
export function bestOf(looks: readonly Figures[]): Figures {
	const [first, ...rest] = looks;
	if (first === undefined) throw new Error("Nobody looked.");
	return rest.reduce((best, next) => {
		const [quick, worse] = [next.lcpMs < best.lcpMs ? next : best, Math.min(next.accessibility, best.accessibility)];
		const faults = [...new Set([...best.faults, ...next.faults])];
		return { ...quick, accessibility: worse, bestPractices: Math.min(next.bestPractices, best.bestPractices), faults };
	}, first);
}

/** The marks that were missed. */
export function judge({ lcpMs, accessibility, bestPractices, faults }: Figures): readonly Missed[] {
	const because = faults.length === 0 ? "" : ` (${faults.join("; ")})`;
	return [
		...(accessibility < WHOLE ? [{ what: `accessibility is ${accessibility}, not 100${because}`, isFatal: true }] : []),
		...(bestPractices < WHOLE ? [{ what: `best practices are ${bestPractices}, not 100${because}`, isFatal: true }] : []),
		...(lcpMs >= LCP_MS ? [{ what: `LCP is ${lcpMs} ms, not under ${LCP_MS}`, isFatal: lcpMs > LCP_FATAL_MS }] : []),
	];
}

/** A table for people. */
export function tableOf(pages: Readonly<Record<string, Figures>>): string {
	const head = ["page", "LCP", "accessibility", "best practices", "performance"];
	const rows = Object.entries(pages).map(([page, each]) => [
		page,
		`${each.lcpMs} ms`,
		String(each.accessibility),
		String(each.bestPractices),
		String(each.performance),
	]);
	const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
	return [head, ...rows].map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}

function numberOf(value: number | null | undefined, name: string, reason = "no reason given"): number {
	if (typeof value !== "number" || !Number.isFinite(value)) throw new NoFigure(`Lighthouse gave no ${name}: ${reason}.`);
	return value;
}
