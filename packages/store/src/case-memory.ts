/** What was worked out of rows before: worked out again only when the rows say something else. */
import type { CaseTag } from "@answerable/types/id";

type Remembered<Value> = { readonly text: string; readonly value: Value };

/** A case takes some 50 kB of memory. */
const MOST_REMEMBERED = 128;

/**
 * [Note: What is remembered is compared] What a history says follows from its rows and nothing else. So one that was found
 * good is used again as long as every byte of its rows is the same; the rows are read each time, and one that was changed,
 * added or taken away is found out as before. Nothing tells when or by whom a case was read, and nothing is left when the
 * process ends.
 */
export class CaseMemory<Value> {
	readonly #remembered = new Map<CaseTag, Remembered<Value>>();

	/** Null unless it was worked out of this very text. */
	recall(caseTag: CaseTag, text: string): Value | null {
		const before = this.#remembered.get(caseTag);
		if (before === undefined || before.text !== text) return null;
		// The one that was asked for last is forgotten last.
		this.#remembered.delete(caseTag);
		this.#remembered.set(caseTag, before);
		return before.value;
	}

	/** Remembers, and forgets the one that was not asked for longest. */
	remember(caseTag: CaseTag, text: string, value: Value): void {
		this.#remembered.delete(caseTag);
		this.#remembered.set(caseTag, { text, value });
		const [eldest] = this.#remembered.keys();
		if (this.#remembered.size > MOST_REMEMBERED && eldest !== undefined) this.#remembered.delete(eldest);
	}
}
