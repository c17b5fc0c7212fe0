/** The browser suite: real browsers on the whole product. Slower than the rest, so it has its own command: `npm run browser`. */
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["test/browser/**/*.test.ts"],
		globalSetup: ["infra/test/pages.ts"],
		pool: "forks",
		// Most of it waits for clocks, and for the next code of a phone: three files at once fill two cores, and what must come is waited for generously.
		maxWorkers: 3,
		testTimeout: 240_000,
		hookTimeout: 420_000,
		expect: { poll: { timeout: 60_000 } },
	},
});
