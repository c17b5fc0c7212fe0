/** The desk's catalogue in English. Whoever adds a part adds it here, and every language must have it. */
import { next } from "../../../../pages/words/en/next.ts";
import { story } from "../../../../pages/words/en/story.ts";
import { workerGroups } from "../../../../pages/words/en/worker-groups.ts";
import { common } from "../../../../shell/words.ts";
import { account } from "./account.ts";
import { administration } from "./administration.ts";
import { arriving } from "./arriving.ts";
import { caseWords } from "./case.ts";
import { figures } from "./figures.ts";
import { finding } from "./finding.ts";
import { founding } from "./founding.ts";
import { joining } from "./joining.ts";
import { live } from "./live.ts";
import { lost } from "./lost.ts";
import { organisation } from "./organisation.ts";
import { panel } from "./panel.ts";
import { raise, record } from "./record.ts";
import { rules } from "./rules.ts";
import { shell } from "./shell.ts";
import { ties } from "./ties.ts";
import { today } from "./today.ts";
import { trail } from "./trail.ts";
import { trailPage } from "./trail-page.ts";
import { trouble } from "./trouble.ts";
import { turnover } from "./turnover.ts";
import { verbs } from "./verbs.ts";

/** `story`, `next`, `workerGroups`: what the reporter reads, word for word. `raise`: what they are asked. */
export const en = {
	...common,
	shell,
	arriving,
	joining,
	today,
	case: caseWords,
	verbs,
	finding,
	figures,
	founding,
	account,
	live,
	lost,
	turnover,
	organisation,
	rules,
	ties,
	administration,
	trouble,
	trail,
	trailPage,
	story,
	next,
	workerGroups,
	raise,
	record,
	panel,
};
