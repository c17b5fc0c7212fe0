/** A place on a rung that was still to come, given by the reporter to whoever holds its office now: opened at its turn, and in no other way. */
import { newKemKeyPair } from "@answerable/crypto/kem-box";
import { releaseKeyPair } from "@answerable/crypto/release";
import { openWrap, sealReleasable } from "@answerable/crypto/wrap";
import { sha256Hash } from "@answerable/log/bytes";
import { passOnAbandoned } from "@answerable/store/abandoned-case";
import { escalateCase } from "@answerable/store/due";
import { enactBy, removal } from "@answerable/store/proposal.fixture";
import { readReleasable } from "@answerable/store/release-store";
import { actAsReporter } from "@answerable/store/reporter-act";
import { act, headOf, signAct } from "@answerable/store/signed-act.fixture";
import { addStaff, at, eventsOf, member, publishNow, type Staff, secondsAfter, type World } from "@answerable/store/world.fixture";
import type { CaseTag } from "@answerable/types/id";
import type { RewrapStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitReleases, openReleases } from "./release.ts";
import { heldReleaser, makeSealedWorld, releaseKey, type Sealed, sealedCase } from "./sealed-case.fixture.ts";

const T0 = at("2026-04-02T09:00:00Z");
const RUNG = 4;
/** While nobody has missed anything. */
const EARLY = secondsAfter(T0, 1);
const pair = newKemKeyPair();
let world: World;
let before: Staff;
let next: Staff;
let cases: Sealed[];
let due: Instant;
/** Answered whole, so that no clock of it brings a rung. */
let quiet: Sealed;

beforeAll(async () => {
	world = await makeSealedWorld();
	before = member(world, "chair");
	cases = [];
	for (let one = 0; one < 7; one += 1) cases.push(await sealedCase(world, { now: T0, external: "full" }));
	quiet = await sealedCase(world, { now: T0, external: "full" });
	await escalateCase(world.worker, quiet.caseTag, T0);
	const command = { kind: "letter" as const, statement: { purpose: "outcome" as const, compartment: "concern" as const } };
	expect(await act(world, member(world, "guardian"), { caseTag: quiet.caseTag, command, now: EARLY })).toHaveProperty("event");
	due = cases[0]?.notBeforeOf(RUNG) ?? T0;
	next = await addStaff(world.owner, { organisation: world.organisation, role: "chair", roots: world.roots });
	expect(await enactBy(world, removal(before, "lost"), T0)).toMatchObject({ enacted: true });
	await publishNow(world, T0, true);
});
afterAll(() => world.close());

function one(): Sealed {
	const found = cases.pop();
	if (found === undefined) throw new Error("Every case was used.");
	return found;
}

/** How a wrong or hostile client, or somebody in between, might have made the seal. */
type Bend = { readonly notBefore?: Instant; readonly policy?: RewrapStatement["wrap"]; readonly releaseKey?: Uint8Array };

async function givePlace({ caseTag, seed, keys, statement, notBeforeOf }: Sealed, now: Instant, bend: Bend = {}): Promise<void> {
	const { releaseKey: key = releaseKey().publicKey, ...rules } = bend;
	const { policy, calendar } = statement;
	const opens = ["concern" as const];
	const place = { organisation: world.organisation, caseTag, rung: RUNG, tenure: next.tenure, keyHash: next.key, opens } as const;
	const made = { ...place, keys, recipientKey: pair.publicKey, notBefore: notBeforeOf(RUNG), policy, calendar, ...rules };
	const { body } = sealReleasable(made, key);
	const given: RewrapStatement = {
		place: { tenure: before.tenure, rung: RUNG },
		tenure: next.tenure,
		person: next.person,
		key: next.key,
		opens,
		layer: 2,
		wrap: sha256Hash(body),
	};
	const seen = await headOf(world, caseTag);
	const signed = signAct(world, seed, { caseTag, seen, kind: "rewrapped", statement: given, ciphertext: null });
	const kept = await actAsReporter(world.api, {
		caseTag,
		act: { kind: "rewrapped", statement: given, act: signed },
		ciphertext: null,
		wrap: body,
		now,
	});
	expect(kept).toHaveProperty("visibleAt");
}

/** One whole turn of the releaser. What it was told of this case. */
async function turn({ caseTag }: Sealed, now: Instant): Promise<readonly string[]> {
	const releaser = await heldReleaser(world, { now });
	await commitReleases(releaser);
	await publishNow(world, now, true);
	await openReleases(releaser);
	return releaser.raisedAlarms.filter((alarm) => alarm.caseTag === caseTag).map(({ code }) => code);
}

async function heldBy({ tenure }: Staff, caseTag: CaseTag): Promise<readonly Uint8Array[]> {
	const rows = await world.owner.query
		.selectFrom("released_wrap")
		.select("inner_wrap")
		.where("case_tag", "=", Buffer.from(caseTag, "hex"))
		.where("tenure", "=", tenure)
		.execute();
	return rows.map(({ inner_wrap }) => inner_wrap);
}

/** What whoever holds the office now can open of a wrap. */
function opened(inner: Uint8Array | undefined, { caseTag }: Sealed): readonly string[] {
	const place = {
		organisation: world.organisation,
		caseTag,
		rung: RUNG,
		layer: 2 as const,
		tenure: next.tenure,
		keyHash: next.key,
	} as const;
	return Object.keys(openWrap(inner ?? new Uint8Array(), pair.secretKey, { ...place, opens: ["concern"] }));
}

test("it opens at the turn of its rung, with the leaf that tells of it, and not a second sooner", async () => {
	const mine = one();
	await givePlace(mine, EARLY);
	await turn(mine, secondsAfter(due, -1));
	expect(await heldBy(next, mine.caseTag)).toEqual([]);
	expect(await turn(mine, due)).toEqual([]);
	const [inner, ...more] = await heldBy(next, mine.caseTag);
	expect([opened(inner, mine), more]).toEqual([["concern"], []]);
	const told = (await eventsOf(world, mine.caseTag)).flatMap(({ happening }) =>
		happening.kind === "released" && happening.consequence.rung === RUNG ? [happening.consequence] : [],
	);
	expect(told).toHaveLength(1);
	expect(told[0]?.notBefore).toBe(due);
	expect(told[0]?.tenures).toEqual(expect.arrayContaining([before.tenure, next.tenure]));
});

test("it is the one before who is given theirs alone, where the reporter did not come back", async () => {
	const mine = one();
	await turn(mine, due);
	expect([(await heldBy(before, mine.caseTag)).length, await heldBy(next, mine.caseTag)]).toEqual([1, []]);
});

test("a rung that came while the act waited gives it at the next look", async () => {
	const mine = one();
	await turn(mine, due);
	await givePlace(mine, secondsAfter(due, 1));
	expect(await turn(mine, secondsAfter(due, 2))).toEqual([]);
	expect(opened((await heldBy(next, mine.caseTag))[0], mine)).toEqual(["concern"]);
});

test("a seal with an earlier instant than the place's own, or by other rules, does not open at all; the one before is not held up", async () => {
	for (const bend of [{ notBefore: T0 }, { policy: sha256Hash(new Uint8Array(9)) }]) {
		const mine = one();
		await givePlace(mine, EARLY, bend);
		await turn(mine, secondsAfter(due, -1));
		expect(await heldBy(next, mine.caseTag)).toEqual([]);
		expect((await turn(mine, due)).length).toBeGreaterThan(0);
		expect([await heldBy(next, mine.caseTag), (await heldBy(before, mine.caseTag)).length]).toEqual([[], 1]);
	}
});

test("a seal to another release key is given up, and told", async () => {
	const mine = one();
	await givePlace(mine, EARLY, { releaseKey: releaseKeyPair(new Uint8Array(32).fill(9)).publicKey });
	expect(await turn(mine, due)).toContain("not-a-holder");
	expect(await heldBy(next, mine.caseTag)).toEqual([]);
});

test("a seal that was swapped in its table is told and not opened, and holds up nobody else", async () => {
	const mine = one();
	await givePlace(mine, EARLY);
	await world.owner.query
		.updateTable("successor_seal")
		.set({ seal: new Uint8Array(2_600).fill(1) })
		.where("case_tag", "=", Buffer.from(mine.caseTag, "hex"))
		.execute();
	expect(await turn(mine, due)).toContain("wraps-differ");
	expect([await heldBy(next, mine.caseTag), (await heldBy(before, mine.caseTag)).length]).toEqual([[], 1]);
});

test("its rung inherits the case through whoever holds the office now: not before the worker told them, and then readers believe it", async () => {
	const { caseTag } = quiet;
	await givePlace(quiet, secondsAfter(T0, 2));
	const lost = secondsAfter(due, 10);
	for (const role of [
		"guardian",
		"deputy_guardian",
		"exec_lead",
		"medical_director",
		"nursing_director",
		"ned_lead",
		"ceo",
		"sid",
	] as const)
		expect(await enactBy(world, removal(member(world, role), "lost"), lost)).toMatchObject({ enacted: true });
	const now = secondsAfter(lost, 10);
	await turn(quiet, now);
	expect(await heldBy(next, caseTag)).toEqual([]);
	expect(await passOnAbandoned(world.worker, caseTag, now)).toMatchObject({
		events: [{ happening: { consequence: { rung: RUNG, recipients: [next.tenure] } } }],
	});
	expect(await turn(quiet, now)).toEqual([]);
	expect(opened((await heldBy(next, caseTag))[0], quiet)).toEqual(["concern"]);
	expect((await readReleasable(world.releaser, caseTag))?.history.suspect).toEqual([]);
});
