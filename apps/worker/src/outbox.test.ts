import { connect } from "@answerable/store/connect";
import { countUndelivered } from "@answerable/store/notice-store";
import { at, makeWorld, secondsAfter, type World } from "@answerable/store/world.fixture";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { heldWorker, raised } from "./case.fixture.ts";
import { deliverWaiting } from "./outbox.ts";
import { sweep } from "./sweep.ts";
import { developmentTransport, type Tidings } from "./transport.ts";

const T0 = at("2026-04-02T09:00:00Z");
let world: World;

beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});

afterAll(async () => {
	await world.close();
});

beforeEach(async () => {
	await raised(world, { now: T0 });
	await sweep(heldWorker(world, { now: secondsAfter(T0, 8) }), () => false);
});

async function deliverAll(transport: (tidings: Tidings) => Promise<void>): Promise<void> {
	while (await deliverWaiting(world.worker.db, transport));
}

describe("the outbox", () => {
	it("prints for each notice only which role something waits for", async () => {
		const lines: string[] = [];
		await deliverAll(developmentTransport((line) => lines.push(line)));
		expect(lines.length).toBeGreaterThan(1);
		for (const line of lines) expect(line).toMatch(/^notice: something waits for the [a-z ]+ at Hillside NHS Trust$/);
		expect(await countUndelivered(world.worker.db)).toBe(0);
	});

	it("keeps a notice that was not taken and tries it again after the others", async () => {
		const tried: string[] = [];
		const failsOnce = async ({ role }: Tidings): Promise<void> => {
			tried.push(role);
			if (tried.length === 1) throw new Error("mail is away");
		};
		await expect(deliverWaiting(world.worker.db, failsOnce)).rejects.toThrow("1 notices were not taken");
		expect(await countUndelivered(world.worker.db)).toBe(1);
		await deliverAll(failsOnce);
		expect(tried.at(-1)).toBe(tried[0]);
		expect(await countUndelivered(world.worker.db)).toBe(0);
	});

	it("gives each notice to one of two workers", async () => {
		const second = connect(world.suite.urls.worker, { max: 2, applicationName: "second-worker" });
		const waiting = await countUndelivered(world.worker.db);
		let taken = 0;
		const slowly = async (): Promise<void> => {
			taken += 1;
			await new Promise((resolve) => setTimeout(resolve, 5));
		};
		await Promise.all([deliverWaiting(world.worker.db, slowly), deliverWaiting(second, slowly)]);
		await deliverAll(slowly);
		expect(taken).toBe(waiting);
		await second.close();
	});
});
