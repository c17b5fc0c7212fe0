/** Two cases about the same thing: what the note that ties them says, and what the reporters see of it. Pure but for chance. */
import { fromBase64Url, toBase64Url } from "@answerable/crypto/bytes";
import { randomBytes } from "@answerable/crypto/random";
import { sha256Hash, utf8 } from "@answerable/log/bytes";
import type { Hash } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import { CaseTag } from "@answerable/types/id";
import type { ReadLetter } from "../case-reading.ts";

const LABEL = "answerable/v1/link";
const KEY_BYTES = 32;
/** The line that is read by machines: the other case's tag, and the key. */
const TIE = /^([0-9a-f]{64}) ([A-Za-z0-9_-]{43})$/m;

/** A tie to another case: what the event says of it in clear, and the note that holds the rest. */
export type Tie = { readonly other: Hash; readonly text: string };

/**
 * Ties a case to another. The event stands in the reporter's history, so it names the other case by a hash under a key that only the
 * note holds: whoever knows every tag of the log cannot tell which it is (crypto/FORMAT.md, "A link").
 */
export function newTie(other: CaseTag, words: string): Tie {
	const key = randomBytes(KEY_BYTES);
	return { other: tieHash(key, other), text: `${words}\n\n${other} ${toBase64Url(key)}` };
}

/** The case that a note names, if the event beside it says so too; else null. */
export function tiedTo(text: string, other: Hash): CaseTag | null {
	const [, tag, key] = TIE.exec(text) ?? [];
	if (tag === undefined || key === undefined) return null;
	const named = CaseTag.safeParse(tag);
	return named.success && tieHash(fromBase64Url(key), named.data) === other ? named.data : null;
}

/** The cases that a case is tied to, as far as its notes can be read. */
export function tiesIn(trusted: readonly CaseEvent[], letters: readonly ReadLetter[]): readonly CaseTag[] {
	return trusted.flatMap(({ sequence, happening }) => {
		const says = letters.find((letter) => letter.sequence === sequence)?.says;
		if (happening.kind !== "linked" || says === undefined || typeof says === "string" || says.kind !== "letter") return [];
		const tied = tiedTo(says.content.text, happening.statement.other);
		return tied === null ? [] : [tied];
	});
}

/** The note as people read it. */
export function tieWords(text: string): string {
	return text.replace(TIE, "").trim();
}

function tieHash(key: Uint8Array, other: CaseTag): Hash {
	return sha256Hash(key, utf8(`${LABEL}\n${other}`));
}
