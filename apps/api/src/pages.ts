/** The built pages, read once into memory: a small server serves them without touching the disk or compressing anything. */
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { StartFault } from "@answerable/process/fault";

/** One file of the pages, as it is and as it was compressed when it was built. */
export type PageFile = {
	readonly media: string;
	readonly plain: Uint8Array<ArrayBuffer>;
	readonly compressed: readonly { readonly encoding: "br" | "gzip"; readonly bytes: Uint8Array<ArrayBuffer> }[];
};

export type Pages = {
	/** The frame of the reporter's pages. */
	readonly reporter: PageFile;
	/** The frame of the desk's. */
	readonly desk: PageFile;
	/** Scripts, styles and pictures by their name. */
	readonly parts: ReadonlyMap<string, PageFile>;
};

const MEDIA: Readonly<Record<string, string>> = {
	".css": "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg": "image/svg+xml",
};
const ENCODINGS = [
	["br", ".br"],
	["gzip", ".gz"],
] as const;

/** Reads the pages. Throws a `StartFault` that says what to do if they were not built. */
export async function readPages(directory: string): Promise<Pages> {
	try {
		const names = (await readdir(join(directory, "assets"))).filter((name) => MEDIA[extname(name)] !== undefined);
		const parts = await Promise.all(names.map(async (name) => [name, await readFileOf(join(directory, "assets", name))] as const));
		const [reporter, desk] = await Promise.all(["index.html", "desk.html"].map((name) => readFileOf(join(directory, name))));
		if (reporter === undefined || desk === undefined) throw new Error("A frame is missing.");
		return { reporter, desk, parts: new Map(parts) };
	} catch (cause) {
		throw new StartFault("the pages are not built, or cannot be read: run npm run build, or set ANSWERABLE_PAGES", { cause });
	}
}

async function readFileOf(path: string): Promise<PageFile> {
	const media = MEDIA[extname(path)];
	if (media === undefined) throw new Error(`There is no media type for ${path}.`);
	const read = async (end: string) => new Uint8Array(await readFile(`${path}${end}`));
	const compressed = await Promise.all(ENCODINGS.map(async ([encoding, end]) => ({ encoding, bytes: await read(end) })));
	return { media, plain: await read(""), compressed };
}
