/** What running one source can reach through imports, and the circles in them. */
import { fileOf, importsOf } from "./import.ts";
import { blindApps, notForRaising, sealOpeners } from "./import-table.ts";
import { isTestSource, type SourceFile } from "./source-file.ts";

export type Sources = ReadonlyMap<string, SourceFile>;
/** `files` and `externals` that may run, each with the way there. */
export type Reach = { readonly files: ReadonlyMap<string, string>; readonly externals: ReadonlyMap<string, string> };

/** Everything that running any of `starts` may load. Imports that are erased load nothing. */
export function reachOf(sources: Sources, starts: readonly string[]): Reach {
	const files = new Map(starts.map((start) => [start, start]));
	const externals = new Map<string, string>();
	const waiting = [...starts];
	for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
		const way = files.get(path) ?? path;
		for (const { target, erased } of importsIn(sources, path)) {
			if (erased) continue;
			const next = fileOf(target);
			if (target.kind === "external" && !externals.has(target.name)) externals.set(target.name, `${way} > ${target.name}`);
			if (next === null || files.has(next)) continue;
			files.set(next, `${way} > ${next}`);
			waiting.push(next);
		}
	}
	return { files, externals };
}

/** The ways by which api or worker could open a letter or an outer seal. There must be none. */
export function waysToOpen(sources: Sources): readonly string[] {
	return blindApps.flatMap((app) => [...externalsFrom(sources, app)].filter(([name]) => sealOpeners.test(name)).map(([, way]) => way));
}

/** The ways by which raising a concern could come to need more than Postgres. There must be none. */
export function waysBesidePostgres(sources: Sources): readonly string[] {
	return [...externalsFrom(sources, "apps/api")].filter(([name]) => notForRaising.includes(name)).map(([, way]) => way);
}

function externalsFrom(sources: Sources, workspace: string): Reach["externals"] {
	const starts = [...sources.keys()].filter((path) => path.startsWith(`${workspace}/`) && !isTestSource(path));
	return reachOf(sources, starts).externals;
}

/** Imports that lead back to where they started, erased ones too: two files that need each other are one idea or three. */
export function cyclesIn(sources: Sources): readonly string[] {
	const done = new Set<string>();
	const cycles: string[] = [];
	const visit = (path: string, way: readonly string[]): void => {
		if (way.includes(path)) {
			cycles.push([...way.slice(way.indexOf(path)), path].join(" > "));
			return;
		}
		if (done.has(path)) return;
		for (const { target } of importsIn(sources, path)) {
			const next = fileOf(target);
			if (next !== null) visit(next, [...way, path]);
		}
		done.add(path);
	};
	for (const path of sources.keys()) visit(path, []);
	return cycles;
}

function importsIn(sources: Sources, path: string): ReturnType<typeof importsOf> {
	const file = sources.get(path);
	return file === undefined ? [] : importsOf(file);
}
