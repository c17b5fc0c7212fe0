import type { CivilDate, CivilTime, Instant } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addDays, addSeconds, atLocal, dayOfWeek, instantOf, localDate, localTime, sameTimeOn, secondsOf } from "./instant.ts";

/** The first and the last second that twenty characters write. */
const [FIRST, LAST] = [-62_167_219_200, 253_402_300_799];
const anySecond = fc.integer({ min: FIRST, max: LAST });
/** Since clocks have gone by law, in whole minutes; with the hours around each change as likely as the rest of the year. */
const lawful = fc.integer({ min: -1_500_000_000, max: 7_000_000_000 });
const zones = fc.constantFrom(
	"Europe/London",
	"Europe/Dublin",
	"Europe/Lisbon",
	"Europe/Berlin",
	"Atlantic/Azores",
	"Africa/Casablanca",
	"UTC",
);
const nearChange = fc.tuple(lawful, zones, fc.integer({ min: -90_000, max: 90_000 })).map(([seconds, zone, off]) => {
	const change = instantOfTemporal(seconds).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
	return { seconds: (change === null ? seconds : change.epochMilliseconds / 1_000) + off, zone };
});
const anywhere = fc.oneof(
	nearChange,
	fc.tuple(lawful, zones).map(([seconds, zone]) => ({ seconds, zone })),
);

function instantOfTemporal(seconds: number): Temporal.Instant {
	return Temporal.Instant.fromEpochMilliseconds(seconds * 1_000);
}

function written(instant: Temporal.Instant): Instant {
	return instant.toString({ smallestUnit: "second" }) as Instant;
}

describe("instants, dates and local times agree with Temporal", () => {
	it("in every second of the years that four digits write", () => {
		fc.assert(
			fc.property(anySecond, (seconds) => {
				const instant = `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z` as Instant;
				expect(instantOf(seconds)).toBe(instant);
				expect(secondsOf(instant)).toBe(seconds);
			}),
			{ numRuns: 3_000 },
		);
	});

	it("when time elapses, fractions dropped", () => {
		fc.assert(
			fc.property(lawful, fc.double({ min: 0, max: 1e8, noNaN: true }), (seconds, more) => {
				const sum = written(instantOfTemporal(Math.floor(seconds + more)));
				expect(addSeconds(written(instantOfTemporal(seconds)), more)).toBe(sum);
			}),
		);
	});

	it("when days are added, and about the day of the week", () => {
		fc.assert(
			fc.property(fc.integer({ min: -600_000, max: 2_900_000 }), fc.integer({ min: -3_000, max: 3_000 }), (days, more) => {
				const date = Temporal.PlainDate.from("1970-01-01").add({ days });
				const text = date.toString() as CivilDate;
				expect(addDays(text, more)).toBe(date.add({ days: more }).toString());
				expect(dayOfWeek(text)).toBe(date.dayOfWeek);
			}),
			{ numRuns: 2_000 },
		);
	});

	it("about what a zone's clock shows, near its changes too", () => {
		fc.assert(
			fc.property(anywhere, ({ seconds, zone }) => {
				const instant = instantOfTemporal(seconds);
				const zoned = instant.toZonedDateTimeISO(zone);
				expect(localDate(written(instant), zone)).toBe(zoned.toPlainDate().toString());
				expect(localTime(written(instant), zone)).toBe(zoned.toPlainTime().toString({ smallestUnit: "second" }));
			}),
			{ numRuns: 3_000 },
		);
	});

	it("about when a zone's clock shows a time, were it twice or never", () => {
		fc.assert(
			fc.property(anywhere, ({ seconds, zone }) => {
				const instant = instantOfTemporal(seconds);
				const plain = instant.toZonedDateTimeISO(zone).toPlainDateTime();
				const [date, time] = [plain.toPlainDate(), plain.toPlainTime()];
				const minute = time.toString({ smallestUnit: "minute" }) as CivilTime;
				const atMinute = written(date.toZonedDateTime({ timeZone: zone, plainTime: minute }).toInstant());
				expect(atLocal(date.toString() as CivilDate, minute, zone)).toBe(atMinute);
				const next = date.add({ days: 1 });
				const again = written(next.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant());
				expect(sameTimeOn(next.toString() as CivilDate, written(instant), zone)).toBe(again);
			}),
			{ numRuns: 3_000 },
		);
	});
});

test.each([
	["2026-03-29" as CivilDate, "01:30" as CivilTime, "2026-03-29T01:30:00Z"],
	["2026-10-25" as CivilDate, "01:30" as CivilTime, "2026-10-25T00:30:00Z"],
	["2026-07-01" as CivilDate, "23:59:59" as const, "2026-07-01T22:59:59Z"],
])("in London %s %s is %s: the skipped time after the change, the doubled one the first time", (date, time, instant) => {
	expect(atLocal(date, time, "Europe/London")).toBe(instant);
});

test("what no twenty characters can write is refused rather than written in more", () => {
	expect(() => instantOf(LAST + 1)).toThrow(RangeError);
	expect(() => instantOf(FIRST - 1)).toThrow(RangeError);
	expect(() => instantOf(Number.NaN)).toThrow(RangeError);
	expect(() => secondsOf("soon" as Instant)).toThrow(RangeError);
});
