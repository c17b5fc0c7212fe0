import type { OrganisationId } from "@answerable/types/id";
import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { expect, test } from "vitest";
import { heldClock, WORK_KEY } from "./deps.fixture.ts";
import { type Load, recentLoad } from "./load.ts";
import { createWork } from "./work.ts";

const HERE = "11111111-1111-4111-8111-111111111111" as OrganisationId;
const THERE = "22222222-2222-4222-8222-222222222222" as OrganisationId;
const QUIET: Load = { count: () => undefined, steps: () => 0 };

async function solve(challenge: Challenge): Promise<string> {
	const solution = await solveChallenge({ challenge, deriveKey });
	return btoa(JSON.stringify({ challenge, solution }));
}

function works(changes: { table?: "normal" | "light"; load?: Load; key?: Uint8Array } = {}) {
	const clock = heldClock();
	const work = createWork({ key: WORK_KEY, table: "light", load: QUIET, now: clock.now, ...changes });
	return { clock, work };
}

test("a solved puzzle is accepted for its organisation, and remembered by a hash and a day", async () => {
	const { work } = works();
	const done = await work.check(await solve(await work.challenge(HERE, "S2")), HERE, "S2");
	expect(done).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), expiresOn: "2026-11-24" });
});

test("a puzzle is bound to its organisation", async () => {
	const { work } = works();
	expect(await work.check(await solve(await work.challenge(HERE, "S2")), THERE, "S2")).toEqual({ refused: "work-missing" });
});

test("a puzzle of yesterday's yesterday has expired, and the answer says to fetch another", async () => {
	const { work, clock } = works();
	const solved = await solve(await work.challenge(HERE, "S2"));
	clock.set("2026-11-24T23:59:59Z");
	expect(await work.check(solved, HERE, "S2")).toMatchObject({ expiresOn: "2026-11-24" });
	clock.set("2026-11-25T00:00:00Z");
	expect(await work.check(solved, HERE, "S2")).toEqual({ refused: "work-spent" });
});

test.each([
	["nothing", ""],
	["no base64", "%%%"],
	["no JSON", btoa("{")],
	["another shape", btoa(JSON.stringify({ challenge: {}, solution: {} }))],
])("%s is no work", async (_name, solved) => {
	expect(await works().work.check(solved, HERE, "S2")).toEqual({ refused: "work-missing" });
});

test("a puzzle that somebody cheapened, made themselves or did not solve is no work", async () => {
	const { work } = works();
	const challenge = await work.challenge(HERE, "S2");
	const solution = await solveChallenge({ challenge, deriveKey });
	const encode = (value: unknown) => btoa(JSON.stringify(value));
	const cheaper = { ...challenge, parameters: { ...challenge.parameters, cost: 1 } };
	const moved = { ...challenge, parameters: { ...challenge.parameters, data: { ...challenge.parameters.data, organisation: THERE } } };
	const foreign = await createWork({ key: new Uint8Array(32).fill(0x66), table: "light", load: QUIET, now: heldClock().now }).challenge(
		HERE,
		"S2",
	);
	expect(await work.check(encode({ challenge: cheaper, solution }), HERE, "S2")).toEqual({ refused: "work-missing" });
	expect(await work.check(encode({ challenge: moved, solution }), THERE, "S2")).toEqual({ refused: "work-missing" });
	expect(await work.check(await solve(foreign), HERE, "S2")).toEqual({ refused: "work-missing" });
	const unsolved = { counter: 0, derivedKey: "00".repeat(32) };
	expect(await work.check(encode({ challenge, solution: unsolved }), HERE, "S2")).toEqual({ refused: "work-missing" });
});

test("the price rises with the load, is capped, and is flat and dearer for immediate danger", async () => {
	const attemptsAt = async (steps: number, severity: "S1" | "S2") => {
		const { work } = works({ table: "normal", load: { count: () => undefined, steps: () => steps } });
		return (await work.challenge(HERE, severity)).parameters.data?.attempts;
	};
	expect([await attemptsAt(0, "S2"), await attemptsAt(1, "S2"), await attemptsAt(2, "S2")]).toEqual([200, 400, 800]);
	expect([await attemptsAt(20, "S2"), await attemptsAt(2_000, "S2")]).toEqual([2_000, 2_000]);
	expect([await attemptsAt(0, "S1"), await attemptsAt(20, "S1")]).toEqual([500, 500]);
});

test("a cheap puzzle does not do for immediate danger, a dear one does", async () => {
	const { work } = works({ table: "normal" });
	expect(await work.check(await solve(await work.challenge(HERE, "S2")), HERE, "S1")).toEqual({ refused: "work-missing" });
	expect(await work.check(await solve(await work.challenge(HERE, "S1")), HERE, "S1")).toMatchObject({ expiresOn: "2026-11-24" });
});

test("the load counts a window after it has ended, forgets it after the next, and knows organisations only", () => {
	const clock = heldClock();
	const load = recentLoad(clock.now, () => 0);
	for (let count = 0; count < 45; count += 1) load.count(HERE);
	expect([load.steps(HERE), load.steps(THERE)]).toEqual([0, 0]);
	clock.set("2026-11-23T12:10:00Z");
	expect([load.steps(HERE), load.steps(THERE)]).toEqual([3, 0]);
	clock.set("2026-11-23T12:19:59Z");
	expect(load.steps(HERE)).toBe(3);
	clock.set("2026-11-23T12:20:00Z");
	expect(load.steps(HERE)).toBe(0);
});

test("nobody who raises concerns of their own sees in the price when somebody else does", () => {
	for (let own = 0; own <= 60; own += 1) {
		const clock = heldClock();
		const load = recentLoad(clock.now);
		for (let count = 0; count < own; count += 1) load.count(HERE);
		const before = load.steps(HERE);
		load.count(HERE);
		expect(load.steps(HERE)).toBe(before);
	}
});

test("where the price begins to rise is drawn anew for each window, and no ordinary day reaches it", () => {
	const stepsAfter = (count: number, blur: number): number => {
		const clock = heldClock();
		const load = recentLoad(clock.now, (below) => Math.min(blur, below - 1));
		for (let raised = 0; raised < count; raised += 1) load.count(HERE);
		clock.set("2026-11-23T12:10:00Z");
		return load.steps(HERE);
	};
	expect([stepsAfter(19, 0), stepsAfter(20, 0), stepsAfter(20, 99), stepsAfter(59, 99)]).toEqual([0, 1, 0, 1]);
	expect(stepsAfter(1_000, 99)).toBeGreaterThan(90);
});
