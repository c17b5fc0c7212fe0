/** What our build adds to Vite's: the page for whoever has no script, hashes of every file, in the frame too, and the compressed files themselves. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { en as desk } from "../src/desk/pages/words/en/all.ts";
import { escaped, withoutScript } from "../src/pages/start/without-script.ts";
import { en } from "../src/pages/words/en/all.ts";
import { BUILT_FROM, MANIFEST, sourcesHash } from "./built-from.ts";

/** The reporter's and the desk's. */
const FRAMES = ["index.html", "desk.html"];
/** What need not be compressed, or is made of the others. */
const AS_IT_IS = /\.(br|gz|map)$/;

/** The plugin. Compression is done once, as hard as it goes, so that a small server need not do it for each request. */
export function pagesPlugin() {
	let directory = "";
	return {
		name: "answerable-pages",
		configResolved: (config: { readonly root: string; readonly build: { readonly outDir: string } }) => {
			directory = join(config.root, config.build.outDir);
			if (config.build.outDir.startsWith("/")) directory = config.build.outDir;
		},
		transformIndexHtml: (html: string) =>
			html.replace("<!--without-script-->", withoutScript(en)).replace("<!--desk-without-script-->", escaped(desk.shell.withoutScript)),
		closeBundle: () => {
			for (const frame of FRAMES) pinParts(directory, frame);
			const files = filesUnder(directory).filter((path) => !AS_IT_IS.test(path) && !path.endsWith(BUILT_FROM));
			writeFileSync(join(directory, MANIFEST), manifestOf(directory, files));
			for (const path of new Set([...files, join(directory, MANIFEST)])) compress(path);
			writeFileSync(join(directory, BUILT_FROM), `${sourcesHash()}\n`);
		},
	};
}

/** A frame names the hash of each script and style that it loads (W3C Subresource Integrity): a browser runs no other. */
function pinParts(directory: string, name: string): void {
	const frame = join(directory, name);
	const pinned = readFileSync(frame, "utf8").replace(/ (src|href)="\/(assets\/[^"]+\.(?:js|css))"/g, (attribute, _, path) => {
		const hash = createHash("sha384")
			.update(readFileSync(join(directory, path)))
			.digest("base64");
		return `${attribute} integrity="sha384-${hash}"`;
	});
	writeFileSync(frame, pinned);
}

/** The hash of each file, by its path: what the deployment signs, and what anybody can compute again from the sources. */
function manifestOf(directory: string, paths: readonly string[]): string {
	const entries = paths
		.map((path) => [relative(directory, path), createHash("sha256").update(readFileSync(path)).digest("hex")] as const)
		.filter(([path]) => path !== MANIFEST)
		.sort(([left], [right]) => (left < right ? -1 : 1));
	return `${JSON.stringify({ version: 1, files: Object.fromEntries(entries) }, null, "\t")}\n`;
}

function compress(path: string): void {
	const content = readFileSync(path);
	writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
	writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}

function filesUnder(directory: string): readonly string[] {
	return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
		const path = join(directory, entry.name);
		return entry.isDirectory() ? filesUnder(path) : [path];
	});
}
