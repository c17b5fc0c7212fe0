/** `answerable demo-code`: what the demo's phone shows now. A deployment in earnest has no demo and no such phone. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PhoneSecret } from "@answerable/types/account";
import { generateSync } from "otplib";
import { z } from "zod/mini";
import { dataDirectory } from "./admin/place.ts";
import type { Answer } from "./answer.ts";
import { CliError } from "./cli-error.ts";
import type { Call } from "./command.ts";

const STEP_SECONDS = 30;
const DemoPhone = z.object({ phone: PhoneSecret });

/** The code of the moment, and beside it how long it is good. */
export function demoCode({ now, environment }: Pick<Call, "now" | "environment">): Answer {
	const file = join(dataDirectory(environment), "demo-credentials.json");
	if (!existsSync(file)) throw new CliError(`There is no demo in ${dataDirectory(environment)}: run npm start, or set ANSWERABLE_DATA.`);
	const parsed = DemoPhone.safeParse(JSON.parse(readFileSync(file, "utf8")));
	if (!parsed.success) throw new CliError(`${file} is not what this version keeps of a demo: start a new one in another folder.`);
	const seconds = Temporal.Instant.from(now).epochMilliseconds / 1_000;
	const left = STEP_SECONDS - (seconds % STEP_SECONDS);
	return {
		text: generateSync({ secret: parsed.data.phone, epoch: seconds }),
		notes: [`good for ${left} more seconds, and once for each person`],
	};
}
