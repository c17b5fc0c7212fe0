import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readCase } from "./case-history.ts";
import { CaseMemory } from "./case-memory.ts";
import { escalateCase } from "./due.ts";
import { raise } from "./raise.ts";
import { at, makeWorld, newReporter, secondsAfter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

const START = at("2026-04-07T09:00:00Z");

async function raised(): Promise<CaseTag> {
	const { caseTag, request } = newReporter(world, { now: START });
	expect(await raise(world.api, request)).toHaveProperty("answer");
	return caseTag;
}

async function asOwner(change: string): Promise<void> {
	await world.owner.sql.begin(async (sql) => {
		await sql`alter table event disable trigger all`;
		await sql.unsafe(change);
		await sql`alter table event enable always trigger insert_only`;
	});
}

test("a history is worked out once while its rows stay the same, and again when an event is added", async () => {
	const caseTag = await raised();
	const first = await readCase(world.api, caseTag);
	expect(await readCase(world.api, caseTag)).toBe(first);
	await escalateCase(world.worker, caseTag, secondsAfter(START, 8));
	const second = await readCase(world.api, caseTag);
	expect(second?.events.length).toBeGreaterThan(first?.events.length ?? 0);
	expect(await readCase(world.api, caseTag)).toBe(second);
});

test("what one context read makes nothing quicker for another", async () => {
	const caseTag = await raised();
	const [reporters, staff] = [{ ...world.api }, { ...world.api }];
	const read = await readCase(reporters, caseTag);
	const staffs = await readCase(staff, caseTag);
	expect(staffs).toEqual(read);
	expect(staffs).not.toBe(read);
	expect([await readCase(reporters, caseTag), await readCase(staff, caseTag)]).toEqual([read, staffs]);
	expect(await readCase(staff, caseTag)).toBe(staffs);
});

test.each([
	["an event's words", "update event set body = jsonb_set(body, '{happening,statement,severity}', '\"S1\"')"],
	["an event's hash", "update event set hash = sha256('x')"],
	["the case's row", "update case_file set visible_at = visible_at + interval '1 year'"],
	["the exclusions", "update case_file set excluded = array['11111111-1111-4111-8111-111111111111'::uuid]"],
])("%s that somebody changed is found out though the case was read a moment before", async (_what, change) => {
	const caseTag = await raised();
	const before = await readCase(world.api, caseTag);
	expect(before?.suspect).toEqual([]);
	await asOwner(`${change} where case_tag = decode('${caseTag}', 'hex')`);
	const after = await readCase(world.api, caseTag).catch(() => "broken");
	expect(after).not.toBe(before);
});

test("what is suspect is never remembered, and of very many cases those read last are", async () => {
	const caseTag = await raised();
	await asOwner(`update case_file set visible_at = visible_at + interval '1 year' where case_tag = decode('${caseTag}', 'hex')`);
	const first = await readCase(world.api, caseTag);
	expect(first?.suspect).not.toEqual([]);
	expect(await readCase(world.api, caseTag)).not.toBe(first);
	const tags = await Promise.all(Array.from({ length: 130 }, raised));
	const histories = [];
	for (const tag of tags) histories.push(await readCase(world.api, tag));
	expect(await readCase(world.api, tags.at(-1) ?? caseTag)).toBe(histories.at(-1));
	expect(await readCase(world.api, tags[0] ?? caseTag)).not.toBe(histories[0]);
});

test("what nobody asks for is forgotten within ten minutes, and what somebody asks for is not", async () => {
	vi.useFakeTimers();
	try {
		const memory = new CaseMemory<string>();
		const [erased, open] = ["erased", "open"] as unknown as [CaseTag, CaseTag];
		for (const tag of [erased, open]) memory.remember(tag, "rows", "history");
		for (let minutes = 0; minutes < 10; minutes += 2) {
			await vi.advanceTimersByTimeAsync(2 * 60_000);
			expect(memory.recall(open, "rows")).toBe("history");
		}
		expect(memory.recall(erased, "rows")).toBeNull();
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		expect(memory.recall(open, "rows")).toBeNull();
		expect(vi.getTimerCount()).toBe(0);
	} finally {
		vi.useRealTimers();
	}
});
