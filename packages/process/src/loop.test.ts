import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type LoopOptions, startLoop } from "./loop.ts";

const HOUR = 3_600_000;

function options(turn: LoopOptions["turn"], over: Partial<LoopOptions> = {}): LoopOptions {
	return {
		restMs: () => HOUR,
		turn,
		onFault: () => {
			throw new Error("No turn was to fail.");
		},
		onRecovery: () => {},
		...over,
	};
}

describe("a loop", () => {
	it("has its first turn at once, and one more a nudge however often it is nudged meanwhile", async () => {
		let turns = 0;
		const loop = startLoop(
			options(async () => {
				turns += 1;
				await sleep(20);
				return false;
			}),
		);
		for (let count = 0; count < 10; count += 1) loop.nudge();
		await sleep(80);
		expect(turns).toBe(2);
		loop.nudge();
		await sleep(40);
		expect(turns).toBe(3);
		await loop.stop();
	});

	it("never has two turns at once and finishes the one under way when it is stopped", async () => {
		let under = 0;
		let most = 0;
		let finished = 0;
		const loop = startLoop(
			options(async () => {
				under += 1;
				most = Math.max(most, under);
				await sleep(15);
				under -= 1;
				finished += 1;
				return true;
			}),
		);
		await sleep(50);
		await loop.stop();
		const atStop = finished;
		expect(most).toBe(1);
		expect(under).toBe(0);
		await sleep(30);
		expect(finished).toBe(atStop);
	});

	it("tries a failed turn again after a rest that nudges do not shorten, and tells of the recovery once", async () => {
		const told: string[] = [];
		let turns = 0;
		const loop = startLoop(
			options(
				async () => {
					turns += 1;
					if (turns <= 2) throw new Error("gone");
					return false;
				},
				{ onFault: () => told.push("fault"), onRecovery: () => told.push("recovery") },
			),
		);
		for (let count = 0; count < 20; count += 1) {
			loop.nudge();
			await sleep(5);
		}
		expect(turns).toBe(1);
		await sleep(1_900);
		expect(told).toEqual(["fault", "fault", "recovery"]);
		await loop.stop();
	});

	it("stops at once while it rests after a failure", async () => {
		const loop = startLoop(
			options(async () => Promise.reject(new Error("gone")), {
				onFault: () => {},
			}),
		);
		await sleep(10);
		await loop.stop();
	});
});
