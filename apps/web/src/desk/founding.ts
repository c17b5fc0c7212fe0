/** The beginning of an organisation at the desk of somebody who will be one of its first roots. */

import { verify } from "@answerable/crypto/signing";
import { rootRolesOf } from "@answerable/domain/founding";
import { checkOwnSignature, firstRoots } from "@answerable/log/founding";
import { rootHash } from "@answerable/log/key-statement";
import { ProofError } from "@answerable/log/proof-error";
import { proposalHash } from "@answerable/log/proposal-text";
import type { Hash } from "@answerable/types/bytes";
import { FoundingDesk, type FoundingPost } from "@answerable/types/founding";
import type { OrganisationId } from "@answerable/types/id";
import { CheckError } from "../check-error.ts";
import { countersign } from "./organisation.ts";
import { type DeskSession, type OpenTenure, openTenure } from "./sign-in.ts";

/** A founding whose keys were looked at: mine is the one that my words open. */
export type Founding = Omit<FoundingDesk, "mine"> & {
	/** The key that I offered, which holds no tenure yet. Null before I did. */
	readonly own: OpenTenure | null;
	/**
	 * Of the three keys, once all were offered: what the three read out to one another, to the operator, and print on the poster. It is
	 * made here from the keys that are shown, and from my own as it lies open.
	 */
	readonly fingerprint: Hash | null;
};

/** An organisation that begins with me. Throws where the server shows another key for my post than the one that I made. */
export async function readFounding(session: DeskSession, organisation: OrganisationId): Promise<Founding> {
	const { mine, ...shown } = await session.http.getJson(`/api/desk/organisations/${organisation}/founding`, FoundingDesk);
	const roles = rootRolesOf(shown.kind);
	const isWhole =
		shown.organisation.id === organisation && shown.posts.every((post, place) => post.role === roles[place] && isItself(post));
	if (!isWhole) throw new CheckError("wrong-answer", "What is shown of the founding does not hold together.");
	const own = mine === null ? null : openTenure(mine, session);
	const post = shown.posts.find(({ person }) => person === session.person);
	if (post === undefined || (mine !== null && own === null) || (post.key?.hash ?? null) !== (own?.key ?? null))
		throw new CheckError("wrong-tenure-key", "The key that is shown for your post is not the one that you made.");
	return { ...shown, own, fingerprint: fingerprintOf(shown.posts, organisation) };
}

/**
 * Signs the keys of both others, which whoever made them signed first (Note: A fingerprint names signing keys). `readOut` is the fingerprint as they have it on their own screens, typed from what they said: somebody
 * who put a key in another's place has put it there for some of the three, and not for the one who made it.
 */
export async function signFounding(session: DeskSession, founding: Founding, readOut: string): Promise<void> {
	const { own, fingerprint, posts } = founding;
	if (own === null || fingerprint === null) throw new CheckError("no-key", "Not all three have offered their keys yet.");
	if (readOut.replaceAll(/\s/g, "").toLowerCase() !== fingerprint) {
		throw new CheckError("roots-not-pinned", "The others have another fingerprint on their screens: sign nothing, and tell them.");
	}
	for (const { key } of posts) {
		if (key === null || key.hash === own.key || key.signedBy.includes(own.statement.sign)) continue;
		await countersign(session, own, key);
	}
}

function isItself({ role, person, key }: FoundingPost): boolean {
	if (key === null) return true;
	const { statement } = key.proposal;
	return proposalHash(key.proposal) === key.hash && statement.role === role && statement.person === person;
}

function fingerprintOf(posts: readonly FoundingPost[], organisation: OrganisationId): Hash | null {
	const statements = posts.flatMap(({ key }) => (key === null ? [] : [key.proposal.statement]));
	if (statements.length < posts.length) return null;
	try {
		for (const { key } of posts) if (key !== null) checkOwnSignature(key.proposal.statement, key.ownSignature, verify);
		const roots = firstRoots(statements);
		if (roots.organisation !== organisation) throw new CheckError("wrong-organisation", "These are keys of another organisation.");
		return rootHash(roots);
	} catch (error) {
		if (error instanceof ProofError) throw new CheckError("wrong-answer", error.message, error);
		throw error;
	}
}
