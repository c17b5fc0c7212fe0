/**
 * The pages, with one HTML entry for each of their readers: nothing of the desk is in the reporter's (see `src/bundle.test.ts`).
 * File names carry a hash of what is in them, and nothing in them depends on where or when they were built.
 */
import { FIRST_PAGE } from "./scripts/first-page.ts";
import { pagesPlugin } from "./scripts/pages-plugin.ts";

export default {
	root: import.meta.dirname,
	appType: "mpa" as const,
	oxc: { jsx: { runtime: "automatic" as const, importSource: "preact" } },
	plugins: [pagesPlugin()],
	css: { preprocessorOptions: { scss: { quietDeps: true } } },
	worker: { format: "es" as const },
	build: {
		outDir: "dist",
		emptyOutDir: true,
		target: "es2023",
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		rolldownOptions: {
			input: { reporter: "index.html", desk: "desk.html" },
			output: { codeSplitting: FIRST_PAGE },
		},
	},
};
