/** Something that time alone brings about, and the instant at which it should happen. */
import type { Actor, Happening } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import type { NewNotice } from "./command.ts";

export type Pending = {
	readonly scheduled: Instant;
	readonly by: Actor;
	readonly happening: Happening;
	readonly notices: readonly NewNotice[];
};
