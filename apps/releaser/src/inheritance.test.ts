/** A case that nobody can open any more: the next rung is told and given it, by the removals that two roots signed and by nobody's word. */
import { randomUUID } from "node:crypto";
import { newSigningSeed } from "@answerable/crypto/signing";
import { passOnAbandoned } from "@answerable/store/abandoned-case";
import { escalateCase } from "@answerable/store/due";
import { readAbandoned, readLostKeys } from "@answerable/store/lost-keys";
import { enactBy, removal, signedBy } from "@answerable/store/proposal.fixture";
import { readReleasable } from "@answerable/store/release-store";
import { act } from "@answerable/store/signed-act.fixture";
import { at, eventsOf, member, publishNow, secondsAfter, type World } from "@answerable/store/world.fixture";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitReleases, openReleases } from "./release.ts";
import { isLawful, sealsOf } from "./seal.ts";
import { heldReleaser, makeSealedWorld, releasedWraps, type Sealed, sealedCase } from "./sealed-case.fixture.ts";

const T0 = at("2026-04-02T09:00:00Z");
/** How long the demo waits before it passes a case on. */
const AFTER_SECONDS = 5;
let world: World;
let sealed: Sealed;
let now = T0;
beforeAll(async () => {
	world = await makeSealedWorld();
	sealed = await sealedCase(world, { now: T0 });
	await escalateCase(world.worker, sealed.caseTag, T0);
	// Answered in time: no rung is due by its clocks when the instants inside the seals have passed.
	const letter = { kind: "letter" as const, statement: { purpose: "acknowledgement" as const, compartment: "concern" as const } };
	expect(
		await act(world, member(world, "guardian"), { caseTag: sealed.caseTag, command: letter, now: secondsAfter(T0, 1) }),
	).toHaveProperty("event");
	now = secondsAfter(sealed.notBeforeOf(2), 1);
});
afterAll(() => world.close());

const passOn = () => passOnAbandoned(world.worker, sealed.caseTag, now);
const told = async () =>
	(await eventsOf(world, sealed.caseTag)).flatMap(({ happening }) =>
		happening.kind === "nobody-can-open" ? [happening.consequence.rung] : [],
	);
const lose = (role: Role) => enactBy(world, removal(member(world, role), "lost"), now);

async function turn(): Promise<readonly string[]> {
	const releaser = await heldReleaser(world, { now });
	await commitReleases(releaser);
	await publishNow(world, now, true);
	await openReleases(releaser);
	return (await releasedWraps(world, sealed.caseTag)).map(({ role }) => role);
}

test("an UPDATE that takes everybody's roles away, and removals that no root signed, open nothing to anybody", async () => {
	const guardian = member(world, "guardian");
	const proposal = removal(guardian, "lost");
	if (proposal.kind !== "key-removal") throw new Error("no removal");
	const countersignatures = [newSigningSeed(), newSigningSeed()].map((seed) => signedBy(seed, proposal));
	const { sql } = world.owner;
	await sql`alter table answerable.key_removal disable trigger all`;
	await sql`update answerable.tenure set removed = true where id in (${guardian.tenure}, ${member(world, "deputy_guardian").tenure})`;
	await sql`insert into answerable.key_removal ${sql({
		tenure: guardian.tenure,
		organisation: world.organisation,
		statement: sql.json(proposal.statement),
		countersignatures: sql.json(countersignatures),
		removed_at: now,
		leaf_id: (await sql<{ id: string }[]>`select id from answerable.leaf limit 1`)[0]?.id ?? randomUUID(),
	})}`;
	expect(await readAbandoned(world.worker.db.query, now, 10)).toEqual([sealed.caseTag]);
	expect(await readLostKeys(world.releaser, world.releaser.db.query, world.organisation)).toEqual([]);
	expect(await passOn()).toEqual({ refused: "not-due" });
	expect(await turn()).toEqual([]);
	await sql`delete from answerable.key_removal`;
	await sql`alter table answerable.key_removal enable always trigger insert_only`;
	await sql`update answerable.tenure set removed = false`;
});

test("while a guardian holds a key, nothing goes up for that", async () => {
	expect(await readAbandoned(world.worker.db.query, now, 10)).toEqual([]);
	expect(await passOn()).toEqual({ refused: "not-due" });
});

test("the guardian's key is lost: the deputy is told, once, and has it at once", async () => {
	expect(await lose("guardian")).toMatchObject({ enacted: true });
	await publishNow(world, now, true);
	expect(await readAbandoned(world.worker.db.query, now, 10)).toEqual([sealed.caseTag]);
	expect(await passOn()).toEqual({ refused: "not-due" });
	now = secondsAfter(now, AFTER_SECONDS);
	expect(await passOn()).toHaveProperty("events");
	expect(await told()).toEqual([1]);
	expect(await passOn()).toEqual({ refused: "not-due" });
	expect(await readAbandoned(world.worker.db.query, now, 10)).toEqual([]);
	expect(await turn()).toEqual([]);
});

test("the deputy's is lost as well: the next rung is told, and the releaser gives it what may go up", async () => {
	expect(await lose("deputy_guardian")).toMatchObject({ enacted: true });
	now = secondsAfter(now, AFTER_SECONDS);
	expect(await passOn()).toHaveProperty("events");
	expect(await told()).toEqual([1, 2]);
	expect(await turn()).toContain("exec_lead");
	for (const { role, inner } of await releasedWraps(world, sealed.caseTag)) expect(sealed.opens(role, inner)).toEqual(["concern"]);
	expect(await passOn()).toEqual({ refused: "not-due" });
	expect(await passOnAbandoned(world.worker, "ab".repeat(32) as CaseTag, now)).toEqual({ refused: "not-found" });
});

test("of a rung that inherited more than once, the losses that a release was decided by must all be true, and later ones change nothing", async () => {
	const found = await readReleasable(world.releaser, sealed.caseTag);
	if (found === null) throw new Error("The case is gone.");
	const { trusted } = found.history;
	const event = trusted.find(({ happening }) => happening.kind === "released");
	const told = trusted.findLast(({ happening }) => happening.kind === "nobody-can-open");
	const seal = sealsOf(found).find(({ recipient: { tenure } }) => tenure === member(world, "exec_lead").tenure);
	if (event === undefined || seal === undefined || told?.happening.kind !== "nobody-can-open") throw new Error("Nothing was released.");
	const { consequence } = told.happening;
	const lost = [...consequence.lost, member(world, "chair").tenure];
	const lies = (sequence: number): CaseEvent => ({
		...told,
		sequence,
		happening: { kind: "nobody-can-open", statement: {}, consequence: { ...consequence, lost } },
	});
	const isLawfulIn = (events: readonly CaseEvent[]) =>
		isLawful({ ...found, history: { ...found.history, trusted: events } }, event, seal, now);
	expect(isLawfulIn(trusted)).toBe(true);
	expect(isLawfulIn(trusted.flatMap((one) => (one === event ? [lies(event.sequence - 1), one] : [one])))).toBe(false);
	expect(isLawfulIn([...trusted, lies(event.sequence + 1)])).toBe(true);
});
