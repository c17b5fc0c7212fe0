import { describe, expect, test, vi } from "vitest";
import { isAway } from "./fault.ts";
import { type Company, Gathering, gathered, goingTogether } from "./gathering.ts";

type Group = { readonly asked: readonly string[]; readonly answer: () => void; readonly fail: (error: Error) => void };

/** A gathering whose groups wait until they are answered. Whoever asks for "broken" breaks every group that they are in. */
function held(given: Partial<Company<string, string>> = {}) {
	const groups: Group[] = [];
	const perform = (asked: readonly string[]): Promise<readonly string[]> =>
		new Promise((resolve, reject) => {
			groups.push({ asked, answer: () => resolve(asked.map((one) => `${one}!`)), fail: reject });
		});
	const gathering = new Gathering<string, string>({ perform, atOnce: 1, most: 3, ...given });
	return { groups, gathering, asked: () => groups.map((group) => group.asked.join("")) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("what is asked at the same time", () => {
	test("goes at once where a place is free, and together with the others where none is, in order and not too many", async () => {
		const { groups, gathering, asked } = held();
		const answers = Promise.all([..."abcdef"].map((one) => gathering.ask(one)));
		expect(asked()).toEqual(["a"]);
		for (let next = 0; next < 3; next += 1) {
			groups[next]?.answer();
			await settled();
		}
		expect(asked()).toEqual(["a", "bcd", "ef"]);
		expect(await answers).toEqual(["a!", "b!", "c!", "d!", "e!", "f!"]);
	});

	test("has as many places as are given", async () => {
		const { gathering, asked } = held({ atOnce: 2 });
		for (const one of "abc") void gathering.ask(one);
		expect(asked()).toEqual(["a", "b"]);
	});

	test("is done one by one after a group went wrong, so that only what goes wrong alone is told as wrong", async () => {
		const { groups, gathering, asked } = held();
		const answers = Promise.allSettled([..."abcd"].map((one) => gathering.ask(one)));
		groups[0]?.answer();
		await settled();
		groups[1]?.fail(new Error("c is broken"));
		for (let next = 2; next < 5; next += 1) {
			await settled();
			if (next === 3) groups[next]?.fail(new Error("c is broken"));
			else groups[next]?.answer();
		}
		expect(asked()).toEqual(["a", "bcd", "b", "c", "d"]);
		expect((await answers).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
	});

	test("is not tried one by one while the database is away", async () => {
		const { groups, gathering, asked } = held();
		const answers = Promise.allSettled([..."abc"].map((one) => gathering.ask(one)));
		groups[0]?.answer();
		await settled();
		groups[1]?.fail(Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" }));
		expect((await answers).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
		expect(asked()).toEqual(["a", "bc"]);
	});

	test("gives its place to those who wait if it hangs, and is told that the database is away", async () => {
		vi.useFakeTimers();
		try {
			const { groups, gathering, asked } = held();
			const hung = gathering.ask("a").catch(isAway);
			const next = gathering.ask("b");
			await vi.advanceTimersByTimeAsync(12_000);
			expect(asked()).toEqual(["a", "b"]);
			groups[1]?.answer();
			// An answer that comes at last is nobody's any more.
			groups[0]?.answer();
			expect([await hung, await next]).toEqual([true, "b!"]);
		} finally {
			vi.useRealTimers();
		}
	});

	test("is not answered with another's answer when one is missing", async () => {
		const gathering = new Gathering<string, string>({ perform: async () => [], atOnce: 1, most: 1 });
		await expect(gathering.ask("a")).rejects.toThrow("each given an answer");
	});

	test("is gathered for each owner apart", async () => {
		const asked: string[] = [];
		const ask = gathered((owner: { name: string }) => ({
			perform: async (group: readonly string[]) => group.map((one) => asked.push(`${owner.name}${one}`)),
			atOnce: 1,
			most: 9,
		}));
		const [left, right] = [{ name: "left " }, { name: "right " }];
		await Promise.all([ask(left, "a"), ask(right, "a"), ask(left, "b")]);
		expect(asked).toEqual(["left a", "right a", "left b"]);
	});
});

test.each([
	["so many at most", ["a", "b", "c"], { most: 2 }, 2],
	["so many bytes at most", ["aaa", "bb", "c"], { mostBytes: 5 }, 2],
	["one at least, however long", ["aaaaaaaa", "b"], { mostBytes: 5 }, 1],
	["until a name comes again", ["a", "b", "a", "c"], {}, 2],
	["until one of another sort comes", ["a", "b", "!", "c"], { sortOf: (one: string) => (one === "!" ? "urgent" : "not") }, 2],
	["all", ["a", "b"], {}, 2],
	["none of none", [], {}, 0],
])("together go %s", (_what, asked, bounds, expected) => {
	const together = { perform: async () => [], atOnce: 1, most: 9, bytesOf: (one: string) => one.length, namesOf: (one: string) => [one] };
	expect(goingTogether(asked, { ...together, ...bounds })).toBe(expected);
});
