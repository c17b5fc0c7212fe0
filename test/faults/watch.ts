/** Looking on from outside while it happens: the log as it is served, and the opened seals as a thief of the database would see them. */

import { toHex } from "@answerable/log/bytes";
import type { Database } from "@answerable/store/connect";
import type { CaseTag } from "@answerable/types/id";
import { CheckError } from "../../apps/web/src/check-error.ts";
import { connectHttp } from "../../apps/web/src/http.ts";
import { type LogReader, logOf } from "../../apps/web/src/log-reader.ts";
import type { SeenCheckpoint, SeenWrap } from "./record.ts";
import { said, sleep } from "./talk.ts";

export type Watch = {
	readonly checkpoints: readonly SeenCheckpoint[];
	readonly wraps: readonly SeenWrap[];
	/** What the log's reader refused to believe. */
	readonly rewinds: readonly string[];
	readonly log: LogReader;
	readonly stop: () => Promise<void>;
};

const EVERY_MS = 400;

/** Starts looking. `logKey` is the one that the deployment began with: another one is never believed. */
export function startWatch(origin: string, logKey: string, owner: Database): Watch {
	const checkpoints: SeenCheckpoint[] = [];
	const wraps = new Map<string, SeenWrap>();
	const rewinds: string[] = [];
	const log = logOf(connectHttp({ origin, retryDelaysMs: [] }), logKey);
	let isStopping = false;
	const look = async (): Promise<void> => {
		const stored = await storedWraps(owner).catch(() => []);
		const seenAtMs = Date.now();
		const head = await log.head().catch((fault: unknown) => {
			if (!(fault instanceof CheckError && fault.code === "unreachable") && !isUnavailable(fault)) rewinds.push(said(fault));
			return null;
		});
		if (head === null) return;
		const last = checkpoints.at(-1);
		if (last === undefined || last.size !== head.size || toHex(last.root) !== toHex(head.root)) {
			checkpoints.push({ size: head.size, root: head.root, seenAtMs, from: "served" });
		}
		for (const { caseTag, rung, tenure } of stored) {
			const name = `${caseTag} ${rung} ${tenure}`;
			if (!wraps.has(name)) wraps.set(name, { caseTag, rung, tenure, seenAtMs, logSize: head.size });
		}
	};
	const run = async (): Promise<void> => {
		while (!isStopping) {
			await look();
			await sleep(EVERY_MS);
		}
	};
	const ended = run();
	return {
		checkpoints,
		get wraps() {
			return [...wraps.values()];
		},
		rewinds,
		log,
		stop: async () => {
			isStopping = true;
			await ended;
		},
	};
}

async function storedWraps({ query }: Database) {
	const rows = await query.selectFrom("released_wrap").select(["case_tag", "rung", "tenure"]).execute();
	return rows.map(({ case_tag, rung, tenure }) => ({ caseTag: toHex(case_tag) as CaseTag, rung, tenure }));
}

function isUnavailable(fault: unknown): boolean {
	return fault instanceof Error && "code" in fault && fault.code === "unavailable";
}
