/** Reading the log, and believing none of it that does not hash to a root which the log's key signed. */
import { verify } from "@answerable/crypto/signing";
import { equalBytes, toHex } from "@answerable/log/bytes";
import { type Checkpoint, openCheckpoint } from "@answerable/log/checkpoint";
import { decodeBundle } from "@answerable/log/entry-bundle";
import { type NoteKey, parseVerifierKey } from "@answerable/log/note";
import {
	consistencyRanges,
	inclusionRanges,
	proveConsistency,
	proveInclusion,
	verifyConsistency,
	verifyInclusion,
} from "@answerable/log/proof";
import { ProofError } from "@answerable/log/proof-error";
import { TILE_WIDTH, type Tile, type TilePlace, tiledHash, tilesFor, tilesIn } from "@answerable/log/tile";
import { tilePath } from "@answerable/log/tile-path";
import { type LeafRange, leafHash, treeRoot } from "@answerable/log/tree";
import { CheckError } from "./check-error.ts";
import type { Http } from "./http.ts";

/** A leaf that must stand at an index. */
export type Wanted = { readonly index: number; readonly leaf: Uint8Array };

/** A log, read through one connection. It remembers the newest checkpoint that it saw, for as long as it lives. */
export type LogReader = {
	readonly key: NoteKey;
	/** The newest checkpoint: signed by the log's key, and grown from every one seen before. */
	readonly head: () => Promise<Checkpoint>;
	/** Throws unless every leaf stands at its index in the newest tree. */
	readonly requireLeaves: (wanted: readonly Wanted[]) => Promise<Checkpoint>;
	/** The newest entries of the newest tree: so many bundles of 256 at most, the last one as full as it is. */
	readonly newest: (bundles: number) => Promise<{ readonly checkpoint: Checkpoint; readonly entries: readonly Uint8Array[] }>;
	/** Every entry of the newest tree, and the note that the log's key signed over it. */
	readonly entries: () => Promise<WholeLog>;
};

/** All of a log as it stands, proved against its checkpoint. */
export type WholeLog = { readonly checkpoint: Checkpoint; readonly note: string; readonly entries: readonly Uint8Array[] };

const CHECKPOINT_MAX_BYTES = 100_000;
const FETCHED_AT_ONCE = 8;

const readers = new WeakMap<Http, Map<string, LogReader>>();

/** The log of a verifier key (`name+hash+base64`): one reader a connection, so that a log that shrinks is noticed. */
export function logOf(http: Http, verifierKey: string): LogReader {
	const known = readers.get(http) ?? new Map<string, LogReader>();
	readers.set(http, known);
	const reader = known.get(verifierKey) ?? readLog(http, verifierKey);
	known.set(verifierKey, reader);
	return reader;
}

/**
 *
 * [Note: Whole tiles] Only whole tiles and whole bundles are ever asked for, so that no request says which leaf was meant
 * (C2SP tlog-tiles). What is asked for to check keys is the same for everyone who raises a concern with an organisation.
 */
function readLog(http: Http, verifierKey: string): LogReader {
	const key = parseVerifierKey(verifierKey);
	const known = { newest: null as Checkpoint | null };
	const signedHead = async () => {
		const { checkpoint, note } = await fetchCheckpoint(http, key);
		await requireGrowth(http, known.newest, checkpoint);
		known.newest = checkpoint;
		return { checkpoint, note };
	};
	const head = async () => (await signedHead()).checkpoint;
	return {
		key,
		head,
		requireLeaves: async (wanted) => {
			const checkpoint = await head();
			await requireLeaves(http, checkpoint, wanted);
			return checkpoint;
		},
		newest: async (bundles) => {
			const checkpoint = await head();
			return { checkpoint, entries: await fetchNewest(http, checkpoint, bundles) };
		},
		entries: async () => {
			const { checkpoint, note } = await signedHead();
			return { checkpoint, note, entries: await fetchEntries(http, checkpoint) };
		},
	};
}

async function fetchCheckpoint(http: Http, key: NoteKey): Promise<{ readonly checkpoint: Checkpoint; readonly note: string }> {
	const bytes = await http.getBytes("/log/checkpoint");
	if (bytes.length > CHECKPOINT_MAX_BYTES) throw new CheckError("malformed-answer", "The checkpoint is too long.");
	const note = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	return { checkpoint: openCheckpoint(note, key, verify), note };
}

/** A log only grows: a smaller tree, or another tree of the same size, was rewound or is shown to us alone. */
async function requireGrowth(http: Http, before: Checkpoint | null, now: Checkpoint): Promise<void> {
	if (before === null || before.size === 0) return;
	if (now.size < before.size) throw new CheckError("log-rewound", `The log had ${before.size} leaves and now shows ${now.size}.`);
	const hash = await hashesFor(http, now.size, [...consistencyRanges(before.size, now.size)]);
	asCheck("log-rewound", "The log no longer begins with what it held before.", () => {
		verifyConsistency({ first: before, second: now, proof: proveConsistency(before.size, now.size, hash) });
	});
}

async function requireLeaves(http: Http, { size, root }: Checkpoint, wanted: readonly Wanted[]): Promise<void> {
	const beyond = wanted.find(({ index }) => index >= size);
	if (beyond !== undefined) throw new CheckError("leaf-missing", `The log has ${size} leaves, so none at ${beyond.index}.`);
	const hash = await hashesFor(
		http,
		size,
		wanted.flatMap(({ index }) => [...inclusionRanges(index, size)]),
	);
	for (const { index, leaf } of wanted) {
		asCheck("leaf-missing", `The leaf at ${index} is not the one that was promised.`, () => {
			verifyInclusion({ leaf: leafHash(leaf), index, size, root, proof: proveInclusion(index, size, hash) });
		});
	}
}

async function fetchEntries(http: Http, { size, root }: Checkpoint): Promise<readonly Uint8Array[]> {
	const places = Array.from({ length: Math.ceil(size / TILE_WIDTH) }, (_, index) => ({
		level: "entries" as const,
		index,
		width: Math.min(TILE_WIDTH, size - index * TILE_WIDTH),
	}));
	const bundles = await inBatches(places, async (place) => decodeBundle(await http.getBytes(`/log/${tilePath(place)}`), place.width));
	const entries = bundles.flat();
	if (!equalBytes(treeRoot(entries.map(leafHash)), root)) {
		throw new CheckError("log-incomplete", `The entries served do not hash to the root ${toHex(root)}.`);
	}
	return entries;
}

/** One proof a bundle: the proof of its first leaf goes past every other leaf in it. */
async function fetchNewest(http: Http, checkpoint: Checkpoint, most: number): Promise<readonly Uint8Array[]> {
	const { size, root } = checkpoint;
	const first = Math.ceil(size / TILE_WIDTH) - most;
	if (first <= 0) return fetchEntries(http, checkpoint);
	const starts = Array.from({ length: most }, (_, at) => (first + at) * TILE_WIDTH);
	const isWithin = (start: number) => (range: LeafRange) => range.start >= start && range.end <= start + TILE_WIDTH;
	const outside = starts.flatMap((start) => inclusionRanges(start, size).filter((range) => !isWithin(start)(range)));
	const hash = await hashesFor(http, size, outside);
	const bundles = await inBatches(starts, async (start) => {
		const place = { level: "entries" as const, index: start / TILE_WIDTH, width: Math.min(TILE_WIDTH, size - start) };
		const entries = decodeBundle(await http.getBytes(`/log/${tilePath(place)}`), place.width);
		const leaves = entries.map(leafHash);
		const inside = isWithin(start);
		const proof = proveInclusion(start, size, (range) =>
			inside(range) ? treeRoot(leaves.slice(range.start - start, range.end - start)) : hash(range),
		);
		asCheck("log-incomplete", `The entries served from ${start} on are not those of the log.`, () => {
			verifyInclusion({ leaf: leaves[0] ?? new Uint8Array(), index: start, size, root, proof });
		});
		return entries;
	});
	return bundles.flat();
}

async function hashesFor(http: Http, size: number, ranges: readonly LeafRange[]): Promise<(range: LeafRange) => Uint8Array> {
	const tiles = await inBatches(tilesFor(ranges, size), (place) => fetchTile(http, place));
	return tiledHash(size, tilesIn(tiles));
}

async function fetchTile(http: Http, place: TilePlace): Promise<Tile> {
	return { ...place, bytes: await http.getBytes(`/log/${tilePath(place)}`) };
}

async function inBatches<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
	const done: Out[] = [];
	for (let at = 0; at < items.length; at += FETCHED_AT_ONCE)
		done.push(...(await Promise.all(items.slice(at, at + FETCHED_AT_ONCE).map(work))));
	return done;
}

function asCheck(code: "log-rewound" | "leaf-missing" | "log-incomplete", message: string, prove: () => void): void {
	try {
		prove();
	} catch (error) {
		if (error instanceof ProofError) throw new CheckError(code, message, error);
		throw error;
	}
}
