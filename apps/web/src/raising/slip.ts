/** What somebody must keep: seven words, and what proves that a concern was received. */
import type { Hash } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import type { SignedPromise } from "@answerable/types/promise";

export type Slip = {
	readonly words: readonly string[];
	readonly promise: SignedPromise;
	/** The promise as it is signed, and the signature under it: what a slip prints, and what anybody can check. */
	readonly promiseText: string;
	readonly severity: Severity;
	/** Fingerprint of the roots that countersigned everybody's keys; null for whoever came back without one, since none was checked then. */
	readonly roots: Hash | null;
};
