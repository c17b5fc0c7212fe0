/** What the documents say about the repository is true of it: links lead somewhere, and the paths they name exist. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "./architecture/source-file.ts";

const documents = [
	"README.md",
	"SECURITY.md",
	...readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" }).map((name) => `docs/${name}`),
].filter((path) => path.endsWith(".md"));

const linkTarget = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g;
const namedPath = /`((?:packages|apps|infra|test|docs)\/[\w./-]+)`/g;

/** Relative link targets, and paths from the root in backticks, that lead nowhere. */
function deadEnds(path: string, text: string): readonly string[] {
	const links = [...text.matchAll(linkTarget)].map(([, target = ""]) => join(dirname(path), target));
	const named = [...text.matchAll(namedPath)].map(([, target = ""]) => target);
	return [...links, ...named].filter((target) => !existsSync(join(repository, target)));
}

test.each(documents)("%s names nothing that is not there", (path) => {
	expect(deadEnds(path, readFileSync(join(repository, path), "utf8"))).toEqual([]);
});

test("a dead link and a path that does not exist are caught", () => {
	expect(deadEnds("docs/a.md", "[x](decisions/none.md) [y](https://example.org) `packages/none.ts` `packages/log`")).toEqual([
		"docs/decisions/none.md",
		"packages/none.ts",
	]);
});
