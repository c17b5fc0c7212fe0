/** What is asked at the same time is asked of the database together: one statement, or one transaction, for all of it. */
import { isAway } from "./fault.ts";

/** How something is done together. */
export type Together<Asked, Answer> = {
	/** One answer for each, in their order. What throws has left nothing behind. */
	readonly perform: (asked: readonly Asked[]) => Promise<readonly Answer[]>;
	/** So many groups at once. The fewer, the more go together; one that may have to wait for a lock wants another beside it. */
	readonly atOnce: number;
	readonly most: number;
	readonly mostBytes?: number;
	readonly bytesOf?: (asked: Asked) => number;
	/** Two that share a name are not done in one group. */
	readonly namesOf?: (asked: Asked) => readonly string[];
};

/** For each owner (a database, a context) a gathering of its own. */
export function gathered<Owner extends object, Asked, Answer>(
	of: (owner: Owner) => Together<Asked, Answer>,
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

/**
 * [Note: Nobody waits for company] Whoever finds a place free is served at once, alone. While every place is taken others
 * gather, and go together as soon as one is free. What goes wrong with a group has left nothing behind, so then each is done
 * alone, and only what goes wrong alone is told as wrong.
 */
export class Gathering<Asked, Answer> {
	readonly #together: Together<Asked, Answer>;
	readonly #waiting: Waiting<Asked, Answer>[] = [];
	#underway = 0;

	constructor(together: Together<Asked, Answer>) {
		this.#together = together;
	}

	ask(asked: Asked): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ asked, resolve, reject });
			this.#go();
		});
	}

	#go(): void {
		while (this.#underway < this.#together.atOnce && this.#waiting.length > 0) {
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
				this.#together,
			),
		);
	}

	async #perform(group: readonly Waiting<Asked, Answer>[]): Promise<void> {
		try {
			const answers = await this.#together.perform(group.map(({ asked }) => asked));
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
	{ most, mostBytes = Number.POSITIVE_INFINITY, bytesOf = () => 0, namesOf = () => [] }: Together<Asked, Answer>,
): number {
	const taken = new Set<string>();
	let bytes = 0;
	const ends = asked.findIndex((one, place) => {
		const names = namesOf(one);
		bytes += bytesOf(one);
		if (place > 0 && (place >= most || bytes > mostBytes || names.some((name) => taken.has(name)))) return true;
		for (const name of names) taken.add(name);
		return false;
	});
	return ends < 0 ? asked.length : ends;
}
