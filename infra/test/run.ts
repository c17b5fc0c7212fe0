/** `npm test`: one vitest run over every workspace, then what was left out and why, then one line of counts. */
import { parseCLI, startVitest } from "vitest/node";
import { closingLine, isGood, type Tally, TallyReporter } from "./tally.ts";

/** Runs the tests that the arguments choose (vitest's own; none means all) and gives their tally, or null if the run broke off. */
async function runTests(args: readonly string[]): Promise<Tally | null> {
	const { filter, options } = parseCLI(["vitest", "run", ...args]);
	const reporter = new TallyReporter();
	const vitest = await startVitest([...filter], { ...options, watch: false, reporters: ["default", reporter] });
	await vitest.close();
	return reporter.result;
}

function report(result: Tally): void {
	if (result.leftOut.length > 0) {
		console.log("\nLeft out:");
		for (const { name, reason } of result.leftOut) console.log(`  ${name}\n    because ${reason}`);
	}
	console.log(`\n${closingLine(result)}`);
	// Vitest itself sets an exit code for what no test says: coverage below its threshold.
	process.exitCode = isGood(result) && !process.exitCode ? 0 : 1;
}

try {
	const result = await runTests(process.argv.slice(2));
	if (result === null) throw new Error("vitest ended without a result");
	report(result);
} catch (error) {
	console.error(error);
	report({ passed: 0, failed: 1, skipped: 0, leftOut: [] });
}
process.exit();
