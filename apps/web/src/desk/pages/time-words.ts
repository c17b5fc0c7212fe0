/** Time in words, as it is now. */

import type { Instant } from "@answerable/types/time";
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { deviceClock } from "../../clock.ts";
import { timeLeft } from "../today.ts";
import type { Words } from "./words/words.ts";

const TICK_MS = 1_000;

/** What time it is: the server's, once it was heard. */
export const TimeContext = createContext<() => Instant>(deviceClock.now);

/** The present instant, told anew as it passes. */
export function useNow(): Instant {
	const tell = useContext(TimeContext);
	const [now, setNow] = useState(tell);
	useEffect(() => {
		setNow(tell());
		const timer = setInterval(() => setNow(tell()), TICK_MS);
		return () => clearInterval(timer);
	}, [tell]);
	return now;
}

/** `3 hours 20 minutes left`, `2 days late`. */
export function timeWords(words: Words["today"], due: Instant, now: Instant): string {
	const { isLate, parts } = timeLeft(due, now);
	if (parts.every(([, count]) => count === 0)) return words.now;
	const said = parts.map(([unit, count]) => words.units[unit](count)).join(" ");
	return isLate ? words.late(said) : words.left(said);
}
