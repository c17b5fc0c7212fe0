/** Time by the server's clock, counted on by the device's: a phone that stands wrong must not tell anybody that they have time left. */
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import type { Instant } from "@answerable/types/time";
import type { Clock } from "../clock.ts";
import type { Fetch } from "../http.ts";

export type ServerTime = {
	/** Takes note of what time an answer says that it is (RFC 9110 §6.6.1). One that says none changes nothing. */
	readonly hear: (date: string | null) => void;
	/** What time it is, to show. Until an answer was heard, the device's. */
	readonly now: () => Instant;
	/**
	 * The same, to sign by: throws `clock-astray` if the device stands more than a day away, since a server must not be able to date
	 * what somebody signs as it likes (see [Note: Whose clock] in `clock.ts`).
	 */
	readonly nowToSign: () => Instant;
};

export function serverTime(clock: Clock): ServerTime {
	let aheadSeconds = 0;
	const now = (): Instant => instantOf(epochSeconds(clock.now()) + aheadSeconds);
	return {
		hear: (date) => {
			const seconds = date === null ? Number.NaN : Math.floor(Date.parse(date) / 1_000);
			if (Number.isFinite(seconds)) aheadSeconds = seconds - epochSeconds(clock.now());
		},
		now,
		nowToSign: () => clock.since(now())(),
	};
}

/** `fetch` that listens to what time it is there. */
export function hearing(fetch: Fetch, time: ServerTime): Fetch {
	return async (url, init) => {
		const answer = await fetch(url, init);
		time.hear(answer.headers.get("date"));
		return answer;
	};
}
