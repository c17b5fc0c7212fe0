/** Those who work on a case. */
import type { CaseState } from "./case.ts";
import type { NewNotice } from "./command.ts";
import { warnedTenures } from "./warning.ts";

/** Told when the reporter did something, or something is to be done: the handler, the first recipients, and whoever a colleague gave the case to. */
export function caseworkers(state: CaseState): readonly NewNotice[] {
	const granted = state.grants.filter(({ place }) => place === null).map((grant) => grant.tenure);
	return [...new Set([...warnedTenures(state), ...granted])].map((tenure) => ({ tenure, kind: "waiting" }));
}
