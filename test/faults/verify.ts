/** The verdict: everything that was promised, held against what was found. */
import { toHex } from "@answerable/log/bytes";
import { proveConsistency, type TreeHead, verifyConsistency } from "@answerable/log/proof";
import { ProofError } from "@answerable/log/proof-error";
import { earliestTurn, turnsOf } from "./expected.ts";
import { type HashedLog, hashLog } from "./hashed-log.ts";
import { nameOf, type Records } from "./record.ts";
import { type Breach, breach, type Part, together } from "./verdict.ts";
import { verifyCase } from "./verify-case.ts";

/** Checks everything. */
export function verify(records: Records): Part {
	const log = hashLog(records.log.entries);
	const found = new Map(records.found.map((one) => [one.caseTag, one]));
	return together([
		...records.accepted.map((accepted) => verifyCase(accepted, found.get(accepted.caseTag), { records, log })),
		verifyLog(records, log),
		verifyAgain(records),
		verifyRefusals(records),
		verifyProbes(records),
		verifyNotices(records),
	]);
}

/** Every checkpoint that anybody was shown grew from the one before, and all of them are of the one log that stands now. */
function verifyLog({ log, rewinds }: Records, hashed: HashedLog): Part {
	const breaches: Breach[] = rewinds.map((said) => breach("lost", `the log went back: ${said}`));
	const isWhole = hashed.size === log.head.size && toHex(hashed.root) === toHex(log.head.root);
	if (!isWhole) breaches.push(breach("lost", "the entries of the log do not make up its last checkpoint"));
	const served = log.seen.filter(({ from }) => from === "served");
	for (const [place, { size }] of served.entries()) {
		if (size < (served[place - 1]?.size ?? 0))
			breaches.push(breach("lost", `the log had ${served[place - 1]?.size} leaves and then ${size}`));
	}
	const bySize = [...log.seen, log.head].sort((left, right) => left.size - right.size);
	for (const [place, second] of bySize.entries()) {
		const first = bySize[place - 1];
		const fault = first === undefined ? null : inconsistency(first, second, hashed);
		if (fault !== null)
			breaches.push(breach("lost", `the log of ${second.size} leaves does not continue that of ${first?.size}: ${fault}`));
	}
	return { breaches, looked: { "checkpoints, each proved to continue the one before": log.seen.length, "leaves in the log": hashed.size } };
}

function inconsistency(first: TreeHead, second: TreeHead, { size, range }: HashedLog): string | null {
	if (second.size > size) return "the log that stands now is shorter";
	try {
		verifyConsistency({ first, second, proof: proveConsistency(first.size, second.size, range) });
		return null;
	} catch (error) {
		if (error instanceof ProofError) return error.message;
		throw error;
	}
}

/** The same bytes again: the same answer, and nothing made anew. */
function verifyAgain({ again, accepted }: Records): Part {
	const known = new Set(accepted.map(({ caseTag }) => caseTag));
	const breaches = again
		.filter(({ caseTag }) => known.has(caseTag))
		.flatMap(({ caseTag, status, isSame }) => {
			if (status === 200 && isSame) return [];
			return [
				breach(
					status === 201 ? "doubled" : "lost",
					`${caseNamed(caseTag)}: the same bytes again were answered ${status}${isSame ? "" : ", otherwise than before"}`,
				),
			];
		});
	return { breaches, looked: { "raises sent again": again.length } };
}

function caseNamed(caseTag: string): string {
	return `concern ${caseTag.slice(0, 8)}`;
}

function verifyRefusals({ refusals }: Records): Part {
	return { breaches: refusals.map(({ caseTag, why }) => breach("lost", `${caseNamed(caseTag)} was not taken: ${why}`)), looked: {} };
}

/** Whoever stands on a rung could not open the case before that rung's turn. */
function verifyProbes({ probes, accepted, policy }: Records): Part {
	const cases = new Map(accepted.map((one) => [one.caseTag, turnsOf(one, policy)]));
	const early = probes.filter(({ caseTag, rung, answeredAtMs }) => {
		const earliest = earliestTurn(cases.get(caseTag) ?? [], rung);
		return earliest === null || answeredAtMs < Date.parse(earliest);
	});
	const breaches = early
		.filter(({ isOpen }) => isOpen)
		.map(({ caseTag, rung, answeredAtMs }) =>
			breach("openedEarly", `${caseNamed(caseTag)}: rung ${rung} opened it at ${new Date(answeredAtMs).toISOString()}`),
		);
	const later = probes.filter((probe) => !early.includes(probe) && probe.isOpen).length;
	return { breaches, looked: { "tries to open before the time": early.length, "cases opened at their time": later } };
}

/** Every notice that an event owed was written, marked as delivered, and printed at least as often as it was owed. */
function verifyNotices({ found, holders, notices }: Records): Part {
	const owed = found.flatMap(({ opened }) => (opened?.events ?? []).flatMap((event) => owedBy(event, opened?.events ?? [])));
	const places = new Map(holders.map(({ tenure, ...place }) => [tenure as string, nameOf(place)]));
	const breaches = [
		...shortfalls(
			owed.map(({ tenure, kind }) => `${kind} ${tenure}`),
			countsOf(notices.rows.map(({ tenure, kind }) => `${kind} ${tenure}`)),
		).map(([name, missing]) => breach("undelivered", `${missing} notices of kind and tenure ${name} were never written`)),
		...notices.rows
			.filter(({ delivered }) => !delivered)
			.map(({ tenure, kind }) => breach("undelivered", `a notice (${kind}) to ${places.get(tenure) ?? tenure} still waits`)),
		...shortfalls(
			owed.map(({ tenure }) => places.get(tenure) ?? tenure),
			notices.printed,
		).map(([name, missing]) => breach("undelivered", `${missing} notices to the ${name} were never handed over`)),
	];
	const printed = [...notices.printed.values()].reduce((total, count) => total + count, 0);
	return { breaches, looked: { "notices owed": owed.length, "notices delivered, some twice": printed } };
}

type Owed = { readonly tenure: string; readonly kind: string };
type Events = NonNullable<Records["found"][number]["opened"]>["events"];

function owedBy({ at, by, happening }: Events[number], events: Events): readonly Owed[] {
	const to = (kind: string, tenures: readonly string[]): readonly Owed[] => [...new Set(tenures)].map((tenure) => ({ tenure, kind }));
	switch (happening.kind) {
		case "routed":
			return to("waiting", [...happening.consequence.content, ...happening.consequence.existence]);
		case "warned":
			return happening.consequence.due <= at ? [] : to("warned", happening.consequence.recipients);
		case "escalated":
			return to("escalated", happening.consequence.recipients);
		case "released":
			return to("released", happening.consequence.tenures);
		case "letter":
			return by.actor === "reporter" ? to("waiting", firstRecipients(events)) : [];
		default:
			return [];
	}
}

function firstRecipients([raised]: Events): readonly string[] {
	if (raised?.happening.kind !== "raised") return [];
	return raised.happening.statement.recipients.filter(({ rung }) => rung === 0).map(({ tenure }) => tenure);
}

function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

function shortfalls(owed: readonly string[], had: ReadonlyMap<string, number>): readonly (readonly [name: string, missing: number])[] {
	return [...countsOf(owed)].map(([name, count]) => [name, count - (had.get(name) ?? 0)] as const).filter(([, missing]) => missing > 0);
}
