/** What the desk's engine does with all cases at once: lists them, opens how each began, by and by, and compares them. Nothing is kept. */
import { MOST_BEGINNINGS } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import type { Answers } from "../../../shell/engine-protocol.ts";
import type { Listed } from "../../beginnings.ts";
import type { OpenCase } from "../../case.ts";
import type { Desk } from "../../desk.ts";
import { listHash } from "../../news.ts";
import { possibleDuplicates, repeatSignals } from "../../signals.ts";
import { onceEach } from "../../today.ts";
import type { DeskMemory } from "./memory.ts";
import type { Choice, OpenedSome, Progress, Requests, Rows } from "./protocol.ts";

type Listing = Pick<Requests, "today" | "openAll">;

/** What is known of a case, as of an event of it, of the last time that it was opened, and of the look at the list in which it was tried. */
type Known = { readonly head: number; readonly seen: OpenCase | null; readonly look: number; readonly listed: Listed | null };

/** The first titles must not wait for many. */
const FIRST_BATCH = 16;
/** After so many the engine looks whether it was asked for something else. */
const AT_A_TIME = 2;

/** Makes the engine's part for lists. It ends with the engine, and everything that was opened with it. */
export function createListing(memory: DeskMemory): Answers<Listing, Progress> {
	const known = new Map<CaseTag, Known>();
	let owner: Desk | null = null;
	let rows: Rows["rows"] = [];
	let latest = 0;
	let look = 0;
	/** What could not be read is tried in each look: a seal that is opened for me is no event of the case. */
	const isKnown = ({ caseTag, head }: Rows["rows"][number]) => {
		const before = known.get(caseTag);
		return before?.head === head && before.seen === memory.shown(caseTag) && (before.listed !== null || before.look === look);
	};
	/** Null once somebody looked anew. */
	const openAll = async (onProgress: (some: OpenedSome) => void): Promise<Requests["openAll"]["gives"]> => {
		latest += 1;
		const run = latest;
		const triedIn = look;
		const { desk } = memory;
		const wanted = onceEach(rows).filter(({ sight }) => sight === "content");
		const fresh = wanted.filter((row) => !isKnown(row));
		const heads = new Map(fresh.map(({ caseTag, head }) => [caseTag, head]));
		const seen = new Map(fresh.map(({ caseTag }) => [caseTag, memory.shown(caseTag)]));
		for await (const listed of opened(desk, fresh, seen)) {
			if (run !== latest) return null;
			for (const [tag, one] of listed)
				known.set(tag, { head: one?.head ?? heads.get(tag) ?? 0, seen: seen.get(tag) ?? null, look: triedIn, listed: one });
			onProgress({ kind: "opened", listed, opened: wanted.filter(({ caseTag }) => known.has(caseTag)).length, of: wanted.length });
		}
		const all = wanted.flatMap(({ caseTag }) => known.get(caseTag)?.listed ?? []);
		return { signals: repeatSignals(all, desk.time.now()), alike: possibleDuplicates(all) };
	};
	return {
		today: async (_, onProgress) => {
			const { desk } = memory;
			if (owner !== desk) {
				known.clear();
				rows = [];
			}
			owner = desk;
			look += 1;
			rows = await desk.cases((first) => {
				// Whoever has seen it all is not shown less while they look again.
				if (rows.length > 0) return;
				rows = first;
				onProgress({ kind: "first", rows, now: desk.time.now() });
			});
			memory.list = listHash(rows);
			return { rows, now: desk.time.now() };
		},
		openAll: (_, onProgress) => openAll(onProgress),
	};
}

/** Cases in batches, each opened while the next is on its way. A case of which nothing was given is null. */
async function* opened(
	desk: Desk,
	choices: readonly Choice[],
	seen: ReadonlyMap<CaseTag, OpenCase | null>,
): AsyncGenerator<ReadonlyMap<CaseTag, Listed | null>> {
	const batches = batchesOf(choices);
	const [first] = batches;
	let coming = first === undefined ? null : desk.beginnings(first);
	for (const [index, batch] of batches.entries()) {
		const beginnings = await coming;
		const next = batches[index + 1];
		coming = next === undefined ? null : desk.beginnings(next);
		// Whoever turns away meanwhile is not told that it failed.
		coming?.catch(() => undefined);
		const listed = new Map<CaseTag, Listed | null>();
		for (const { caseTag } of batch) {
			listed.set(caseTag, beginnings?.get(caseTag)?.(seen.get(caseTag) ?? null) ?? null);
			if (listed.size % AT_A_TIME === 0) await aBreath();
		}
		yield listed;
	}
}

function batchesOf(choices: readonly Choice[]): readonly (readonly Choice[])[] {
	const batches: (readonly Choice[])[] = [];
	for (let from = 0; from < choices.length; from += batches[batches.length - 1]?.length ?? 0) {
		batches.push(choices.slice(from, from + (from === 0 ? FIRST_BATCH : MOST_BEGINNINGS)));
	}
	return batches;
}

/** Lets other requests be heard: opening a case must not wait until all are listed. */
function aBreath(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}
