/** Answers that are no more than a list, a puzzle or a word. */
import { z } from "zod/mini";
import { OrganisationCard } from "./intake.ts";
import { DirectoryKey } from "./key.ts";

/** An onion service of version 3, without a path (Tor Rendezvous Specification v3, "Encoding onion addresses"). */
export const OnionAddress = z.string().check(z.regex(/^http:\/\/[a-z2-7]{56}\.onion$/));
export type OnionAddress = z.infer<typeof OnionAddress>;

/** Organisations that take concerns here. */
export const OrganisationList = z.strictObject({
	organisations: z.array(OrganisationCard),
	/** The same pages as an onion service, where there is one. */
	onion: z.nullable(OnionAddress),
});
export type OrganisationList = z.infer<typeof OrganisationList>;

/** An ALTCHA challenge of its own, for whoever needs another one. */
export const WorkAnswer = z.strictObject({ work: z.unknown() });
export type WorkAnswer = z.infer<typeof WorkAnswer>;

/** Colleagues to whom a case may be given, by their present keys. */
export const GranteeList = z.strictObject({ keys: z.array(DirectoryKey) });
export type GranteeList = z.infer<typeof GranteeList>;

/** Done, and there is nothing to say about it. */
export const Nothing = z.strictObject({});
export type Nothing = z.infer<typeof Nothing>;

/** The process lives. */
export const Alive = z.strictObject({ alive: z.literal(true) });
export type Alive = z.infer<typeof Alive>;

/** Every part that a deployment needs is well. `wanting` are sentences for the operator: nothing fails yet, and somebody has to look. */
export const Ready = z.strictObject({ ready: z.literal(true), parts: z.array(z.string()), wanting: z.array(z.string()) });
export type Ready = z.infer<typeof Ready>;
