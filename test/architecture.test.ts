/** The rules of docs/architecture.md, held over every source. Each rule has a specimen that it must catch: a rule that catches nothing is none. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileOf, importsOf, importViolations, workspaceOf } from "./architecture/import.ts";
import { importTable, sodiumFree } from "./architecture/import-table.ts";
import * as manifest from "./architecture/manifest.ts";
import { isPure, purityViolations } from "./architecture/purity.ts";
import { cyclesIn, reachOf, waysBesidePostgres, waysToOpen } from "./architecture/reach.ts";
import { exportViolations, nameViolations, sizeViolations } from "./architecture/shape.ts";
import { isTestSource, parseSource, readSources, repository, type SourceFile, type Violation } from "./architecture/source-file.ts";

const sources = readSources();
const manifests = manifest.readManifests();

function over(rule: (file: SourceFile) => readonly Violation[], applies: (path: string) => boolean = () => true): readonly string[] {
	const found = [...sources.values()].filter(({ path }) => applies(path)).flatMap(rule);
	return found.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

/** The messages of a rule over one specimen. */
function caught(rule: (file: SourceFile) => readonly Violation[], path: string, text: string): readonly string[] {
	return rule(parseSource(path, text)).map(({ message }) => message);
}

function tree(files: Readonly<Record<string, string>>): ReadonlyMap<string, SourceFile> {
	return new Map(Object.entries(files).map(([path, text]) => [path, parseSource(path, text)]));
}

describe("who may import whom", () => {
	test("the walk sees the workspaces that exist, and each has a row in the table", () => {
		const seen = new Set([...sources.keys()].map(workspaceOf).filter((each) => each !== null));
		expect([...seen].filter((workspace) => !(workspace in importTable))).toEqual([]);
		expect(seen.size).toBeGreaterThanOrEqual(5);
	});

	test("no source imports what its workspace may not", () => {
		expect(over(importViolations)).toEqual([]);
	});

	test("every import of our own leads to a file that exists", () => {
		const wanted = [...sources.values()].flatMap((file) => importsOf(file).map((each) => ({ from: file.path, to: fileOf(each.target) })));
		expect(wanted.filter(({ to }) => to !== null && !existsSync(join(repository, to)))).toEqual([]);
	});

	test("a workspace declares every package that its sources import", () => {
		const shipped = [...sources.values()].filter(({ path }) => workspaceOf(path) !== null && !isTestSource(path) && path.includes("/src/"));
		const undeclared = shipped.flatMap((file) => {
			const declared = manifest.declaredBy(manifests, workspaceOf(file.path) ?? "");
			const names = importsOf(file).map(({ target }) =>
				target.kind === "workspace" ? `@answerable/${target.name}` : target.kind === "external" ? target.name : null,
			);
			return names.filter((name) => name !== null && !declared.has(name)).map((name) => `${file.path} imports ${name}`);
		});
		expect(undeclared).toEqual([]);
	});

	test.each([
		["a static import", "packages/domain/src/a.ts", 'import { x } from "@answerable/store/transact";'],
		["a type import", "packages/domain/src/a.ts", 'import type { x } from "@answerable/log/tree";'],
		["an import type", "packages/types/src/a.ts", 'export type X = import("kysely").Kysely<object>;'],
		["a re-export", "apps/api/src/a.ts", 'export { open } from "@answerable/crypto/letter";'],
		["a re-export of all", "apps/api/src/a.ts", 'export * from "@answerable/crypto/wrap";'],
		["a dynamic import", "apps/worker/src/a.ts", 'const x = import("@answerable/crypto/release");'],
		["a computed import", "apps/api/src/a.ts", 'const x = import("@answerable/" + name);'],
		["a template import", "apps/api/src/a.ts", "const x = import(`@answerable/crypto/letter`);"],
		["require", "apps/api/src/a.ts", 'const x = require("bullmq");'],
		["import =", "apps/api/src/a.ts", 'import x = require("bullmq");'],
		["the api and bullmq", "apps/api/src/a.ts", 'import { Queue } from "bullmq";'],
		["the api and release", "apps/api/src/a.ts", 'import { openOuter } from "@answerable/crypto/release";'],
		["the releaser and letters", "apps/releaser/src/a.ts", 'import { openLetter } from "@answerable/crypto/letter";'],
		["a process and the database", "packages/process/src/a.ts", 'import { connect } from "@answerable/store/connect";'],
		["an app and a journal of its own", "apps/worker/src/a.ts", 'import { pino } from "pino";'],
		["a process and seals", "packages/process/src/a.ts", 'import { sign } from "@answerable/crypto/signing";'],
		["the core and the machine", "packages/domain/src/a.ts", 'import { now } from "@answerable/process/machine";'],
		["the store and the machine", "packages/store/src/a.ts", 'import { now } from "@answerable/process/machine";'],
		["a page and the machine", "apps/web/src/a.ts", 'import { now } from "@answerable/process/machine";'],
		["an app and an app by its name", "apps/api/src/a.ts", 'import { x } from "@answerable/worker/queue";'],
		["an app and an app by a path", "apps/api/src/a.ts", 'import { x } from "../../worker/src/queue.ts";'],
		["a test of an app and an app", "apps/api/src/a.test.ts", 'import { x } from "../../worker/src/queue.ts";'],
		["a package by a path", "packages/log/src/a.ts", 'import { x } from "../../crypto/src/signing.ts";'],
		["Node in the core", "packages/log/src/a.ts", 'import { readFileSync } from "node:fs";'],
		["a test tool in a source", "packages/log/src/a.ts", 'import { test } from "vitest";'],
		["a workspace without a row", "packages/extra/src/a.ts", 'import { x } from "zod";'],
		["libsodium in the web", "apps/web/src/a.ts", 'import sodium from "libsodium-wrappers-sumo";'],
	])("%s is caught", (_, path, text) => {
		expect(caught(importViolations, path, text)).toHaveLength(1);
	});

	test("what runs before anything is installed imports nothing but Node's own and itself", () => {
		const early = [...sources.values()].filter(({ path }) => /^infra\/start\/.*\.mjs$/.test(path));
		const others = early.flatMap((file) =>
			importsOf(file).filter(({ target }) => target.kind !== "node" && !fileOf(target)?.endsWith(".mjs")),
		);
		expect(early.length).toBeGreaterThan(3);
		expect(others).toEqual([]);
	});

	test("what the table allows passes", () => {
		expect(
			caught(
				importViolations,
				"apps/api/src/a.ts",
				'import { verify } from "@answerable/crypto/signing"; import { Hono } from "hono/tiny";',
			),
		).toEqual([]);
	});
});

describe("the two promises to reporters", () => {
	test("neither api nor worker can open a letter or an outer seal", () => {
		expect(waysToOpen(sources)).toEqual([]);
	});

	test("raising a concern needs nothing but Postgres", () => {
		expect(waysBesidePostgres(sources)).toEqual([]);
	});

	test.each(sodiumFree)("crypto/%s reaches no libsodium", (name) => {
		const path = `packages/crypto/src/${name}.ts`;
		expect(sources.has(path)).toBe(true);
		expect([...reachOf(sources, [path]).externals.keys()].filter((each) => each.startsWith("libsodium"))).toEqual([]);
	});

	test("only one file names libsodium", () => {
		const files = [...sources.values()].filter((file) => !isTestSource(file.path) && workspaceOf(file.path) !== null);
		const naming = files.filter((file) =>
			importsOf(file).some(({ target }) => target.kind === "external" && target.name.startsWith("libsodium")),
		);
		expect(naming.map(({ path }) => path)).toEqual(["packages/crypto/src/sodium.ts"]);
	});

	test("a way over three files is caught, and told", () => {
		const bad = tree({
			"apps/api/src/main.ts": 'import { x } from "@answerable/store/a";',
			"packages/store/src/a.ts": 'import "./b.ts";',
			"packages/store/src/b.ts": 'const x = import("libsodium-wrappers-sumo"); const y = import("ioredis");',
		});
		const way = "apps/api/src/main.ts > packages/store/src/a.ts > packages/store/src/b.ts";
		expect(waysToOpen(bad)).toEqual([`${way} > libsodium-wrappers-sumo`]);
		expect(waysBesidePostgres(bad)).toEqual([`${way} > ioredis`]);
	});

	test("an import of a type alone is no way, an import statement that keeps running is", () => {
		expect(waysToOpen(tree({ "apps/api/src/a.ts": 'import type { x } from "libsodium-wrappers-sumo";' }))).toEqual([]);
		expect(waysToOpen(tree({ "apps/api/src/a.ts": 'import { type x } from "libsodium-wrappers-sumo";' }))).toHaveLength(1);
	});
});

describe("the pure core", () => {
	test("types, domain and log have no clock, no chance, no I/O and never wait", () => {
		expect([...sources.keys()].filter(isPure).length).toBeGreaterThan(20);
		expect(over(purityViolations, isPure)).toEqual([]);
	});

	test.each([
		["async function f() {}"],
		["const f = async () => 1;"],
		["class C { async m() {} }"],
		["await x;"],
		["async function f() { for await (const x of y) g(x); }"],
		["Promise.resolve(1);"],
		["new Date();"],
		["const now = Date.now;"],
		["Math.random();"],
		['Math["random"]();'],
		["const { random } = Math;"],
		["Temporal.Now.instant();"],
		["const { Now } = Temporal;"],
		["crypto.getRandomValues(x);"],
		["globalThis.crypto;"],
		["fetch(url);"],
		["process.env;"],
		["console.log(1);"],
		["setTimeout(f, 1);"],
		["const clock = { Date };"],
		['import("./x.ts");'],
		["import.meta.url;"],
		["a.localeCompare(b);"],
		["x.toLocaleString();"],
	])("%s is caught", (text) => {
		expect(caught(purityViolations, "packages/domain/src/a.ts", text).length).toBeGreaterThan(0);
	});

	test.each([
		["Math.floor(1.5);"],
		["Temporal.PlainDate.from(x);"],
		["let x: Temporal.PlainDate;"],
		["type Date = string; let y: Date;"],
		["const code = { process: 1 }; code.process;"],
		["x.fetch;"],
	])("%s passes", (text) => {
		expect(caught(purityViolations, "packages/domain/src/a.ts", text)).toEqual([]);
	});
});

describe("the shape of a source", () => {
	test("no file has more than 300 lines, no function more than 60", () => {
		expect(over(sizeViolations)).toEqual([]);
	});

	test("nothing exports a default or passes on what it imported", () => {
		expect(over(exportViolations)).toEqual([]);
	});

	test("every file is named for its idea", () => {
		expect(over(nameViolations)).toEqual([]);
	});

	test("no imports run in a circle", () => {
		expect(cyclesIn(sources)).toEqual([]);
	});

	test.each([
		["export default 1;"],
		["const x = 1; export { x as default };"],
		['export * from "./b.ts";'],
		['export * as b from "./b.ts";'],
		['export { b } from "./b.ts";'],
		['export type { B } from "./b.ts";'],
		['import { b } from "./b.ts"; export { b };'],
		['import type { B } from "./b.ts"; export type { B };'],
	])("%s is caught", (text) => {
		expect(caught(exportViolations, "packages/log/src/a.ts", text)).toHaveLength(1);
	});

	test("a long file and a long function are caught, also in fixtures; in tests they are not", () => {
		expect(caught(sizeViolations, "packages/log/src/a.ts", "f();\n".repeat(301))).toHaveLength(1);
		expect(caught(sizeViolations, "packages/log/src/a.ts", "f();\n".repeat(300))).toEqual([]);
		const long = `const f = () => {\n${"g();\n".repeat(59)}};\n`;
		expect(caught(sizeViolations, "packages/log/src/a.ts", long)).toHaveLength(1);
		expect(caught(sizeViolations, "packages/log/src/a.fixture.ts", long)).toHaveLength(1);
		expect(caught(sizeViolations, "packages/log/src/a.test.ts", long)).toEqual([]);
	});

	test.each([["utils"], ["index"], ["CamelCase"], ["snake_case"]])("a file called %s is caught", (name) => {
		expect(caught(nameViolations, `packages/log/src/${name}.ts`, "f();")).toHaveLength(1);
	});

	test("a circle of three is caught, also through a type", () => {
		const a = 'import { b } from "./b.ts";';
		const c = 'import type { a } from "@answerable/log/a";';
		const circle = tree({ "packages/log/src/a.ts": a, "packages/log/src/b.ts": 'import { c } from "./c.ts";', "packages/log/src/c.ts": c });
		expect(cyclesIn(circle)).toHaveLength(1);
	});
});

describe("migrations", () => {
	test("are numbered one after the other, no number twice", () => {
		const numbers = readdirSync(join(repository, "packages/store/migrations")).map((name) => Number.parseInt(name, 10));
		expect(numbers.toSorted((one, other) => one - other)).toEqual(numbers.map((_, place) => place + 1));
	});
});

describe("dependencies", () => {
	test("every version is exact, the same everywhere, and nothing runs at installation", () => {
		expect(manifest.versionProblems(manifests)).toEqual([]);
	});

	test("no workspace declares a package that the import table gives it no use for", () => {
		expect(manifests.flatMap(manifest.undeservedDependencies)).toEqual([]);
	});

	test("a decision record gives the reason for every package", () => {
		expect(manifest.undecidedDependencies(manifests, manifest.readDecisions())).toEqual([]);
	});

	test("a range, a tag, a second version, an install hook and an unexplained package are caught", () => {
		const problems = manifest.versionProblems([
			{ path: "a", dependencies: { x: "^1.0.0", y: "latest", z: "1.0.0" } },
			{ path: "b", devDependencies: { z: "1.0.1" }, scripts: { postinstall: "node x" } },
		]);
		expect(problems).toHaveLength(4);
		expect(manifest.undecidedDependencies([{ path: "a", dependencies: { x: "1.0.0", y: "1.0.0" } }], "`x`")).toEqual(["y"]);
		expect(manifest.undeservedDependencies({ path: "packages/log/package.json", dependencies: { kysely: "1.0.0" } })).toHaveLength(1);
		expect(manifest.undeservedDependencies({ path: "packages/new/package.json" })).toHaveLength(1);
	});
});
