/** Reading sealed formats: what a parser says about the input becomes a refusal, anything else stays a fault. */
import { SealError } from "@answerable/crypto/errors";
import type { RefusalCode } from "@answerable/types/problem";
import type { Refused } from "./problem.ts";

/** Runs a parser; a `SealError` about the input becomes `code`, or `too-large` where that is the reason. */
export function readSealed<T extends object>(parse: () => T, code: RefusalCode): T | Refused {
	try {
		return parse();
	} catch (error) {
		if (!(error instanceof SealError)) throw error;
		return { refused: error.code === "too-large" ? "too-large" : code };
	}
}
