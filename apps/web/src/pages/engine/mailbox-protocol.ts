/** What page and engine say to each other about a mailbox. Words go to the engine once; keys never come back. */
import type { Evidence } from "@answerable/log/evidence";
import type { Hash } from "@answerable/types/bytes";
import type { FeedbackContent } from "@answerable/types/content";
import type { OrganisationCard } from "@answerable/types/intake";
import type { WaiveStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import type { Slip } from "../../raising/slip.ts";
import type { DetrimentAnswer, Reply } from "../../reporter/mailbox-act.ts";
import type { PromiseTrace, Trace } from "../../reporter/trace.ts";
import type { Typed } from "../../reporter/typed-words.ts";
import type { MailboxView } from "../../reporter/view.ts";

/** What came of seven words. */
export type Opened =
	| { readonly outcome: "opened"; readonly view: MailboxView }
	/** `repair`: what was meant, if one slip explains it. `elsewhere`: they are words of that organisation. */
	| {
			readonly outcome: "typo";
			readonly what: "wrong-length" | "unknown-word" | "check-word-wrong";
			readonly repair: readonly string[] | null;
			readonly elsewhere: OrganisationCard | null;
	  }
	| { readonly outcome: "not-found"; readonly trace: Trace }
	/** Not even the raise that was served can be believed. */
	| { readonly outcome: "not-believed" };

/** Something that the reporter does. */
export type Doing =
	| ({ readonly kind: "reply" } & Reply)
	| { readonly kind: "dispute"; readonly sequence: number; readonly text: string }
	| { readonly kind: "withdraw" }
	| { readonly kind: "recall" }
	| ({ readonly kind: "feedback"; readonly sequence: number } & FeedbackContent)
	| ({ readonly kind: "detriment" } & DetrimentAnswer)
	| { readonly kind: "waive"; readonly reason: WaiveStatement["reason"] }
	| { readonly kind: "further-feedback" }
	/** To everybody who holds an office now and cannot open the concern yet. */
	| { readonly kind: "give-keys" };

/** It was kept: when staff will see it, and the mailbox as it is now. */
export type Done = { readonly visibleAt: Instant; readonly view: MailboxView };

export type MailboxRequests = {
	/** Reads what was typed so far: nothing leaves the device. */
	readTyped: { readonly takes: string; readonly gives: Typed };
	/** Opens the mailbox of an organisation and checks everything in it. */
	/** `roots`: the poster's fingerprint. */
	open: { readonly takes: { readonly slug: string; readonly typed: string; readonly roots: Hash | null }; readonly gives: Opened };
	/** Fetches it anew. */
	refresh: { readonly takes: null; readonly gives: MailboxView };
	do: { readonly takes: Doing; readonly gives: Done };
	/** Makes new words, which open nothing yet. */
	newWords: { readonly takes: null; readonly gives: Slip };
	/** From here on the mailbox opens with the new words alone. May be asked again. */
	useWords: { readonly takes: null; readonly gives: MailboxView };
	evidence: { readonly takes: null; readonly gives: Evidence };
	/** Looks in the log for the promise of a slip. */
	tracePromise: { readonly takes: { readonly slug: string; readonly text: string }; readonly gives: PromiseTrace };
};
