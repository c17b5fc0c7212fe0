/** After the last fault: waits until everything that is due was done, then asks everybody what they find. */

import { verify } from "@answerable/crypto/signing";
import { policyById } from "@answerable/domain/policy";
import { openCheckpoint } from "@answerable/log/checkpoint";
import { parseVerifierKey } from "@answerable/log/note";
import type { Database } from "@answerable/store/connect";
import { readCheckpoints } from "@answerable/store/log-store";
import type { Policy } from "@answerable/types/policy";
import { sql } from "kysely";
import { turnsOf } from "./expected.ts";
import { comeBack, type Pressure } from "./pressure.ts";
import type { Holder, Notices, Records, SeenCheckpoint, Silence } from "./record.ts";
import { type Address, sleep } from "./talk.ts";
import type { Watch } from "./watch.ts";

export type Gathering = {
	readonly owner: Database;
	readonly address: Address;
	readonly logKey: string;
	readonly pressure: Pressure;
	readonly watch: Watch;
	readonly silences: readonly Silence[];
	/** Everything that any worker has printed. */
	readonly output: () => string;
	readonly say: (line: string) => void;
};

const CALM_WITHIN_MS = 60_000;
const NOTICES_WITHIN_MS = 20_000;
const POLICY: Policy = policyById("demo@1");

/** When the last rung of the first clock of every concern has been due for a while. */
export function lastTurnMs({ heard }: Pressure): number {
	const scheduled = heard.accepted.flatMap((accepted) => turnsOf(accepted, POLICY).filter(({ clock }) => clock === "acknowledgement"));
	return Math.max(Date.now(), ...scheduled.map((turn) => Date.parse(turn.scheduled)));
}

/**
 * Waits until the product itself says that nothing is overdue in it, for a minute at most. That only saves a slow machine from
 * being asked too soon: what is then found is judged by the promises alone.
 */
export async function calm({ query }: Database): Promise<void> {
	const owed = sql<{ owed: number }>`
		select (select count(*) from case_file where wake_at < now() - interval '3 seconds')
			+ (select count(*) from pending_release) + (select count(*) from notice where not delivered) as owed`;
	for (const until = Date.now() + CALM_WITHIN_MS; Date.now() < until; await sleep(500)) {
		const [row] = (await owed.execute(query)).rows;
		if (Number(row?.owed) === 0) return;
	}
}

/** Reads everything back. */
export async function gather(gathering: Gathering): Promise<Records> {
	const { owner, address, logKey, pressure, watch, say } = gathering;
	const { heard } = pressure;
	const found = await comeBack(address, heard.accepted, (count) => {
		if (count % 50 === 0) say(`${count} reporters have come back and looked`);
	});
	await pressure.sendAgain();
	const rows = await deliveredNotices(owner);
	await watch.stop();
	const { checkpoint: head, entries } = await watch.log.entries();
	const holders = await readHolders(owner);
	return {
		policy: POLICY,
		holders,
		found,
		...{ accepted: heard.accepted, refusals: heard.refusals, letters: heard.letters, again: heard.again, probes: heard.probes },
		wraps: watch.wraps,
		log: { head, entries, seen: [...watch.checkpoints, ...(await signedCheckpoints(owner, logKey, head.size))] },
		rewinds: watch.rewinds,
		notices: { rows, printed: countPrinted(gathering.output()) },
		silences: gathering.silences,
	};
}

/** All notices, once none of those that were there at first waits any more; or as they are after a while. */
async function deliveredNotices({ query }: Database): Promise<Notices["rows"]> {
	const read = () => query.selectFrom("notice").select(["id", "tenure", "kind", "delivered"]).execute();
	const first = await read();
	const ids = new Set(first.map(({ id }) => id));
	for (const until = Date.now() + NOTICES_WITHIN_MS; ; await sleep(500)) {
		const rows = (await read()).filter(({ id }) => ids.has(id));
		if (Date.now() > until || rows.every(({ delivered }) => delivered)) return rows;
	}
}

async function readHolders({ query }: Database): Promise<readonly Holder[]> {
	return query
		.selectFrom("tenure")
		.innerJoin("organisation", "organisation.id", "tenure.organisation")
		.select(["tenure.id as tenure", "tenure.role", "organisation.name as organisation"])
		.execute();
}

/** Every checkpoint that the log ever signed: anybody may have been shown any of them. */
async function signedCheckpoints(owner: Database, logKey: string, upTo: number): Promise<readonly SeenCheckpoint[]> {
	const key = parseVerifierKey(logKey);
	const rows = await readCheckpoints(owner, 0, 1_000_000);
	return rows
		.map(({ note, publishedAt }) => ({ ...openCheckpoint(note, key, verify), seenAtMs: Date.parse(publishedAt), from: "signed" as const }))
		.filter(({ size }) => size <= upTo);
}

const LINE = /^notice: something waits for the (.+)$/gm;

function countPrinted(output: string): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const [, name = ""] of output.matchAll(LINE)) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}
