import type { InboxRow } from "@answerable/types/desk";
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { describe, expect, test } from "vitest";
import type { Listed } from "../../beginnings.ts";
import type { OpenCase } from "../../case.ts";
import { listed } from "../../listed.fixture.ts";
import { createListing } from "./listing.ts";
import type { DeskMemory } from "./memory.ts";
import type { Choice, OpenedSome, Progress } from "./protocol.ts";

const NOW = "2026-11-26T10:00:00Z" as Instant;

function row(tag: string, head = 0, sight = "content"): InboxRow {
	return {
		caseTag: tag,
		tenure: "t",
		organisation: "o",
		severity: "S2",
		sight,
		rung: 0,
		next: null,
		closed: false,
		head,
		news: head,
	} as unknown as InboxRow;
}

/** A desk over so many cases, which notes what was asked of it. */
function deskOver(rows: readonly InboxRow[], open: (tag: CaseTag) => Listed | null = (tag) => listed(tag)) {
	const asked: CaseTag[][] = [];
	const state = { rows, opened: new Map<CaseTag, OpenCase>() };
	const beginnings = async (choices: readonly Choice[]) => {
		asked.push(choices.map(({ caseTag }) => caseTag));
		return new Map(choices.map(({ caseTag }) => [caseTag, () => open(caseTag)] as const));
	};
	const cases = async (onFirst: (first: readonly InboxRow[]) => void) => {
		onFirst(state.rows.slice(0, 50));
		return state.rows;
	};
	const desk = { cases, beginnings, time: { now: () => NOW } };
	return { engine: createListing({ desk, shown: (tag: CaseTag) => state.opened.get(tag) ?? null } as unknown as DeskMemory), asked, state };
}

async function openAll({ engine }: ReturnType<typeof deskOver>) {
	const told: OpenedSome[] = [];
	await engine.today(null, () => undefined);
	const found = await engine.openAll(null, (progress: Progress) => {
		if (progress.kind === "opened") told.push(progress);
	});
	return { told, found };
}

describe("opening every title", () => {
	const rows = Array.from({ length: 100 }, (_, index) => row(`m${index}`));

	test("is few requests, the most urgent first, each telling how far it is; only the existing is never asked for", async () => {
		const desk = deskOver([...rows, row("closed to me", 0, "existence")]);
		const { told } = await openAll(desk);
		expect(desk.asked.flat()).toEqual(rows.map(({ caseTag }) => caseTag));
		expect(desk.asked.map((batch) => batch.length)).toEqual([16, 32, 32, 20]);
		expect(told.map(({ opened, of }) => [opened, of])).toEqual([
			[16, 100],
			[48, 100],
			[80, 100],
			[100, 100],
		]);
	});

	test("fetches again only what has a new event, and what is new", async () => {
		const desk = deskOver(rows);
		await openAll(desk);
		desk.asked.length = 0;
		desk.state.rows = [row("new"), ...rows.slice(0, 3), row("m3", 1), ...rows.slice(4)];
		const { told } = await openAll(desk);
		expect(desk.asked).toEqual([["new", "m3"]]);
		expect(told.at(-1)).toMatchObject({ opened: 101, of: 101 });
	});

	test("fetches again, once, what was opened meanwhile: then more is known of it", async () => {
		const desk = deskOver(rows.slice(0, 3));
		await openAll(desk);
		desk.state.opened.set("m1" as CaseTag, {} as OpenCase);
		desk.asked.length = 0;
		await openAll(desk);
		await openAll(desk);
		expect(desk.asked).toEqual([["m1"]]);
	});

	test("shows the most urgent while the rest is on its way, and never less than was shown before", async () => {
		const desk = deskOver(rows);
		const first: number[] = [];
		const look = () =>
			desk.engine.today(null, (progress: Progress) => {
				if (progress.kind === "first") first.push(progress.rows.length);
			});
		expect([(await look()).rows.length, (await look()).rows.length, first]).toEqual([100, 100, [50]]);
	});

	test("tells of a case that nobody can read, and finds what the others say together", async () => {
		const unit = { unit: "Ward B7", raisedAt: NOW };
		const desk = deskOver(rows.slice(0, 4), (tag) => (tag === "m0" ? null : listed(tag, unit)));
		const { told, found } = await openAll(desk);
		expect(told[0]?.listed.get("m0" as CaseTag)).toBeNull();
		expect(found?.signals).toMatchObject([{ unit: "Ward B7" }]);
		expect(found?.signals[0]?.cases).toHaveLength(3);
	});

	test("tries in each look, and once in it, what could not be read in the look before", async () => {
		const sealed = new Set(["m1"]);
		const desk = deskOver(rows.slice(0, 3), (tag) => (sealed.has(tag) ? null : listed(tag)));
		await openAll(desk);
		await desk.engine.openAll(null, () => undefined);
		expect(desk.asked).toEqual([["m0", "m1", "m2"]]);
		sealed.clear();
		const { told } = await openAll(desk);
		expect(desk.asked.slice(1)).toEqual([["m1"]]);
		expect(told[0]?.listed.get("m1" as CaseTag)).not.toBeNull();
	});

	test("gives way when somebody looks anew, and does nothing twice", async () => {
		const desk = deskOver(rows);
		await desk.engine.today(null, () => undefined);
		const [first, second] = await Promise.all([desk.engine.openAll(null, () => undefined), desk.engine.openAll(null, () => undefined)]);
		expect([first, second === null]).toEqual([null, false]);
	});
});
