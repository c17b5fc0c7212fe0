/** Everything that the reporter's engine answers, in either of its builds. */
import { createRaising } from "../../raising/raising.ts";
import { connectReporter } from "../../reporter/reporter.ts";
import { answerPage, ownOrigin } from "../../shell/engine-port.ts";
import type { Progress, Requests } from "./protocol.ts";
import { createReturning } from "./returning.ts";
import type { Stretching } from "./stretching.ts";
import { WordsAhead } from "./words-ahead.ts";

/** Answers the page from now on. */
export function answerReporter(stretching: Stretching): void {
	const reporter = connectReporter({ origin: ownOrigin() });
	const ahead = new WordsAhead(stretching);
	const raising = createRaising(reporter, (organisation) => ahead.take(organisation));
	answerPage<Requests, Progress>({
		...raising,
		...createReturning(reporter, stretching),
		makeWords: async (organisation, onProgress) => {
			ahead.hear((secondsLeft) => onProgress({ secondsLeft }));
			await ahead.make(organisation);
			return null;
		},
		send: (form, onProgress) => {
			ahead.hear((secondsLeft) => onProgress({ secondsLeft }));
			return raising.send(form, onProgress);
		},
	});
}
