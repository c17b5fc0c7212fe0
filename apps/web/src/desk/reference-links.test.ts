import { expect, test } from "vitest";
import list from "./reference-links.json" with { type: "json" };
import { ReferenceLinks, referenceLinksOf } from "./reference-links.ts";

test("the list of a nation is its own; where there is none, it is empty", () => {
	expect(referenceLinksOf("england-and-wales").map(({ id }) => id)).toEqual(["lfpse", "psirf", "safeguarding", "hr", "fraud"]);
	expect(referenceLinksOf("scotland").map(({ id }) => id)).toEqual(["hr"]);
	expect(referenceLinksOf("de")).toEqual([]);
});

test.each(["http://acas.org.uk/", "https://acas.org.uk/?case=1", "https://acas.org.uk/#case", "https://acas.org.uk"])(
	"an address such as %s, which could carry something or be read on its way, is none",
	(url) => {
		const bent = { ...list, links: [{ ...list.links[0], url }] };
		expect(ReferenceLinks.safeParse(bent).success).toBe(false);
	},
);
