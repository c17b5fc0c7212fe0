import type { Duration } from "@answerable/types/time";
import { CivilDate, CivilTime } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endOf, longestDays } from "./duration.ts";
import { contextOf } from "./history.fixture.ts";
import { addDays, addSeconds, atLocal, localDate, secondsOf } from "./instant.ts";
import { isNeverLonger, isSurelyLonger, lengthInWords, spanOf } from "./span.ts";

const context = contextOf();
const duration: fc.Arbitrary<Duration> = fc.oneof(
	fc.record({ seconds: fc.integer({ min: 0, max: 86_400 }) }),
	fc.record({ hours: fc.integer({ min: 0, max: 500 }) }),
	fc.record({ workingDays: fc.integer({ min: 1, max: 70 }) }),
	fc.record({ calendarDays: fc.integer({ min: 0, max: 100 }) }),
	fc.record({ months: fc.integer({ min: 1, max: 6 }) }),
);
const start = fc
	.record({ days: fc.integer({ min: 1, max: 1_900 }), seconds: fc.integer({ min: 0, max: 86_399 }) })
	.map(({ days, seconds }) =>
		addSeconds(atLocal(addDays(CivilDate.parse("2024-01-01"), days), CivilTime.parse("00:00"), "Europe/London"), seconds),
	);

/** When a length of time ends that starts at any instant, on a working day or not. */
function endFrom(instant: ReturnType<typeof addSeconds>, length: Duration) {
	if ("seconds" in length) return addSeconds(instant, length.seconds);
	if ("hours" in length) return addSeconds(instant, length.hours * 3600);
	return endOf(localDate(instant, "Europe/London"), length, context);
}

describe("bounds of a length of time", () => {
	it("hold wherever it starts", () => {
		fc.assert(
			fc.property(start, duration, (instant, length) => {
				const hours = (secondsOf(endFrom(instant, length)) - secondsOf(instant)) / 3600;
				expect(spanOf(length).least).toBeLessThanOrEqual(hours);
				expect(spanOf(length).most).toBeGreaterThanOrEqual(hours);
				expect(spanOf(length).most).toBeLessThanOrEqual((longestDays(length) + 1) * 25);
			}),
			{ numRuns: 400 },
		);
	});

	it("never call a length shorter that could end later, nor surely longer one that could end sooner", () => {
		fc.assert(
			fc.property(start, duration, duration, (instant, one, other) => {
				const [end, otherEnd] = [endFrom(instant, one), endFrom(instant, other)];
				if (isNeverLonger(one, other)) expect(end <= otherEnd).toBe(true);
				if (isSurelyLonger(one, other)) expect(end >= otherEnd).toBe(true);
				expect(isNeverLonger(one, other) && isSurelyLonger(one, other)).toBe(false);
			}),
			{ numRuns: 400 },
		);
	});

	it.each([
		[{ seconds: 1 }, "1 second"],
		[{ hours: 4 }, "4 hours"],
		[{ workingDays: 1 }, "1 working day"],
		[{ calendarDays: 7 }, "7 calendar days"],
		[{ months: 3 }, "3 calendar months"],
	])("%j is said as %s", (length, words) => {
		expect(lengthInWords(length)).toBe(words);
	});
});
