/** Tables between names and the one-byte codes that stand for them. */

/** The name that a code stands for; undefined for a code that the table does not know. */
export function nameOf<Name extends string>(codes: Readonly<Record<Name, number>>, code: number | undefined): Name | undefined {
	for (const name in codes) if (codes[name] === code) return name;
	return undefined;
}
