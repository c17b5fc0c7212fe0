/** Looks at pages as they come. */
import type { Look } from "./raising.ts";
import type { Visitor } from "./visitor.ts";

/** Takes a picture of each page, under names that begin alike, and collects what keeps people from using it. */
export function lookerFor(visitor: Visitor, prefix = ""): { readonly hindered: readonly string[]; readonly look: Look } {
	const hindered: string[] = [];
	const look = async (page: string) => {
		await visitor.picture(`${prefix}${page}`);
		for (const hindrance of await visitor.hindrances()) hindered.push(`${page}: ${hindrance}`);
	};
	return { hindered, look };
}
