/** Time, as a client may know it: its own clock counts well and may stand wrong. */
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import type { Instant } from "@answerable/types/time";
import { CheckError } from "./check-error.ts";

/** The client's clock, and how to go on counting from a time that the server gave. */
export type Clock = {
	readonly now: () => Instant;
	/** The server's time now, counted on from what it said just now. Throws if it said a time that is not of today. */
	readonly since: (serverNow: Instant) => () => Instant;
};

/**
 * [Note: Whose clock] The due times of a case count from the server's clock, so that is the one to seal by; a reporter's may
 * be an hour off. But a server that lies about the time could have wraps sealed that open too early: a day is all it gets,
 * which is also all that it grants a browser whose form stayed open overnight.
 */
const ASTRAY_SECONDS = 86_400;

/** A clock from a source of time. */
export function clockFrom(now: () => Instant): Clock {
	return {
		now,
		since: (serverNow) => {
			const ahead = epochSeconds(serverNow) - epochSeconds(now());
			if (Math.abs(ahead) > ASTRAY_SECONDS) {
				throw new CheckError("clock-astray", "Your clock and the server's are more than a day apart. Check the date on this device.");
			}
			return () => instantOf(epochSeconds(now()) + ahead);
		},
	};
}

/** The device's own clock, to the second. */
export const deviceClock: Clock = clockFrom(() => instantOf(Math.floor(Date.now() / 1_000)));
