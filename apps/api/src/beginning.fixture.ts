/** An organisation that is being founded beside those of the world, and the three people who came in by its invitations. */
import { verify } from "@answerable/crypto/signing";
import type { StoreContext } from "@answerable/store/context";
import { aFounding, aKey, type FirstRoot, foundAs, signatureOf } from "@answerable/store/founding.fixture";
import { foundingContext } from "@answerable/store/founding-turn";
import type { OrganisationId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { NOON } from "./deps.fixture.ts";
import { acceptance } from "./entry.fixture.ts";
import { RULES } from "./trust.fixture.ts";
import { type Desk, deskOf, type World } from "./world.fixture.ts";

/** Somebody who will be a root: their browser, and the key that they made and may have offered. */
export type Founder = FirstRoot & { readonly desk: Desk };

export type Beginning = {
	readonly owner: StoreContext;
	readonly organisation: OrganisationId;
	readonly slug: string;
	readonly founders: readonly [Founder, Founder, Founder];
};

/** Founds one as at the machine, lets the three in over the api, and has each offer a key. */
export async function beginning(world: World, slug = "riverside"): Promise<Beginning> {
	const owner = foundingContext(world.owner, verify);
	const founding = aFounding(RULES.demo, NOON, { slug });
	const { id: organisation } = founding.organisation;
	const [one, two, three] = await Promise.all(
		(await foundAs(owner, founding)).map(async ({ role, token }) => {
			const answer = await world.post("/api/desk/invitation/acceptance", acceptance(token, world.clock.now()));
			return offering(await deskOf(world.app, world.post, answer), organisation, role);
		}),
	);
	if (one === undefined || two === undefined || three === undefined) throw new Error("There are three posts.");
	return { owner, organisation, slug, founders: [one, two, three] };
}

async function offering(desk: Desk, organisation: OrganisationId, role: Role): Promise<Founder> {
	const root = aKey({ organisation, person: desk.answer.person, role });
	const answer = await desk.post("/api/desk/proposals", { proposal: root.proposal, countersignature: signatureOf(root, root) });
	if (answer.status !== 201) throw new Error(`Offering a key was answered with ${answer.status}.`);
	return { ...root, desk };
}

/** Where signatures over a key are sent. */
export function signingPath({ hash }: FirstRoot): string {
	return `/api/desk/proposals/${hash}/countersignatures`;
}
