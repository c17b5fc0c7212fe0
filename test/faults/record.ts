/** What the run writes down while it goes: plain values, so that the verdict can be computed from them alone, and from doctored ones. */
import type { Checkpoint } from "@answerable/log/checkpoint";
import type { Severity } from "@answerable/types/clock";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, TenureId } from "@answerable/types/id";
import type { RaiseAnswer } from "@answerable/types/intake";
import type { Policy } from "@answerable/types/policy";
import type { Role } from "@answerable/types/role";
import type { External, Recipient } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";

/** A concern whose raise was answered with 201 (or 200 to a retry): from then on it may not be lost. */
export type Accepted = {
	readonly caseTag: CaseTag;
	readonly words: string;
	readonly text: string;
	readonly severity: Severity;
	readonly external: External;
	readonly recipients: readonly Recipient[];
	readonly answer: RaiseAnswer;
	/** How often it was sent until it was answered. */
	readonly tries: number;
};

/** A letter that somebody was told is kept: by the reporter, or by the guardian. */
export type KeptLetter = { readonly caseTag: CaseTag; readonly by: "reporter" | "guardian"; readonly text: string };

/** What a reporter found who came back with the words. */
export type Found = {
	readonly caseTag: CaseTag;
	/** Null if the words opened nothing; `why` says what came instead. */
	readonly opened: {
		readonly now: Instant;
		readonly events: readonly CaseEvent[];
		/** One leaf an event, in hex. */
		readonly leaves: readonly string[];
		readonly letters: readonly { readonly by: "concern" | "letter"; readonly text: string }[];
		/** What the reporter's own client could not prove. */
		readonly findings: readonly string[];
	} | null;
	readonly why: string;
};

/** The very bytes of an accepted raise, sent once more. */
export type SentAgain = { readonly caseTag: CaseTag; readonly status: number; readonly isSame: boolean };

/** A raise that was refused, or whose answer the reporter's client did not believe. None may be: every one was made as it should be. */
export type Refusal = { readonly caseTag: CaseTag; readonly why: string };

/** Somebody above the guardian who asked for a case. */
export type Probe = { readonly caseTag: CaseTag; readonly rung: number; readonly answeredAtMs: number; readonly isOpen: boolean };

/** An opened wrap, when it was first seen in the stolen database, and the size of the log that was served just after. */
export type SeenWrap = {
	readonly caseTag: CaseTag;
	readonly rung: number;
	readonly tenure: TenureId;
	readonly seenAtMs: number;
	readonly logSize: number;
};

export type SeenCheckpoint = Pick<Checkpoint, "size" | "root"> & { readonly seenAtMs: number; readonly from: "served" | "signed" };

/** A time in which no worker can have done anything, by the machine's clock. */
export type Silence = { readonly fromMs: number; readonly untilMs: number };

export type Holder = { readonly tenure: TenureId; readonly role: Role; readonly organisation: string };

export type Notices = {
	/** Lines that the transport printed, by role and organisation, see `nameOf`. */
	readonly printed: ReadonlyMap<string, number>;
	readonly rows: readonly { readonly tenure: TenureId; readonly kind: string; readonly delivered: boolean }[];
};

export type Records = {
	readonly policy: Policy;
	readonly holders: readonly Holder[];
	readonly accepted: readonly Accepted[];
	readonly refusals: readonly Refusal[];
	readonly letters: readonly KeptLetter[];
	readonly found: readonly Found[];
	readonly again: readonly SentAgain[];
	readonly probes: readonly Probe[];
	readonly wraps: readonly SeenWrap[];
	readonly log: {
		readonly head: Pick<Checkpoint, "size" | "root">;
		readonly entries: readonly Uint8Array[];
		readonly seen: readonly SeenCheckpoint[];
	};
	/** What the client said of a log that went back. */
	readonly rewinds: readonly string[];
	readonly notices: Notices;
	readonly silences: readonly Silence[];
};

/** The name under which notices to a role are counted. */
export function nameOf({ role, organisation }: { readonly role: string; readonly organisation: string }): string {
	return `${role.replaceAll("_", " ")} at ${organisation}`;
}
