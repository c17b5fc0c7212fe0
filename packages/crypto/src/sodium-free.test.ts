import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Every file and package that a file of this workspace loads, however deep. */
function loads(file: string, seen = new Set<string>()): ReadonlySet<string> {
	if (!seen.has(file)) {
		seen.add(file);
		const source = readFileSync(new URL(file, import.meta.url), "utf8");
		for (const [, kind, from] of source.matchAll(/^(import|export)\b[^;]*?from "([^"]+)"/gm)) {
			if (from?.startsWith("./")) {
				loads(from, seen);
			} else if (kind !== undefined && from !== undefined) {
				seen.add(from);
			}
		}
	}
	return seen;
}

const FREE = [
	"./signing.ts",
	"./letter-header.ts",
	"./wrap-list.ts",
	"./wrap-header.ts",
	"./frame.ts",
	"./mailbox.ts",
	"./sealing-key.ts",
	"./outer.ts",
];
const OPENERS = [
	"./sodium.ts",
	"./letter.ts",
	"./wrap.ts",
	"./release.ts",
	"./file.ts",
	"./handler-keys.ts",
	"./phrase.ts",
	"./kem-box.ts",
];

describe("what the api and the worker may import", () => {
	test.each(FREE)("%s reaches neither libsodium nor anything that opens", (file) => {
		const reached = loads(file);
		expect([...reached].filter((name) => name.includes("sodium") || OPENERS.includes(name))).toEqual([]);
	});
});

test("the releaser's file reaches nothing that opens a letter, an inner wrap or a phrase", () => {
	const reached = loads("./release.ts");
	expect(reached.has("./sodium.ts")).toBe(true);
	expect(["./letter.ts", "./wrap.ts", "./file.ts", "./handler-keys.ts", "./phrase.ts"].filter((file) => reached.has(file))).toEqual([]);
});

test("only one file imports libsodium", () => {
	expect(loads("./sodium.ts").has("libsodium-wrappers-sumo")).toBe(true);
	for (const file of ["letter", "wrap", "release", "file", "handler-keys", "phrase", "kem-box", "compartment", "reporter-keys"]) {
		const source = readFileSync(new URL(`./${file}.ts`, import.meta.url), "utf8");
		expect(source).not.toMatch(/libsodium-wrappers/);
	}
});
