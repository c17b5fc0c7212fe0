/** What the engine makes of the server's answers to a page that stays open. */
import type { Hash } from "@answerable/types/bytes";
import type { Watched } from "@answerable/types/desk";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, TenureId } from "@answerable/types/id";
import { expect, test } from "vitest";
import type { OpenCase } from "../../case.ts";
import type { DeskMemory } from "./memory.ts";
import type { Choice } from "./protocol.ts";
import { createWatching } from "./watching.ts";

const CHOICE: Choice = { caseTag: "tag" as CaseTag, tenure: "mine" as TenureId };
const [OLD, NEW] = ["00".repeat(32) as Hash, "11".repeat(32) as Hash];

function openCase(kinds: readonly string[]): OpenCase {
	const trusted = kinds.map(
		(kind, sequence) => ({ sequence, at: "", by: { actor: "system" }, happening: { kind } }) as unknown as CaseEvent,
	);
	const news = kinds.findLastIndex((kind) => kind !== "viewed");
	const holders = new Map([["theirs", { role: "deputy_guardian" }]]);
	return {
		desk: { row: { news } },
		head: { sequence: kinds.length - 1 },
		case: { trusted, holders, context: { policy: { zone: "Europe/London" } } },
	} as unknown as OpenCase;
}

/** A desk at which a case was shown; `now` is what is read of it without opening it. */
function desk(shown: OpenCase | null, now: OpenCase, list: Hash | null = OLD) {
	let outlines = 0;
	let answer: Watched = { list: OLD, open: null };
	const memory = {
		list,
		shown: () => shown,
		desk: {
			watch: async () => answer,
			open: () => Promise.reject(new Error("A look by itself must open nothing.")),
			openOutline: async () => {
				outlines += 1;
				return now;
			},
		},
	} as unknown as DeskMemory;
	const { watch } = createWatching(memory);
	return {
		outlines: () => outlines,
		ask: (choice: Choice | null, given: Watched) => {
			answer = given;
			return watch(choice, () => undefined);
		},
	};
}

const BEGUN = ["raised", "routed"];

test("a list is new when its hash is another than that of the list that was shown, and never before one was", async () => {
	const { ask } = desk(null, openCase(BEGUN));
	expect(await ask(null, { list: OLD, open: null })).toEqual({ isListNew: false, open: null });
	expect(await ask(null, { list: NEW, open: null })).toEqual({ isListNew: true, open: null });
	expect((await desk(null, openCase(BEGUN), null).ask(null, { list: NEW, open: null })).isListNew).toBe(false);
});

test("while nothing happened nothing is read, and whoever else is there is told by role", async () => {
	const { ask, outlines } = desk(openCase(BEGUN), openCase(BEGUN));
	const beside = ["theirs", "unknown"] as TenureId[];
	expect((await ask(CHOICE, { list: OLD, open: { news: 1, beside } })).open).toEqual({ news: null, beside: ["deputy_guardian", null] });
	expect(outlines()).toBe(0);
});

test("what happened is read once, without opening the case, and told without that somebody opened it", async () => {
	const { ask, outlines } = desk(openCase([...BEGUN, "viewed"]), openCase([...BEGUN, "viewed", "viewed", "escalated"]));
	for (let times = 0; times < 3; times += 1) {
		const { open } = await ask(CHOICE, { list: OLD, open: { news: 4, beside: [] } });
		expect(open !== "gone" && open?.news?.happened.map(({ happening }) => happening.kind)).toEqual(["escalated"]);
	}
	expect(outlines()).toBe(1);
});

test("news of a case of which nothing may be read is news without what", async () => {
	const existence = { ...openCase([]), desk: { row: { news: 1 } }, head: { sequence: 1 } } as unknown as OpenCase;
	const { ask } = desk(existence, existence);
	expect((await ask(CHOICE, { list: OLD, open: { news: 2, beside: [] } })).open).toMatchObject({ news: { happened: [] } });
});

test("a case that the server shows no more is gone, and one that was not shown yet is not", async () => {
	expect((await desk(openCase(BEGUN), openCase(BEGUN)).ask(CHOICE, { list: OLD, open: null })).open).toBe("gone");
	expect((await desk(null, openCase(BEGUN)).ask(CHOICE, { list: OLD, open: { news: 1, beside: [] } })).open).toBeNull();
});
