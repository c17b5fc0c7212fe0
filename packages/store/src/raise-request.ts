/** A raise as the api hands it over: read, checked for its shape, its proof of work solved. */
import type { Sign } from "@answerable/log/signing";
import type { Hash } from "@answerable/types/bytes";
import type { RaiseHeader } from "@answerable/types/intake";
import type { CivilDate, Instant } from "@answerable/types/time";

export type RaiseRequest = {
	readonly header: Pick<RaiseHeader, "organisation" | "caseTag" | "statement" | "reporterKeys" | "act">;
	readonly concern: Uint8Array;
	readonly private: Uint8Array;
	readonly wraps: Uint8Array;
	/** The proof of work, spent in the same statement; null where none is asked for. */
	readonly work: { readonly hash: Hash; readonly expiresOn: CivilDate } | null;
	readonly now: Instant;
	/** Of external bodies whose directory entry is in force. */
	readonly today: CivilDate;
	/** By the promise key. */
	readonly signPromise: Sign;
};
