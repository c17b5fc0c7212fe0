/** Writes raises together that arrive together: one statement and one flush to disk for all of them. */
import type { Database } from "./connect.ts";
import { isAway, isTaken } from "./fault.ts";
import { type Inserted, insertRaises, type NewRaise } from "./raise-statement.ts";

type Waiting = {
	readonly raise: NewRaise;
	readonly bytes: number;
	readonly resolve: (inserted: Inserted) => void;
	readonly reject: (error: unknown) => void;
};

/** Statements at once: while one is flushed to disk the next is being made. */
const AT_ONCE = 2;
const MOST_TOGETHER = 16;
const MOST_BYTES = 4 * 1024 * 1024;

const queues = new WeakMap<Database, RaiseQueue>();

/** Writes a raise; durable when it returns. */
export function insertRaise(db: Database, raise: NewRaise): Promise<Inserted> {
	const queue = queues.get(db) ?? new RaiseQueue(db);
	queues.set(db, queue);
	return queue.insert(raise);
}

/**
 * [Note: Raises share a commit] Nobody waits for company: a raise that finds a place free is written at once, by itself.
 * While both places are taken others gather, and go together as soon as one is free. What goes wrong with one of them
 * leaves none of them behind, so then each is written by itself, and only what went wrong by itself is told as wrong.
 */
class RaiseQueue {
	readonly #db: Database;
	readonly #waiting: Waiting[] = [];
	#underway = 0;

	constructor(db: Database) {
		this.#db = db;
	}

	insert(raise: NewRaise): Promise<Inserted> {
		const { concern, private: letter, wraps } = raise.request;
		return new Promise((resolve, reject) => {
			this.#waiting.push({ raise, bytes: concern.length + letter.length + wraps.length, resolve, reject });
			this.#go();
		});
	}

	#go(): void {
		while (this.#underway < AT_ONCE && this.#waiting.length > 0) {
			this.#underway += 1;
			void this.#write(this.#take()).finally(() => {
				this.#underway -= 1;
				this.#go();
			});
		}
	}

	/** The next few, as long as they can go together: none the same case or the same proof of work as another. */
	#take(): readonly Waiting[] {
		const names = new Set<string>();
		let bytes = 0;
		const ends = this.#waiting.findIndex(({ raise: { request }, bytes: more }, place) => {
			const own = [request.header.caseTag, request.header.reporterKeys.mailbox, request.work?.hash ?? `none ${place}`];
			bytes += more;
			if (place > 0 && (place >= MOST_TOGETHER || bytes > MOST_BYTES || own.some((name) => names.has(name)))) return true;
			for (const name of own) names.add(name);
			return false;
		});
		return this.#waiting.splice(0, ends < 0 ? this.#waiting.length : ends);
	}

	async #write(together: readonly Waiting[]): Promise<void> {
		try {
			const inserted = await insertRaises(
				this.#db.query,
				together.map(({ raise }) => raise),
			);
			// Facts that changed for one of them are no reason to ask the others to look again.
			if (together.length > 1 && inserted.some(({ current }) => !current)) return await this.#writeEach(together);
			for (const [place, one] of together.entries()) settle(one, inserted[place]);
		} catch (error) {
			if (together.length > 1 && !isAway(error)) return this.#writeEach(together);
			for (const one of together) fail(one, error);
		}
	}

	async #writeEach(together: readonly Waiting[]): Promise<void> {
		for (const one of together) await this.#write([one]);
	}
}

function settle({ resolve, reject }: Waiting, inserted: Inserted | undefined): void {
	if (inserted === undefined) reject(new Error("A raise was answered with nothing."));
	else resolve(inserted);
}

function fail({ resolve, reject }: Waiting, error: unknown): void {
	// Somebody else's mailbox has this name: as with a tag that is taken, nothing of this raise is there.
	if (isTaken(error, "reporter_key")) resolve({ current: true, spent: true, made: false });
	else reject(error);
}
