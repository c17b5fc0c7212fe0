/** Two words typed once more, so that somebody knows that their slip is right before it is all they have. Pure. */

/** Two different places, from 1, chosen by two numbers of chance in [0, 1). */
export function twoPlaces(count: number, chance: readonly [number, number]): readonly [number, number] {
	const first = Math.floor(chance[0] * count);
	const second = (first + 1 + Math.floor(chance[1] * (count - 1))) % count;
	return first < second ? [first + 1, second + 1] : [second + 1, first + 1];
}

/** Whether a word was typed right, whatever a phone's keyboard made of it: capitals, spaces and full stops do not count. */
export function isRetyped(word: string | undefined, typed: string): boolean {
	return word !== undefined && plain(typed) === plain(word);
}

function plain(word: string): string {
	return word
		.normalize("NFKC")
		.toLowerCase()
		.replaceAll(/[\u2010-\u2015]/g, "-")
		.replaceAll(/[\s.,;]/g, "");
}
