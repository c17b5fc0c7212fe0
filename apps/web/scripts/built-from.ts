/** What the pages are made of, as one hash: by it a build knows whether it is out of date. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The workspace, the file in a build that says what it was made of, and the one that names the hash of every other. */
export const WEB = fileURLToPath(new URL("..", import.meta.url));
export const BUILT_FROM = ".built-from";
export const MANIFEST = "assets/manifest.json";

const ROOT = join(WEB, "..", "..");
const FOLDERS = [
	"apps/web/src",
	"apps/web/scripts",
	"apps/web/public",
	...["types", "domain", "log", "crypto"].map((name) => `packages/${name}/src`),
];
const FILES = [
	"apps/web/index.html",
	"apps/web/desk.html",
	"apps/web/vite.config.ts",
	"apps/web/tsconfig.json",
	"tsconfig.json",
	"package-lock.json",
];
const NOT_BUILT = /\.(test|fixture)\.tsx?$/;

/** SHA-256 over path and content of every source of the pages, in hex. */
export function sourcesHash(): string {
	const hash = createHash("sha256");
	const paths = [...FOLDERS.flatMap((folder) => filesUnder(join(ROOT, folder))), ...FILES.map((file) => join(ROOT, file))];
	for (const path of paths.filter((each) => !NOT_BUILT.test(each)).sort()) {
		const content = createHash("sha256").update(readFileSync(path)).digest("hex");
		hash.update(`${relative(ROOT, path)} ${content}\n`);
	}
	return hash.digest("hex");
}

function filesUnder(folder: string): readonly string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		return entry.isDirectory() ? filesUnder(path) : [path];
	});
}
