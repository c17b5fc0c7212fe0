/** What the run and the processes that act in it say to each other. */
import type { PhoneSecret } from "@answerable/types/account";
import type { CaseTag } from "@answerable/types/id";
import type { Accepted, Found, KeptLetter, Probe, Refusal, SentAgain } from "./record.ts";

/** Where the product is, and whose door is knocked at. */
export type Address = { readonly origin: string; readonly slug: string; readonly roots: string };

/** What becomes of a concern after it was accepted. */
export type Fate = "ignored" | "answered" | "probed";

export type ToReporters =
	| { readonly word: "begin"; readonly address: Address; readonly seed: number; readonly hands: number; readonly restMs: number }
	| { readonly word: "stop" }
	| { readonly word: "again"; readonly origin: string };

export type FromReporters =
	/** A raise was put on the wire, or its answer (or its failure) came. */
	| { readonly word: "under-way"; readonly change: 1 | -1 }
	| { readonly word: "accepted"; readonly accepted: Accepted; readonly fate: Fate }
	| { readonly word: "letter"; readonly letter: KeptLetter }
	| { readonly word: "refused"; readonly refusal: Refusal }
	| { readonly word: "again"; readonly again: SentAgain }
	| { readonly word: "failed"; readonly what: string }
	| { readonly word: "done"; readonly unanswered: number };

export type Login = { readonly login: string; readonly phrase: string; readonly phone: PhoneSecret };

export type ToDesk =
	| { readonly word: "begin"; readonly origin: string; readonly guardian: Login; readonly chair: Login }
	| { readonly word: "answer"; readonly caseTag: CaseTag; readonly text: string }
	| { readonly word: "probe"; readonly caseTag: CaseTag }
	| { readonly word: "stop" };

export type FromDesk =
	| { readonly word: "ready" }
	| { readonly word: "letter"; readonly letter: KeptLetter }
	| { readonly word: "probe"; readonly probe: Probe }
	| { readonly word: "failed"; readonly what: string }
	| { readonly word: "done" };

export type ToReader = { readonly address: Address; readonly cases: readonly { readonly caseTag: CaseTag; readonly words: string }[] };

export type FromReader = { readonly word: "found"; readonly found: Found };

/** Waits. */
export function sleep(ms: number): Promise<void> {
	return new Promise((resume) => setTimeout(resume, ms));
}

/** One line about what went wrong. */
export function said(fault: unknown): string {
	if (!(fault instanceof Error)) return String(fault);
	return "code" in fault ? `${String(fault.code)}: ${fault.message}` : `${fault.name}: ${fault.message}`;
}
