import { Categories } from "@answerable/types/content";
import { expect, test } from "vitest";
import { parseReturnList, RETURN_LIST } from "./return-list.ts";

test("every id of the list fits into a letter, and none stands there twice", () => {
	const { id, elements, groups } = RETURN_LIST;
	const all = [...elements.map((element) => element.id), ...groups];
	expect(new Set(all).size).toBe(all.length);
	for (const group of groups) {
		const categories = { list: id, elements: elements.map((element) => element.id), detriment: false, group };
		expect(Categories.parse(categories)).toEqual(categories);
	}
});

test("a list that is not one is refused, with what is wrong and where", () => {
	expect(() => parseReturnList({ ...RETURN_LIST, elements: [] })).toThrow(/return-list\.json.*elements/s);
});
