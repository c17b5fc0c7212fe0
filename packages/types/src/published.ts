/** What an organisation publishes about itself in leaves of its own, beside its keys, its policy and its days. */
import { z } from "zod/mini";
import { Hash } from "./bytes.ts";
import { OrganisationId, TenureId } from "./id.ts";
import { CivilDate } from "./time.ts";

/** Why a tenure ended: its holder left, or the key was lost (a phrase forgotten, or in other hands). */
export const RemovalReason = z.enum(["left", "lost"]);
export type RemovalReason = z.infer<typeof RemovalReason>;

/** A tenure has ended: nothing is sealed to this key from now on. Signed by two roots, like the key itself. */
export const KeyRemovalStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	tenure: TenureId,
	/** The hash of the key statement. */
	key: Hash,
	because: RemovalReason,
});
export type KeyRemovalStatement = z.infer<typeof KeyRemovalStatement>;

/** The release key of a quarter is gone: no wrap waits for it, and neither its holder nor the recovery shares can bring it back. Signed by the log key. */
export const KeyDestroyedStatement = z.strictObject({
	version: z.literal(1),
	quarter: z.string().check(z.regex(/^\d{4}-Q[1-4]$/)),
	/** SHA-256 of the X-Wing key, as its own statement names it. */
	key: Hash,
});
export type KeyDestroyedStatement = z.infer<typeof KeyDestroyedStatement>;

/**
 * The ties that staff declared, as the roots of an organisation sign them. `number` grows by one with each register, so that of two
 * that are signed at once one holds; `lines` is the SHA-256 of the canonical lines.
 */
export const InterestsStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	number: z.int().check(z.gte(1), z.lte(1_000_000)),
	lines: Hash,
});
export type InterestsStatement = z.infer<typeof InterestsStatement>;

/** On this day a canary concern was found to have climbed the whole ladder and to have been opened. */
export const CanaryStatement = z.strictObject({ version: z.literal(1), organisation: OrganisationId, on: CivilDate });
export type CanaryStatement = z.infer<typeof CanaryStatement>;
