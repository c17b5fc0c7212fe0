/** Where a concern may also have to go: addresses that are data, with their sources, and that carry nothing of a case. */
import { Division } from "@answerable/types/policy";
import { z } from "zod/mini";
import list from "./reference-links.json" with { type: "json" };

const Said = z.string().check(z.minLength(1), z.maxLength(400));

/** An address without anything after a question mark or a hash: it is the same for every case. */
const Address = z.string().check(z.regex(/^https:\/\/[a-z0-9.-]+\/[^?#\s]*$/));

export const ReferenceLinks = z.strictObject({
	about: Said,
	checked: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
	links: z.array(
		z.strictObject({
			id: z.enum(["lfpse", "psirf", "safeguarding", "hr", "fraud"]),
			url: Address,
			divisions: z.array(Division).check(z.minLength(1)),
			source: Said,
		}),
	),
});
export type ReferenceLink = z.infer<typeof ReferenceLinks>["links"][number];

const { links } = ReferenceLinks.parse(list);

/** Those of a nation, told by whose holidays its clocks know. */
export function referenceLinksOf(division: string): readonly ReferenceLink[] {
	return links.filter(({ divisions }) => divisions.some((each) => each === division));
}
