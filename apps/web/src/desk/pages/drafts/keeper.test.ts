import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Draft, Drafts } from "../engine/protocol.ts";
import { DraftKeeper, KEEP_MS } from "./keeper.ts";
import { type Entries, placed } from "./shelf.ts";

const draft = (form: string, filled: string): Draft => ({ caseTag: null, form, filled });
const said = (drafts: Drafts) => drafts.map(({ form, filled }) => `${form}:${filled}`).join("|");

/** Somebody at a tab, with an engine that answers when the test says so, and a shelf on which somebody else has something. */
function typing(own: Entries = [], drafts: Drafts = []) {
	let entries: Entries = ["theirs", ...own];
	const answers: { sealed: string; give: () => void; fail: () => void }[] = [];
	const keeper = new DraftKeeper({
		shelf: {
			entries: () => entries,
			place: (mine, next) => {
				entries = placed(entries, mine, next);
			},
		},
		own,
		drafts,
		seal: (typed) =>
			new Promise((resolve, reject) =>
				answers.push({ sealed: said(typed), give: () => resolve(said(typed)), fail: () => reject(new Error("no")) }),
			),
	});
	const answer = async (index: number, how: "give" | "fail" = "give") => {
		answers[index]?.[how]();
		await vi.advanceTimersByTimeAsync(0);
	};
	return { keeper, answer, asked: () => answers.map(({ sealed }) => sealed), entries: () => entries };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("what is typed is kept", () => {
	test("a moment later, also while somebody goes on typing, and once for each moment", async () => {
		const tab = typing();
		for (const filled of ["a", "ab", "abc"]) {
			tab.keeper.change([draft("plan", filled)]);
			await vi.advanceTimersByTimeAsync(KEEP_MS / 3 - 1);
		}
		expect(tab.asked()).toEqual([]);
		await vi.advanceTimersByTimeAsync(10);
		expect(tab.asked()).toEqual(["plan:abc"]);
		await tab.answer(0);
		expect(tab.entries()).toEqual(["theirs", "plan:abc"]);
		await vi.advanceTimersByTimeAsync(KEEP_MS * 3);
		expect(tab.asked()).toHaveLength(1);
	});

	test("at once when the page is hidden, or something is sent", async () => {
		const tab = typing();
		tab.keeper.change([draft("record", "x")]);
		const kept = tab.keeper.keepNow();
		await tab.answer(0);
		await kept;
		expect(tab.entries()).toEqual(["theirs", "record:x"]);
		await tab.keeper.keepNow();
		await vi.advanceTimersByTimeAsync(KEEP_MS);
		expect(tab.asked()).toHaveLength(1);
	});

	test("in the place of what the same person had there", async () => {
		const tab = typing(["before", "before-too"], [draft("plan", "a")]);
		tab.keeper.change([draft("plan", "ab")]);
		await vi.advanceTimersByTimeAsync(KEEP_MS);
		await tab.answer(0);
		expect(tab.entries()).toEqual(["theirs", "plan:ab"]);
	});

	test("at the next change, if it could not be sealed", async () => {
		const tab = typing();
		tab.keeper.change([draft("plan", "a")]);
		await vi.advanceTimersByTimeAsync(KEEP_MS);
		await tab.answer(0, "fail");
		expect(tab.entries()).toEqual(["theirs"]);
		void tab.keeper.keepNow();
		await tab.answer(1);
		expect(tab.entries()).toEqual(["theirs", "plan:a"]);
	});
});

describe("what was sent", () => {
	test("is gone from the shelf at once, and nothing that was being sealed brings it back", async () => {
		const tab = typing();
		tab.keeper.change([draft("plan", "a")]);
		await vi.advanceTimersByTimeAsync(KEEP_MS);
		tab.keeper.change([]);
		expect(tab.entries()).toEqual(["theirs"]);
		await tab.answer(0);
		expect(tab.entries()).toEqual(["theirs"]);
	});

	test("leaves what was not: that is sealed anew without waiting", async () => {
		const both = [draft("plan", "a"), draft("note", "b")];
		const tab = typing(["both"], both);
		tab.keeper.change([draft("note", "b")]);
		expect(tab.asked()).toEqual(["note:b"]);
		await tab.answer(0);
		expect(tab.entries()).toEqual(["theirs", "note:b"]);
	});
});

describe("whoever leaves", () => {
	test("leaves what was sealed last, and nothing that comes later", async () => {
		const tab = typing();
		tab.keeper.change([draft("plan", "a")]);
		await vi.advanceTimersByTimeAsync(KEEP_MS);
		tab.keeper.change([draft("plan", "ab")]);
		tab.keeper.place("locked");
		await tab.answer(0);
		await vi.advanceTimersByTimeAsync(KEEP_MS);
		expect([tab.entries(), tab.asked()]).toEqual([["theirs", "locked"], ["plan:a"]]);
	});

	test("without an answer of the engine leaves what was kept before", async () => {
		const tab = typing();
		tab.keeper.change([draft("plan", "a")]);
		await vi.advanceTimersByTimeAsync(KEEP_MS);
		await tab.answer(0);
		tab.keeper.change([draft("plan", "ab")]);
		tab.keeper.end();
		await vi.advanceTimersByTimeAsync(KEEP_MS);
		expect([tab.entries(), tab.asked()]).toEqual([["theirs", "plan:a"], ["plan:a"]]);
	});
});
