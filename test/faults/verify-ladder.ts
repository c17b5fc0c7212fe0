/** The ladder of one concern: each due rung exactly once, in order, with its true due and schedule; none early, none after an answer. */
import type { CaseEvent } from "@answerable/types/event";
import type { Turn } from "./expected.ts";
import { cutOf, type Looking, nameOf, stopOf } from "./looking.ts";
import { type Breach, breach, type Part, together } from "./verdict.ts";

type Escalated = CaseEvent & { readonly happening: Extract<CaseEvent["happening"], { kind: "escalated" }> };

/** Checks every clock that climbs. */
export function verifyLadder(looking: Looking): Part {
	const { accepted, opened, turns } = looking;
	const fired = opened.events.filter((event): event is Escalated => event.happening.kind === "escalated");
	const breaches = fired.flatMap((event) =>
		faultsOf(event, turns, opened.events).map(({ kind, what }) => breach(kind, `${nameOf(accepted)}: ${what}`)),
	);
	const clocks = [...new Set(turns.map((turn) => turn.clock))];
	const parts = clocks.map((clock) =>
		verifyClock(
			looking,
			clock,
			fired.filter(({ happening }) => happening.consequence.running.clock === clock),
		),
	);
	return together([{ breaches, looked: { "escalations seen": fired.length } }, ...parts]);
}

function verifyClock({ accepted, opened, turns }: Looking, clock: string, fired: readonly Escalated[]): Part {
	const rungs = fired.map(({ happening }) => happening.consequence.rung);
	const answeredAt = stopOf(opened.events, clock)?.at ?? null;
	const breaches: Breach[] = [];
	let due = 0;
	for (const { rung, scheduled } of turns.filter((turn) => turn.clock === clock)) {
		const times = rungs.filter((one) => one === rung).length;
		// An answer ends a ladder, but swallows no rung that was due before it, however late the answer came or the worker was.
		const isRequired = scheduled <= (answeredAt ?? cutOf(opened)) || rungs.some((one) => one > rung);
		due += isRequired ? 1 : 0;
		const what = `${nameOf(accepted)}: rung ${rung} of ${clock}`;
		if (times > 1) breaches.push(breach("doubled", `${what} fired ${times} times`));
		if (isRequired && times === 0) breaches.push(breach("lost", `${what} was due at ${scheduled} and never fired`));
	}
	const isInOrder = rungs.every((rung, place) => rung >= (rungs[place - 1] ?? 0));
	if (!isInOrder) breaches.push(breach("lost", `${nameOf(accepted)}: the rungs of ${clock} fired out of order: ${rungs.join(" ")}`));
	return { breaches, looked: { "escalations due": due } };
}

function faultsOf(event: Escalated, turns: readonly Turn[], events: readonly CaseEvent[]): readonly Breach[] {
	const { running, rung, due, scheduled } = event.happening.consequence;
	const turn = turns.find((one) => one.clock === running.clock && one.rung === rung);
	const what = `rung ${rung} of ${running.clock}`;
	if (turn === undefined || running.round !== 1) return [breach("openedEarly", `${what} fired though it is never due`)];
	const stop = stopOf(events, running.clock);
	const faults: Breach[] = [];
	if (stop !== null && stop.sequence < event.sequence) faults.push(breach("openedEarly", `${what} fired after the answer`));
	if (event.at < turn.scheduled) faults.push(breach("openedEarly", `${what} fired at ${event.at}, before ${turn.scheduled}`));
	if (due !== turn.due || scheduled !== turn.scheduled) {
		faults.push(breach("lost", `${what} tells a false lateness: ${scheduled} after ${due}, not ${turn.scheduled} after ${turn.due}`));
	}
	return faults;
}
