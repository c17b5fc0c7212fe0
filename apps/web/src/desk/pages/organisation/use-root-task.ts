/** What a root asks, with the refusals that have a way out explained. */
import type { Failure } from "../../../shell/engine-protocol.ts";
import { type Task, useTask } from "../use-task.ts";
import { useWords, type Words } from "../words/words.ts";

export function useRootTask(): Task {
	const { organisation: words } = useWords();
	return useTask((failure) => refusedWords(words.refused, failure));
}

/** What to do about a refusal; null where the common words say it. */
export function refusedWords(words: Words["organisation"]["refused"], { code }: Failure): string | null {
	return Object.hasOwn(words, code) ? words[code as keyof typeof words] : null;
}
