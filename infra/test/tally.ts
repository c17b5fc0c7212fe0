/** Counts what a vitest run did, so that nothing which went wrong can hide outside the tests that are counted. */
import type { Reporter, SerializedError, TestCase, TestModule } from "vitest/node";

export type LeftOut = { readonly name: string; readonly reason: string };
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };
export type Tally = Counts & { readonly leftOut: readonly LeftOut[] };

/** Counts tests; a file, a suite's hook or a promise that failed outside any test counts as a failed test of its own. */
export function tally(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Tally {
	const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
	const leftOut: LeftOut[] = [];
	for (const module of modules) {
		counts.failed += module.errors().length;
		for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
		const tests = [...module.children.allTests()];
		if (tests.length === 0 && module.errors().length === 0 && module.state() !== "skipped") counts.failed += 1;
		for (const test of tests) {
			const outcome = outcomeOf(test);
			counts[outcome] += 1;
			if (outcome === "skipped") leftOut.push({ name: `${module.relativeModuleId}: ${test.fullName}`, reason: reasonOf(test) });
		}
	}
	return { ...counts, leftOut };
}

/** The one line that machines read, alone on the last line of the output. */
export function closingLine(counts: Counts): string {
	return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

/** A run counts as good only if something ran and nothing failed. */
export function isGood(counts: Counts): boolean {
	return counts.failed === 0 && counts.passed > 0;
}

/** Keeps the tally of the run it is given to. */
export class TallyReporter implements Reporter {
	result: Tally | null = null;

	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
		this.result = tally(modules, unhandled);
	}
}

/** A test that was started and never ended is a failure: its worker crashed or the run was cut short. */
function outcomeOf(test: TestCase): keyof Counts {
	const { state } = test.result();
	return state === "pending" ? "failed" : state;
}

function reasonOf(test: TestCase): string {
	const result = test.result();
	const note = result.state === "skipped" ? result.note : undefined;
	return note ?? "the test gives no reason";
}
