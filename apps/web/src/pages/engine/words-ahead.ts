/** The words of a concern, made while somebody still writes it: without WebAssembly they take minutes. */
import type { OrganisationId } from "@answerable/types/id";
import { type FreshWords, freshWords } from "../../reporter/fresh-words.ts";
import type { Stretching } from "./stretching.ts";

/** Words for one concern at one organisation, made once and given out once. */
export class WordsAhead {
	readonly #stretching: Stretching;
	#made: { readonly organisation: OrganisationId; readonly words: Promise<FreshWords> } | null = null;
	#onLeft: (seconds: number) => void = () => undefined;

	constructor(stretching: Stretching) {
		this.#stretching = stretching;
	}

	/** From now on this one hears how many seconds it takes still. */
	hear(onLeft: (seconds: number) => void): void {
		this.#onLeft = onLeft;
	}

	/** Starts making words, if none are made yet. */
	make(organisation: OrganisationId): Promise<FreshWords> {
		if (this.#made?.organisation === organisation) return this.#made.words;
		const words = freshWords(
			organisation,
			this.#stretching((seconds) => this.#onLeft(seconds)),
		);
		this.#made = { organisation, words };
		words.catch(() => this.#forget(words));
		return words;
	}

	/** The words, for one concern: the next one gets others. */
	take(organisation: OrganisationId): Promise<FreshWords> {
		const words = this.make(organisation);
		// At once, not when they are ready: nobody else may be given the same meanwhile.
		this.#forget(words);
		return words;
	}

	#forget(words: Promise<FreshWords>): void {
		if (this.#made?.words === words) this.#made = null;
	}
}
