/** What stands behind the question mark of an address. */
import { z } from "zod/mini";
import { Severity } from "./clock.ts";
import { TenureId } from "./id.ts";

/** Where the next page of an inbox begins: what the page before gave, or nothing for the first. */
export const InboxQuery = z.object({ cursor: z.optional(z.string().check(z.maxLength(400))) });
export type InboxQuery = z.infer<typeof InboxQuery>;

/** In which of my tenures I ask. */
export const TenureQuery = z.object({ tenure: TenureId });
export type TenureQuery = z.infer<typeof TenureQuery>;

/**
 * In which of my tenures I ask for a case, and what for: reading, if nothing is said. Reading it is an event, which the reporter sees as a role. An outline, to
 * give the case on or to sign an act again, has no letter but the concern as it was raised, and is no reading.
 */
export const CaseQuery = z.object({ tenure: TenureId, aim: z.optional(z.enum(["reading", "outline"])) });
export type CaseQuery = z.infer<typeof CaseQuery>;

/** How urgent the concern will be, as far as the person knows: what a puzzle costs depends on it. */
export const SeverityQuery = z.object({ severity: z.prefault(Severity, "S2") });
export type SeverityQuery = z.infer<typeof SeverityQuery>;
