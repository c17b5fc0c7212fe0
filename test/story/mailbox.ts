/** The reporter comes back with seven words, and reads what happened. */
import type { CaseEvent } from "@answerable/types/event";
import { deviceClock } from "../../apps/web/src/clock.ts";
import { connectHttp } from "../../apps/web/src/http.ts";
import { type CheckedDeployment, fetchDeployment } from "../../apps/web/src/reporter/intake.ts";
import { type OpenMailbox, openMailbox } from "../../apps/web/src/reporter/mailbox.ts";
import type { Connected } from "../../apps/web/src/reporter/mailbox-act.ts";
import type { Stage } from "../stage/stage.ts";
import type { Reporter } from "./cast.ts";

/** A mailbox with the connection to act on it. */
export type Returned = { readonly connected: Connected; readonly mailbox: OpenMailbox };

/** Opens a mailbox from any device, with nothing but the organisation and what was written on the slip. */
export async function comeBack(stage: Stage, slug: string, { raised }: Reporter, written = raised.words.join(" ")): Promise<Returned> {
	const http = connectHttp({ origin: stage.origin });
	const deployment: CheckedDeployment = await fetchDeployment(http, deviceClock, { slug, logKey: null });
	const opening = await openMailbox(http, deployment, written);
	if (opening.outcome !== "opened") throw new Error(`The mailbox did not open: ${opening.outcome}.`);
	return { connected: { http, deployment }, mailbox: opening.mailbox };
}

/** The events of one kind, in order. */
export function happenings<K extends CaseEvent["happening"]["kind"]>(
	events: readonly CaseEvent[],
	kind: K,
): readonly (CaseEvent & { readonly happening: Extract<CaseEvent["happening"], { kind: K }> })[] {
	return events.filter(
		(event): event is CaseEvent & { happening: Extract<CaseEvent["happening"], { kind: K }> } => event.happening.kind === kind,
	);
}

/** Escalations of the acknowledgement, which is what an ignored concern misses first. */
export function acknowledgementRungs(events: readonly CaseEvent[]) {
	return happenings(events, "escalated").filter(({ happening }) => happening.consequence.running.clock === "acknowledgement");
}

/** Seconds between two instants. */
export function secondsBetween(earlier: string, later: string): number {
	return (Date.parse(later) - Date.parse(earlier)) / 1_000;
}
