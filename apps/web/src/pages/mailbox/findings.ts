/** What a finding means, in the words of the catalogue. Pure. */
import type { Finding } from "../../case-reading.ts";
import type { Words } from "../words/words.ts";

type Means = keyof Words["mailbox"]["proofs"]["findings"];

/** A code that is not here is about the history itself: an entry that is not to be believed. */
const MEANS: Partial<Record<Finding["code"], Means>> = {
	"swapped-policy": "rules",
	"swapped-calendar": "rules",
	"wrong-consequence": "consequence",
	"wrong-wraps": "wraps",
	"wrong-promise": "promise",
	"wrong-leaf": "leaf",
	"leaf-not-published": "notPublished",
	"hidden-leaf": "hidden",
	"log-unproved": "noLog",
	"other-letter": "letter",
	"other-roots": "poster",
};

/** One sentence a finding, each meaning once an entry. */
export function findingWords(findings: readonly Finding[], words: Words["mailbox"]["proofs"]): readonly string[] {
	const sentences = findings.map(({ sequence, code }) => {
		const means = words.findings[MEANS[code] ?? "history"];
		return sequence === null ? means : `${words.event(String(sequence + 1))}${means}`;
	});
	return [...new Set(sentences)];
}
