/** What is asked at the same time is asked of the database together: one statement, or one transaction, for all of it. */
import { isAway } from "./fault.ts";
import { inTime } from "./in-time.ts";

/** How something is done in company. */
export type Company<Asked, Answer> = {
	/** One answer for each, in their order. What throws has left nothing behind. */
	readonly perform: (asked: readonly Asked[]) => Promise<readonly Answer[]>;
	/** So many groups at once. The fewer, the more go together; one that may have to wait for a lock wants another beside it. */
	readonly atOnce: number;
	/** So many in a group, and so many bytes; one that is larger than that goes alone. */
	readonly most: number;
	readonly mostBytes?: number;
	readonly bytesOf?: (asked: Asked) => number;
	/** Two that share a name are not done in one group. */
	readonly namesOf?: (asked: Asked) => readonly string[];
	/** Only those of one sort go together; all are, unless it is told. */
	readonly sortOf?: (asked: Asked) => string;
};

/** For each owner (a database, a context) a gathering of its own. */
export function gathered<Owner extends object, Asked, Answer>(
	of: (owner: Owner) => Company<Asked, Answer>,
): (owner: Owner, asked: Asked) => Promise<Answer> {
	const gatherings = new WeakMap<Owner, Gathering<Asked, Answer>>();
	return (owner, asked) => {
		const gathering = gatherings.get(owner) ?? new Gathering(of(owner));
		gatherings.set(owner, gathering);
		return gathering.ask(asked);
	};
}

type Waiting<Asked, Answer> = {
	readonly asked: Asked;
	readonly resolve: (answer: Answer) => void;
	readonly reject: (error: unknown) => void;
};

/** Longer than the api's statements may take and than a request waits: a group that has no answer by then hangs on a connection that is dead. */
const MOST_WAITED_MS = 12_000;

/**
 * [Note: Nobody waits for company] Whoever finds a place free is served at once, alone. While every place is taken others
 * gather, and go together as soon as one is free. What goes wrong with a group has left nothing behind, so then each is done
 * alone, and only what goes wrong alone is told as wrong. A group that hangs is told that the database is away, and gives
 * its place to those who wait.
 */
export class Gathering<Asked, Answer> {
	readonly #company: Company<Asked, Answer>;
	readonly #waiting: Waiting<Asked, Answer>[] = [];
	#underway = 0;

	constructor(company: Company<Asked, Answer>) {
		this.#company = company;
	}

	ask(asked: Asked): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ asked, resolve, reject });
			this.#go();
		});
	}

	#go(): void {
		while (this.#underway < this.#company.atOnce && this.#waiting.length > 0) {
			this.#underway += 1;
			void this.#perform(this.#take()).finally(() => {
				this.#underway -= 1;
				this.#go();
			});
		}
	}

	#take(): readonly Waiting<Asked, Answer>[] {
		return this.#waiting.splice(
			0,
			goingTogether(
				this.#waiting.map(({ asked }) => asked),
				this.#company,
			),
		);
	}

	async #perform(group: readonly Waiting<Asked, Answer>[]): Promise<void> {
		try {
			const answers = await inTime(MOST_WAITED_MS, this.#company.perform(group.map(({ asked }) => asked)), hung);
			if (answers.length !== group.length) throw new Error("Those who asked together were not each given an answer.");
			for (const [place, { resolve }] of group.entries()) resolve(answers[place] as Answer);
		} catch (error) {
			if (group.length > 1 && !isAway(error)) return this.#performEach(group);
			for (const { reject } of group) reject(error);
		}
	}

	async #performEach(group: readonly Waiting<Asked, Answer>[]): Promise<void> {
		for (const one of group) await this.#perform([one]);
	}
}

/** How many from the first on can go together: at least one. */
export function goingTogether<Asked, Answer>(
	asked: readonly Asked[],
	{ most, mostBytes = Number.POSITIVE_INFINITY, bytesOf = () => 0, namesOf = () => [], sortOf = () => "" }: Company<Asked, Answer>,
): number {
	const [first] = asked;
	const sort = first === undefined ? "" : sortOf(first);
	const taken = new Set<string>();
	let bytes = 0;
	const ends = asked.findIndex((one, place) => {
		const names = namesOf(one);
		bytes += bytesOf(one);
		if (place > 0 && (place >= most || bytes > mostBytes || sortOf(one) !== sort || names.some((name) => taken.has(name)))) return true;
		for (const name of names) taken.add(name);
		return false;
	});
	return ends < 0 ? asked.length : ends;
}

function hung(): Error {
	return Object.assign(new Error("The database did not answer in time."), { code: "ETIMEDOUT" });
}
