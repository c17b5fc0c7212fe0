/** Everybody who uses the product while it is being broken: reporters, a guardian and a chair, in processes of their own. */
import type { Accepted, Found, KeptLetter, Probe, Refusal, SentAgain } from "./record.ts";
import { openSide } from "./side.ts";
import {
	type Address,
	type FromDesk,
	type FromReader,
	type FromReporters,
	type Login,
	sleep,
	type ToDesk,
	type ToReader,
	type ToReporters,
} from "./talk.ts";

/** What was heard from them so far. */
export type Heard = {
	readonly accepted: Accepted[];
	readonly letters: KeptLetter[];
	readonly probes: Probe[];
	readonly refusals: Refusal[];
	readonly again: SentAgain[];
	/** What a client could not do, though nothing was away. */
	readonly failures: string[];
	/** Reporters who gave up before they were answered: they know that nothing was promised. */
	unanswered: number;
};

export type Pressure = {
	readonly heard: Heard;
	/** Raises on the wire. */
	readonly underWay: () => number;
	/** Waits until one is, for so long at most, and says how many are. */
	readonly untilUnderWay: (withinMs: number) => Promise<number>;
	/** No new concern is raised; resolves when those under way are settled. */
	readonly stopRaising: () => Promise<void>;
	readonly stopDesk: () => Promise<void>;
	/** Sends the bytes of every accepted raise once more. */
	readonly sendAgain: () => Promise<void>;
	readonly close: () => void;
};

export type PressureOptions = {
	readonly address: Address;
	readonly seed: number;
	readonly hands: number;
	readonly restMs: number;
	readonly guardian: Login;
	readonly chair: Login;
};

/** Starts everybody; resolves when guardian and chair are signed in and concerns begin to be raised. */
export async function startPressure({ address, seed, hands, restMs, guardian, chair }: PressureOptions): Promise<Pressure> {
	const heard: Heard = { accepted: [], letters: [], probes: [], refusals: [], again: [], failures: [], unanswered: 0 };
	const wire = openWire();
	const desk = openSide<ToDesk, FromDesk>("desk-process.ts", (message) => {
		if (message.word === "letter") heard.letters.push(message.letter);
		if (message.word === "probe") heard.probes.push(message.probe);
		if (message.word === "failed") heard.failures.push(message.what);
	});
	await desk.answer({ word: "begin", origin: address.origin, guardian, chair }, "ready");
	const reporters = openSide<ToReporters, FromReporters>("reporters-process.ts", (message) => {
		if (message.word === "under-way") wire.move(message.change);
		else hearReporter(heard, message, desk.ask);
	});
	reporters.ask({ word: "begin", address, seed, hands, restMs });
	return {
		heard,
		underWay: wire.count,
		untilUnderWay: wire.untilSome,
		stopRaising: () => reporters.answer({ word: "stop" }, "done"),
		stopDesk: () => desk.answer({ word: "stop" }, "done"),
		sendAgain: () => reporters.answer({ word: "again", origin: address.origin }, "done"),
		close: () => {
			reporters.close();
			desk.close();
		},
	};
}

/** Writes down what reporters say, and passes on to the desk what is for the desk. */
function hearReporter(heard: Heard, message: Exclude<FromReporters, { word: "under-way" }>, askDesk: (message: ToDesk) => void): void {
	switch (message.word) {
		case "accepted": {
			const { caseTag } = message.accepted;
			heard.accepted.push(message.accepted);
			if (message.fate === "answered") askDesk({ word: "answer", caseTag, text: `Thank you. I read it today. (${caseTag.slice(0, 8)})` });
			if (message.fate === "probed") askDesk({ word: "probe", caseTag });
			return;
		}
		case "letter":
			heard.letters.push(message.letter);
			return;
		case "refused":
			heard.refusals.push(message.refusal);
			return;
		case "again":
			heard.again.push(message.again);
			return;
		case "failed":
			heard.failures.push(message.what);
			return;
		case "done":
			heard.unanswered = message.unanswered;
	}
}

type Wire = {
	readonly move: (change: 1 | -1) => void;
	readonly count: () => number;
	readonly untilSome: (withinMs: number) => Promise<number>;
};

/** Counts raises that were sent and not answered yet. */
function openWire(): Wire {
	const waiting = new Set<() => void>();
	let count = 0;
	return {
		count: () => count,
		move: (change) => {
			count += change;
			if (count > 0) for (const wake of waiting) wake();
		},
		untilSome: async (withinMs) => {
			if (count > 0) return count;
			let wake = (): void => undefined;
			const woken = new Promise<void>((resolve) => {
				wake = resolve;
			});
			waiting.add(wake);
			await Promise.race([woken, sleep(withinMs)]);
			waiting.delete(wake);
			return count;
		},
	};
}

/** All reporters come back, half of them in each of two processes. */
export async function comeBack(address: Address, accepted: readonly Accepted[], hear: (count: number) => void): Promise<readonly Found[]> {
	const found: Found[] = [];
	const halves = [0, 1].map((half) => accepted.filter((_, place) => place % 2 === half).map(({ caseTag, words }) => ({ caseTag, words })));
	await Promise.all(
		halves.map((cases) => {
			const side = openSide<ToReader, FromReader>("reader-process.ts", (message) => {
				found.push(message.found);
				hear(found.length);
			});
			side.ask({ address, cases });
			return side.ended;
		}),
	);
	return found;
}
