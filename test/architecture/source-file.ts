/** Sources as real syntax trees, and the questions that the rules ask of a tree. */
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";

/** A node of the ESTree that oxc makes; rules look at `type` and the fields that this type has. */
export type SyntaxNode = { readonly type: string; readonly start: number; readonly end: number; readonly [field: string]: unknown };

export type SourceFile = { readonly path: string; readonly text: string; readonly program: SyntaxNode };
/** `field` is the name under which the parent holds the node. */
export type Visit = (node: SyntaxNode, parent: SyntaxNode | null, field: string) => void;
export type Violation = { readonly path: string; readonly line: number; readonly message: string };

/** The root of the repository. */
export const repository = fileURLToPath(new URL("../..", import.meta.url));

const folders = ["packages", "apps", "infra", "test"];
const leftOut = new Set(["node_modules", "dist", ".turbo", "coverage"]);
const sourceEnding = /\.(ts|tsx|mts|mjs|js|jsx)$/;

/** Parses one source. A source that does not parse is a bug in the source, and stops the check. */
export function parseSource(path: string, text: string): SourceFile {
	const { program, errors } = parseSync(path, text);
	if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
	return { path, text, program: asNode(program) };
}

/** Every source of the repository, by its path from the root. */
export function readSources(): ReadonlyMap<string, SourceFile> {
	const paths = [...folders.flatMap((folder) => sourcesUnder(join(repository, folder))), join(repository, "vitest.config.ts")];
	return new Map(paths.map((path) => [relative(repository, path), parseSource(relative(repository, path), readFileSync(path, "utf8"))]));
}

/** Visits every node of a tree, parents first. */
export function walk(root: SyntaxNode, visit: Visit): void {
	const step = (node: SyntaxNode, parent: SyntaxNode | null, field: string): void => {
		visit(node, parent, field);
		for (const [name, value] of Object.entries(node)) {
			for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) step(child, node, name);
		}
	};
	step(root, null, "");
}

/** The line, from 1, on which an offset lies. */
export function lineAt(file: SourceFile, offset: number): number {
	return file.text.slice(0, offset).split("\n").length;
}

/** A violation at a node. */
export function violation(file: SourceFile, node: SyntaxNode, message: string): Violation {
	return { path: file.path, line: lineAt(file, node.start), message };
}

/** True of tests and of what only tests use: they ship to nobody, so they may import and measure more freely. */
export function isTestSource(path: string): boolean {
	return /\.(test|fixture)\.tsx?$/.test(path) || /^(packages|apps)\/[^/]+\/(scripts|test)\//.test(path);
}

/** True of what tests share, which is read as often as what ships. */
export function isFixture(path: string): boolean {
	return /\.fixture\.tsx?$/.test(path);
}

/** True if a value found in a tree is itself a node. */
export function isNode(value: unknown): value is SyntaxNode {
	return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;
}

/** The child node in a field, or null. */
export function childNode(node: SyntaxNode, field: string): SyntaxNode | null {
	const value = node[field];
	return isNode(value) ? value : null;
}

/** The child nodes in a field that holds a list. */
export function childNodes(node: SyntaxNode, field: string): readonly SyntaxNode[] {
	const value = node[field];
	return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The name of an identifier, or null if the node is none. */
export function identifierName(node: SyntaxNode | null): string | null {
	return node?.type === "Identifier" && typeof node.name === "string" ? node.name : null;
}

/** The value of a string literal, or null if the node is none. */
export function stringValue(node: SyntaxNode | null): string | null {
	return node?.type === "Literal" && typeof node.value === "string" ? node.value : null;
}

function asNode(value: unknown): SyntaxNode {
	if (!isNode(value)) throw new Error("the parser gave no tree");
	return value;
}

function sourcesUnder(folder: string): string[] {
	const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !leftOut.has(entry.name));
	return entries.flatMap((entry) => sourcesOf(join(folder, entry.name), entry));
}

function sourcesOf(path: string, entry: Dirent): string[] {
	if (entry.isDirectory()) return sourcesUnder(path);
	return entry.isFile() && sourceEnding.test(entry.name) ? [path] : [];
}
