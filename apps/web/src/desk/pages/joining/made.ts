/** The words that were made for a name, until they are on paper. */
export type Made = { readonly name: string; readonly words: readonly string[]; readonly askedFor: readonly [number, number] };
