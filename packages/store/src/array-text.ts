/** Arrays as PostgreSQL writes them (manual, "Array Input and Output Syntax"): of one dimension, without nulls. */

/** The text of an array. */
export function arrayText(list: readonly (string | number)[]): string {
	return `{${list.map((item) => `"${String(item).replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/** The items of an array's text. Throws for what is no array of ours. */
export function arrayItems(text: string): string[] {
	if (!/^\{.*\}$/s.test(text)) throw new Error("Not an array as PostgreSQL writes it.");
	const items = text.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^",{}]+/gs) ?? [];
	return items.map((item) => (item.startsWith('"') ? item.slice(1, -1).replaceAll(/\\(.)/gs, "$1") : item));
}
