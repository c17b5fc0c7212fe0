/** Why a history, leaf, note or proof is not to be believed. */

/** What can be wrong with an event of a case (see `history.ts`). */
export type HistoryCode =
	| "wrong-sequence"
	| "broken-link"
	| "back-dated"
	| "other-organisation"
	| "other-case"
	| "other-policy"
	| "first-not-raised"
	| "raised-again"
	| "raise-not-trusted"
	| "wrong-actor"
	| "act-missing"
	| "act-unexpected"
	| "act-repeated"
	| "unknown-event-seen"
	| "unknown-key"
	| "wrong-signature"
	| "withdrawal-not-asked";

/** Codes are never renamed or reused. */
export type ProofCode =
	| HistoryCode
	| "malformed"
	| "wrong-length"
	| "unknown-version"
	| "unknown-kind"
	| "malformed-leaf"
	| "leaf-differs"
	| "event-differs"
	| "promise-differs"
	| "promise-too-late"
	| "out-of-range"
	| "wrong-proof-length"
	| "root-mismatch"
	| "malformed-tile"
	| "malformed-note"
	| "unsupported-key"
	| "unknown-signer"
	| "malformed-checkpoint"
	| "wrong-origin"
	| "too-few-roots"
	| "unknown-root"
	| "roots-not-distinct"
	| "wrong-seal-key"
	| "wrong-root-change"
	| "key-in-cooldown"
	| "key-removed"
	| "key-left-out"
	| "roots-left-out"
	| "interests-left-out"
	| "policy-left-out"
	| "wrong-use"
	| "manifest-differs";

/** A proof that failed. Thrown, because a `false` can be ignored. */
export class ProofError extends Error {
	readonly code: ProofCode;

	constructor(code: ProofCode, message: string) {
		super(message);
		this.name = "ProofError";
		this.code = code;
	}
}
