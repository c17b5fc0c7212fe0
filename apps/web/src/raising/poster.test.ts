import type { Hash } from "@answerable/types/bytes";
import { expect, test } from "vitest";
import { posterFragment, readPoster } from "./poster.ts";

const ROOTS = "ab".repeat(32) as Hash;

test.each([
	{ slug: "northbrook", roots: ROOTS },
	{ slug: "elmvale", roots: null },
])("a poster reads as it was written: %j", (poster) => {
	expect(readPoster(posterFragment(poster))).toEqual(poster);
});

test.each(["", "#", "#N", "#northbrook.abc", `#northbrook.${"AB".repeat(32)}`, `#northbrook.${"ab".repeat(33)}`, "#north brook", "#a.b.c"])(
	"%j is no poster",
	(fragment) => {
		expect(readPoster(fragment)).toBeNull();
	},
);
