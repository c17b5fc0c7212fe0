import { expect, test } from "vitest";
import { bestOf, type Figures, isEnough, judge, NoFigure, readFigures, tableOf } from "./marks.ts";

const GOOD: Figures = { lcpMs: 1_499, performance: 90, accessibility: 100, bestPractices: 100, faults: [] };

test("a page that reaches the marks misses none, whatever its performance", () => {
	expect(judge(GOOD)).toEqual([]);
	expect(judge({ ...GOOD, performance: 10 })).toEqual([]);
});

test.each<[string, Partial<Figures>, boolean]>([
	["LCP is 1500 ms", { lcpMs: 1_500 }, false],
	["LCP is 3000 ms", { lcpMs: 3_000 }, false],
	["LCP is 3001 ms", { lcpMs: 3_001 }, true],
	["accessibility is 99", { accessibility: 99, faults: ["label: Form elements have labels"] }, true],
	["best practices are 96", { bestPractices: 96 }, true],
])("%s is told; fatal unless the machine may be to blame", (what, changes, isFatal) => {
	expect(judge({ ...GOOD, ...changes })).toEqual([{ what: expect.stringContaining(what), isFatal }]);
});

test("of several looks the quickest counts for the paint, and the worst for everything else", () => {
	const slow = { ...GOOD, lcpMs: 1_900, performance: 50, accessibility: 98, faults: ["label: Form elements have labels"] };
	expect(isEnough(slow)).toBe(false);
	expect(isEnough(GOOD)).toBe(true);
	for (const looks of [
		[slow, GOOD],
		[GOOD, slow],
	])
		expect(bestOf(looks)).toEqual({ ...GOOD, accessibility: 98, faults: slow.faults });
	expect(() => bestOf([])).toThrow("Nobody looked");
});

const category = (score: number | null, ...ids: readonly string[]) => ({ score, auditRefs: ids.map((id) => ({ id, weight: 1 })) });
const RESULT = {
	categories: {
		performance: category(0.87, "speed"),
		accessibility: category(0.95, "label", "image"),
		"best-practices": category(1, "errors"),
	},
	audits: {
		"largest-contentful-paint": { score: 0.9, numericValue: 1_234.6, title: "LCP" },
		label: { score: 0, title: "Form elements have labels" },
		image: { score: null, title: "Images have names" },
		errors: { score: 1, title: "No errors" },
		speed: { score: 0.1, title: "Speed" },
	},
};

test("figures come out of a result with what cost a point; what does not apply costs none", () => {
	const figures = readFigures(RESULT);
	expect(figures).toEqual({
		lcpMs: 1_235,
		performance: 87,
		accessibility: 95,
		bestPractices: 100,
		faults: ["label: Form elements have labels"],
	});
	expect(tableOf({ choose: figures }).split("\n")[1]).toMatch(/^choose +1235 ms +95 +100 +87/);
});

test("a figure that is missing is a fault, not a pass", () => {
	expect(() => readFigures({ ...RESULT, audits: {} })).toThrow(NoFigure);
	const painted = { score: null, title: "LCP", errorMessage: "NO_LCP" };
	expect(() => readFigures({ ...RESULT, audits: { "largest-contentful-paint": painted } })).toThrow(
		"gave no largest-contentful-paint: NO_LCP",
	);
	expect(() => readFigures({ ...RESULT, audits: {}, runtimeError: { message: "The page crashed" } })).toThrow("The page crashed");
	expect(() => readFigures({ ...RESULT, categories: { ...RESULT.categories, accessibility: category(null) } })).toThrow(
		"gave no accessibility",
	);
});
