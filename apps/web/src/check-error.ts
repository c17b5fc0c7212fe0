/** Why a client refuses to go on. Thrown, because a `false` can be ignored. */

/** Codes are never renamed or reused. */
export type CheckCode =
	| "malformed-answer"
	| "unreachable"
	| "log-key-not-pinned"
	| "log-rewound"
	| "log-incomplete"
	| "roots-not-pinned"
	| "roots-not-signed"
	| "wrong-organisation"
	| "key-not-countersigned"
	| "key-named-twice"
	| "leaf-missing"
	| "removal-not-countersigned"
	| "key-in-cooldown"
	| "key-removed"
	| "key-left-out"
	| "roots-left-out"
	| "interests-not-countersigned"
	| "interests-left-out"
	| "adoption-not-countersigned"
	| "policy-left-out"
	| "deployment-key-not-signed"
	| "release-key-out-of-date"
	| "unknown-policy"
	| "swapped-policy"
	| "unknown-calendar"
	| "swapped-calendar"
	| "clock-astray"
	| "no-recipient"
	| "work-too-dear"
	| "other-raise"
	| "wrong-promise"
	| "wrong-due"
	| "wrong-leaf"
	| "wrong-wraps"
	| "no-key"
	| "other-case"
	| "wrong-tenure-key"
	| "wrong-answer"
	| "no-grantee"
	| "excluded-person"
	| "shown-unproved"
	| "shown-out-of-date";

/** A check of ours that failed: nothing was sealed, or nothing that was served is to be believed. */
export class CheckError extends Error {
	readonly code: CheckCode;

	constructor(code: CheckCode, message: string, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = "CheckError";
		this.code = code;
	}
}
