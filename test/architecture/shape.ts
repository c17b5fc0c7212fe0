/** What a reader may count on in every source: its size, its exports, its name. */
import { basename } from "node:path";
import {
	childNode,
	childNodes,
	identifierName,
	isFixture,
	isTestSource,
	lineAt,
	type SourceFile,
	type SyntaxNode,
	stringValue,
	type Violation,
	violation,
	walk,
} from "./source-file.ts";

const longestFile = 300;
const longestFunction = 60;
const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
const nothingNames = new Set(["common", "helper", "helpers", "index", "manager", "misc", "service", "util", "utils"]);

/** A file or function that does not fit into a reader's head. Tests are exempt: a table may be long. */
export function sizeViolations(file: SourceFile): readonly Violation[] {
	if (isTestSource(file.path) && !isFixture(file.path)) return [];
	const found: Violation[] = [];
	const lines = file.text.trimEnd().split("\n").length;
	if (lines > longestFile) found.push({ path: file.path, line: lines, message: `has ${lines} lines; ${longestFile} is the limit` });
	walk(file.program, (node) => {
		if (!functionTypes.has(node.type)) return;
		const length = lineAt(file, node.end) - lineAt(file, node.start) + 1;
		if (length > longestFunction) found.push(violation(file, node, `holds a function of ${length} lines; ${longestFunction} is the limit`));
	});
	return found;
}

/** Default exports have no name to search for; re-exports hide where a thing lives and load what nobody asked for. */
export function exportViolations(file: SourceFile): readonly Violation[] {
	const imported = importedNames(file);
	return childNodes(file.program, "body").flatMap((node) => {
		const message = exportRefusal(node, imported, isToolConfiguration(file.path));
		return message === null ? [] : [violation(file, node, message)];
	});
}

/** A file is named in kebab-case for the idea it holds. */
export function nameViolations(file: SourceFile): readonly Violation[] {
	const [stem = ""] = basename(file.path).split(".");
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem)) return [{ path: file.path, line: 1, message: "is not named in kebab-case" }];
	return nothingNames.has(stem) ? [{ path: file.path, line: 1, message: `is named "${stem}", which says nothing` }] : [];
}

function exportRefusal(node: SyntaxNode, imported: ReadonlySet<string>, isConfiguration: boolean): string | null {
	if (node.type === "ExportDefaultDeclaration") return isConfiguration ? null : "exports a default";
	if (node.type === "ExportAllDeclaration") return "re-exports another module";
	if (node.type !== "ExportNamedDeclaration") return null;
	if (childNode(node, "source") !== null) return "re-exports another module";
	const specifiers = childNodes(node, "specifiers");
	if (specifiers.some((each) => nameOf(childNode(each, "exported")) === "default")) return "exports a default";
	return specifiers.some((each) => imported.has(nameOf(childNode(each, "local")) ?? "")) ? "re-exports what it imported" : null;
}

function importedNames(file: SourceFile): ReadonlySet<string> {
	const declarations = childNodes(file.program, "body").filter((node) => node.type === "ImportDeclaration");
	const names = declarations.flatMap((node) => childNodes(node, "specifiers")).map((each) => identifierName(childNode(each, "local")));
	return new Set(names.filter((name) => name !== null));
}

function nameOf(node: SyntaxNode | null): string | null {
	return identifierName(node) ?? stringValue(node);
}

/** Vite and vitest read their configuration from a default export. */
function isToolConfiguration(path: string): boolean {
	return /(^|\/)(vite|vitest)\.config\.ts$/.test(path);
}
