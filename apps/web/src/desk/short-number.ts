/** Short numbers by which people tell one another, by voice, whom and which key they mean. */
import type { Hash } from "@answerable/types/bytes";
import type { PersonId } from "@answerable/types/id";

/** The letters and digits by which people tell one another whom they mean: the beginning of a person's id. */
export function personNumber(person: PersonId): string {
	return inFours(person.slice(0, 8));
}

/** The same of a key. Longer: nobody must be able to make another key that begins like it. */
export function keyNumber(key: Hash): string {
	return inFours(key.slice(0, 20));
}

/** In groups of four, to be read aloud. */
export function inFours(text: string): string {
	return (text.match(/.{4}/g) ?? []).join(" ").toUpperCase();
}
