/** The file that an organisation is founded from: read, and everything that is wrong with it said at once. */
import { readFileSync } from "node:fs";
import { calendarFor } from "@answerable/domain/calendar";
import { foundingFaults } from "@answerable/domain/founding";
import { POLICY_IDS, policyById } from "@answerable/domain/policy";
import { faultsOf, loadError } from "@answerable/domain/schema-fault";
import type { NewOrganisation } from "@answerable/store/registration";
import { type DirectoryEntry, FoundingFile } from "@answerable/types/founding";
import type { OrganisationId } from "@answerable/types/id";
import { Nation } from "@answerable/types/organisation";
import type { Policy } from "@answerable/types/policy";
import type { CivilDate } from "@answerable/types/time";
import { CliError } from "../cli-error.ts";
import { nationOf, policyIn } from "../nation.ts";

/** What the file asks for, ready to be written under an id. */
export type Plan = { readonly organisation: Omit<NewOrganisation, "id">; readonly directory: readonly DirectoryEntry[] };

/** For the demonstration alone: a concern that climbs to the regulator within a minute helps nobody in earnest. */
const SECONDS = "demo@1";

/** Reads a file on a day. Throws one error with every fault on a line of its own. `isDemo`: whether clocks may run in seconds. */
export function readFoundingFile(path: string, { today, isDemo }: { readonly today: CivilDate; readonly isDemo: boolean }): Plan {
	const json = readJson(path);
	const parsed = FoundingFile.safeParse(json);
	if (!parsed.success) throw new CliError(loadError(path, faultsOf(json, parsed.error.issues)).message);
	const file = parsed.data;
	const nation = nationOf(file.nation);
	const policy = policyNamed(path, policyIn(nation, file.policy), isDemo);
	const faults = foundingFaults(file, { policy, today });
	if (faults.length > 0) throw new CliError(loadError(path, faults).message);
	const rules = file.kind === "external" ? null : { policy, calendar: calendarFor(nation.division) };
	const kingdom = Nation.safeParse(file.nation.toLowerCase());
	const { slug, name, odsCode, zone = policy.zone, directory } = file;
	return {
		organisation: {
			slug,
			name,
			rules,
			zone,
			...(odsCode === null ? {} : { odsCode }),
			...(kingdom.success ? { nation: kingdom.data } : {}),
		},
		directory,
	};
}

/** An id for what a plan becomes. */
export function planned({ organisation }: Plan, id: string): NewOrganisation {
	return { ...organisation, id: id as OrganisationId };
}

function policyNamed(path: string, id: string, isDemo: boolean): Policy {
	if (!POLICY_IDS.includes(id)) throw new CliError(`${path}: policy: ${id} is unknown; known are ${POLICY_IDS.join(", ")}.`);
	if (id === SECONDS && !isDemo) throw new CliError(`${path}: policy: ${id} runs in seconds, and is for a demo alone.`);
	return policyById(id);
}

function readJson(path: string): unknown {
	let text: string;
	try {
		text = readFileSync(path, "utf8");
	} catch {
		throw new CliError(`The file ${path} cannot be read.`);
	}
	try {
		return JSON.parse(text);
	} catch {
		throw new CliError(`${path} is no JSON.`);
	}
}
