/** Handlers' keys and the directory that a sealing client checks before it seals. */
import { z } from "zod/mini";
import { Hash, SealingKey, Signature, SigningKey } from "./bytes.ts";
import { OrganisationId, PersonId, TenureId } from "./id.ts";
import { Role } from "./role.ts";
import { Instant } from "./time.ts";

/** What a key leaf says, in clear: this person holds this role with these keys. The SHA-256 of its text (log's FORMAT.md) names the key. */
export const KeyStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	person: PersonId,
	tenure: TenureId,
	role: Role,
	/** SHA-256 of the X-Wing public key. */
	seal: Hash,
	sign: SigningKey,
});
export type KeyStatement = z.infer<typeof KeyStatement>;

/** One root's countersignature over a key statement. */
export const Countersignature = z.strictObject({ root: SigningKey, signature: Signature });
export type Countersignature = z.infer<typeof Countersignature>;

/** What two roots signed, and no root twice. */
export const Countersignatures = z.array(Countersignature).check(z.minLength(2), z.maxLength(3));
export type Countersignatures = z.infer<typeof Countersignatures>;

/** How long an added key waits before anything is sealed to it, in seconds: time for those who are told of it to object. */
export const Cooldown = z.int().check(z.gte(0), z.lte(31 * 86_400));
export type Cooldown = z.infer<typeof Cooldown>;

/** A key as served: the statement, the key itself, two roots' signatures, when it was added, its cooldown, and where its leaf stands. */
export const DirectoryKey = z.strictObject({
	statement: KeyStatement,
	seal: SealingKey,
	countersignatures: Countersignatures,
	addedAt: Instant,
	cooldownSeconds: Cooldown,
	leafIndex: z.int().check(z.gte(0)),
});
export type DirectoryKey = z.infer<typeof DirectoryKey>;

/** The roots of an organisation (guardian, non-exec lead, board secretary), signed by the operator. Their fingerprint is on the poster. */
export const RootStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	roots: z.array(SigningKey).check(z.minLength(3), z.maxLength(3)),
});
export type RootStatement = z.infer<typeof RootStatement>;

/**
 * One root of an organisation makes way for another. Signed by two of the roots before; `previous` is their fingerprint, so that the
 * fingerprint of a set, which is the hash of this text, names every set before it.
 */
export const RootChangeStatement = z.strictObject({
	version: z.literal(1),
	organisation: OrganisationId,
	previous: Hash,
	out: SigningKey,
	in: SigningKey,
});
export type RootChangeStatement = z.infer<typeof RootChangeStatement>;

/** A key of the deployment, named in a leaf signed by the log key: the promise key, or a quarter's release key. */
export const DeploymentKeyStatement = z.strictObject({
	version: z.literal(1),
	use: z.enum(["promise", "release"]),
	/** The calendar quarter that a release key serves, `2026-Q4`; empty for others. */
	quarter: z.string().check(z.regex(/^(\d{4}-Q[1-4])?$/)),
	/** Hex Ed25519 key for `promise`; SHA-256 of the X-Wing key for `release`. */
	key: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type DeploymentKeyStatement = z.infer<typeof DeploymentKeyStatement>;
