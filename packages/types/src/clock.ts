/** Clocks of a case, and how urgent it is. */
import { z } from "zod/mini";
import { Instant } from "./time.ts";

export const ClockName = z.enum(["acknowledgement", "triage", "safety_action", "plan", "update", "outcome"]);
export type ClockName = z.infer<typeof ClockName>;

/** S1 immediate danger, S2 urgent, S3 routine. */
export const Severity = z.enum(["S1", "S2", "S3"]);
export type Severity = z.infer<typeof Severity>;

/** One running of a clock. `update` recurs by itself; others have a second round only when a case is opened again. */
export const Running = z.strictObject({
	clock: ClockName,
	round: z.int().check(z.gte(1), z.lte(1_000)),
});
export type Running = z.infer<typeof Running>;

/** A running with its instants. */
export const OpenedClock = z.strictObject({
	clock: ClockName,
	round: z.int().check(z.gte(1), z.lte(1_000)),
	opens: Instant,
	due: Instant,
});
export type OpenedClock = z.infer<typeof OpenedClock>;
