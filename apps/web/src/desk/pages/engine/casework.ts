/** What the desk's engine does with a case: opens it and acts. */

import { atLocal, earlier } from "@answerable/domain/instant";
import type { CivilDate, Instant } from "@answerable/types/time";
import type { Answers } from "../../../shell/engine-protocol.ts";
import type { Acted } from "../../act.ts";
import type { OpenCase } from "../../case.ts";
import { reviewAtFor } from "../../case-choices.ts";
import { caseViewOf, existenceViewOf } from "../../case-view.ts";
import type { Desk } from "../../desk.ts";
import { newsOf } from "../../news.ts";
import { panelOf } from "../../panel.ts";
import { trailOf } from "../../trail.ts";
import type { DeskMemory } from "./memory.ts";
import type { Choice, Doing, Progress, Requests, Shown } from "./protocol.ts";

type Casework = Pick<Requests, "trail" | "panel" | "openCase" | "act">;

/** Makes the engine's part for cases. */
export function createCasework(memory: DeskMemory): Answers<Casework, Progress> {
	const show = async ({ caseTag, tenure }: Choice) => shownOf(memory.desk, memory.keep(await memory.desk.open({ caseTag, tenure })));
	return {
		trail: async ({ caseTag, tenure }) => trailOf(await memory.desk.open({ caseTag, tenure }), memory.desk.time.now()),
		panel: async ({ caseTag, tenure }) =>
			panelOf(memory.shown(caseTag) ?? memory.keep(await memory.desk.open({ caseTag, tenure })), memory.desk.time.now()),
		openCase: show,
		act: async ({ doing, ...choice }) => {
			const acted = await perform(memory.desk, memory.seen(choice.caseTag), doing);
			const { happened, ...among } = newsOf(acted.seen, acted.unseen);
			// It is done: what fails from here on must not look as if it were not, or it would be sent twice.
			return { shown: await show(choice).catch(() => null), unseen: happened.length === 0 ? null : { happened, ...among } };
		},
	};
}

/** A case as a page shows it now. */
export function shownOf({ time }: Pick<Desk, "time">, open: OpenCase): Shown {
	if (open.desk.row.sight === "existence") return { sight: "existence", view: existenceViewOf(open) };
	const view = caseViewOf(open, time.now());
	return view === null ? { sight: "not-believed" } : { sight: "content", view };
}

/** At the end of the day that was chosen. The latest that the rules allow is counted when it is sent: a form may have stood open for days. */
function reviewAtOf({ time }: Desk, { case: { state, context } }: OpenCase, reviewOn: CivilDate): Instant {
	if (state === null) throw new Error("The case cannot be believed.");
	return earlier(atLocal(reviewOn, "23:59:59", context.policy.zone), reviewAtFor(state, time.nowToSign(), context));
}

function perform(desk: Desk, seen: OpenCase, doing: Doing): Promise<Acted> {
	switch (doing.kind) {
		case "letter": {
			const { kind: _, ...letter } = doing;
			return desk.letter(seen, letter);
		}
		case "triage": {
			const { kind: _, ...decided } = doing;
			return desk.triage(seen, { ...decided, compartment: "concern" });
		}
		case "hand":
			return desk.handTo(seen, { handler: doing.handler });
		case "heard":
			return desk.acknowledge(seen, doing.rung);
		case "explain": {
			const { answer, reviewOn, text } = doing;
			return desk.explain(seen, { answer, reviewAt: reviewAtOf(desk, seen, reviewOn), text });
		}
		case "close":
			return desk.close(seen, { reason: doing.reason });
		case "extend":
			return desk.extend(seen, { clock: doing.clock, compartment: "concern", text: doing.text });
		case "pause":
			return desk.pause(seen, { compartment: "concern", text: doing.text });
		case "resume":
			return desk.resume(seen);
		case "lower":
			return desk.proposeDowngrade(seen, { severity: doing.severity, compartment: "concern", text: doing.text });
		case "agree":
			return desk.agreeDowngrade(seen, { proposal: doing.proposal });
		case "reopen":
			return desk.reopen(seen, { compartment: "concern", text: doing.text });
	}
}
