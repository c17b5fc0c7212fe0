import { readWakes } from "@answerable/store/due";
import { actAsReporter } from "@answerable/store/reporter-act";
import { headOf, signAct } from "@answerable/store/signed-act.fixture";
import { at, eventsOf, makeWorld, secondsAfter, type World } from "@answerable/store/world.fixture";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AlarmClock } from "./bell.ts";
import { newBellHanger } from "./bell-ringing.ts";
import { heldWorker, raised, storyOf } from "./case.fixture.ts";
import { sweep } from "./sweep.ts";

/** A Thursday, between the slots of 08:00 and 13:00 in London (BST). */
const RAISED = at("2026-04-02T09:07:33Z");
const SLOT = at("2026-04-02T12:00:00Z");
const running = () => false;
let world: World;

beforeAll(async () => {
	world = await makeWorld("default-england@1");
});

afterAll(async () => {
	await world.close();
});

function rememberingClock(): AlarmClock & { readonly hung: Instant[] } {
	const hung: Instant[] = [];
	return {
		backend: "postgres",
		hung,
		set: async (wakes) => void hung.push(...wakes),
		count: async () => hung.length,
		close: async () => {},
	};
}

describe("what a reporter does on a case that is told by the day", () => {
	it("has no bell and no event before its slot, and one at its slot", async () => {
		const { caseTag } = await raised(world, { now: RAISED });
		const held = { now: at("2026-04-02T09:07:40Z") };
		const worker = heldWorker(world, held);
		const clock = rememberingClock();
		const hangBells = newBellHanger({ db: world.worker.db, clock, now: () => held.now });
		for (const now of [held.now, at("2026-04-02T11:59:59Z")]) {
			held.now = now;
			await sweep(worker, running);
			await hangBells();
		}
		expect(await eventsOf(world, caseTag)).toHaveLength(1);
		expect(clock.hung).toEqual([]);
		held.now = at("2026-04-02T12:00:07Z");
		await sweep(worker, running);
		await hangBells();
		expect(storyOf(await eventsOf(world, caseTag)).at(-1)).toBe("12:00:07 routed");
		const ever = at("9999-12-31T23:59:59Z");
		const wake = (await readWakes(world.worker.db, { until: ever, now: held.now, limit: 1 }))[0]?.wakeAt ?? null;
		if (wake === null) throw new Error("The case rests.");
		held.now = secondsAfter(wake, -600);
		await hangBells();
		expect(clock.hung).toEqual([wake]);
	});

	it("waits for its slot and is dated there, however late the sweep comes", async () => {
		const { caseTag, seed } = await raised(world, { now: RAISED });
		await sweep(heldWorker(world, { now: SLOT }), running);
		const ciphertext = new Uint8Array(1_100).fill(3);
		const statement = { purpose: "reply" as const, compartment: "private" as const };
		const act = signAct(world, seed, { caseTag, seen: await headOf(world, caseTag), kind: "letter", statement, ciphertext });
		const kept = await actAsReporter(world.api, {
			caseTag,
			act: { kind: "letter", statement, act },
			ciphertext,
			now: at("2026-04-02T12:34:56Z"),
		});
		expect(kept).toEqual({ visibleAt: at("2026-04-02T17:00:00Z"), repeated: false });
		await sweep(heldWorker(world, { now: at("2026-04-02T16:59:59Z") }), running);
		expect(storyOf(await eventsOf(world, caseTag))).not.toContain("17:00:00 letter");
		await Promise.all([
			sweep(heldWorker(world, { now: at("2026-04-02T17:04:09Z") }), running),
			sweep(heldWorker(world, { now: at("2026-04-02T17:04:09Z") }), running),
		]);
		expect(storyOf(await eventsOf(world, caseTag)).filter((line) => line.endsWith("letter"))).toEqual(["17:00:00 letter"]);
	});
});
