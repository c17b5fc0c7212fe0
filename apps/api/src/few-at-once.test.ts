import { describe, expect, it } from "vitest";
import { DatabaseAway } from "./away.ts";
import { fewAtOnce } from "./few-at-once.ts";

const LONG_MS = 60_000;

type Ends = { readonly resolve: (name: string) => void; readonly reject: (error: Error) => void };

/** Work that ends when it is told to, and says when it began. */
function works() {
	const began: string[] = [];
	const ends = new Map<string, Ends>();
	const perform = (name: string) => {
		began.push(name);
		return new Promise<string>((resolve, reject) => ends.set(name, { resolve, reject }));
	};
	return {
		began,
		work: (name: string) => () => perform(name),
		end: (name: string) => ends.get(name)?.resolve(name),
		fail: (name: string) => ends.get(name)?.reject(new Error(name)),
	};
}

/** Until everything that can go on has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("of many that come at once", () => {
	it("so few are worked on, and each that ends lets in who came first", async () => {
		const { began, work, end } = works();
		const inTurn = fewAtOnce(2, LONG_MS);
		const answers = ["a", "b", "c", "d"].map((name) => inTurn(work(name)));
		await settled();
		expect(began).toEqual(["a", "b"]);
		for (const [ended, begun] of [["b", "c"] as const, ["a", "d"] as const]) {
			end(ended);
			await settled();
			expect(began.at(-1)).toBe(begun);
		}
		for (const name of ["c", "d"]) end(name);
		expect(await Promise.all(answers)).toEqual(["a", "b", "c", "d"]);
	});

	it("one that fails is told so, and gives its place to the next", async () => {
		const { work, end, fail } = works();
		const inTurn = fewAtOnce(1, LONG_MS);
		const [first, next] = [inTurn(work("a")), inTurn(work("b"))];
		await settled();
		fail("a");
		await expect(first).rejects.toThrow("a");
		await settled();
		end("b");
		expect(await next).toBe("b");
	});

	it("one whose turn does not come in time is told that the database is away, is never begun, and holds no place", async () => {
		const { began, work, end } = works();
		const inTurn = fewAtOnce(1, 20);
		const first = inTurn(work("a"));
		await expect(inTurn(work("late"))).rejects.toThrow(DatabaseAway);
		end("a");
		expect(await first).toBe("a");
		const next = inTurn(work("b"));
		await settled();
		end("b");
		expect(await next).toBe("b");
		expect(began).toEqual(["a", "b"]);
	});
});
