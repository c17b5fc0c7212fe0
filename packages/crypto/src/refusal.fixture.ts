/** What a call was refused with, for tests. */
import { SealError, type SealErrorCode } from "./errors.ts";

/** The code of the `SealError` that a call throws; "accepted" when it throws nothing. Any other error is a bug and passes through. */
export function refusalOf(call: () => unknown): SealErrorCode | "accepted" {
	try {
		call();
		return "accepted";
	} catch (error) {
		if (error instanceof SealError) {
			return error.code;
		}
		throw error;
	}
}

/** A copy with one bit of one byte flipped. */
export function flipped(bytes: Uint8Array, index: number, bit = 1): Uint8Array {
	return bytes.map((byte, position) => (position === index ? byte ^ bit : byte));
}

/** The positions below `length` that a test tries: all of `always`, and every `step`th of the rest. */
export function positions(length: number, step: number, always: (index: number) => boolean = () => false): readonly number[] {
	return Array.from({ length }, (_, index) => index).filter((index) => index % step === 0 || always(index));
}
