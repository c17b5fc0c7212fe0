/** The bundles as the build makes them, kept in memory: those of the pages, and the clients alone for tests that drive them. */
import { build } from "vite";
import config from "../vite.config.ts";

/** A file of the build: what it is made from, what it needs, and its text. */
export type Chunk = {
	readonly file: string;
	readonly modules: readonly string[];
	readonly needs: readonly string[];
	readonly code: string;
};

type Output = { readonly type: string; readonly fileName: string; readonly moduleIds?: readonly string[] } & Partial<
	Record<"imports" | "dynamicImports", readonly string[]>
> & { readonly code?: string };

/** The clients of reporter and desk, as modules for a page of a test's own. */
export async function clientBundles(): Promise<readonly Chunk[]> {
	const entry = { reporter: "src/reporter/reporter.ts", desk: "src/desk/desk.ts" };
	return chunksOf(
		await build({
			root: config.root,
			configFile: false,
			logLevel: "error",
			build: { target: config.build.target, write: false, lib: { entry, formats: ["es"] } },
		}),
	);
}

/** The pages, with their workers, which Vite builds apart: a page that names a worker's file needs it. */
export async function pageBundles(): Promise<readonly Chunk[]> {
	const workers: Output[] = [];
	const remember = {
		name: "remember-workers",
		generateBundle: (_: unknown, bundle: object) => void workers.push(...Object.values(bundle)),
	};
	const built = await build({
		...config,
		plugins: [],
		configFile: false,
		logLevel: "error",
		worker: { ...config.worker, plugins: () => [remember] },
		build: { ...config.build, write: false, sourcemap: false },
	});
	const pages = chunksOf(built);
	const apart = chunksFrom(workers).map((chunk) => ({ ...chunk, file: chunk.file.replace(/^assets\//, "") }));
	const withWorkers = pages.map((chunk) => ({
		...chunk,
		needs: [...chunk.needs, ...apart.map(({ file }) => file).filter((file) => chunk.code.includes(file))],
	}));
	return [...withWorkers, ...apart];
}

/** An entry with everything that a browser loads for it. */
export function reachOf(chunks: readonly Chunk[], entry: string): readonly Chunk[] {
	const reached = new Set<string>();
	const walk = (file: string): void => {
		if (reached.has(file)) return;
		reached.add(file);
		for (const needed of chunks.find((chunk) => chunk.file === file)?.needs ?? []) walk(needed);
	};
	walk(entry);
	return chunks.filter(({ file }) => reached.has(file));
}

function chunksOf(built: unknown): readonly Chunk[] {
	const outputs = Array.isArray(built) ? built : [built];
	return outputs.flatMap((each: { readonly output: readonly Output[] }) => chunksFrom(each.output));
}

function chunksFrom(output: readonly Output[]): readonly Chunk[] {
	return output.flatMap(({ type, fileName, moduleIds = [], imports = [], dynamicImports = [], code = "" }) =>
		type === "chunk" ? [{ file: fileName, modules: moduleIds, needs: [...imports, ...dynamicImports], code }] : [],
	);
}
