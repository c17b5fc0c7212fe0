/** Why something sealed could not be made or opened. Codes are never renamed or reused. */
export type SealErrorCode =
	/** Not of the format: a length, a magic byte, a reserved value, a field outside its alphabet. */
	| "malformed"
	/** Of a version that this code does not know; nothing of it was read. */
	| "unknown-version"
	/** Longer than the format allows. */
	| "too-large"
	/** What stands visibly in front says another place than the caller expects. */
	| "wrong-context"
	/** Sealed under another compartment key than the one given. */
	| "wrong-key"
	/** Authentication failed: changed, or sealed for another key or another context. Which of these cannot be told apart. */
	| "cannot-open"
	/** Opened, but what is inside breaks the padding or layout rule: the sealer was wrong or hostile. */
	| "bad-padding"
	/** More than one release holder is needed, which this version cannot do. */
	| "unsupported-threshold"
	/** The release key given is not among the holders of this seal. */
	| "not-a-holder"
	/** The words are not a phrase of this organisation or handler. */
	| "wrong-phrase"
	/** Somebody asked for a cheaper derivation than the format fixes. */
	| "weak-parameters";

/**
 * A seal that cannot be made or opened. It is thrown, not returned, because a
 * `false` can be ignored. The message never holds a key, a word or a plaintext.
 */
export class SealError extends Error {
	readonly code: SealErrorCode;

	constructor(code: SealErrorCode, message: string) {
		super(message);
		this.name = "SealError";
		this.code = code;
	}
}
