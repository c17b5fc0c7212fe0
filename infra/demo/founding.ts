/** Founds the demo's organisations as any is founded, with the three first roots at one table. */
import { toBase64Url } from "@answerable/crypto/bytes";
import type { NewTenure } from "@answerable/crypto/handler-keys";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { sign } from "@answerable/crypto/signing";
import { firstRoots } from "@answerable/log/founding";
import { rootHash } from "@answerable/log/key-statement";
import { proposalBytes, proposalHash } from "@answerable/log/proposal-text";
import type { Sign } from "@answerable/log/signing";
import { beginOrganisation } from "@answerable/store/beginning";
import type { StoreContext } from "@answerable/store/context";
import { foundOrganisation, type NewFounding, type PostInvitation } from "@answerable/store/founding";
import { tokenHash } from "@answerable/store/invitation-token";
import { acceptInvitation } from "@answerable/store/join";
import type { NewPerson } from "@answerable/store/person-store";
import { countersign, propose } from "@answerable/store/proposal";
import type { Countersignature } from "@answerable/types/key";
import type { Proposal } from "@answerable/types/proposal";
import type { Instant } from "@answerable/types/time";

/** Somebody who will be a root, with the keys that they made. */
export type DemoRoot = { readonly person: NewPerson; readonly tenure: NewTenure };

type Founding = { readonly founding: NewFounding; readonly roots: readonly DemoRoot[]; readonly signLog: Sign };

/** Each comes by an invitation and offers a key, all sign the keys of the others, and the organisation begins. */
export async function foundDemo(ctx: StoreContext, { founding, roots, signLog }: Founding): Promise<void> {
	const { organisation, now } = founding;
	const invitations = await foundOrganisation(ctx, founding);
	assertDone(invitations);
	for (const { person, tenure } of roots) {
		const invitation: PostInvitation | undefined = invitations.find(({ role }) => role === tenure.statement.role);
		if (invitation === undefined) throw new Error(`Nobody is invited to be ${tenure.statement.role}.`);
		const { id, loginName, loginHash, phone } = person;
		assertDone(await acceptInvitation(ctx.db, { tokenHash: tokenHash(invitation.token), person: id, loginName, loginHash, phone, now }));
		assertDone(await propose(ctx, { person: id, proposal: offerOf(tenure), countersignature: signedBy(tenure, offerOf(tenure)), now }));
	}
	for (const by of roots) for (const whose of roots) if (by !== whose) await signFor(ctx, by, { whose, now });
	const fingerprint = rootHash(firstRoots(roots.map(({ tenure }) => tenure.statement)));
	assertDone(await beginOrganisation(ctx, { organisation: organisation.id, fingerprint, signLog, now }));
}

async function signFor(
	ctx: StoreContext,
	by: DemoRoot,
	{ whose, now }: { readonly whose: DemoRoot; readonly now: Instant },
): Promise<void> {
	const proposal = offerOf(whose.tenure);
	assertDone(
		await countersign(ctx, { person: by.person.id, hash: proposalHash(proposal), countersignature: signedBy(by.tenure, proposal), now }),
	);
}

function signedBy({ statement, keys }: NewTenure, proposal: Proposal): Countersignature {
	return { root: statement.sign, signature: sign(keys.sign, proposalBytes(proposal)) };
}

function offerOf({ statement, seal, sealedKeys }: NewTenure): Proposal {
	return { kind: "key", statement, seal: encodeSealingKey(seal), sealedKeys: toBase64Url(sealedKeys) };
}

function assertDone<T extends object>(outcome: T): asserts outcome is Exclude<T, { readonly refused: string }> {
	if ("refused" in outcome) throw new Error(`The demo was refused: ${outcome.refused}.`);
}
