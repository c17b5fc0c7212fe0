/** The beginning of an organisation: what the operator writes down of it, and what its three first roots see while they sign one another's keys. */
import { z } from "zod/mini";
import { Hash, Signature, SigningKey } from "./bytes.ts";
import { MyTenure } from "./desk.ts";
import { PersonId } from "./id.ts";
import { OrganisationCard } from "./intake.ts";
import { Nation, OdsCode } from "./organisation.ts";
import { PolicyId } from "./policy.ts";
import { ShownKey } from "./proposal.ts";
import { Role } from "./role.ts";
import { Remit } from "./routing.ts";
import { CivilDate } from "./time.ts";

/** A provider takes concerns. An external body is told of those that nobody inside answered. */
export const OrganisationKind = z.enum(["provider", "external"]);
export type OrganisationKind = z.infer<typeof OrganisationKind>;

/** One line of a directory: which body outside serves the organisation, from when until when, and for what. */
const Served = {
	/** The body's short name on this deployment. */
	body: OrganisationCard.shape.slug,
	validFrom: CivilDate,
	/** The first day on which it no longer serves; null while nobody knows of one. */
	validUntil: z.nullable(CivilDate),
	/** For people. */
	remit: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
	/** For routing. */
	remits: z.array(Remit).check(z.minLength(1), z.maxLength(5)),
};

export const DirectoryEntry = z.strictObject({
	...Served,
	/** The fingerprint of the body's roots, as the body itself gives it: nobody else is written in under its name. */
	roots: Hash,
});
export type DirectoryEntry = z.infer<typeof DirectoryEntry>;

/** What an organisation is founded from: a file that people read before it is used. */
export const FoundingFile = z.strictObject({
	kind: z.prefault(OrganisationKind, "provider"),
	slug: OrganisationCard.shape.slug,
	name: z.string().check(z.trim(), z.minLength(2), z.maxLength(120)),
	odsCode: z.prefault(z.nullable(OdsCode), null),
	/** As `answerable explain` takes it: `england`, `northern-ireland`, `ireland`. */
	nation: z.string().check(z.minLength(2), z.maxLength(40)),
	/** Left out: the nation's own. */
	policy: z.optional(PolicyId),
	/** Left out: the policy's own. */
	zone: z.optional(z.string().check(z.minLength(3), z.maxLength(60))),
	directory: z.prefault(z.array(DirectoryEntry).check(z.maxLength(40)), []),
});
export type FoundingFile = z.infer<typeof FoundingFile>;

/** A key that was offered for a post, by its name. */
export const OfferedKey = z.strictObject({
	hash: Hash,
	proposal: ShownKey,
	/** Of whoever made it, over all of it: a fingerprint names signing keys, and this ties the rest of the key to its own. */
	ownSignature: Signature,
	/** Which of the others signed it. */
	signedBy: z.array(SigningKey).check(z.maxLength(2)),
});
export type OfferedKey = z.infer<typeof OfferedKey>;

/** The post of a first root. `person` is null until whoever was invited came in; `key` until they offered one. */
export const FoundingPost = z.strictObject({ role: Role, person: z.nullable(PersonId), key: z.nullable(OfferedKey) });
export type FoundingPost = z.infer<typeof FoundingPost>;

/** An organisation that is being founded, as the three see it who will be its roots. */
export const FoundingDesk = z.strictObject({
	organisation: OrganisationCard,
	kind: OrganisationKind,
	odsCode: z.nullable(OdsCode),
	nation: z.nullable(Nation),
	/** By its id; null of a body outside, which follows none. */
	policy: z.nullable(PolicyId),
	zone: z.string().check(z.maxLength(60)),
	directory: z.array(z.strictObject({ ...Served, name: z.string().check(z.maxLength(120)) })).check(z.maxLength(80)),
	/** In the order in which their keys stand in the fingerprint. */
	posts: z.array(FoundingPost).check(z.minLength(3), z.maxLength(3)),
	/** The key that I offered, with its private keys under my words; null before I did. */
	mine: z.nullable(MyTenure),
});
export type FoundingDesk = z.infer<typeof FoundingDesk>;
