/** What a leaked phrase would look like. */

const BETWEEN = [" ", "-", ",", '","', "\n", ""];

/**
 * Takes the words of a phrase. Gives every two neighbours, however they may be joined: what to look for where no word may be.
 * A single word proves nothing: some of the list ("policy", "secret", "public") are also names of fields or words of a page.
 */
export function neighboursIn(words: readonly string[]): readonly string[] {
	return words.slice(1).flatMap((word, place) => BETWEEN.map((between) => `${words[place]}${between}${word}`));
}
