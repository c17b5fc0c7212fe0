/** What changes the state for one kind of event. */
import type { Happening, HappeningKind } from "@answerable/types/event";
import type { CaseState } from "./case.ts";
import type { Handler, NewEvent } from "./command.ts";
import type { Context } from "./context.ts";

export type Placed = NewEvent & { readonly sequence: number };
export type Happened<K extends HappeningKind> = Extract<Happening, { kind: K }>;
export type Evolver<K extends HappeningKind> = (state: CaseState, event: Placed, happening: Happened<K>, context: Context) => CaseState;

/** Who acted. Only a handler's hand makes a handler's event. */
export function handlerOf(event: Placed): Handler {
	if (event.by.actor !== "handler") throw new Error(`Event ${event.sequence} needs a handler's hand.`);
	return event.by;
}
