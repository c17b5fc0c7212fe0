/** Whether the parts that the deployment needs are there. */
import { addSeconds } from "@answerable/domain/instant";
import { LATE_DAYS_AHEAD, quartersDue } from "@answerable/domain/quarter";
import { FRESH_SECONDS } from "@answerable/process/pulse";
import type { Heartbeat } from "@answerable/store/heartbeat";
import type { Instant } from "@answerable/types/time";
import { isAway } from "./away.ts";
import type { Deps } from "./deps.ts";
import type { KeyCare } from "./store-port.ts";
import { civilDateOf } from "./time.ts";

/** One part, and one sentence for the operator. `wanting`: nothing fails yet, but somebody has to look before something does. */
export type Part = { readonly name: string; readonly state: "well" | "wanting" | "unwell"; readonly says: string };

/** Looks at database, worker, releaser and keys. A database that is away is a part that is not well, not a fault. */
export async function readParts(deps: Deps): Promise<readonly Part[]> {
	try {
		const [heartbeats, logged, care] = await Promise.all([deps.store.heartbeats(), deps.store.deploymentKeyHashes(), deps.store.keyCare()]);
		return [
			part("database", true, "The database answers."),
			livePart("worker", heartbeats, deps),
			livePart("releaser", heartbeats, deps),
			releaseKeyPart(heartbeats, logged.release),
			promiseKeyPart(logged.promise, deps.promiseKey),
			nextKeyPart(care, deps.now()),
			recoveryPart(care),
		];
	} catch (error) {
		if (!isAway(error)) throw error;
		const names = ["worker", "releaser", "release key", "promise key", "next release key", "recovery shares"];
		const unknown = names.map((name) => part(name, false, "Not known while the database is away."));
		return [part("database", false, "The database does not answer."), ...unknown];
	}
}

function part(name: string, isWell: boolean, says: string): Part {
	return { name, state: isWell ? "well" : "unwell", says };
}

function livePart(name: string, heartbeats: readonly Heartbeat[], { now }: Deps): Part {
	const oldest = addSeconds(now(), -FRESH_SECONDS);
	const beat = heartbeats.find(({ process }) => process === name);
	if (beat === undefined) return part(name, false, `The ${name} has never reported.`);
	return beat.beatAt > oldest
		? part(name, true, `The ${name} reports.`)
		: part(name, false, `The ${name} has not reported for more than ${FRESH_SECONDS} seconds.`);
}

/** A releaser with another key than the one in the log could open nothing that reporters seal now (design §4, "Keys of the deployment"). */
function releaseKeyPart(heartbeats: readonly Heartbeat[], logged: string | null): Part {
	const held = heartbeats.find(({ process }) => process === "releaser")?.detail.key;
	const isHeld = logged !== null && held === logged;
	return part(
		"release key",
		isHeld,
		isHeld ? "The releaser holds the key that is in the log." : "The releaser does not hold the release key that is in the log.",
	);
}

/** Promises signed with a key that is not in the log would be worth nothing to the person who holds them. */
function promiseKeyPart(logged: string | null, held: string): Part {
	return part(
		"promise key",
		logged === held,
		logged === held ? "Promises are signed with the key that is in the log." : "The promise key of this process is not the one in the log.",
	);
}

/** Reporters go on with the old quarter's key if the new one is late, so nothing fails: but it keeps a stolen key useful for longer. */
function nextKeyPart({ releaseQuarters }: KeyCare, now: Instant): Part {
	const late = quartersDue(civilDateOf(now), LATE_DAYS_AHEAD).filter((quarter) => !releaseQuarters.includes(quarter));
	const says = late.map((quarter) => `The release key of ${quarter} is not in the log yet: it is late.`).join(" ");
	return late.length === 0
		? part("next release key", true, "The release keys are in the log in time.")
		: { name: "next release key", state: "wanting", says };
}

/** Without shares that were read back, whoever loses the key directory loses every rung above the first for good. */
function recoveryPart({ recovery }: KeyCare): Part {
	const name = "recovery shares";
	if (recovery === null) return { name, state: "wanting", says: "Recovery shares were not made: lost keys could not be brought back." };
	return recovery.completeAt === null
		? { name, state: "wanting", says: "The recovery shares were not all read back: nobody knows whether they are right." }
		: part(name, true, "The recovery shares were made and read back.");
}
