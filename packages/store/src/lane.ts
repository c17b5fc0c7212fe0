/** When a leaf may be published: at an epoch's or a day's boundary, never at an instant of its own. */
import type { CaseState } from "@answerable/domain/case";
import type { Context } from "@answerable/domain/context";
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import type { Actor } from "@answerable/types/event";
import type { Instant } from "@answerable/types/time";
import type { Lane } from "./tables.ts";

const DAY_SECONDS = 86_400;

/** Reporters' acts wait for the day where the policy tells them by the day; everything else for the epoch (design §6, "Two lanes"). */
export function laneOf(by: Actor, state: CaseState, { policy }: Context): Lane {
	return by.actor === "reporter" && policy.clockResolution[state.raisedSeverity] === "day" ? "day" : "epoch";
}

/** The first boundary after the instant. */
export function boundaryAfter(at: Instant, lane: Lane, epochLengthSeconds: number): Instant {
	const step = lane === "day" ? DAY_SECONDS : epochLengthSeconds;
	return instantOf((Math.floor(epochSeconds(at) / step) + 1) * step);
}

/** The start of the epoch that an instant lies in. */
export function epochStart(at: Instant, epochLengthSeconds: number): Instant {
	return instantOf(Math.floor(epochSeconds(at) / epochLengthSeconds) * epochLengthSeconds);
}

/** A promise allows one epoch more than the boundary. */
export function publishBy(publishAfter: Instant, epochLengthSeconds: number): Instant {
	return instantOf(epochSeconds(publishAfter) + epochLengthSeconds);
}
