/** Words made alike, so that what people type finds what others wrote. Pure. */

/** Lower case, without accents, every run of anything else than letters and digits as one space. */
export function folded(text: string): string {
	return text
		.normalize("NFKD")
		.replaceAll(/\p{M}/gu, "")
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

/** Words that people put before the name of a place or leave away. */
const GENERIC = new Set(["the", "ward", "unit", "department", "dept", "team", "on"]);

/** What two names of one place have in common: `Ward B7` and `b7 ward`. Empty for no place. */
export function unitKey(unit: string): string {
	const words = folded(unit).split(" ");
	const own = words.filter((word) => !GENERIC.has(word));
	return (own.length === 0 ? words : own).sort().join(" ");
}
