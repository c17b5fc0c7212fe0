/** How hard a text is to read (Flesch-Kincaid grade level; Kincaid et al. 1975), measured as the formula counts. */

/** Every text in a tree of words; a function is asked with placeholders. */
export function textsOf(words: unknown): readonly string[] {
	if (typeof words === "string") return [words];
	if (typeof words === "function") return textsOf(words("one", "two", "three", "four"));
	if (Array.isArray(words)) return words.flatMap(textsOf);
	return typeof words === "object" && words !== null ? Object.values(words).flatMap(textsOf) : [];
}

/** The grade of some texts taken together. */
export function gradeOf(texts: readonly string[]): number {
	const sentences = texts.flatMap((text) => text.split(/[.?!:]+(?=\s|$|”)/)).filter((sentence) => /[a-z]/i.test(sentence));
	const words = sentences.flatMap((sentence) => sentence.match(/[a-z]+(?:[’'][a-z]+)?/gi) ?? []);
	const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
	return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/** Groups of vowels, less a silent e. */
function syllablesOf(word: string): number {
	const plain = word.toLowerCase().replace(/[’'].*$/, "");
	const groups = plain.replace(/(?:[^laeiouy]|[^l]l)es?$|ed$/, (end) => end.charAt(0)).match(/[aeiouy]+/g);
	return Math.max(1, groups?.length ?? 1);
}
