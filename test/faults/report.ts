/** The table at the end, and the last line. */
import type { Heard } from "./pressure.ts";
import type { Records } from "./record.ts";
import type { FaultKind } from "./schedule.ts";
import type { Kind, Part } from "./verdict.ts";
import type { Struck } from "./wound.ts";

/** The last line of the run. `injected` counts faults that hit. */
export type Summary = Readonly<Record<"injected" | Kind, number>>;

const FAULTS: readonly (readonly [FaultKind, string])[] = [
	["api-killed", "api killed while a raise was on the wire"],
	["api-paused", "api stopped for some seconds"],
	["worker-killed", "one worker of three killed"],
	["workers-killed", "all workers killed at once"],
	["worker-paused", "a worker stopped for longer than its lock is good for"],
	["workers-paused", "all workers stopped for some seconds"],
	["releaser-killed", "releaser killed"],
	["releaser-paused", "releaser stopped for some seconds"],
	["database-killed", "PostgreSQL killed"],
	["session-killed", "one session of PostgreSQL killed, which ends all"],
	["redis-killed", "Redis killed, and back empty"],
	["redis-flushed", "Redis flushed"],
];

const MOST_TOLD = 40;

/** Prints what was done, what was looked at and what was found. */
export function report({
	struck,
	verdict,
	records,
	heard,
}: {
	struck: readonly Struck[];
	verdict: Part;
	records: Records;
	heard: Heard;
}): void {
	console.log("\n  What was done");
	for (const [kind, words] of FAULTS) {
		const own = struck.filter((one) => one.kind === kind);
		const hits = own.filter(({ missed }) => missed === null);
		const locks = hits.filter(({ heldLock }) => heldLock === true).length;
		row(
			words,
			`${hits.length}${own.length > hits.length ? ` (and ${own.length - hits.length} missed)` : ""}${locks > 0 ? `, ${locks} holding a lock` : ""}`,
		);
	}
	console.log("\n  Under load");
	row("concerns accepted, of them after a retry", `${heard.accepted.length}, ${retried(records)}`);
	row("raises on the wire when something was killed", String(onTheWire(struck)));
	row("reporters who gave up before they were answered", String(heard.unanswered));
	row("escalations on time, late, latest", lateness(records));
	console.log("\n  What was looked at");
	for (const [name, count] of Object.entries(verdict.looked)) row(name, String(count));
	console.log("\n  What was found");
	for (const { kind, what } of verdict.breaches.slice(0, MOST_TOLD)) console.log(`  ${kind.toUpperCase().padEnd(12)} ${what}`);
	if (verdict.breaches.length > MOST_TOLD) console.log(`  and ${verdict.breaches.length - MOST_TOLD} more`);
	if (verdict.breaches.length === 0) console.log("  nothing lost, nothing doubled, nothing opened early, nothing undelivered");
	console.log("");
}

/** The five numbers. */
export function summaryOf(struck: readonly Struck[], { breaches }: Part): Summary {
	const count = (kind: Kind): number => breaches.filter((one) => one.kind === kind).length;
	return {
		injected: struck.filter(({ missed }) => missed === null).length,
		lost: count("lost"),
		doubled: count("doubled"),
		openedEarly: count("openedEarly"),
		undelivered: count("undelivered"),
	};
}

/** Raises that were on the wire when api or database were hit. */
export function onTheWire(struck: readonly Struck[]): number {
	return struck
		.filter(({ missed, kind }) => missed === null && kind.endsWith("-killed"))
		.reduce((total, { underWay }) => total + underWay, 0);
}

/** Concerns that were sent more than once until they were accepted. */
export function retried({ accepted }: Pick<Records, "accepted">): number {
	return accepted.filter(({ tries }) => tries > 1).length;
}

function lateness({ found }: Records): string {
	const late = found.flatMap(({ opened }) =>
		(opened?.events ?? []).flatMap(({ at, happening }) =>
			happening.kind === "escalated" ? [(Date.parse(at) - Date.parse(happening.consequence.scheduled)) / 1_000] : [],
		),
	);
	const onTime = late.filter((seconds) => seconds <= 4).length;
	return `${onTime}, ${late.length - onTime}, ${Math.max(0, ...late)} s`;
}

function row(what: string, figure: string): void {
	console.log(`  ${what.padEnd(60)} ${figure}`);
}
