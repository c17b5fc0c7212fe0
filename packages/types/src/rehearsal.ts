/** Acts in an imagined case: what `explain` and the pages try the rules with. Nobody signs them and nothing is sealed. */
import { z } from "zod/mini";
import { ClockName, Severity } from "./clock.ts";
import { AcknowledgementException } from "./policy.ts";
import { Role, Rung } from "./role.ts";
import { LetterPurpose } from "./statement.ts";

/** A time as somebody would write it, on the organisation's clock: `2026-04-02T10:00`, or with the offset that tells two apart. */
export const LocalTime = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/));
export type LocalTime = z.infer<typeof LocalTime>;

const when = { at: LocalTime };
const Earlier = z.int().check(z.gte(1), z.lte(100));
const CloseReason = z.enum(["outcome", "no_contact"]);
const staff = { ...when, by: Role };

/** One act. `of` names an earlier act by its place in the list, from 1. */
export const RehearsedAct = z.discriminatedUnion("does", [
	z.strictObject({ ...staff, does: z.literal("letter"), purpose: LetterPurpose }),
	z.strictObject({ ...staff, does: z.literal("triage"), severity: Severity }),
	z.strictObject({ ...staff, does: z.literal("acknowledge-rung"), rung: Rung }),
	z.strictObject({ ...staff, does: z.literal("explain"), answer: z.enum(["comply", "explain"]), until: LocalTime }),
	z.strictObject({ ...staff, does: z.literal("propose-downgrade"), severity: Severity }),
	z.strictObject({ ...staff, does: z.literal("agree-downgrade"), of: Earlier }),
	z.strictObject({ ...staff, does: z.literal("extend"), clock: ClockName }),
	z.strictObject({ ...staff, does: z.literal("pause") }),
	z.strictObject({ ...staff, does: z.literal("resume") }),
	z.strictObject({ ...staff, does: z.literal("close"), reason: CloseReason }),
	z.strictObject({ ...staff, does: z.literal("reopen") }),
	z.strictObject({ ...when, does: z.literal("reply") }),
	z.strictObject({ ...when, does: z.literal("dispute"), of: Earlier }),
	z.strictObject({ ...when, does: z.literal("withdraw") }),
	z.strictObject({ ...when, does: z.literal("recall") }),
	z.strictObject({ ...when, does: z.literal("waive"), reason: AcknowledgementException }),
	z.strictObject({ ...when, does: z.literal("ask-further-feedback") }),
]);
export type RehearsedAct = z.infer<typeof RehearsedAct>;

export const RehearsedActs = z.array(RehearsedAct).check(z.maxLength(100));
export type RehearsedActs = z.infer<typeof RehearsedActs>;
