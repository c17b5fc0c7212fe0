/** Joining, leaving and changing the roots, on a real database: what needs two signatures is done with the second, or not at all. */
import { newSigningSeed, signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { adoptPolicy, isNotAdopted } from "@answerable/domain/policy-adoption";
import { canonicalHash } from "@answerable/log/canonical";
import { keyHash } from "@answerable/log/key-statement";
import { parseVerifierKey } from "@answerable/log/note";
import { proposalHash } from "@answerable/log/proposal-text";
import { checkDirectoryKey, checkRootHistory, rootChangeHash } from "@answerable/log/root-history";
import type { PersonId } from "@answerable/types/id";
import type { Policy, PolicyChange } from "@answerable/types/policy";
import type { Proposal } from "@answerable/types/proposal";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readIntake, readTenures } from "./directory.ts";
import { readNotices } from "./notice-store.ts";
import { listSoleOpeners, readOrganisationDesk } from "./organisation-desk.ts";
import { appoint, enactBy, memberPerson, newPerson, offered, removal, signedBy } from "./proposal.fixture.ts";
import { countersign, decline, propose } from "./proposal.ts";
import { readSignKeys } from "./tenure-keys.ts";
import { addStaff, at, makeWorld, member, publishNow, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

let now = at("2026-04-07T09:00:00Z");
/** Time goes on, and everything waiting gets its place in the log. */
async function pass(seconds: number): Promise<void> {
	now = secondsAfter(now, seconds);
	await publishNow(world, now, true);
}

const servedRoles = async () =>
	(await readIntake(world.api.db, { slug: "hillside" }, now))?.keys.map(({ statement }) => statement.tenure) ?? [];
const deskOf = async (person = memberPerson(world)) => {
	const desk = await readOrganisationDesk(world.api, { person, organisation: world.organisation, now });
	if (desk === null) throw new Error("No desk.");
	return desk;
};
const stateOf = async (tenure: string) => (await deskOf()).keys.find(({ statement }) => statement.tenure === tenure)?.state;

describe("somebody joins", () => {
	test("appointed, with a key of their own, signed by two roots, and served when its cooldown is over", async () => {
		const person = await newPerson(world);
		await appoint(world, person, "guardian", now);
		const { statement, proposal } = offered(world, person, "guardian");
		const waiting = await propose(world.api, { person, proposal, countersignature: null, now });
		expect(waiting).toMatchObject({ hash: keyHash(statement), signedBy: [], enacted: false, repeated: false });
		expect(await propose(world.api, { person, proposal, countersignature: null, now })).toMatchObject({ repeated: true });
		const shown = (await deskOf()).proposals;
		expect(shown).toMatchObject([{ hash: keyHash(statement), proposer: person, signedBy: [] }]);
		expect(JSON.stringify(shown)).not.toContain("sealedKeys");
		expect((await deskOf()).appointments).toEqual([{ person, role: "guardian" }]);
		const hash = proposalHash(proposal);
		const sign = (root: Uint8Array) => countersign(world.api, { person, hash, countersignature: signedBy(root, proposal), now });
		expect(await sign(world.roots[1])).toMatchObject({ enacted: false, signedBy: [signingKeyFromSeed(world.roots[1])] });
		expect(await sign(world.roots[1])).toMatchObject({ enacted: false });
		expect(await stateOf(statement.tenure)).toBeUndefined();
		expect(await sign(world.roots[2])).toMatchObject({ enacted: true });
		expect(await sign(world.roots[0])).toMatchObject({ enacted: true, repeated: true });
		expect((await deskOf()).appointments).toEqual([]);
		await pass(2);
		expect(await servedRoles()).not.toContain(statement.tenure);
		expect(await stateOf(statement.tenure)).toBe("waiting");
		await pass(58);
		expect(await servedRoles()).toContain(statement.tenure);
		expect(await stateOf(statement.tenure)).toBe("active");
		expect((await readTenures(world.api.db, person)).map(({ key }) => key)).toEqual([keyHash(statement)]);
		expect((await readSignKeys(world.worker, world.worker.db.query, [statement.tenure])).has(statement.tenure)).toBe(true);
	});

	test("the person and the outside body are told, and nobody who has no part in it", async () => {
		const body = member(world, "external_body");
		const kinds = async (person: PersonId) => (await readNotices(world.api.db, person, 10)).map(({ kind }) => kind);
		const [added] = (await deskOf()).keys.slice(-1);
		expect(await kinds(added?.statement.person ?? ("" as PersonId))).toEqual(["key-added"]);
		expect(await kinds(body.person)).toEqual(["key-added"]);
		expect(await kinds(member(world, "exec_lead").person)).toEqual([]);
	});

	test("whoever was not appointed offers nothing, and nobody offers another's key", async () => {
		const [person, other] = [await newPerson(world), await newPerson(world)];
		const offer = (who: PersonId, proposal: Proposal) => propose(world.api, { person: who, proposal, countersignature: null, now });
		const { proposal } = offered(world, person, "deputy_guardian");
		expect(await offer(person, proposal)).toEqual({ refused: "not-appointed" });
		await appoint(world, person, "deputy_guardian", now);
		expect(await offer(other, proposal)).toEqual({ refused: "not-appointed" });
		expect(await offer(person, offered(world, person, "chair").proposal)).toEqual({ refused: "not-appointed" });
		expect(await offer(person, { ...proposal, seal: offered(world, person, "chair").proposal } as never).catch(() => "threw")).toBe(
			"threw",
		);
	});

	test("a role that one person holds is given to no second one, and the key is refused when the second root signs", async () => {
		const person = await newPerson(world);
		await appoint(world, person, "chair", now);
		const { proposal } = offered(world, person, "chair");
		expect(await enactBy(world, proposal, now)).toEqual({ refused: "role-held" });
		expect(await enactBy(world, removal(member(world, "chair")), now)).toMatchObject({ enacted: true });
		const second = await newPerson(world);
		await appoint(world, second, "chair", now);
		const rival = offered(world, second, "chair");
		await propose(world.api, { person: second, proposal: rival.proposal, countersignature: signedBy(world.roots[0], rival.proposal), now });
		expect(await enactBy(world, proposal, now)).toMatchObject({ enacted: true });
		const late = { person: second, hash: proposalHash(rival.proposal), now };
		expect(await countersign(world.api, { ...late, countersignature: signedBy(world.roots[1], rival.proposal) })).toEqual({
			refused: "role-held",
		});
		expect((await deskOf()).proposals.find(({ hash }) => hash === late.hash)?.signedBy).toHaveLength(1);
	});

	test("of two keys for one office that are countersigned at once one counts, and whoever signed the other is told", async () => {
		const rivals = await Promise.all(
			[0, 1].map(async () => {
				const person = await newPerson(world);
				await appoint(world, person, "siro", now);
				const { proposal } = offered(world, person, "siro");
				await propose(world.api, { person, proposal, countersignature: signedBy(world.roots[0], proposal), now });
				return { person, proposal };
			}),
		);
		const told = await Promise.all(
			rivals.map(({ person, proposal }) =>
				countersign(world.api, { person, hash: proposalHash(proposal), countersignature: signedBy(world.roots[1], proposal), now }),
			),
		);
		expect(told.filter((answer) => "enacted" in answer && answer.enacted)).toHaveLength(1);
		expect(told.filter((answer) => "refused" in answer)).toEqual([{ refused: "role-held" }]);
	});
});

describe("signatures", () => {
	test("of a stranger, of another text, and of a member of another organisation count for nothing", async () => {
		const proposal = removal(member(world, "sid"));
		const stranger = newSigningSeed();
		const person = memberPerson(world);
		const wrong = {
			root: signingKeyFromSeed(world.roots[0]),
			signature: signedBy(world.roots[0], removal(member(world, "ceo"))).signature,
		};
		expect(await propose(world.api, { person, proposal, countersignature: signedBy(stranger, proposal), now })).toEqual({
			refused: "not-a-root",
		});
		expect(await propose(world.api, { person, proposal, countersignature: wrong, now })).toEqual({ refused: "wrong-signature" });
		expect(await propose(world.api, { person, proposal, countersignature: null, now })).toEqual({ refused: "not-a-root" });
		const outsider = member(world, "external_body").person;
		const signed = signedBy(world.roots[0], proposal);
		expect(await propose(world.api, { person: outsider, proposal, countersignature: signed, now })).toEqual({ refused: "not-found" });
		expect(await countersign(world.api, { person, hash: proposalHash(proposal), countersignature: signed, now })).toEqual({
			refused: "not-found",
		});
		expect(await readOrganisationDesk(world.api, { person: outsider, organisation: world.organisation, now })).toBeNull();
	});
});

describe("a tenure ends", () => {
	test("at once, and its key is served no more; what it signed stays believed", async () => {
		const ceo = member(world, "ceo");
		expect(await servedRoles()).toContain(ceo.tenure);
		expect(await enactBy(world, removal(ceo), now)).toMatchObject({ enacted: true });
		expect(await servedRoles()).not.toContain(ceo.tenure);
		await pass(2);
		const intake = await readIntake(world.api.db, { slug: "hillside" }, now);
		expect(intake?.removals.map(({ statement }) => statement.tenure)).toContain(ceo.tenure);
		expect(await readTenures(world.api.db, ceo.person)).toEqual([]);
		expect((await readSignKeys(world.worker, world.worker.db.query, [ceo.tenure])).has(ceo.tenure)).toBe(true);
		expect(await enactBy(world, removal(ceo, "lost"), now)).toEqual({ refused: "out-of-date" });
	});
});

async function changeTo(into: Uint8Array, out: Uint8Array): Promise<Proposal> {
	const { roots } = await deskOf();
	const statement = { version: 1 as const, organisation: world.organisation, previous: roots.fingerprint };
	return { kind: "root-change", statement: { ...statement, out: signingKeyFromSeed(out), in: signingKeyFromSeed(into) } };
}

describe("a root makes way for another", () => {
	test("only for somebody whose role may be one, and not while anything waits for its place", async () => {
		expect(await enactBy(world, await changeTo(newSigningSeed(), world.roots[0]), now)).toEqual({ refused: "not-allowed" });
		expect(await enactBy(world, await changeTo(member(world, "exec_lead").seed, world.roots[0]), now)).toEqual({ refused: "not-allowed" });
		const waiting = await addStaff(world.owner, { organisation: world.organisation, role: "nursing_director", roots: world.roots });
		const change = await changeTo(member(world, "sid").seed, world.roots[0]);
		expect(await enactBy(world, change, now, world.roots.slice(1))).toEqual({ refused: "not-published" });
		await pass(2);
		expect(await servedRoles()).toContain(waiting.tenure);
	});

	test("two who change the roots at once: one wins, the other is told", async () => {
		const [sid, ned] = [member(world, "sid"), member(world, "ned_lead")];
		const first = await changeTo(sid.seed, world.roots[0]);
		const second = await changeTo(ned.seed, world.roots[0]);
		const outcomes = await Promise.all([
			enactBy(world, first, now, world.roots.slice(1)),
			enactBy(world, second, now, world.roots.slice(1)),
		]);
		expect(outcomes.filter((outcome) => "enacted" in outcome)).toHaveLength(1);
		expect(outcomes.filter((outcome) => "refused" in outcome)).toEqual([{ refused: "out-of-date" }]);
		await pass(2);
	});

	test("a client that pinned the first roots believes the present ones, and keys of both", async () => {
		const person = await newPerson(world);
		await appoint(world, person, "lead_governor", now);
		const { statement, proposal } = offered(world, person, "lead_governor");
		expect(await enactBy(world, proposal, now)).toEqual({ refused: "not-a-root" });
		expect(await enactBy(world, proposal, now, world.roots.slice(1))).toMatchObject({ enacted: true });
		await pass(60);
		const intake = await readIntake(world.api.db, { slug: "hillside" }, now);
		if (intake === null) throw new Error("no intake");
		const sets = checkRootHistory(intake.roots, parseVerifierKey(intake.logKey).key, verify);
		expect(sets).toHaveLength(2);
		const [change] = intake.roots.changes;
		expect((await deskOf()).roots.fingerprint).toBe(change === undefined ? null : rootChangeHash(change.statement));
		const own = intake.keys.filter((key) => key.statement.organisation === world.organisation);
		for (const key of own) checkDirectoryKey(key, sets, Buffer.from(key.seal, "base64url"), verify);
		expect(own.map((key) => key.statement.tenure)).toContain(statement.tenure);
	});

	test("and is not removed while it is one: the last root never goes", async () => {
		const present = (await deskOf()).roots.present;
		const root = ["sid", "ned_lead"].map((role) => member(world, role as "sid")).find(({ statement }) => present.includes(statement.sign));
		if (root === undefined) throw new Error("No root holds a tenure.");
		expect(await enactBy(world, removal(root), now, world.roots.slice(1))).toEqual({ refused: "still-a-root" });
		expect(await enactBy(world, removal(root, "lost"), now, world.roots.slice(1))).toEqual({ refused: "still-a-root" });
		const list = await listSoleOpeners(world.api, { person: root.person, organisation: world.organisation, now });
		expect(list).toEqual({ soleOpeners: [] });
	});
});

describe("a root says no", () => {
	const look = (name: string): Proposal => {
		const branding = { name, colour: "#005eb8", contact: "" };
		return {
			kind: "branding",
			branding,
			statement: { version: 1, organisation: world.organisation, number: 1, branding: canonicalHash(branding) },
		};
	};
	const shownOf = async (hash: string) => (await deskOf()).proposals.find((each) => each.hash === hash);
	const roots = async () => {
		const { present } = (await deskOf()).roots;
		const staff = ["sid", "ned_lead"].map((role) => member(world, role as "sid"));
		const found = staff.find(({ statement }) => present.includes(statement.sign));
		if (found === undefined) throw new Error("No root holds a tenure.");
		return { root: found, others: world.roots.filter((seed) => present.includes(signingKeyFromSeed(seed))) };
	};

	test("and their signature counts no more, until they sign again", async () => {
		const { root, others } = await roots();
		const [other = newSigningSeed()] = others;
		const proposal = look("Moorside");
		const hash = proposalHash(proposal);
		const person = memberPerson(world);
		const first = { person, proposal, countersignature: signedBy(other, proposal), now };
		expect(await propose(world.api, first)).toMatchObject({ enacted: false });
		expect(await decline(world.api, { person: root.person, hash, now })).toMatchObject({ enacted: false });
		expect(await shownOf(hash)).toMatchObject({ declinedBy: [root.statement.sign], signedBy: [signingKeyFromSeed(other)] });
		expect(await decline(world.api, { person: member(world, "exec_lead").person, hash, now })).toEqual({ refused: "not-a-root" });
		expect((await shownOf(hash))?.declinedBy).toHaveLength(1);
		expect(await decline(world.api, { person: member(world, "external_body").person, hash, now })).toEqual({ refused: "not-found" });
		expect(await decline(world.api, { person, hash: "ab".repeat(32) as never, now })).toEqual({ refused: "not-found" });
	});

	test("whoever made it takes it back: nobody else signs it, and it waits no more until they sign it again", async () => {
		const { root, others } = await roots();
		const [other = newSigningSeed(), third = newSigningSeed()] = others;
		const proposal = look("Fellside");
		const hash = proposalHash(proposal);
		const { person } = root;
		const mine = { person, proposal, countersignature: signedBy(root.seed, proposal), now };
		await propose(world.api, mine);
		expect(await decline(world.api, { person, hash, now })).toMatchObject({ signedBy: [] });
		expect(await shownOf(hash)).toBeUndefined();
		const sign = () => countersign(world.api, { person: memberPerson(world), hash, countersignature: signedBy(other, proposal), now });
		expect(await sign()).toEqual({ refused: "taken-back" });
		expect(await propose(world.api, { ...mine, person: memberPerson(world), countersignature: signedBy(third, proposal) })).toEqual({
			refused: "taken-back",
		});
		expect(await propose(world.api, mine)).toMatchObject({ enacted: false, signedBy: [signingKeyFromSeed(root.seed)] });
		expect(await shownOf(hash)).toMatchObject({ declinedBy: [] });
	});

	test("and a key that one root signed and then declined needs two others", async () => {
		const { root, others } = await roots();
		const [other = newSigningSeed(), third = newSigningSeed()] = others;
		const person = await newPerson(world);
		await appoint(world, person, "guardian", now);
		const { proposal } = offered(world, person, "guardian");
		const hash = proposalHash(proposal);
		await propose(world.api, { person, proposal, countersignature: null, now });
		const sign = (who: PersonId, seed: Uint8Array) =>
			countersign(world.api, { person: who, hash, countersignature: signedBy(seed, proposal), now });
		await sign(root.person, root.seed);
		await decline(world.api, { person: root.person, hash, now });
		expect(await sign(memberPerson(world), other)).toMatchObject({ enacted: false, signedBy: [signingKeyFromSeed(other)] });
		expect(await sign(memberPerson(world), third)).toMatchObject({ enacted: true });
		expect(await decline(world.api, { person, hash, now })).toEqual({ refused: "out-of-date" });
	});
});

describe("what an organisation says about itself", () => {
	const interests = (number: number, lines: Extract<Proposal, { kind: "interests" }>["lines"]): Proposal => ({
		kind: "interests",
		lines,
		statement: { version: 1, organisation: world.organisation, number, lines: canonicalHash(lines) },
	});

	test("a register of ties holds from its second signature; of two of the same number one does", async () => {
		const [a = "", b = ""] = [member(world, "exec_lead").person, member(world, "sid").person].sort();
		const line = { a: a as PersonId, b: b as PersonId, tie: "tied" as const, from: "2026-01-01" as never, until: null };
		const seeds = world.roots.slice(1);
		expect(await enactBy(world, interests(2, [line]), now, seeds)).toEqual({ refused: "out-of-date" });
		expect(await enactBy(world, interests(1, [{ ...line, a: line.b, b: line.a }]), now, seeds)).toEqual({ refused: "malformed" });
		const rival = interests(1, []);
		const person = memberPerson(world);
		await propose(world.api, { person, proposal: rival, countersignature: signedBy(world.roots[1], rival), now });
		expect(await enactBy(world, interests(1, [line]), now, seeds)).toMatchObject({ enacted: true });
		const late = { person, hash: proposalHash(rival), countersignature: signedBy(world.roots[2], rival), now };
		expect(await countersign(world.api, late)).toEqual({ refused: "out-of-date" });
		expect((await deskOf()).interests).toEqual({ number: 1, lines: [line] });
	});

	test("a policy with shorter clocks is adopted, and nothing else under its name", async () => {
		const changes: PolicyChange[] = [{ kind: "clock", clock: "acknowledgement", severity: "S1", due: { seconds: 2 } }];
		const adopted = adoptPolicy(world.rules.policy, changes, { reason: null });
		if (isNotAdopted(adopted)) throw new Error(JSON.stringify(adopted.refused));
		const { policy } = adopted;
		const statement = {
			version: 1 as const,
			organisation: world.organisation,
			number: 1,
			policy: policy.id,
			hash: canonicalHash(policy),
			adoption: policy.adoption,
		};
		const seeds = world.roots.slice(1);
		const slow = { ...policy, clocks: world.rules.policy.clocks };
		expect(await enactBy(world, { kind: "policy-adoption", statement, policy: slow }, now, seeds)).toEqual({ refused: "malformed" });
		const renamed: Proposal = { kind: "policy-adoption", statement: { ...statement, hash: canonicalHash(slow) }, policy: slow };
		expect(await enactBy(world, renamed, now, seeds)).toEqual({ refused: "policy-not-adoptable" });
		expect(await enactBy(world, { kind: "policy-adoption", statement, policy }, now, seeds)).toMatchObject({ enacted: true });
		await pass(2);
		const intake = await readIntake(world.api.db, { slug: "hillside" }, now);
		expect(intake?.policyHash).toBe(statement.hash);
		expect(intake?.adoption?.statement).toEqual(statement);
		expect((await deskOf()).rules).toEqual({ number: 1, policy });
	});

	test("of two sets of rules that were proposed at once one holds; and rules that held before can be adopted again", async () => {
		const seeds = world.roots.slice(1);
		const { rules } = await deskOf();
		if (rules === null) throw new Error("There are no rules.");
		const adoption = (number: number, policy: Policy): Proposal => ({
			kind: "policy-adoption",
			policy,
			statement: {
				version: 1,
				organisation: world.organisation,
				number,
				policy: policy.id,
				hash: canonicalHash(policy),
				adoption: policy.adoption,
			},
		});
		const rival = adoption(2, rules.policy);
		const person = memberPerson(world);
		await propose(world.api, { person, proposal: rival, countersignature: signedBy(world.roots[1], rival), now });
		expect(await enactBy(world, adoption(2, world.rules.policy), now, seeds)).toMatchObject({ enacted: true });
		const late = { person, hash: proposalHash(rival), countersignature: signedBy(world.roots[2], rival), now };
		expect(await countersign(world.api, late)).toEqual({ refused: "out-of-date" });
		expect(await enactBy(world, adoption(2, rules.policy), now, seeds)).toEqual({ refused: "out-of-date" });
		expect(await enactBy(world, adoption(3, rules.policy), now, seeds)).toMatchObject({ enacted: true });
		expect((await deskOf()).rules).toEqual({ number: 3, policy: rules.policy });
	});

	test("a name, a colour and a sentence, shown while those who signed it are roots", async () => {
		const branding = { name: "Hillside", colour: "#005eb8", contact: "Ring the guardian on 01234 567890." };
		const statement = { version: 1 as const, organisation: world.organisation, number: 1, branding: canonicalHash(branding) };
		const proposal: Proposal = { kind: "branding", branding, statement };
		expect(await enactBy(world, { ...proposal, branding: { ...branding, name: "Hill" } }, now, world.roots.slice(1))).toEqual({
			refused: "malformed",
		});
		expect(await enactBy(world, proposal, now, world.roots.slice(1))).toMatchObject({ enacted: true });
		const desk = await deskOf();
		expect(desk.branding).toEqual({ number: 1, branding, isShown: true });
		expect(desk.organisation.name).toBe("Hillside");
		await pass(2);
		const candidates = [member(world, "sid"), member(world, "ned_lead")];
		const [next, came] = candidates.sort(({ statement }) => (desk.roots.present.includes(statement.sign) ? 1 : -1)).map(({ seed }) => seed);
		if (next === undefined || came === undefined) throw new Error("Nobody could be a root.");
		expect(await enactBy(world, await changeTo(next, world.roots[1]), now, [came, world.roots[2]])).toMatchObject({ enacted: true });
		expect((await deskOf()).branding.isShown).toBe(false);
	});
});
