/** The signed promise of inclusion that a reporter gets on raising. */
import { z } from "zod/mini";
import { Hash, Signature } from "./bytes.ts";
import { ClockName } from "./clock.ts";
import { CaseTag, OrganisationId } from "./id.ts";
import { CivilDate, Instant } from "./time.ts";

export const PromiseStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	caseTag: CaseTag,
	/** RFC 6962 leaf hash of the raise. */
	leaf: Hash,
	receivedOn: CivilDate,
	policy: Hash,
	calendar: Hash,
	due: z.array(z.strictObject({ clock: ClockName, due: Instant })).check(z.maxLength(12)),
	/** A checkpoint that holds the leaf is published by then. */
	publishBy: Instant,
});
export type PromiseStatement = z.infer<typeof PromiseStatement>;

export const SignedPromise = z.strictObject({ statement: PromiseStatement, signature: Signature });
export type SignedPromise = z.infer<typeof SignedPromise>;
