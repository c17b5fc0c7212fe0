/** Somebody as colleagues are told of them: by post and number. Names are no part of a key. */
import type { Who } from "../../organisation-view.ts";
import { personNumber } from "../../short-number.ts";
import type { Words } from "../words/words.ts";

export function whoWords({ organisation: words, shell }: Pick<Words, "organisation" | "shell">, { person, role, isMe }: Who): string {
	if (person === null) return words.nobody;
	const number = personNumber(person);
	const said = role === null ? words.unnamed(number) : words.someone(shell.roles[role], number);
	return isMe ? words.me(said) : said;
}
