/** The pure core has no clock, no chance and no I/O: what it is given decides what it gives. */
import {
	childNode,
	identifierName,
	isTestSource,
	type SourceFile,
	type SyntaxNode,
	type Violation,
	violation,
	walk,
} from "./source-file.ts";

const pureFolders = ["packages/types/src/", "packages/domain/src/", "packages/log/src/"];

const forbiddenGlobals: ReadonlySet<string> = new Set([
	"Buffer",
	"Date",
	"Promise",
	"XMLHttpRequest",
	"console",
	"crypto",
	"document",
	"eval",
	"fetch",
	"globalThis",
	"localStorage",
	"navigator",
	"performance",
	"process",
	"queueMicrotask",
	"require",
	"setImmediate",
	"setInterval",
	"setTimeout",
	"window",
]);
/** Allowed only as `Math.floor` and the like: never passed around, never by a computed name. */
const forbiddenMembers: Readonly<Record<string, string>> = { Math: "random", Temporal: "Now" };
/** They read the machine's locale or time zone. */
const localeMethods: ReadonlySet<string> = new Set([
	"localeCompare",
	"toLocaleDateString",
	"toLocaleLowerCase",
	"toLocaleString",
	"toLocaleTimeString",
	"toLocaleUpperCase",
]);

/** True of the sources that must be pure and synchronous. */
export function isPure(path: string): boolean {
	return pureFolders.some((folder) => path.startsWith(folder)) && !isTestSource(path);
}

/** Every use of time, chance, I/O or waiting in one source. */
export function purityViolations(file: SourceFile): readonly Violation[] {
	const found: Violation[] = [];
	walk(file.program, (node, parent, field) => {
		const message = waiting(node) ?? impureName(node, parent, field);
		if (message !== null) found.push(violation(file, node, message));
	});
	return found;
}

function waiting(node: SyntaxNode): string | null {
	if (node.type === "AwaitExpression" || node.async === true || node.await === true) return "the pure core is synchronous";
	if (node.type === "ImportExpression" || node.type === "MetaProperty") return "the pure core loads nothing while it runs";
	return null;
}

function impureName(node: SyntaxNode, parent: SyntaxNode | null, field: string): string | null {
	const name = identifierName(node);
	if (name === null || parent === null) return null;
	if (isMemberName(parent, field)) return localeMethods.has(name) ? `${name} reads the machine's locale` : null;
	if (isOnlyAName(parent, field)) return null;
	if (forbiddenGlobals.has(name)) return `the pure core may not use ${name}`;
	const member = forbiddenMembers[name];
	if (member === undefined || isSafeMember(parent, field, member)) return null;
	return `the pure core may not use ${name}.${member}, nor hand ${name} on`;
}

function isMemberName(parent: SyntaxNode, field: string): boolean {
	return parent.type === "MemberExpression" && field === "property" && parent.computed !== true;
}

/** Names of keys, of types and of what other modules export are not uses of a global. */
function isOnlyAName(parent: SyntaxNode, field: string): boolean {
	if (field === "key" && parent.computed !== true && parent.shorthand !== true) return true;
	if (parent.type === "TSQualifiedName") return field === "right" || identifierName(childNode(parent, "left")) === "Temporal";
	return [
		"TSTypeReference",
		"TSInterfaceHeritage",
		"TSTypeAliasDeclaration",
		"TSInterfaceDeclaration",
		"ImportSpecifier",
		"ExportSpecifier",
	].includes(parent.type);
}

function isSafeMember(parent: SyntaxNode, field: string, member: string): boolean {
	if (parent.type !== "MemberExpression" || field !== "object" || parent.computed === true) return false;
	return identifierName(childNode(parent, "property")) !== member;
}
