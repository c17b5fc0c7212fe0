/** One run for every workspace, from the root, never cached: tests are what promises stand on. */
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "infra/**/*.test.ts", "test/**/*.test.ts"],
		exclude: ["**/node_modules/**", "test/browser/**"],
		globalSetup: ["infra/database/test-database.ts", "infra/test/pages.ts"],
		pool: "forks",
		maxWorkers: 2,
		testTimeout: 180_000,
		hookTimeout: 180_000,
		// What must come is waited for, not timed: a busy machine is no fault of the product.
		expect: { poll: { timeout: 60_000 } },
		coverage: {
			provider: "v8",
			reporter: ["text-summary"],
			include: ["packages/{types,domain,log,crypto}/src/**"],
			exclude: ["**/*.test.ts", "**/*.fixture.ts"],
			// Every branch of the rules and of the proofs is tried: `npm test -- packages/domain packages/log --coverage`.
			thresholds: { "packages/{domain,log}/src/**": { branches: 100 } },
		},
	},
});
