/** Roles that hold keys, and the rungs of the ladder they stand on. */
import { z } from "zod/mini";

export const Role = z.enum([
	"guardian",
	"deputy_guardian",
	"buddy_guardian",
	"exec_lead",
	"medical_director",
	"nursing_director",
	"ned_lead",
	"ceo",
	"chair",
	"sid",
	"lead_governor",
	"board_secretary",
	"dpo",
	"siro",
	"external_body",
]);
export type Role = z.infer<typeof Role>;

/** The posts whose holders are an organisation's roots: two of them countersign every key, and they watch whoever administers. */
export const ROOT_ROLES = ["guardian", "ned_lead", "board_secretary"] as const satisfies readonly Role[];

/** 0 is whoever receives the concern first; 1 to 5 are the rungs of the ladder; 5 is outside the organisation. */
export const Rung = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type Rung = z.infer<typeof Rung>;

/**
 * The parts of a case, each under its own key. `concern` may go up; `private`
 * (identity, characteristics, talk with the guardian) stays below; `notes` are the guardians' own.
 */
export const Compartment = z.enum(["concern", "private", "notes"]);
export type Compartment = z.infer<typeof Compartment>;
