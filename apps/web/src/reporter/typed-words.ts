/** Seven words as people type them: what a phone made of them is undone, and a slip of the pen is found without asking anybody. */
import { checkPhrase, PHRASE_WORDS } from "@answerable/crypto/phrase";
import { isListed, WORDS } from "@answerable/crypto/wordlist";
import type { OrganisationId } from "@answerable/types/id";

/** One word as it was understood. `near`: listed words that are one slip away, if it is none itself. */
export type ReadWord = { readonly word: string; readonly isListed: boolean; readonly near: readonly string[] };

/** What was typed, word by word; `completions` of the last one, if it is still being typed. */
export type Typed = { readonly words: readonly ReadWord[]; readonly completions: readonly string[] };

const MOST_COMPLETIONS = 6;
const LEAST_TYPED = 2;
const MOST_NEAR = 4;

/**
 * The words in a text: capitals, numbering, commas, quotes, line breaks and long dashes do not count, nor does a space where the
 * list has a hyphen ("yo yo").
 */
export function wordsIn(typed: string): readonly string[] {
	const plain = typed
		.normalize("NFKD")
		.toLowerCase()
		.replaceAll(/\p{M}/gu, "")
		.replaceAll(/[\u00ad\u2010-\u2015\u2212]/g, "-")
		.replaceAll(/[^a-z-]+/g, " ");
	const words = plain
		.split(" ")
		.map((word) => word.replaceAll(/^-+|-+$/g, ""))
		.filter((word) => word !== "");
	return hyphenated(words);
}

/** Reads what was typed so far. */
export function readTyped(typed: string): Typed {
	const words = wordsIn(typed);
	const isOpen = /[\p{L}-]$/u.test(typed);
	const last = words.at(-1) ?? "";
	const completions = isOpen && last.length >= LEAST_TYPED && words.length <= PHRASE_WORDS ? completionsOf(last) : [];
	return {
		words: words.map((word, index) => {
			const isWhole = isListed(word);
			const isTyping = isOpen && index === words.length - 1 && completions.length > 0;
			return { word, isListed: isWhole, near: isWhole || isTyping ? [] : nearWords(word) };
		}),
		completions: completions.length === 1 && completions[0] === last ? [] : completions,
	};
}

/** Listed words that begin so, in the list's order. */
export function completionsOf(prefix: string): readonly string[] {
	return WORDS.filter((word) => word.startsWith(prefix)).slice(0, MOST_COMPLETIONS);
}

/** Listed words that are one slip away: a letter too many, too few, another, or two swapped. */
export function nearWords(word: string): readonly string[] {
	return WORDS.filter((listed) => listed !== word && isOneSlip(word, listed)).slice(0, MOST_NEAR);
}

/**
 * What was meant, if one slip makes the check word fit: two neighbours swapped, or one word that is near another. Chance alone
 * makes a wrong one fit once in some hundred tries, so it is offered and never taken.
 */
export function repairOf(words: readonly string[], organisation: OrganisationId): readonly string[] | null {
	const subject = { purpose: "reporter", organisation } as const;
	const fitting = candidates(words).filter((candidate) => checkPhrase(candidate, subject) === "ok");
	return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function candidates(words: readonly string[]): readonly (readonly string[])[] {
	if (words.length !== PHRASE_WORDS) return [];
	const swapped = words
		.slice(1)
		.map((_, at) => words.map((word, index) => words[index === at ? at + 1 : index === at + 1 ? at : index] ?? word));
	const replaced = words.flatMap((word, at) => near(word).map((other) => words.map((each, index) => (index === at ? other : each))));
	return [...swapped, ...replaced];
}

function near(word: string): readonly string[] {
	return WORDS.filter((listed) => listed !== word && isOneSlip(word, listed));
}

/** A pair that the list writes with a hyphen is one word. */
function hyphenated(words: readonly string[]): readonly string[] {
	const joined: string[] = [];
	for (const word of words) {
		const before = joined.at(-1);
		const pair = before === undefined ? "" : `${before}-${word}`;
		if (before !== undefined && isListed(pair)) joined.splice(-1, 1, pair);
		else joined.push(word);
	}
	return joined.map((word) => (isListed(word) ? word : (HYPHENATED.get(word) ?? word)));
}

/** Words with a hyphen by what they are without. */
const HYPHENATED: ReadonlyMap<string, string> = new Map(
	WORDS.filter((word) => word.includes("-")).map((word) => [word.replaceAll("-", ""), word]),
);

function isOneSlip(typed: string, listed: string): boolean {
	const difference = typed.length - listed.length;
	if (Math.abs(difference) > 1) return false;
	let start = 0;
	while (start < listed.length && typed[start] === listed[start]) start += 1;
	const [restTyped, restListed] = [typed.slice(start), listed.slice(start)];
	if (difference > 0) return restTyped.slice(1) === restListed;
	if (difference < 0) return restListed.slice(1) === restTyped;
	const isSwapped = restTyped.slice(0, 2) === `${restListed[1]}${restListed[0]}` && restTyped.slice(2) === restListed.slice(2);
	return isSwapped || restTyped.slice(1) === restListed.slice(1);
}
