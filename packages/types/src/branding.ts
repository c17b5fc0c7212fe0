/** How an organisation shows itself to reporters: signed by two of its roots, and without a leaf, since nothing is proved with it. */
import { z } from "zod/mini";
import { Hash } from "./bytes.ts";
import { OrganisationId } from "./id.ts";
import { Countersignatures } from "./key.ts";

/** `#005eb8`: nothing that names, loads or runs something else. */
export const Colour = z.string().check(z.regex(/^#[0-9a-f]{6}$/));
export type Colour = z.infer<typeof Colour>;

/** How an organisation shows itself on its pages: nothing of it is looked up, loaded or run. */
export const Branding = z.strictObject({
	name: z.string().check(z.trim(), z.minLength(2), z.maxLength(120)),
	colour: Colour,
	/** One sentence that says how else to reach somebody; plain text. */
	contact: z.string().check(z.maxLength(300)),
});
export type Branding = z.infer<typeof Branding>;

/** `number` grows by one with each, so that of two that are signed at once one holds. */
export const BrandingStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	number: z.int().check(z.gte(1), z.lte(1_000_000)),
	branding: Hash,
});
export type BrandingStatement = z.infer<typeof BrandingStatement>;

/** What was signed, and by whom. */
export const SignedBranding = z.strictObject({ statement: BrandingStatement, branding: Branding, countersignatures: Countersignatures });
export type SignedBranding = z.infer<typeof SignedBranding>;
