/** The catalogue in English: one file for each part of the pages. Whoever adds a part adds it here, and every language must have it. */
import { common } from "../../../shell/words.ts";
import { aids } from "./aids.ts";
import { before } from "./before.ts";
import { comeback } from "./comeback.ts";
import { extraSafe } from "./extra-safe.ts";
import { mailbox } from "./mailbox.ts";
import { raise } from "./raise.ts";
import { routes } from "./routes.ts";
import { safe } from "./safe.ts";
import { shell } from "./shell.ts";
import { slip } from "./slip.ts";
import { start } from "./start.ts";
import { story } from "./story.ts";
import { trouble } from "./trouble.ts";
import { withoutScript } from "./without-script.ts";

export const en = {
	...common,
	shell,
	start,
	before,
	safe,
	routes,
	raise,
	slip,
	comeback,
	mailbox,
	story,
	trouble,
	withoutScript,
	aids,
	extraSafe,
};
