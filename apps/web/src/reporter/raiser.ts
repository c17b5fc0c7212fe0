/** The client by which a concern is raised: by its reporter, or by somebody who writes it down for them. */
import type { Severity } from "@answerable/types/clock";
import type { Origin } from "@answerable/types/statement";
import type { Clock } from "../clock.ts";
import type { Http } from "../http.ts";
import type { FreshWords } from "./fresh-words.ts";
import { type CheckedIntake, fetchIntake, fetchWork, type Pins } from "./intake.ts";
import { type ConcernForm, type Plan, planRaise } from "./plan.ts";
import { type SealedRaise, sealRaise } from "./raise.ts";
import { solveWork } from "./work.ts";

export type Raiser = {
	/** Fetches and checks everything that is needed before sealing. */
	readonly intake: (slug: string, pins: Pins) => Promise<CheckedIntake>;
	readonly plan: (intake: CheckedIntake, form: ConcernForm) => Plan;
	/** A proof of work to be done for a concern of this severity. */
	readonly work: (intake: CheckedIntake, severity: Severity) => Promise<unknown>;
	/** Does a proof of work. */
	readonly solve: (work: unknown) => Promise<string>;
	/** `fresh`: words that were made ahead. */
	readonly seal: (intake: CheckedIntake, form: ConcernForm, fresh?: FreshWords) => Promise<SealedRaise>;
};

/** Raises over a connection. `origin`: whose words the concern is written in. */
export function raiserOver(http: Http, clock: Clock, origin: Origin): Raiser {
	return {
		intake: (slug, pins) => fetchIntake(http, clock, { slug, pins }),
		plan: planRaise,
		work: (intake, severity) => fetchWork(http, intake.organisation.slug, severity),
		solve: (work) => solveWork(work),
		seal: (intake, form, fresh) => sealRaise(http, intake, form, { origin, fresh }),
	};
}
