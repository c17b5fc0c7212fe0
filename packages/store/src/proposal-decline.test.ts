/** What becomes of a proposal that was taken back, on a real database: no root shuts a door for others, and no session speaks for a root. */
import { signingKeyFromSeed } from "@answerable/crypto/signing";
import { canonicalHash } from "@answerable/log/canonical";
import { proposalHash } from "@answerable/log/proposal-text";
import type { PersonId } from "@answerable/types/id";
import type { Proposal } from "@answerable/types/proposal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readOrganisationDesk } from "./organisation-desk.ts";
import { appoint, enactBy, memberPerson, newPerson, offered, removal, signedBy } from "./proposal.fixture.ts";
import { countersign, decline, propose } from "./proposal.ts";
import { at, makeWorld, member, publishNow, type Staff, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
/** Two roots who hold tenures; of the third only the key is known. */
let first: Staff;
let second: Staff;
let third: Uint8Array;
let now = at("2026-04-07T09:00:00Z");

beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
	[first, second, third] = [member(world, "sid"), member(world, "ned_lead"), world.roots[2]];
	await change(first.seed, world.roots[0], [world.roots[1], third]);
	await change(second.seed, world.roots[1], [first.seed, third]);
	expect((await deskOf()).roots.present).toEqual(expect.arrayContaining([first, second].map(({ statement }) => statement.sign)));
});
afterAll(async () => world?.close());

const deskOf = async () => {
	const desk = await readOrganisationDesk(world.api, { person: memberPerson(world), organisation: world.organisation, now });
	if (desk === null) throw new Error("No desk.");
	return desk;
};
const shownOf = async (proposal: Proposal) => (await deskOf()).proposals.find(({ hash }) => hash === proposalHash(proposal));

async function change(into: Uint8Array, out: Uint8Array, by: readonly Uint8Array[]): Promise<void> {
	const { fingerprint } = (await deskOf()).roots;
	const statement = { version: 1 as const, organisation: world.organisation, previous: fingerprint };
	const proposal: Proposal = {
		kind: "root-change",
		statement: { ...statement, out: signingKeyFromSeed(out), in: signingKeyFromSeed(into) },
	};
	expect(await enactBy(world, proposal, now, by)).toMatchObject({ enacted: true });
	now = secondsAfter(now, 2);
	await publishNow(world, now, true);
}

const proposedBy = (person: PersonId, proposal: Proposal, seed: Uint8Array | null) =>
	propose(world.api, { person, proposal, countersignature: seed === null ? null : signedBy(seed, proposal), now });
const signedFor = (person: PersonId, proposal: Proposal, seed: Uint8Array) =>
	countersign(world.api, { person, hash: proposalHash(proposal), countersignature: signedBy(seed, proposal), now });
const takenBack = (person: PersonId, proposal: Proposal) => decline(world.api, { person, hash: proposalHash(proposal), now });
const look = (name: string): Proposal => {
	const branding = { name, colour: "#005eb8", contact: "" };
	const { organisation } = world;
	return { kind: "branding", branding, statement: { version: 1, organisation, number: 1, branding: canonicalHash(branding) } };
};

describe("what one root took back", () => {
	test("another proposes in the same words, and is who proposed it; the first signature counts no more", async () => {
		const proposal = removal(member(world, "exec_lead"));
		await proposedBy(first.person, proposal, first.seed);
		await takenBack(first.person, proposal);
		expect(await signedFor(second.person, proposal, second.seed)).toEqual({ refused: "taken-back" });
		expect(await proposedBy(memberPerson(world), proposal, third)).toEqual({ refused: "taken-back" });
		expect(await proposedBy(second.person, proposal, first.seed)).toEqual({ refused: "taken-back" });
		expect(await proposedBy(second.person, proposal, null)).toEqual({ refused: "taken-back" });
		const forged = { ...signedBy(second.seed, proposal), signature: signedBy(second.seed, look("Else")).signature };
		expect(await propose(world.api, { person: second.person, proposal, countersignature: forged, now })).toEqual({
			refused: "wrong-signature",
		});
		expect(await shownOf(proposal)).toBeUndefined();
		now = secondsAfter(now, 5);
		expect(await proposedBy(second.person, proposal, second.seed)).toMatchObject({ enacted: false, signedBy: [second.statement.sign] });
		expect(await shownOf(proposal)).toMatchObject({
			proposer: second.person,
			madeAt: now,
			signedBy: [second.statement.sign],
			declinedBy: [first.statement.sign],
		});
		expect(await signedFor(memberPerson(world), proposal, third)).toMatchObject({ enacted: true });
	});

	test("a change of roots is kept from nobody either", async () => {
		const { fingerprint } = (await deskOf()).roots;
		const statement = { version: 1 as const, organisation: world.organisation, previous: fingerprint, out: first.statement.sign };
		const proposal: Proposal = { kind: "root-change", statement: { ...statement, in: member(world, "chair").statement.sign } };
		await proposedBy(first.person, proposal, first.seed);
		await takenBack(first.person, proposal);
		expect(await proposedBy(second.person, proposal, second.seed)).toMatchObject({ enacted: false });
		await takenBack(second.person, proposal);
		expect(await shownOf(proposal)).toBeUndefined();
	});

	test("of somebody's own key no other offers it", async () => {
		const person = await newPerson(world);
		await appoint(world, person, "guardian", now);
		const { proposal } = offered(world, person, "guardian");
		await proposedBy(person, proposal, null);
		await takenBack(person, proposal);
		expect(await proposedBy(second.person, proposal, second.seed)).toEqual({ refused: "taken-back" });
		expect(await proposedBy(person, proposal, null)).toMatchObject({ repeated: true });
		expect(await shownOf(proposal)).toMatchObject({ proposer: person, signedBy: [] });
	});
});

describe("a session without a key", () => {
	test("brings back nothing that its root thought better of", async () => {
		const proposal = look("Fellside");
		await proposedBy(first.person, proposal, first.seed);
		await takenBack(second.person, proposal);
		expect(await proposedBy(second.person, proposal, null)).toMatchObject({ repeated: true });
		expect(await shownOf(proposal)).toMatchObject({ declinedBy: [second.statement.sign] });
		await takenBack(first.person, proposal);
		expect(await proposedBy(first.person, proposal, null)).toEqual({ refused: "taken-back" });
		expect(await proposedBy(first.person, proposal, third)).toEqual({ refused: "taken-back" });
		expect(await proposedBy(first.person, proposal, first.seed)).toMatchObject({ enacted: false, signedBy: [first.statement.sign] });
		expect(await shownOf(proposal)).toMatchObject({ declinedBy: [second.statement.sign] });
	});

	test("nor a key that a root offered, signed and took back", async () => {
		await appoint(world, first.person, "deputy_guardian", now);
		const { proposal } = offered(world, first.person, "deputy_guardian");
		await proposedBy(first.person, proposal, first.seed);
		await takenBack(first.person, proposal);
		expect(await proposedBy(first.person, proposal, null)).toEqual({ refused: "taken-back" });
		expect(await proposedBy(first.person, proposal, first.seed)).toMatchObject({ signedBy: [first.statement.sign] });
	});
});

test("however much was given up since, what waits is shown", async () => {
	const waiting = look("Waiting");
	await proposedBy(first.person, waiting, first.seed);
	now = secondsAfter(now, 1);
	for (let each = 0; each < 101; each++) {
		const proposal = look(`Given up ${each}`);
		await proposedBy(first.person, proposal, first.seed);
		await takenBack(first.person, proposal);
	}
	expect(await shownOf(waiting)).toMatchObject({ signedBy: [first.statement.sign] });
});
