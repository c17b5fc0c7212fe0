/** What a concern, or an action, is called in a list. Pure. */

/** The longest title of a list: the beginning of the concern's first line. */
const TITLE_LETTERS = 90;
/** Letters, digits and signs: spaces, and what is of no width, make no title. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The first line in which there is something to see, cut at a word and never within a character; empty if there is none. */
export function titleOf(text: string): string {
	const line = text.split("\n").find((each) => SEEN.test(each)) ?? "";
	const letters = [...line.trim().replaceAll(/\s+/g, " ")];
	if (letters.length <= TITLE_LETTERS) return letters.join("");
	const cut = letters.slice(0, TITLE_LETTERS).join("");
	return `${cut.replace(/\s\S*$/, "")} …`;
}
