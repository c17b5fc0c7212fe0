/** Under what a case is counted in the national return: what its handlers wrote last, which the reporter can read too. */
import type { Categories } from "@answerable/types/content";
import type { ReadCase } from "./case-reading.ts";

/** Null while nobody has said. The kind of work stays what it was where a later letter does not tell it. */
export function countedAs({ letters }: Pick<ReadCase, "letters">): Categories | null {
	return letters.reduce<Categories | null>((before, { place, says }) => {
		if (typeof says === "string" || says.kind !== "letter" || place.context.sender === "reporter") return before;
		const { categories } = says.content;
		if (categories === undefined) return before;
		const group = categories.group ?? (before?.list === categories.list ? before.group : undefined);
		return { ...categories, ...(group === undefined ? {} : { group }) };
	}, null);
}
