/** What requests may leave in the journal, and nothing else does. */
import { randomUUID } from "node:crypto";
import { outlineOf } from "@answerable/process/fault";
import type { Journal } from "@answerable/process/journal";

/**
 * [Note: The journal knows no one] Lines of reporters' routes carry no time of
 * ours, no path and no message: a fault there is told by its id, its error's name
 * and the places in our code. Desk lines carry method, route template and status.
 * No line ever holds an address, an agent, a referrer, a cookie, a body, a tag or a name.
 */
export type RequestJournal = {
	readonly desk: (line: { readonly method: string; readonly route: string; readonly status: number }) => void;
	/** Returns the id to quote. */
	readonly fault: (error: unknown) => string;
};

/** What the app gets of the journal of its process. */
export function requestJournal(journal: Journal): RequestJournal {
	return {
		desk: (line) => journal.info(line),
		fault: (error) => {
			const id = randomUUID();
			journal.untimed({ fault: id, ...outlineOf(error) });
			return id;
		},
	};
}
