/** What a mailbox tells its reporter, as they read it in English. */
import { story } from "./pages/words/en/story.ts";
import type { ReportersCase } from "./reporter/reporter.ts";
import { sentenceOf } from "./reporter/sentence.ts";

/** One sentence for everything that happened, in order. */
export function toldOf({ view }: ReportersCase): readonly string[] {
	if (view === null) throw new Error("Nothing of this mailbox can be believed.");
	return view.entries.map((entry) => sentenceOf(entry, view.roles, story));
}
