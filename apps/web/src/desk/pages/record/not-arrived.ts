/** Whether a concern that could not be sent is certainly not there. Pure. */
import { RefusalCode } from "@answerable/types/problem";
import type { Failure } from "../../../shell/engine-protocol.ts";

/** The server could not say, or says that something of the kind is there already; or the desk was left while it was on its way. */
const UNCERTAIN: readonly Failure["code"][] = ["unavailable", "tag-taken", "work-spent", "not-signed-in"];

/** Only the server's own refusal tells: a line that broke does not, and a promise that was not believed came after the concern was there. */
export function hasNotArrived({ code }: Failure): boolean {
	return RefusalCode.safeParse(code).success && !UNCERTAIN.includes(code);
}
