/** Leaving: whoever alone can open something hands it over first, case by case, or lets it go up. */
import { sha256Hash } from "@answerable/log/bytes";
import { proposalHash } from "@answerable/log/proposal-text";
import type { CaseTag, PersonId } from "@answerable/types/id";
import type { Compartment } from "@answerable/types/role";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { escalateCase } from "./due.ts";
import { listHandOver, listSoleOpeners } from "./organisation-desk.ts";
import { appoint, enactBy, memberPerson, newPerson, offered, removal, signedBy } from "./proposal.fixture.ts";
import { countersign, propose } from "./proposal.ts";
import { raise } from "./raise.ts";
import { act } from "./signed-act.fixture.ts";
import { addStaff, at, makeWorld, member, newReporter, publishNow, type Staff, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
let now = at("2026-04-07T09:00:00Z");
let successor: Staff;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

async function raised(excluded: readonly PersonId[] = []): Promise<CaseTag> {
	const { caseTag, request } = newReporter(world, {
		now,
		change: (statement) => ({ ...statement, excluded: [...statement.excluded, ...excluded] }),
	});
	const answer = await raise(world.api, request);
	if (!("answer" in answer)) throw new Error(answer.refused);
	await escalateCase(world.worker, caseTag, now);
	return caseTag;
}

async function give(from: Staff, to: Staff, caseTag: CaseTag, opens: readonly Compartment[]) {
	const wrap = Buffer.from(`a wrap of ${caseTag}`);
	const statement = { tenure: to.tenure, key: to.key, opens: [...opens], wrap: sha256Hash(wrap) };
	const command = { kind: "grant" as const, statement, grantee: { tenure: to.tenure, person: to.person, role: to.role } };
	return act(world, from, { caseTag, command, now, wrap });
}

const guardian = () => member(world, "guardian");
const sole = async (person: PersonId) => (await listSoleOpeners(world.api, { person, organisation: world.organisation, now }))?.soleOpeners;
const waiting = async (from: Staff, to: Staff, person = from.person, cursor: CaseTag | null = null) =>
	listHandOver(world.api, { person, from: from.tenure, to: to.tenure, cursor, now });
const LEFT_ALONE = 3;
let cases: readonly CaseTag[];

describe("a guardian leaves", () => {
	test("not while they alone can open something: the refusal says how many cases, the list which", async () => {
		cases = await Promise.all(Array.from({ length: LEFT_ALONE }, () => raised()));
		expect(await sole(guardian().person)).toEqual([{ tenure: guardian().tenure, cases: LEFT_ALONE }]);
		expect(await enactBy(world, removal(guardian()), now)).toEqual({ refused: "sole-opener", count: LEFT_ALONE });
		expect(
			(await listSoleOpeners(world.api, { person: member(world, "sid").person, organisation: world.organisation, now }))?.soleOpeners,
		).toEqual([]);
	});

	test("a key in its cooldown is given nothing", async () => {
		const person = await newPerson(world);
		await appoint(world, person, "guardian", now);
		const { seed, statement, proposal } = offered(world, person, "guardian");
		expect(await enactBy(world, proposal, now)).toMatchObject({ enacted: true });
		successor = { role: "guardian", person, tenure: statement.tenure, seed, statement, key: proposalHash(proposal) };
		await publishNow(world, now, true);
		const [first] = cases;
		if (first === undefined) throw new Error("no case");
		expect(await give(guardian(), successor, first, ["concern", "private", "notes"])).toEqual({ refused: "stale-keys" });
		now = secondsAfter(now, 60);
	});

	test("hands over case by case; what was given is listed no more, so that a loop that broke off goes on where it was", async () => {
		const list = await waiting(guardian(), successor);
		expect(list).toEqual({ cases: [...cases].sort(), cursor: null });
		for (const [index, caseTag] of cases.entries()) {
			expect(await give(guardian(), successor, caseTag, ["concern", "private", "notes"])).toHaveProperty("event");
			expect((await waiting(guardian(), successor))?.cases).toHaveLength(LEFT_ALONE - index - 1);
		}
		const [again] = cases;
		expect(await give(guardian(), successor, again as CaseTag, ["concern"])).toEqual({ refused: "already-granted" });
		expect(await sole(guardian().person)).toEqual([]);
	});

	test("a part that was not given still holds them back", async () => {
		const half = await raised();
		expect(await give(guardian(), successor, half, ["concern", "notes"])).toHaveProperty("event");
		expect(await sole(guardian().person)).toEqual([{ tenure: guardian().tenure, cases: 1 }]);
		expect((await waiting(guardian(), successor))?.cases).toEqual([half]);
		expect(await enactBy(world, removal(guardian()), now)).toEqual({ refused: "sole-opener", count: 1 });
		expect(await give(guardian(), successor, half, ["private"])).toHaveProperty("event");
	});

	test("an exclusion binds the person, not the post: a successor who is left out is neither listed nor given", async () => {
		const about = await raised([successor.person]);
		expect((await waiting(guardian(), successor))?.cases).toEqual([]);
		expect(await give(guardian(), successor, about, ["concern"])).toEqual({ refused: "excluded-person" });
		const again = await addStaff(world.owner, {
			organisation: world.organisation,
			role: "deputy_guardian",
			roots: world.roots,
			person: successor.person,
		});
		expect(await give(guardian(), again, about, ["concern"])).toEqual({ refused: "excluded-person" });
		expect(await waiting(guardian(), again)).toMatchObject({ cases: expect.not.arrayContaining([about]) });
		expect(await sole(successor.person)).toEqual([]);
	});

	test("nobody is told of a case that they may not know of: it holds nobody back, and goes up instead", async () => {
		const hidden = (await sole(guardian().person)) ?? [];
		expect(hidden).toEqual([{ tenure: guardian().tenure, cases: 1 }]);
		// The signers' numbers leave out what either may not know of; here whoever brings the signature is the one left out.
		const proposal = removal(guardian());
		const person = memberPerson(world);
		await propose(world.api, { person, proposal, countersignature: signedBy(world.roots[0], proposal), now });
		const bring = { person: successor.person, hash: proposalHash(proposal), countersignature: signedBy(world.roots[1], proposal), now };
		expect(await countersign(world.api, bring)).toMatchObject({ enacted: true });
	});

	test("only from a tenure of one's own, and only to a colleague of the same organisation", async () => {
		const [sid, body] = [member(world, "sid"), member(world, "external_body")];
		expect(await waiting(successor, sid)).not.toBeNull();
		expect(await waiting(successor, sid, sid.person)).toBeNull();
		expect(await waiting(successor, body)).toBeNull();
		expect(await waiting(guardian(), sid)).toBeNull();
		expect(await waiting(successor, successor)).toBeNull();
	});
});
