/** What there is of keys and shares, for whoever asks with `answerable admin keys`. No key, and no word of a share, is in it. */
import { quarterAfter, quarterOf, quarterStart } from "@answerable/domain/quarter";
import { readDeployment } from "@answerable/store/deployment";
import { type RecoverySet, readNamedKeys, readRecoveryCopies, readRecoverySets } from "@answerable/store/recovery-store";
import { CliError } from "../cli-error.ts";
import { keysByName, readKeys } from "./key-files.ts";
import { type Round, statementsOf } from "./key-round.ts";
import { whyIncomplete } from "./recovery.ts";

/** The report, a line each. Throws one sentence when there is no deployment or a key is missing. */
export async function keysReport({ db, directory, now }: Round): Promise<string> {
	const deployment = await readDeployment(db);
	if (deployment === null) {
		throw new CliError("This database belongs to no deployment yet: admin keys --help says how its keys are made.");
	}
	const keys = readKeys(directory);
	const named = await readNamedKeys(db);
	const isNamed = (name: string): boolean =>
		statementsOf(keys).some(({ statement }) => nameOf(statement) === name && named.some(({ key }) => key === statement.key));
	const sets = await readRecoverySets(db);
	const why = await whyIncomplete(db);
	const next = quarterAfter(quarterOf(now));
	return [
		`log      ${deployment.logKey}`,
		`keys     ${directory}`,
		...[...keysByName(keys).keys()].map((name) => `         ${name}${isNamed(name) ? ", named in the log" : ""}`),
		keys.release.has(next)
			? `         (${next} begins on ${quarterStart(next)})`
			: `         (the release key of ${next} is made a fortnight before ${quarterStart(next)})`,
		...(await Promise.all(sets.map(async (set) => setLines(set, (await readRecoveryCopies(db, set.set)).length)))).flat(),
		why === null ? "The keys are complete." : `The keys are not complete: ${why}`,
	].join("\n");
}

function nameOf({ use, quarter }: { readonly use: string; readonly quarter: string }): string {
	return quarter === "" ? use : `${use}-${quarter}`;
}

function setLines({ set, madeAt, completeAt, shares }: RecoverySet, copies: number): readonly string[] {
	const state = completeAt === null ? "not complete" : `complete since ${completeAt.slice(0, 10)}`;
	return [
		`shares   set ${set}, made ${madeAt.slice(0, 10)}, ${copies} copies, ${state}`,
		...shares.map(({ index, keeper, readBackAt }) => `         ${index}  ${keeper}${readBackAt === null ? ", not read back" : ""}`),
	];
}
