/** An organisation that is being founded, as the three see it who will be its first roots. */
import { proposalHash } from "@answerable/log/proposal-text";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { MyTenure } from "@answerable/types/desk";
import type { FoundingDesk, FoundingPost } from "@answerable/types/founding";
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { Countersignature } from "@answerable/types/key";
import type { RefusalCode } from "@answerable/types/problem";
import { Proposal } from "@answerable/types/proposal";
import type { Role } from "@answerable/types/role";
import type { Queries } from "./context.ts";
import { type Asking, type Proposed, refusalOfKey } from "./proposal-check.ts";
import { readSignatures } from "./proposal-signature.ts";

/** Whoever came by the invitation to a post, and the key that they offered for it. */
export type Founder = {
	readonly role: Role;
	/** Null until somebody came, and when they were removed. */
	readonly person: PersonId | null;
	readonly key: (Offered & { readonly countersignatures: readonly Countersignature[] }) | null;
};

type Offered = { readonly hash: Hash; readonly proposal: Proposed<"key"> };

/** The three posts in the order of the fingerprint. Null of an organisation that has begun, or that nobody founded. */
export async function readFounders(query: Queries, organisation: OrganisationId): Promise<readonly Founder[] | null> {
	const rows = await query
		.selectFrom("founding_post")
		.innerJoin("invitation", "invitation.id", "founding_post.invitation")
		.leftJoin("person", (join) => join.onRef("person.id", "=", "invitation.person").on("person.ended_at", "is", null))
		.leftJoin("root_set", "root_set.organisation", "founding_post.organisation")
		.select(["founding_post.role", "person.id as person", "root_set.leaf_id as begun"])
		.where("founding_post.organisation", "=", organisation)
		.orderBy("founding_post.place")
		.execute();
	if (rows.length === 0 || rows.some(({ begun }) => begun !== null)) return null;
	const offers = await readOffers(query, organisation);
	return Promise.all(
		rows.map(async ({ role, person }) => {
			const offer = offers.find(({ proposal: { statement } }) => statement.person === person && statement.role === role);
			if (offer === undefined) return { role, person, key: null };
			return { role, person, key: { ...offer, countersignatures: await readSignatures(query, offer.hash) } };
		}),
	);
}

async function readOffers(query: Queries, organisation: OrganisationId): Promise<readonly Offered[]> {
	const rows = await query
		.selectFrom("proposal")
		.select("body")
		.where("organisation", "=", organisation)
		.where("kind", "=", "key")
		.where("enacted", "=", false)
		.orderBy("made_at")
		.orderBy("hash")
		.execute();
	return rows.flatMap(({ body }) => {
		const proposal = Proposal.parse(body);
		return proposal.kind === "key" ? [{ hash: proposalHash(proposal), proposal }] : [];
	});
}

/** Who may sign a key that was offered: whoever made it, and the other two. Undefined of what nobody offered for a post. */
export function signersOf(founders: readonly Founder[], hash: Hash): readonly SigningKey[] | undefined {
	if (!founders.some(({ key }) => key?.hash === hash)) return undefined;
	return founders.flatMap(({ key }) => (key === null ? [] : [key.proposal.statement.sign]));
}

/** The signatures of the others on a key that was offered: of somebody whose post was given to another since, none counts. */
export function signaturesOf(
	{ hash, proposal, countersignatures }: NonNullable<Founder["key"]>,
	founders: readonly Founder[],
): readonly Countersignature[] {
	const signers = signersOf(founders, hash) ?? [];
	return countersignatures.filter(({ root }) => signers.includes(root) && root !== proposal.statement.sign);
}

/** The signature of whoever made a key that was offered; undefined where none stands beside it. */
export function ownSignatureOf({ proposal, countersignatures }: NonNullable<Founder["key"]>): Countersignature | undefined {
	return countersignatures.find(({ root }) => root === proposal.statement.sign);
}

/** Nothing is proposed before an organisation begins but the keys of its three posts, each once, signed by whoever was invited to it and made it. */
export async function refusalAtFounding(
	query: Queries,
	founders: readonly Founder[],
	{ person, proposal, isSigned }: Pick<Asking, "person" | "proposal" | "isSigned">,
): Promise<RefusalCode | null> {
	if (proposal.kind !== "key") return "not-begun";
	const { role, sign } = proposal.statement;
	const post = founders.find((founder) => founder.role === role && founder.person === person);
	if (post === undefined) return "not-begun";
	if (post.key !== null) return "out-of-date";
	if (founders.some(({ key }) => key?.proposal.statement.sign === sign)) return "malformed";
	if (!isSigned) return "wrong-signature";
	return refusalOfKey(query, person, proposal);
}

/** Null to anybody but the three, and once the organisation has begun. */
export async function readFoundingDesk(
	query: Queries,
	{ person, organisation }: { readonly person: PersonId; readonly organisation: OrganisationId },
): Promise<FoundingDesk | null> {
	const founders = await readFounders(query, organisation);
	const own = founders?.find((founder) => founder.person === person);
	if (founders === null || own === undefined) return null;
	const row = await query
		.selectFrom("organisation")
		.leftJoin("policy", "policy.hash", "organisation.policy_hash")
		.select(["organisation.id", "slug", "name", "kind", "ods_code as odsCode", "nation", "zone", "policy.id as policy"])
		.where("organisation.id", "=", organisation)
		.executeTakeFirstOrThrow();
	const { id, slug, name, ...rest } = row;
	const directory = await readDirectory(query, organisation);
	return {
		...rest,
		organisation: { id, slug, name },
		directory,
		posts: founders.map((founder) => shown(founder, founders)),
		mine: own.key === null ? null : mine(own.key),
	};
}

async function readDirectory(query: Queries, organisation: OrganisationId): Promise<FoundingDesk["directory"]> {
	const rows = await query
		.selectFrom("external_directory")
		.innerJoin("organisation", "organisation.id", "external_directory.body")
		.select(["organisation.slug as body", "organisation.name", "valid_from as validFrom", "valid_until as validUntil", "remit", "remits"])
		.where("external_directory.organisation", "=", organisation)
		.orderBy("organisation.name")
		.orderBy("valid_from")
		.execute();
	return rows.map(({ remits, ...entry }) => ({ ...entry, remits: [...remits] }));
}

function shown({ role, person, key }: Founder, founders: readonly Founder[]): FoundingPost {
	const own = key === null ? undefined : ownSignatureOf(key);
	// A key that nobody signed is none that its maker offered.
	if (key === null || own === undefined) return { role, person, key: null };
	const { sealedKeys: _, ...proposal } = key.proposal;
	const signedBy = signaturesOf(key, founders).map(({ root }) => root);
	return { role, person, key: { hash: key.hash, proposal, ownSignature: own.signature, signedBy } };
}

function mine({ hash, proposal }: Offered): MyTenure {
	return { statement: proposal.statement, key: hash, sealedKeys: proposal.sealedKeys };
}
