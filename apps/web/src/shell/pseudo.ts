/** Made-up languages for tests: every word of the catalogue is changed, so what stays plain was not in it. */

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = [..."áƀçđéƒğĥíĵķļɱñóþɋřšţúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĻṀÑÓÞɊŘŠŢÚṼŴẊÝŽ"];
const RIGHT_TO_LEFT = [..."אבגדהוזחטיכלמנסעפצקרשתםןץףאבגדהוזחטיכלמנסעפצקרשתםןץף"];

/** The catalogue with accents, and a third longer, as German or Welsh would be. */
export function accented<T>(words: T): T {
	return mapped(words, (text) => `${swapped(text, ACCENTED)}${"·".repeat(Math.ceil(text.length / 3))}`);
}

/** The catalogue in letters that run from right to left. */
export function mirrored<T>(words: T): T {
	return mapped(words, (text) => swapped(text, RIGHT_TO_LEFT));
}

function swapped(text: string, letters: readonly string[]): string {
	return [...text].map((letter) => letters[PLAIN.indexOf(letter)] ?? letter).join("");
}

/** The same tree with every string changed, and with functions whose answers are. */
function mapped<T>(value: T, change: (text: string) => string): T {
	if (typeof value === "string") return change(value) as T;
	if (typeof value === "function") return ((...given: unknown[]) => mapped(value(...given), change)) as T;
	if (Array.isArray(value)) return value.map((each) => mapped(each, change)) as T;
	if (typeof value === "object" && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, change)])) as T;
	}
	return value;
}
