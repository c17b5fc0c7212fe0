/** What a source imports, by every way that the language has, and what the import table says to it. */
import { dirname, join, normalize } from "node:path";
import { importTable, testExternals } from "./import-table.ts";
import {
	childNode,
	identifierName,
	isTestSource,
	type SourceFile,
	type SyntaxNode,
	stringValue,
	type Violation,
	violation,
	walk,
} from "./source-file.ts";

/** Where an import leads. */
export type Target =
	| { readonly kind: "file"; readonly path: string }
	| { readonly kind: "workspace"; readonly name: string; readonly subpath: string }
	| { readonly kind: "node"; readonly name: string }
	| { readonly kind: "external"; readonly name: string }
	| { readonly kind: "unknown" };

/** `erased` imports are gone when the source runs; `import { type X }` is not among them, since its statement stays. */
export type Import = { readonly node: SyntaxNode; readonly target: Target; readonly erased: boolean };

/** Every import of a source: static, re-exported, dynamic, in a type, required. */
export function importsOf(file: SourceFile): readonly Import[] {
	const imports: Import[] = [];
	walk(file.program, (node) => {
		const request = requestOf(node);
		if (request === null) return;
		const specifier = stringValue(request.source);
		imports.push({ node, erased: request.erased, target: specifier === null ? { kind: "unknown" } : targetOf(file.path, specifier) });
	});
	return imports;
}

/** The workspace that a path belongs to: `packages/log`, `apps/api`, or null for infra, test and the root. */
export function workspaceOf(path: string): string | null {
	return /^(?:packages|apps)\/[^/]+/.exec(path)?.[0] ?? null;
}

/** The source file that a target stands for, or null if it lies outside the repository. */
export function fileOf(target: Target): string | null {
	if (target.kind === "file") return target.path;
	return target.kind === "workspace" ? `packages/${target.name}/src/${target.subpath}.ts` : null;
}

/** Violations of the import table in one source. */
export function importViolations(file: SourceFile): readonly Violation[] {
	const workspace = workspaceOf(file.path);
	if (workspace === null) return importsOf(file).flatMap((each) => violationsOutside(file, each));
	return importsOf(file).flatMap((each) => {
		const message = refusal(workspace, file.path, each.target);
		return message === null ? [] : [violation(file, each.node, message)];
	});
}

/** infra and test compose and try everything, so only what no source can be read for is refused there. */
function violationsOutside(file: SourceFile, each: Import): readonly Violation[] {
	const isOpen = each.target.kind === "unknown" && !file.path.startsWith("infra/") && !file.path.startsWith("test/");
	return isOpen ? [violation(file, each.node, "imports something that only its run decides")] : [];
}

function refusal(workspace: string, path: string, target: Target): string | null {
	const allowed = importTable[workspace];
	if (allowed === undefined) return `${workspace} has no row in test/architecture/import-table.ts`;
	const isTool = isTestSource(path) || isConfiguration(path);
	switch (target.kind) {
		case "unknown":
			return "imports something that only its run decides";
		case "file":
			return isLauncher(path, target.path) ? null : fileRefusal(workspace, target.path, isTestSource(path));
		case "node":
			return allowed.node || isTool ? null : `${workspace} runs in browsers too and may not import ${target.name}`;
		case "external":
			return allowed.externals.includes(target.name) || (isTool && testExternals.includes(target.name))
				? null
				: `${workspace} may not import ${target.name}`;
		case "workspace": {
			const isOwn = workspace === `packages/${target.name}`;
			return isOwn || isTestSource(path) || isAllowed(allowed.workspaces[target.name], target.subpath)
				? null
				: `${workspace} may not import @answerable/${target.name}/${target.subpath}`;
		}
	}
}

function isAllowed(subpaths: readonly string[] | "*" | undefined, subpath: string): boolean {
	return subpaths === "*" || subpaths?.includes(subpath) === true;
}

/** A relative import stays inside its workspace; a test may also reach what infra and test offer to tests. */
function fileRefusal(workspace: string, target: string, isTest: boolean): string | null {
	if (workspaceOf(target) === workspace) return null;
	if (isTest && workspaceOf(target) === null) return null;
	return `${workspace} may not reach ${target}: another workspace is imported by its name, and apps never import apps`;
}

/** The launcher of a command finds the pinned Node the way the start script does. */
function isLauncher(path: string, target: string): boolean {
	return path.startsWith("apps/cli/bin/") && target === "infra/start/runtime.mjs";
}

function isConfiguration(path: string): boolean {
	return /(^|\/)(vite|vitest)\.config\.ts$/.test(path);
}

/** The source of an importing node, or null if the node imports nothing. */
function requestOf(node: SyntaxNode): { readonly source: SyntaxNode | null; readonly erased: boolean } | null {
	switch (node.type) {
		case "ImportDeclaration":
			return { source: childNode(node, "source"), erased: node.importKind === "type" };
		case "ExportNamedDeclaration":
		case "ExportAllDeclaration": {
			const source = childNode(node, "source");
			return source === null ? null : { source, erased: node.exportKind === "type" };
		}
		case "ImportExpression":
			return { source: childNode(node, "source"), erased: false };
		case "TSImportType":
			return { source: childNode(node, "source"), erased: true };
		case "TSExternalModuleReference":
			return { source: childNode(node, "expression"), erased: false };
		case "CallExpression":
			return isRequire(node) ? { source: firstArgument(node), erased: false } : null;
		default:
			return null;
	}
}

/** `require(x)`, `import.meta.resolve(x)` and whatever `createRequire` gives, which is called `require` by custom. */
function isRequire(call: SyntaxNode): boolean {
	const callee = childNode(call, "callee");
	if (identifierName(callee) === "require") return true;
	if (callee?.type !== "MemberExpression") return false;
	const owner = childNode(callee, "object");
	const name = identifierName(childNode(callee, "property"));
	return (owner?.type === "MetaProperty" && name === "resolve") || (identifierName(owner) === "require" && name === "resolve");
}

function firstArgument(call: SyntaxNode): SyntaxNode | null {
	const list = call.arguments;
	return Array.isArray(list) ? (list[0] ?? null) : null;
}

function targetOf(from: string, specifier: string): Target {
	const [plain = specifier] = specifier.split("?");
	if (plain.startsWith(".")) return { kind: "file", path: normalize(join(dirname(from), plain)) };
	const own = /^@answerable\/([^/]+)\/(.+)$/.exec(plain);
	if (own?.[1] !== undefined && own[2] !== undefined) return { kind: "workspace", name: own[1], subpath: own[2] };
	if (plain.startsWith("node:")) return { kind: "node", name: plain };
	const name = /^(@[^/]+\/[^/]+|[^/@][^/]*)/.exec(plain)?.[1];
	return name === undefined ? { kind: "unknown" } : { kind: "external", name };
}
