/** Other forms of the pages that a deployment gives: a folder with an index and the files that it names, read once and checked whole. */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { StartFault } from "@answerable/process/fault";
import { type PageAid, PageAids } from "@answerable/types/page-aid";

/** One file as it is served. */
export type AidFile = { readonly media: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** `index`: what is given for which page. `files`: what it names, and nothing else of the folder. */
export type Aids = { readonly index: PageAids; readonly files: ReadonlyMap<string, AidFile> };

export const NO_AIDS: Aids = { index: [], files: new Map() };

/** Everything is held in memory, beside the pages. */
const MOST_BYTES = 96 * 1024 * 1024;

const MEDIA: Readonly<Record<string, string>> = {
	".jpg": "image/jpeg",
	".mp4": "video/mp4",
	".png": "image/png",
	".vtt": "text/vtt; charset=utf-8",
	".webm": "video/webm",
	".webp": "image/webp",
};

/** Reads a folder. Throws a `StartFault` that says what is wrong with it: half a video must not be found out by whoever needs it. */
export async function readAids(directory: string): Promise<Aids> {
	const index = readIndex(await fileOf(directory, "index.json"));
	const files = new Map<string, AidFile>();
	for (const name of new Set(index.flatMap(namedBy))) {
		const bytes = await fileOf(directory, name);
		if (name.endsWith(".vtt") && !new TextDecoder().decode(bytes).startsWith("WEBVTT")) throw fault(`${name} is not WebVTT`);
		files.set(name, { media: MEDIA[extname(name)] ?? "application/octet-stream", bytes });
	}
	const bytes = [...files.values()].reduce((sum, file) => sum + file.bytes.length, 0);
	if (bytes > MOST_BYTES) throw fault(`its files are ${bytes} bytes, and may be ${MOST_BYTES} together`);
	return { index, files };
}

function readIndex(bytes: Uint8Array): PageAids {
	const parsed = PageAids.safeParse(parsedJson(bytes));
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		throw fault(`index.json: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
	}
	return parsed.data;
}

function parsedJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch (cause) {
		throw fault("index.json is not JSON", cause);
	}
}

function namedBy({ bsl, easyRead }: PageAid): readonly string[] {
	const pictures = (easyRead ?? []).flatMap(({ picture }) => (picture === null ? [] : [picture.file]));
	return bsl === null ? pictures : [bsl.video, bsl.captions, ...pictures];
}

async function fileOf(directory: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
	try {
		return new Uint8Array(await readFile(join(directory, name)));
	} catch (cause) {
		throw fault(`${name} cannot be read`, cause);
	}
}

function fault(what: string, cause?: unknown): StartFault {
	return new StartFault(`the folder of BSL videos and easy read cannot be used: ${what}; put it right, or take ANSWERABLE_AIDS away`, {
		cause,
	});
}
