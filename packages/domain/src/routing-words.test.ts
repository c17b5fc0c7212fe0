import { expect, it } from "vitest";
import type { Beforehand, LeftOut, OutsideShut } from "./routing-reasons.ts";
import { beforehandWords, leftOutWords, outsideShutWords, remitWords, roleWords } from "./routing-words.ts";

it.each<[Beforehand, string]>([
	[{ kind: "nobody-inside" }, "left inside: nobody"],
	[{ kind: "first-only", next: "outside" }, "left inside: only whoever gets it first; after them comes the outside body"],
	[{ kind: "first-only", next: "nobody" }, "left inside: only whoever gets it first; after them nobody hears of it"],
	[
		{ kind: "outside-offered", remits: ["region", "counter_fraud"] },
		"offered at once: the national body's regional office, the counter-fraud authority if it is fraud",
	],
	[{ kind: "more-urgent" }, "urgent, because of whom it is about"],
])("%j is said before sending", (told, words) => {
	expect(beforehandWords(told)).toBe(words);
});

it.each<[LeftOut, string]>([
	[{ role: "ceo", which: "all", why: "in-line" }, "left out: the chief executive (in the same reporting line, as the reporter says)"],
	[{ role: "guardian", which: "named", why: "named" }, "left out: the guardian, where named (named by the reporter)"],
	[
		{ role: "guardian", which: "concerned", why: "tied" },
		"left out: the guardian, where concerned (a declared tie to whom it is or may be about)",
	],
])("%j is left out, with why", (leftOut, words) => {
	expect(leftOutWords(leftOut)).toBe(words);
});

it.each<[OutsideShut, string]>([
	["chosen", "told outside: nobody (the reporter chose so)"],
	["personal-matter", "told outside: nobody (a purely personal matter)"],
	["no-body", "told outside: nobody (the directory has no outside body)"],
])("a way outside that is shut, %s, is said", (why, words) => {
	expect(outsideShutWords(why)).toBe(words);
});

it("names roles and what an outside body is for", () => {
	expect([roleWords("siro"), remitWords("commissioning")]).toEqual(["the senior information risk owner", "another commissioning body"]);
});
