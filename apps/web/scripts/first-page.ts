/**
 * What a first page is made of, in as few files as can be: on a slow line each costs a journey. Without this, whatever reporter and desk
 * share would be cut into a chunk for each way in which it is shared.
 */
import { join } from "node:path";
import { WEB } from "./built-from.ts";

/** What the bundler tells of its modules. */
type Modules = { readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null };

const REPORTER = join(WEB, "src/pages/main.tsx");
const DESK = join(WEB, "src/desk/pages/main.tsx");

/** Chunks of our own: what both first pages load, and what else the reporter's does. A chunk takes along what its modules need, so the order counts. */
export const FIRST_PAGE = {
	groups: [
		{ name: (id: string, modules: Modules) => (isShared(id, modules) ? "shared" : null), debugName: "shared", priority: 2 },
		{ name: (id: string, modules: Modules) => (isFirst(id, modules) ? "first" : null), debugName: "first", priority: 1 },
	],
};

function isShared(id: string, modules: Modules): boolean {
	return isFirst(id, modules) && reachOf(DESK, modules).has(id);
}

/** The entry itself stays apart, since it waits for the words of a language before it shows anything. */
function isFirst(id: string, modules: Modules): boolean {
	return id !== REPORTER && reachOf(REPORTER, modules).has(id);
}

/** Every module that is loaded at once with this one. */
function reachOf(entry: string, modules: Modules): ReadonlySet<string> {
	const found = new Set([entry]);
	for (const id of found) for (const next of modules.getModuleInfo(id)?.importedIds ?? []) found.add(next);
	return found;
}
