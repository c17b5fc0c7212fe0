/** What `answerable explain` was asked, read from its flags: everything that is wrong with them is said here. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { calendarFor } from "@answerable/domain/calendar";
import type { Context } from "@answerable/domain/context";
import { POLICY_IDS, policyById } from "@answerable/domain/policy";
import { faultsOf, loadError } from "@answerable/domain/schema-fault";
import { Severity } from "@answerable/types/clock";
import { RehearsedActs } from "@answerable/types/rehearsal";
import { Role } from "@answerable/types/role";
import { Subject } from "@answerable/types/routing";
import { External } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { CliError } from "./cli-error.ts";
import { nationOf, nationOfPolicy, policyIn } from "./nation.ts";
import { readTime } from "./written-time.ts";

export const EXPLAIN_USAGE = `answerable explain: the whole timetable of a concern, by the rules that real ones run by

  --severity S1|S2|S3      S1 immediate danger, S2 urgent, S3 routine
  --received TIME          when it was sent, on the organisation's clock: 2026-04-02T10:00;
                           with an offset, 2026-10-25T01:30+00:00, where the clock showed a time twice
  --nation NATION          whose days off count: england, scotland, wales, northern-ireland, ireland, germany
                           and other members of the Union; unless said otherwise the policy's own, or england
  --policy ID              unless the nation's own: ${POLICY_IDS.filter((id) => !id.startsWith("eu-directive-")).join(", ")}
  --about SUBJECT          ${Subject.options.slice(0, 6).join(", ")},
                           ${Subject.options.slice(6).join(", ")}
  --in-line ROLES          roles in the same reporting line as whom it is about: exec_lead,ceo
  --vacant ROLES           roles that nobody holds: buddy_guardian,lead_governor
  --external CHOICE        what may go outside: nothing, existence, full (unless said otherwise)
  --personal               a purely personal grievance: it goes nowhere outside
  --no-safety-action       the answers call for no immediate safety action
  --acts FILE              a list of acts, as JSON: [{"at": "2026-04-07T09:30", "by": "guardian",
                           "does": "letter", "purpose": "acknowledgement"}]
  --now TIME               as if it were then, to try a day ahead
  --json                   {"clocks": [{"clock", "due", "source"}], "ladder": [{"rung", "roles", "due", "skipped"}]}`;

export type ExplainRequest = {
	readonly context: Context;
	readonly severity: Severity;
	readonly received: Instant;
	readonly now: Instant;
	readonly subject: Subject;
	readonly inLine: readonly Role[];
	readonly vacant: readonly Role[];
	readonly external: External;
	readonly externalEligible: boolean;
	readonly safetyAction: boolean;
	readonly acts: RehearsedActs;
	readonly asJson: boolean;
	/** What to say beside the answer: which of two times was taken. */
	readonly notes: readonly string[];
};

const OPTIONS = {
	severity: { type: "string" },
	received: { type: "string" },
	nation: { type: "string" },
	policy: { type: "string" },
	about: { type: "string", default: "none" },
	"in-line": { type: "string", default: "" },
	vacant: { type: "string", default: "" },
	external: { type: "string", default: "full" },
	personal: { type: "boolean", default: false },
	"safety-action": { type: "boolean", default: true },
	acts: { type: "string" },
	now: { type: "string" },
	json: { type: "boolean", default: false },
	help: { type: "boolean", default: false },
} as const;

/** Reads the flags; null if only help was asked for. */
export function readExplainRequest(args: readonly string[], clock: Instant): ExplainRequest | null {
	const flags = flagsOf(args);
	if (flags.help) return null;
	const nation = nationOf(flags.nation ?? nationOfPolicy(flags.policy));
	const context = {
		policy: policyNamed(flags.nation === undefined ? (flags.policy ?? nation.policy) : policyIn(nation, flags.policy)),
		calendar: calendarFor(nation.division),
	};
	const received = readTime("--received", required("--received", flags.received), context.policy.zone);
	const now = flags.now === undefined ? clock : readTime("--now", flags.now, context.policy.zone).instant;
	return {
		context,
		severity: choice("--severity", required("--severity", flags.severity).toUpperCase(), Severity.options),
		received: received.instant,
		now,
		subject: choice("--about", flags.about, Subject.options),
		inLine: rolesIn("--in-line", flags["in-line"]),
		vacant: rolesIn("--vacant", flags.vacant),
		external: choice("--external", flags.external, External.options),
		externalEligible: !flags.personal,
		safetyAction: flags["safety-action"],
		acts: flags.acts === undefined ? [] : actsIn(flags.acts),
		asJson: flags.json,
		notes: received.notes,
	};
}

function flagsOf(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowNegative: true }).values;
	} catch (cause) {
		throw new CliError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${EXPLAIN_USAGE}`);
	}
}

function required(flag: string, value: string | undefined): string {
	if (value === undefined) throw new CliError(`${flag} is missing.\n\n${EXPLAIN_USAGE}`);
	return value;
}

function choice<T extends string>(flag: string, value: string, options: readonly T[]): T {
	const chosen = options.find((option) => option === value);
	if (chosen === undefined) throw new CliError(`${flag} ${value} is unknown. Known are ${options.join(", ")}.`);
	return chosen;
}

function rolesIn(flag: string, list: string): readonly Role[] {
	return list === "" ? [] : list.split(",").map((role) => choice(flag, role, Role.options));
}

function policyNamed(id: string) {
	if (!POLICY_IDS.includes(id)) throw new CliError(`There is no policy "${id}". Known are ${POLICY_IDS.join(", ")}.`);
	return policyById(id);
}

/** Acts from a file. Whatever is wrong is said with file, path and reason. */
function actsIn(file: string): RehearsedActs {
	const json = jsonIn(file);
	const parsed = RehearsedActs.safeParse(json);
	if (parsed.success) return parsed.data;
	throw new CliError(loadError(file, faultsOf(json, parsed.error.issues)).message);
}

function jsonIn(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch (cause) {
		throw new CliError(`${file}: its root: ${cause instanceof Error ? cause.message : String(cause)}.`);
	}
}
