/** Nations as people name them: whose calendar counts, and which policy is theirs unless another is asked for. */
import type { Division } from "@answerable/types/policy";
import { CliError } from "./cli-error.ts";

export type Nation = { readonly division: Division; readonly policy: string };

const UNITED_KINGDOM: Readonly<Record<string, Nation>> = {
	england: { division: "england-and-wales", policy: "default-england@1" },
	wales: { division: "england-and-wales", policy: "wales@1" },
	scotland: { division: "scotland", policy: "scotland-inwo@1" },
	"northern-ireland": { division: "northern-ireland", policy: "northern-ireland@1" },
};

const COUNTRIES: Readonly<Record<string, Division>> = {
	austria: "at",
	belgium: "be",
	denmark: "dk",
	finland: "fi",
	france: "fr",
	germany: "de",
	ireland: "ie",
	italy: "it",
	netherlands: "nl",
	poland: "pl",
	portugal: "pt",
	spain: "es",
	sweden: "se",
};

/** The nation of a name, `england`, `northern-ireland`, `germany` or `de`. */
export function nationOf(name: string): Nation {
	const key = name.toLowerCase().replaceAll(/[ _]/g, "-");
	const country = COUNTRIES[key] ?? Object.values(COUNTRIES).find((code) => code === key);
	const nation = UNITED_KINGDOM[key] ?? (country === undefined ? undefined : { division: country, policy: `eu-directive-${country}@1` });
	if (nation !== undefined) return nation;
	const known = [...Object.keys(UNITED_KINGDOM), ...Object.keys(COUNTRIES)].join(", ");
	throw new CliError(`There is no nation "${name}". Known are ${known}.`);
}

/** The nation whose policy it is, for whoever asked for a policy alone; the Directive's own is read in Belgium, whose clock it shows. */
export function nationOfPolicy(policy: string | undefined): string {
	const own = Object.entries(UNITED_KINGDOM).find(([, nation]) => nation.policy === policy)?.[0];
	const country = /^eu-directive-([a-z]{2})@/.exec(policy ?? "")?.[1];
	return own ?? country ?? (policy === "eu-directive@1" ? "belgium" : "england");
}

/** The policy that was asked for; the Directive's own becomes the one of the country. */
export function policyIn(nation: Nation, asked: string | undefined): string {
	if (asked === undefined) return nation.policy;
	return asked === "eu-directive@1" && nation.policy.startsWith("eu-directive-") ? nation.policy : asked;
}
