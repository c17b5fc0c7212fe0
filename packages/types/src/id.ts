/** Names of things. All are random; none carries a time, a place or a person. */
import { z } from "zod/mini";

/** A UUID in lower case only, so that equal ids are equal strings: an exclusion spelt in capitals must not miss its person. */
const Uuid = z.uuid().check(z.lowercase());

/** An organisation that receives concerns, or an external body that they may reach. */
export const OrganisationId = Uuid.brand<"OrganisationId">();
export type OrganisationId = z.infer<typeof OrganisationId>;

/** A person on staff, opaque. Exclusions bind the person, not the post. */
export const PersonId = Uuid.brand<"PersonId">();
export type PersonId = z.infer<typeof PersonId>;

/** One person's time in one role. Every tenure has its own keys. */
export const TenureId = Uuid.brand<"TenureId">();
export type TenureId = z.infer<typeof TenureId>;

/** A notice to a handler that something waits. */
export const NoticeId = Uuid.brand<"NoticeId">();
export type NoticeId = z.infer<typeof NoticeId>;

/** A one-time invitation. It is not its token, which lets somebody in. */
export const InvitationId = Uuid.brand<"InvitationId">();
export type InvitationId = z.infer<typeof InvitationId>;

/** That a person is to hold a role. */
export const AppointmentId = Uuid.brand<"AppointmentId">();
export type AppointmentId = z.infer<typeof AppointmentId>;

/**
 * A case is known by its tag, everywhere: the 32-byte sub-key `log-tag` of the
 * reporter's return code, in lower-case hex. Whoever holds the seven words can
 * compute it and find every leaf of the case in any copy of the log.
 */
export const CaseTag = z
	.string()
	.check(z.regex(/^[0-9a-f]{64}$/))
	.brand<"CaseTag">();
export type CaseTag = z.infer<typeof CaseTag>;
