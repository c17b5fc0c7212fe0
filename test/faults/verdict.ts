/** What the checks found. */

/** The four ways in which a promise can be broken. */
export type Kind = "lost" | "doubled" | "openedEarly" | "undelivered";

export type Breach = { readonly kind: Kind; readonly what: string };

/** How much was looked at under a name, so that a check of nothing shows. */
export type Looked = Readonly<Record<string, number>>;

export type Part = { readonly breaches: readonly Breach[]; readonly looked: Looked };

/** Parts as one: breaches in a row, what was looked at added up. */
export function together(parts: readonly Part[]): Part {
	const looked: Record<string, number> = {};
	for (const part of parts) for (const [name, count] of Object.entries(part.looked)) looked[name] = (looked[name] ?? 0) + count;
	return { breaches: parts.flatMap(({ breaches }) => breaches), looked };
}

export function breach(kind: Kind, what: string): Breach {
	return { kind, what };
}
