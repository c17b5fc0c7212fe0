/** What was worked out of a case's rows before: worked out again only when they say something else. */
import type { CaseTag } from "@answerable/types/id";

type Remembered<Value> = { readonly text: string; readonly value: Value };

/** A history takes some 50 kB of memory, the wraps of a raise 60. */
const MOST_REMEMBERED = 128;
const FORGOTTEN_AFTER_MS = 5 * 60_000;

/**
 * [Note: What is remembered is compared] What was found good is used again as long as what it follows from is the same: of a
 * history every byte of its rows, of wraps the hash that the raise names. That is read each time, so that whatever was
 * changed, added or taken away is found out as before. Nothing tells when or by whom a case was read.
 *
 * [Note: Memory fades] What was erased must not stay in the memory of a process that nobody restarts. So there are two halves: every
 * five minutes, or once the newer is full, the older is forgotten, and the newer becomes it. What is asked for again moves to the newer.
 */
export class CaseMemory<Value> {
	#newer = new Map<CaseTag, Remembered<Value>>();
	#older = new Map<CaseTag, Remembered<Value>>();
	#fading: NodeJS.Timeout | null = null;

	/** Null unless it was worked out of this very text. */
	recall(caseTag: CaseTag, text: string): Value | null {
		const before = this.#newer.get(caseTag) ?? this.#older.get(caseTag);
		if (before === undefined || before.text !== text) return null;
		this.remember(caseTag, text, before.value);
		return before.value;
	}

	remember(caseTag: CaseTag, text: string, value: Value): void {
		this.#older.delete(caseTag);
		this.#newer.set(caseTag, { text, value });
		if (this.#newer.size >= MOST_REMEMBERED / 2) this.#fade();
		this.#fading ??= setTimeout(() => this.#fadeAgain(), FORGOTTEN_AFTER_MS).unref();
	}

	#fadeAgain(): void {
		this.#fade();
		this.#fading = this.#older.size === 0 ? null : setTimeout(() => this.#fadeAgain(), FORGOTTEN_AFTER_MS).unref();
	}

	#fade(): void {
		this.#older = this.#newer;
		this.#newer = new Map();
	}
}
