/** What people ask for, in a line each. */
import { Signature, SigningKey } from "@answerable/types/bytes";
import type { ClockName, Severity } from "@answerable/types/clock";
import type { Compartment } from "@answerable/types/role";
import type { CloseStatement, HoldStatement, LetterPurpose } from "@answerable/types/statement";
import type { Command } from "./command.ts";
import { after, type History, handler, hash, holder, letter, raiseAt, type STAFF, stateOf, untilOnTime } from "./history.fixture.ts";
import { unmetClocks } from "./unmet.ts";

export type StaffRole = (typeof STAFF)[number];

export const MONDAY = "2026-11-23T09:15:07Z";
export const SEEN = "2026-11-23T13:00:00Z";
export const TUESDAY = "2026-11-24T09:00:00Z";

export const ESCALATE = { kind: "escalate-if-due" } as const;

/** A case that its first recipients have seen. */
export const seen = (change = {}, context?: Parameters<typeof raiseAt>[2]): History => untilOnTime(raiseAt(MONDAY, change, context), SEEN);

export const replies = (purpose: LetterPurpose = "reply", compartment: Compartment = "private"): Command => ({
	kind: "letter",
	by: { actor: "reporter" },
	statement: { purpose, compartment },
});
export const dispute = (sequence: number): Command => ({ kind: "dispute", statement: { sequence } });
export const triage = (severity: Severity, role: StaffRole = "guardian"): Command => ({
	kind: "triage",
	by: handler("guardian"),
	statement: { severity, handler: holder(role).tenure, compartment: "concern" },
});
export const close = (reason: CloseStatement["reason"], role: StaffRole = "guardian"): Command => ({
	kind: "close",
	by: handler(role),
	statement: { reason },
});
export const reopen = (role: StaffRole = "guardian", compartment: Compartment = "concern"): Command => ({
	kind: "reopen",
	by: handler(role),
	statement: { compartment },
});
export const propose = (severity: Severity, role: StaffRole = "guardian", compartment: Compartment = "concern"): Command => ({
	kind: "propose-downgrade",
	by: handler(role),
	statement: { severity, compartment },
});
export const agree = (proposal: number, role: StaffRole = "deputy_guardian"): Command => ({
	kind: "agree-downgrade",
	by: handler(role),
	statement: { proposal },
});
export const extend = (clock: ClockName = "outcome", role: StaffRole = "guardian", compartment: Compartment = "concern"): Command => ({
	kind: "extend",
	by: handler(role),
	statement: { clock, compartment },
});
export const pause = (role: StaffRole = "guardian", compartment: Compartment = "concern"): Command => ({
	kind: "pause",
	by: handler(role),
	statement: { compartment },
});
export const resume = (role: StaffRole = "guardian"): Command => ({ kind: "resume", by: handler(role), statement: {} });
export const handOver = (to: StaffRole, role: StaffRole = "guardian"): Command => ({
	kind: "hand-over",
	by: handler(role),
	statement: { handler: holder(to).tenure },
});
export const link = (
	relation: "duplicate" | "merged" = "duplicate",
	other = hash(90),
	role: StaffRole = "guardian",
	compartment: Compartment = "notes",
): Command => ({ kind: "link", by: handler(role), statement: { relation, other, compartment } });
export const placeHold = (ground: HoldStatement["ground"] = "tribunal", role: StaffRole = "guardian"): Command => ({
	kind: "place-hold",
	by: handler(role),
	statement: { ground },
});
export const liftHold = (role: StaffRole = "guardian"): Command => ({ kind: "lift-hold", by: handler(role), statement: {} });
export const withdraw: Command = { kind: "withdraw", statement: {} };
export const recall: Command = { kind: "recall", statement: {} };
export const rekey = (byte = 77): Command => ({
	kind: "rekey",
	statement: {
		messageSign: SigningKey.parse(hash(byte)),
		reporterKeys: hash(byte + 1),
		wrap: hash(byte + 2),
		proof: Signature.parse(`${hash(byte)}${hash(byte)}`),
	},
});
export const feedback = (sequence: number, compartment: Compartment = "private"): Command => ({
	kind: "answer-feedback",
	statement: { sequence, compartment },
});
export const detriment = (sequence: number, suffered = true, compartment: Compartment = "private"): Command => ({
	kind: "answer-detriment",
	statement: { sequence, suffered, compartment },
});
export const waive = (reason: "asked-not-to" | "would-jeopardise-identity" = "asked-not-to"): Command => ({
	kind: "waive",
	statement: { clock: "acknowledgement", reason },
});
export const askFurther: Command = { kind: "ask-further-feedback", statement: {} };

/** A case that was answered and closed on Tuesday. */
export const closed = (change = {}): History =>
	after(after(seen(change), letter("guardian", "outcome"), TUESDAY), close("outcome"), TUESDAY);

/** The dues of the running clocks, by `clock#round`. */
export const duesOf = (history: History): Record<string, string> =>
	Object.fromEntries(unmetClocks(stateOf(history)).map((clock) => [`${clock.clock}#${clock.round}`, clock.due]));

/** The sequences of the events of one kind. */
export const sequencesOf = (history: History, kind: string): readonly number[] =>
	history.events.filter(({ happening }) => happening.kind === kind).map(({ sequence }) => sequence);
