/** What a command answers: the text, and what is said beside it, which must not get into a pipe. */
export type Answer = { readonly text: string; readonly notes: readonly string[] };
