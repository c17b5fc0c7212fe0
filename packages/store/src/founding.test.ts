/** An organisation from nothing to its first checkpoint, on a real database, and everybody who would bend it. */
import { randomUUID } from "node:crypto";
import { newSigningSeed, verify } from "@answerable/crypto/signing";
import { rootHash } from "@answerable/log/key-statement";
import { parseVerifierKey } from "@answerable/log/note";
import { checkDirectoryKey, checkRootHistory } from "@answerable/log/root-history";
import type { Hash } from "@answerable/types/bytes";
import type { DirectoryEntry } from "@answerable/types/founding";
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { CivilDate } from "@answerable/types/time";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appoint } from "./appointment-store.ts";
import { beginOrganisation } from "./beginning.ts";
import type { StoreContext } from "./context.ts";
import { readIntake, readOrganisations, readTenures } from "./directory.ts";
import { readFounders as foundersOf, readFoundingDesk } from "./founders.ts";
import {
	aFounding,
	aKey,
	comeIn,
	type FirstRoot,
	fingerprintOf,
	foundAs,
	offerFor,
	signAll,
	signatureOf,
	signFor,
} from "./founding.fixture.ts";
import { findFounding, foundOrganisation, listFoundings, type PostInvitation, renewFounder, withdrawFounding } from "./founding.ts";
import { invite } from "./invitation-store.ts";
import { newToken } from "./invitation-token.ts";
import { readOrganisationDesk } from "./organisation-desk.ts";
import { removePerson } from "./person-store.ts";
import { removal, signedBy } from "./proposal.fixture.ts";
import { propose } from "./proposal.ts";
import { readStoredRoots } from "./root-store.ts";
import { at, makeWorld, member, publishNow, secondsAfter, type World } from "./world.fixture.ts";

const NOW = at("2026-04-07T09:00:00Z");
const WEEK_SECONDS = 7 * 86_400;

let world: World;
let owner: StoreContext;
let number = 0;
/** A new founding for each test, and whoever was invited to it. */
let organisation: OrganisationId;
let slug: string;
let invitations: readonly PostInvitation[];

beforeAll(async () => {
	world = await makeWorld("default-england@1");
	owner = { ...world.api, db: world.owner };
});
afterAll(async () => world?.close());
beforeEach(async () => {
	number += 1;
	const founding = aFounding(world.rules, NOW, { slug: `riverside-${number}` });
	({ id: organisation, slug } = founding.organisation);
	invitations = await foundAs(owner, founding);
});

const post = (role: string): PostInvitation => {
	const found = invitations.find((invitation) => invitation.role === role);
	if (found === undefined) throw new Error(`There is no post of ${role}.`);
	return found;
};
const offers = () => Promise.all(invitations.map((invitation) => offerFor(world.api, invitation, { organisation, now: NOW })));
const trio = async (): Promise<readonly [FirstRoot, FirstRoot, FirstRoot]> => {
	const [one, two, three] = await offers();
	if (one === undefined || two === undefined || three === undefined) throw new Error("There are three posts.");
	return [one, two, three];
};
const begin = (fingerprint: Hash, now = NOW) => beginOrganisation(owner, { organisation, fingerprint, signLog: world.signLog, now });
const offered = async () => (await readOrganisations(world.api.db)).map((card) => card.slug);

describe("an organisation is founded", () => {
	test("three are invited, sign one another, and it begins: not before, and then as a client checks it", async () => {
		expect(invitations.map(({ role }) => role)).toEqual(["guardian", "ned_lead", "board_secretary"]);
		const roots = await trio();
		const fingerprint = fingerprintOf(roots);
		await signFor(world.api, roots[0], roots[1], NOW);
		expect(await begin(fingerprint)).toEqual({ refused: "signature-missing", of: "guardian" });
		await signAll(world.api, roots, NOW);
		await publishNow(world, NOW, true);
		expect([await offered(), await readIntake(world.api.db, { slug }, NOW)]).toEqual([expect.not.arrayContaining([slug]), null]);
		expect(await begin(fingerprint)).toMatchObject({ organisation, roots: roots.map(({ proposal }) => proposal.statement.sign) });
		expect(await offered()).not.toContain(slug);
		await publishNow(world, NOW, true);
		expect(await offered()).toContain(slug);
		const intake = await readIntake(world.api.db, { slug }, NOW);
		if (intake === null) throw new Error("It takes concerns.");
		const sets = checkRootHistory(intake.roots, parseVerifierKey(intake.logKey).key, verify);
		expect(sets).toMatchObject([{ fingerprint, until: null }]);
		expect(intake.keys.map(({ statement }) => statement.role).sort()).toEqual(["board_secretary", "guardian", "ned_lead"]);
		for (const key of intake.keys) checkDirectoryKey(key, sets, Buffer.from(key.seal, "base64url"), verify);
		for (const { person, hash, proposal } of roots)
			expect(await readTenures(world.api.db, person)).toMatchObject([{ key: hash, sealedKeys: proposal.sealedKeys }]);
	});

	test("once it has begun it is as any other: its roots decide in twos, and of its founding nothing is left", async () => {
		const roots = await trio();
		await signAll(world.api, roots, NOW);
		await begin(fingerprintOf(roots));
		const [one, two, three] = roots;
		expect(await readFoundingDesk(world.api.db.query, { person: one.person, organisation })).toBeNull();
		expect(await readOrganisationDesk(world.api, { person: one.person, organisation, now: NOW })).toMatchObject({
			roots: { fingerprint: fingerprintOf(roots) },
			appointments: [],
			proposals: [],
		});
		const end = removal({ statement: three.proposal.statement, key: three.hash } as never);
		expect(await propose(world.api, { person: one.person, proposal: end, countersignature: signedBy(one.seed, end), now: NOW })).toEqual({
			refused: "still-a-root",
		});
		expect(await signFor(world.api, two, one, NOW)).toMatchObject({ enacted: true, repeated: true });
		expect(await begin(fingerprintOf(roots))).toEqual({ refused: "not-founding", of: organisation });
		expect(await findFounding(owner.db, slug)).toEqual({ refused: "not-founding", of: slug });
	});

	test("what each of the three sees, and nobody else: the keys of all, the private ones of nobody but themselves", async () => {
		const [one, two] = await trio();
		await signFor(world.api, one, two, NOW);
		const desk = await readFoundingDesk(world.api.db.query, { person: one.person, organisation });
		expect(desk).toMatchObject({ organisation: { id: organisation, slug }, kind: "provider", policy: "default-england@1", directory: [] });
		expect(desk?.mine).toEqual({ statement: one.proposal.statement, key: one.hash, sealedKeys: one.proposal.sealedKeys });
		expect(desk?.posts.map(({ role, key }) => [role, key?.signedBy])).toEqual([
			["guardian", []],
			["ned_lead", [one.proposal.statement.sign]],
			["board_secretary", []],
		]);
		expect(JSON.stringify(desk?.posts)).not.toContain("sealedKeys");
		const others = [member(world, "guardian").person, await invitedByAdministrator(), await administrator(), randomUUID() as PersonId];
		for (const person of others) expect(await readFoundingDesk(world.api.db.query, { person, organisation })).toBeNull();
	});

	test("two who begin it at once: one does, and the log holds one set of roots", async () => {
		const roots = await trio();
		await signAll(world.api, roots, NOW);
		const outcomes = await Promise.all([begin(fingerprintOf(roots)), begin(fingerprintOf(roots))]);
		expect(outcomes.filter((outcome) => "refused" in outcome)).toEqual([{ refused: "not-founding", of: organisation }]);
	});

	test("what is done at the machine is in the record, which its roots will see", async () => {
		const roots = await trio();
		await renewFounder(owner, { organisation, role: "guardian", now: NOW });
		expect(await recorded()).toEqual(["founded-organisation", "renewed-founder"]);
		const anew = await offerFor(world.api, { ...post("guardian"), ...(await renewed("guardian")) }, { organisation, now: NOW });
		await signAll(world.api, [anew, ...roots.slice(1)], NOW);
		await begin(fingerprintOf([anew, ...roots.slice(1)]));
		expect((await recorded()).at(-1)).toBe("began-organisation");
	});
});

describe("nobody else plants a root", () => {
	const offer = (root: FirstRoot, person = root.person) =>
		propose(world.api, { person, proposal: root.proposal, countersignature: null, now: NOW });

	test("a key is offered for a post by whoever came by its invitation, once", async () => {
		const guardian = await offerFor(world.api, post("guardian"), { organisation, now: NOW });
		expect(await offer(guardian)).toMatchObject({ repeated: true });
		expect(await offer(aKey({ organisation, person: guardian.person, role: "guardian" }))).toEqual({ refused: "out-of-date" });
		for (const role of ["ned_lead", "deputy_guardian"] as const)
			expect(await offer(aKey({ organisation, person: guardian.person, role }))).toEqual({ refused: "not-begun" });
		const outsider = member(world, "guardian").person;
		expect(await offer(aKey({ organisation, person: outsider, role: "ned_lead" }))).toEqual({ refused: "not-found" });
	});

	test("whom an administrator invites to the same post, and the administrator, offer nothing", async () => {
		const person = await invitedByAdministrator();
		expect(await offer(aKey({ organisation, person, role: "ned_lead" }))).toEqual({ refused: "not-begun" });
		const boss = await administrator();
		expect(await offer(aKey({ organisation, person: boss, role: "ned_lead" }))).toEqual({ refused: "not-found" });
		const appointed = await appoint(world.api.db, { organisation, person, role: "board_secretary", madeBy: boss, now: NOW });
		expect(appointed).toHaveProperty("appointment");
		expect(await offer(aKey({ organisation, person, role: "board_secretary" }))).toEqual({ refused: "not-begun" });
		expect((await readFounders())?.map((founder) => founder.person)).toEqual([null, null, null]);
	});

	test("one person is not two of the three: not with one key, and not by two invitations for one post", async () => {
		const guardian = await offerFor(world.api, post("guardian"), { organisation, now: NOW });
		const person = await comeIn(world.api, post("ned_lead"), NOW);
		const { proposal } = aKey({ organisation, person, role: "ned_lead" });
		const same = { ...proposal, statement: { ...proposal.statement, sign: guardian.proposal.statement.sign } };
		expect(await propose(world.api, { person, proposal: same, countersignature: null, now: NOW })).toEqual({ refused: "malformed" });
		const twice = aFounding(world.rules, NOW, { slug: "twice" });
		expect(new Set((await foundAs(owner, twice)).map(({ role }) => role)).size).toBe(3);
	});

	test("anything but a key waits until it has begun", async () => {
		const guardian = await offerFor(world.api, post("guardian"), { organisation, now: NOW });
		const end = removal({ statement: guardian.proposal.statement, key: guardian.hash } as never);
		const proposing = { person: guardian.person, proposal: end, countersignature: signedBy(guardian.seed, end), now: NOW };
		expect(await propose(world.api, proposing)).toEqual({ refused: "not-begun" });
	});

	test("the signatures that count are those of the three, and only they may give them", async () => {
		const [one, two, three] = await trio();
		const stranger = { ...one, seed: newSigningSeed() };
		expect(await signFor(world.api, stranger, two, NOW)).toEqual({ refused: "wrong-signature" });
		const withOwn = aKey({ organisation, person: one.person, role: "guardian" });
		expect(await signFor(world.api, withOwn, two, NOW)).toEqual({ refused: "not-a-root" });
		for (const person of [await administrator(), member(world, "guardian").person])
			expect(await signFor(world.api, { ...one, person }, two, NOW)).toEqual({ refused: "not-found" });
		expect(await signFor(world.api, one, aKey({ organisation, person: three.person, role: "board_secretary" }), NOW)).toEqual({
			refused: "not-found",
		});
		expect(await signFor(world.api, one, two, NOW)).toMatchObject({
			signedBy: expect.arrayContaining([one.proposal.statement.sign]),
			enacted: false,
		});
		expect(await signFor(world.api, three, two, NOW)).toMatchObject({ enacted: false });
	});
});

describe("whoever writes into the database can stop it and cannot bend it", () => {
	test("a key put in another's place has another fingerprint than the three told, and nothing is signed", async () => {
		const roots = await trio();
		const [one, two, three] = roots;
		await signAll(world.api, roots, NOW);
		const evil = aKey({ organisation, person: two.person, role: "ned_lead" });
		const { sql } = world.owner;
		await sql`update answerable.proposal set enacted = true where hash = ${Buffer.from(two.hash, "hex")}`;
		await propose(world.api, { person: two.person, proposal: evil.proposal, countersignature: signatureOf(evil, evil), now: NOW });
		for (const by of [one, three]) await signFor(world.api, by, evil, NOW);
		for (const whose of [one, three]) await signFor(world.api, evil, whose, NOW);
		const swapped = fingerprintOf([one, evil, three]);
		expect(await begin(fingerprintOf(roots))).toEqual({ refused: "other-fingerprint", of: swapped });
		expect((await readStoredRoots(world.api.db.query, [organisation])).size).toBe(0);
		expect(await listFoundings(owner.db)).toContain(slug);
	});

	test("a signature that somebody wrote in is no signature", async () => {
		const roots = await trio();
		const [one, two] = roots;
		await signAll(world.api, [two, ...roots.slice(2)], NOW);
		const forged = {
			proposal: Buffer.from(two.hash, "hex"),
			root: Buffer.from(one.proposal.statement.sign, "hex"),
			signature: Buffer.alloc(64),
		};
		await world.owner.query.insertInto("proposal_signature").values(forged).execute();
		for (const whose of roots.slice(1)) if (whose !== two) await signFor(world.api, one, whose, NOW);
		for (const by of roots.slice(1)) await signFor(world.api, by, one, NOW);
		expect(await begin(fingerprintOf(roots))).toMatchObject({ refused: "wrong-signature" });
	});

	test("somebody who was removed before it began is none of the three", async () => {
		const roots = await trio();
		await signAll(world.api, roots, NOW);
		await removePerson(world.api.db, { person: roots[1].person, by: await administrator(), now: NOW });
		expect(await begin(fingerprintOf(roots))).toEqual({ refused: "key-missing", of: "ned_lead" });
	});
});

describe("what goes wrong before it begins", () => {
	test("an invitation that expired lets nobody in, and another does", async () => {
		const late = secondsAfter(NOW, WEEK_SECONDS);
		await expect(comeIn(world.api, post("guardian"), late)).rejects.toThrow("invitation-expired");
		const { token } = await renewed("guardian", late);
		await expect(comeIn(world.api, post("guardian"), NOW)).rejects.toThrow("invitation-revoked");
		await comeIn(world.api, { token }, late);
	});

	test("whoever comes by a later invitation takes the place of the one before, whose key and signatures no longer count", async () => {
		const [one, two, three] = await trio();
		await signAll(world.api, [one, two, three], NOW);
		const another = await offerFor(world.api, { ...post("ned_lead"), ...(await renewed("ned_lead")) }, { organisation, now: NOW });
		expect(await begin(fingerprintOf([one, two, three]))).toMatchObject({ refused: "signature-missing" });
		expect(await signFor(world.api, two, one, NOW)).toEqual({ refused: "not-a-root" });
		await signAll(world.api, [one, another, three], NOW);
		expect(await begin(fingerprintOf([one, two, three]))).toMatchObject({ refused: "other-fingerprint" });
		expect(await begin(fingerprintOf([one, another, three]))).toHaveProperty("roots");
	});

	test("a post that the organisation does not have is not renewed", async () => {
		expect(await renewFounder(owner, { organisation, role: "chair", now: NOW })).toEqual({ refused: "not-a-post", of: "chair" });
	});

	test("given up, its name and code are free, its people are out, and its links let nobody in", async () => {
		const founding = aFounding(world.rules, NOW, { slug: "given-up", odsCode: "GU1" as never });
		const posts = await foundAs(owner, founding);
		const [first, second] = posts;
		if (first === undefined || second === undefined) throw new Error("There are three posts.");
		const { person } = await offerFor(world.api, first, { organisation: founding.organisation.id, now: NOW });
		expect(await withdrawFounding(owner, { organisation: founding.organisation.id, now: NOW })).toBeNull();
		await expect(comeIn(world.api, second, NOW)).rejects.toThrow("invitation-revoked");
		const row = await world.owner.query.selectFrom("person").select("ended_at").where("id", "=", person).executeTakeFirstOrThrow();
		expect(row.ended_at).toBe(NOW);
		expect(await foundOrganisation(owner, aFounding(world.rules, NOW, { slug: "given-up", odsCode: "GU1" as never }))).toHaveLength(3);
		expect(await withdrawFounding(owner, { organisation: world.organisation, now: NOW })).toMatchObject({ refused: "not-founding" });
	});
});

describe("what cannot be founded", () => {
	test("two who found under one name or one code at once: one is told, and nothing of theirs is written", async () => {
		const named = () => foundOrganisation(owner, aFounding(world.rules, NOW, { slug: "contested" }));
		const coded = (slugOf: string) => foundOrganisation(owner, aFounding(world.rules, NOW, { slug: slugOf, odsCode: "RX9" as never }));
		const refusedOf = (outcomes: readonly object[]) => outcomes.filter((outcome) => "refused" in outcome);
		const before = await countInvitations();
		expect(refusedOf(await Promise.all([named(), named()]))).toEqual([{ refused: "slug-taken", of: "contested" }]);
		expect(refusedOf(await Promise.all([coded("code-a"), coded("code-b")]))).toEqual([{ refused: "ods-code-taken", of: "RX9" }]);
		expect(await countInvitations()).toBe(before + 6);
		expect(await foundOrganisation(owner, aFounding(world.rules, NOW, { slug: "hillside" }))).toMatchObject({ refused: "slug-taken" });
	});

	const entry = (body: string, roots: Hash): DirectoryEntry => ({
		...{ body, roots, validFrom: "2026-04-01" as CivilDate, validUntil: null },
		...{ remit: "Safety and quality", remits: ["quality"] },
	});
	const withBody = (name: string, given: DirectoryEntry) =>
		foundOrganisation(owner, { ...aFounding(world.rules, NOW, { slug: name }), directory: [given] });

	test("a body outside is written in only under the roots that it has or had", async () => {
		const body = member(world, "external_body").statement.organisation;
		const stored = (await readStoredRoots(world.api.db.query, [body])).get(body);
		if (stored === undefined) throw new Error("The regulator has roots.");
		const fingerprint = rootHash(stored.statement);
		const other = "ab".repeat(32) as Hash;
		expect(await withBody("under-a", entry("nobody", fingerprint))).toEqual({ refused: "unknown-body", of: "nobody" });
		expect(await withBody("under-b", entry("hillside", fingerprint))).toEqual({ refused: "unknown-body", of: "hillside" });
		expect(await withBody("under-c", entry("regulator", other))).toEqual({ refused: "other-roots", of: "regulator" });
		await foundAs(owner, aFounding(null, NOW, { slug: "young-regulator" }));
		expect(await withBody("under-d", entry("young-regulator", other))).toEqual({ refused: "body-not-begun", of: "young-regulator" });
		const posts = await withBody("under-e", entry("regulator", fingerprint));
		if ("refused" in posts) throw new Error(posts.refused);
		const written = await world.owner.query.selectFrom("organisation").select("id").where("slug", "=", "under-e").executeTakeFirstOrThrow();
		const [first] = posts;
		if (first === undefined) throw new Error("There are three posts.");
		const person = await comeIn(world.api, first, NOW);
		expect(await readFoundingDesk(world.api.db.query, { person, organisation: written.id })).toMatchObject({
			directory: [{ body: "regulator", name: "The Regulator", validUntil: null, remits: ["quality"] }],
		});
	});

	test("a body outside begins like a provider, with other posts, and takes no concerns", async () => {
		const founding = aFounding(null, NOW, { slug: "commissioner" });
		const posts = await foundAs(owner, founding);
		expect(posts.map(({ role }) => role)).toEqual(["external_body", "chair", "board_secretary"]);
		const { id } = founding.organisation;
		const roots = await Promise.all(posts.map((invitation) => offerFor(world.api, invitation, { organisation: id, now: NOW })));
		await signAll(world.api, roots, NOW);
		expect(
			await beginOrganisation(owner, { organisation: id, fingerprint: fingerprintOf(roots), signLog: world.signLog, now: NOW }),
		).toHaveProperty("roots");
		await publishNow(world, NOW, true);
		expect(await offered()).not.toContain("commissioner");
	});
});

const readFounders = () => foundersOf(world.api.db.query, organisation);
const recorded = async () => {
	const rows = await world.owner.query.selectFrom("admin_action").select(["what", "by"]).where("organisation", "=", organisation).execute();
	expect(rows.every(({ by }) => by === null)).toBe(true);
	return rows.map(({ what }) => what).sort((one, two) => ORDER.indexOf(one) - ORDER.indexOf(two));
};
const ORDER = ["founded-organisation", "renewed-founder", "began-organisation"];
const countInvitations = async () => (await world.owner.query.selectFrom("invitation").select("id").execute()).length;

async function renewed(role: "guardian" | "ned_lead", now = NOW): Promise<PostInvitation> {
	const invitation = await renewFounder(owner, { organisation, role, now });
	if ("refused" in invitation) throw new Error(invitation.refused);
	return invitation;
}

/** Somebody whom an administrator invited to the staff of the founding's organisation, to be one of the three. */
async function invitedByAdministrator(): Promise<PersonId> {
	const { token, ...kept } = newToken(NOW);
	const made = await invite(world.api.db, { organisation, roles: ["ned_lead"] }, { ...kept, madeBy: await administrator() });
	if ("refused" in made) throw new Error(made.refused);
	return comeIn(world.api, { token }, NOW);
}

async function administrator(): Promise<PersonId> {
	const { token, ...kept } = newToken(NOW);
	const made = await invite(world.api.db, "administrator", { ...kept, madeBy: null });
	if ("refused" in made) throw new Error(made.refused);
	return comeIn(world.api, { token }, NOW);
}
