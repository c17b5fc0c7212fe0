import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entriesIn, MOST_CHARACTERS, MOST_ENTRIES, openShelf, placed, SHELF } from "./shelf.ts";

/** More than a megabyte, sealed. */
const LONGEST = "A".repeat(2_796_259);
const many = Array.from({ length: MOST_ENTRIES }, (_, index) => `entry-${index}`);

/** A tab's storage. */
function stored(held: Record<string, string> = {}) {
	const map = new Map(Object.entries(held));
	const storage = {
		getItem: (key: string) => map.get(key) ?? null,
		setItem: (key: string, value: string) => void map.set(key, value),
		removeItem: (key: string) => void map.delete(key),
	} as unknown as Storage;
	return { storage: () => storage, held: () => Object.fromEntries(map) };
}

describe("what is on the shelf", () => {
	test("one's own entry takes the place of the one before, and others' stay as they are", () => {
		expect(placed(["mine", "theirs"], ["mine"], "mine-too")).toEqual(["theirs", "mine-too"]);
		expect(placed(["theirs"], [], "mine")).toEqual(["theirs", "mine"]);
		expect(placed(["mine", "theirs", "mine-as-well"], ["mine", "mine-as-well"], null)).toEqual(["theirs"]);
	});

	test("the oldest make room, by number and by length, and what is typed now never does", () => {
		expect(placed(many, [], "mine")).toEqual([...many.slice(1), "mine"]);
		expect(placed([LONGEST, "theirs"], [], LONGEST)).toEqual(["theirs", LONGEST]);
		expect(placed([], [], `${LONGEST}${LONGEST}`)).toHaveLength(1);
	});

	test("it never holds more than it may, nor loses what was put there last", () => {
		const entry = fc.integer({ min: 1, max: LONGEST.length }).map((length) => "A".repeat(length));
		fc.assert(
			fc.property(fc.array(entry, { maxLength: 20 }), entry, (before, next) => {
				const after = placed(before, [], next);
				expect(after.at(-1)).toBe(next);
				expect(after.length).toBeLessThanOrEqual(MOST_ENTRIES);
				expect(after.join("").length).toBeLessThanOrEqual(MOST_CHARACTERS);
			}),
			{ numRuns: 50 },
		);
	});

	test.each([
		["nothing", null, []],
		["what is no list", '{"0":"qAE"}', []],
		["what is no JSON", "[qAE", []],
		["a list with other things in it", '["qAE",1,null,["qAE"],"","<b>","q A",{"a":1},"-_9"]', ["qAE", "-_9"]],
		["more than there may be", JSON.stringify([...many, "last"]), [...many.slice(1), "last"]],
	])("a storage that holds %s is read for what is an entry in it", (_, text, entries) => {
		expect(entriesIn(text)).toEqual(entries);
	});
});

describe("a tab", () => {
	test("has everything again after a reload, and keeps nothing once the last is sent", () => {
		const tab = stored();
		openShelf(tab.storage).place([], "theirs");
		openShelf(tab.storage).place([], "mine");
		expect(openShelf(tab.storage).entries()).toEqual(["theirs", "mine"]);
		expect(tab.held()).toEqual({ [SHELF]: '["theirs","mine"]' });
		const shelf = openShelf(tab.storage);
		shelf.place(["mine"], null);
		shelf.place(["theirs"], null);
		expect([shelf.entries(), tab.held()]).toEqual([[], {}]);
	});

	test("that has no room for what is typed now does not keep what was typed before, and keeps what others left", () => {
		const map = new Map<string, string>();
		const narrow = {
			getItem: (key: string) => map.get(key) ?? null,
			setItem: (key: string, value: string) => {
				if (value.length > 30) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
				map.set(key, value);
			},
			removeItem: (key: string) => void map.delete(key),
		} as unknown as Storage;
		const shelf = openShelf(() => narrow);
		shelf.place([], "theirs");
		shelf.place([], "mine");
		const longer = "longer-than-there-is-room-for";
		shelf.place(["mine"], longer);
		expect(shelf.entries()).toEqual(["theirs", longer]);
		expect(openShelf(() => narrow).entries()).toEqual(["theirs"]);
		shelf.place(["theirs"], null);
		expect(openShelf(() => narrow).entries()).toEqual([]);
	});

	const refuse = () => {
		throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
	};

	test.each([
		["is turned off", refuse],
		["is full", () => ({ getItem: () => null, setItem: refuse, removeItem: refuse }) as unknown as Storage],
	])("whose storage %s keeps it as long as the page is open, and nobody is disturbed", (_, storage) => {
		const shelf = openShelf(storage);
		shelf.place([], "mine");
		expect(shelf.entries()).toEqual(["mine"]);
		shelf.place(["mine"], null);
		expect(shelf.entries()).toEqual([]);
	});
});
