/** How a page and its engine speak. The engine is a worker: whatever is heavy or secret happens there, while the page stays light. */
import type { RefusalCode } from "@answerable/types/problem";
import type { CheckCode } from "../check-error.ts";

/** What can be asked: each request with what it takes and gives. */
export type Asks<Requests> = { readonly [K in keyof Requests]: { readonly takes: unknown; readonly gives: unknown } };

/** Why the engine could not do it, by a code that the catalogue has words for. */
export type Failure = {
	readonly code: CheckCode | RefusalCode | "fault" | "too-strict";
	/** The server's own words on what to do. */
	readonly detail: string | null;
};

/** One function for each request. */
export type Answers<Requests extends Asks<Requests>, Progress> = {
	readonly [K in keyof Requests]: (takes: Requests[K]["takes"], onProgress: (progress: Progress) => void) => Promise<Requests[K]["gives"]>;
};

export type ToEngine = { readonly id: number; readonly kind: string; readonly takes: unknown };
export type FromEngine<Progress> =
	/** Said once, when everything was loaded: what is posted before would be lost. */
	| { readonly kind: "ready" }
	| { readonly id: number; readonly kind: "done"; readonly gives: unknown }
	| { readonly id: number; readonly kind: "failed"; readonly failure: Failure }
	| { readonly id: number; readonly kind: "progress"; readonly progress: Progress };
