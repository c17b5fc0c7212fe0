import { random } from "@answerable/process/machine";
import { connect } from "@answerable/store/connect";
import { readCheckpoint } from "@answerable/store/log-store";
import { at, makeWorld, secondsAfter, type World } from "@answerable/store/world.fixture";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { raised } from "./case.fixture.ts";
import { publishEpoch, untilNextEpochMs } from "./publisher.ts";

const T0 = at("2026-04-02T09:00:00Z");
let world: World;

beforeAll(async () => {
	world = await makeWorld("demo@1", 600);
});

afterAll(async () => {
	await world.close();
});

async function sizeOf(): Promise<number> {
	return (await readCheckpoint(world.worker.db))?.size ?? 0;
}

function deps(now: typeof T0) {
	return { db: world.worker.db, now: () => now, random, sign: world.signLog };
}

describe("the publisher", () => {
	it("publishes an epoch when it has come, once, and earlier only when it is forced", async () => {
		await publishEpoch(deps(T0), false);
		const before = await sizeOf();
		await raised(world, { now: secondsAfter(T0, 1) });
		await publishEpoch(deps(secondsAfter(T0, 300)), false);
		expect(await sizeOf()).toBe(before);
		await publishEpoch(deps(secondsAfter(T0, 301)), true);
		expect(await sizeOf()).toBe(before + 1);
		await raised(world, { now: secondsAfter(T0, 302) });
		await publishEpoch(deps(secondsAfter(T0, 600)), false);
		expect(await sizeOf()).toBe(before + 2);
	});

	it("grows one tree when two publish at once", async () => {
		const second = connect(world.suite.urls.worker, { max: 2, applicationName: "second-worker" });
		const before = await sizeOf();
		for (let count = 0; count < 5; count += 1) await raised(world, { now: secondsAfter(T0, 1_201) });
		const now = secondsAfter(T0, 1_800);
		await Promise.all([publishEpoch(deps(now), true), publishEpoch({ ...deps(now), db: second }, true), publishEpoch(deps(now), false)]);
		expect(await sizeOf()).toBe(before + 5);
		await second.close();
	});

	it("tells the releaser that a checkpoint is out", async () => {
		let heard = 0;
		const { unlisten } = await world.releaser.db.sql.listen("answerable_release", () => {
			heard += 1;
		});
		await publishEpoch(deps(secondsAfter(T0, 2_400)), false);
		await expect.poll(() => heard).toBe(1);
		await unlisten();
	});

	it("begins epochs at multiples of their length", () => {
		expect(untilNextEpochMs(Date.parse("2026-04-02T09:00:00.250Z"), 600)).toBe(599_750);
		expect(untilNextEpochMs(Date.parse("2026-04-02T09:00:00Z"), 2)).toBe(2_000);
	});
});
