/** The browser suite: real browsers on the whole product. Slower than the rest, so it has its own command: `npm run browser`. */
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["test/browser/**/*.test.ts"],
		globalSetup: ["infra/test/pages.ts"],
		pool: "forks",
		// Two browsers and a whole deployment fill two cores: more at once would measure the machine, not the pages.
		maxWorkers: 1,
		fileParallelism: false,
		testTimeout: 240_000,
		hookTimeout: 420_000,
		expect: { poll: { timeout: 60_000 } },
	},
});
