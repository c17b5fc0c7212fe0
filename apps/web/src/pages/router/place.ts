/** Every page that there is. None has an address of its own: see [Note: Two entries]. */

import type { Slip } from "../../raising/slip.ts";
import type { StepId } from "../../raising/steps.ts";
import type { Trace } from "../../reporter/trace.ts";
import type { TroubleCode } from "../shell/trouble.ts";

export type Place =
	| { readonly at: "choose" }
	| { readonly at: "welcome" }
	| { readonly at: "before" }
	| { readonly at: "safe" }
	| { readonly at: "routes" }
	| { readonly at: "raise"; readonly step: StepId; readonly isChange: boolean }
	| { readonly at: "sending" }
	| { readonly at: "unsent"; readonly code: TroubleCode }
	| { readonly at: "slip"; readonly slip: Slip }
	| { readonly at: "retype"; readonly slip: Slip }
	| { readonly at: "end" }
	| { readonly at: "words" }
	| { readonly at: "not-found"; readonly trace: Trace }
	| { readonly at: "mailbox"; readonly page: MailboxPage }
	| { readonly at: "dispute"; readonly sequence: number };

/** Pages of a mailbox that is open: the view itself is in the visit. */
export type MailboxPage =
	| "home"
	| "write"
	| "withdraw"
	| "change"
	| "changed"
	| "access"
	| "sorted"
	| "feedback"
	| "detriment"
	| "rights"
	| "pack"
	| "proofs";

/** Pages that need nothing beyond what the first page brought, and fetch nothing more. */
export function isFirst({ at }: Place): boolean {
	return at === "choose" || at === "welcome" || at === "safe";
}

/** Pages that Back does not leave: a concern is on its way, or the words would be lost. */
export function holdsBack({ at }: Place): boolean {
	return at === "sending" || at === "slip";
}
