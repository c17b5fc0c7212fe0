import { describe, expect, it } from "vitest";
import { isTimeFault, readLocalTime } from "./local-time.ts";

const LONDON = "Europe/London";

describe("a local time", () => {
	it("names the instant at which the clock shows it", () => {
		expect(readLocalTime("2026-04-02T10:00", LONDON)).toEqual({ instant: "2026-04-02T09:00:00Z", other: null });
		expect(readLocalTime("2026-12-24T18:30:15", LONDON)).toEqual({ instant: "2026-12-24T18:30:15Z", other: null });
		expect(readLocalTime("2026-04-02T10:00", "Europe/Helsinki")).toEqual({ instant: "2026-04-02T07:00:00Z", other: null });
	});

	it("in the hour that the clock leaves out names none, and tells what the clock showed instead", () => {
		expect(readLocalTime("2026-03-29T01:30", LONDON)).toEqual({ fault: "gap", next: "2026-03-29T02:30" });
		expect(readLocalTime("2026-03-29T00:59", LONDON)).toMatchObject({ instant: "2026-03-29T00:59:00Z" });
		expect(readLocalTime("2026-03-29T02:00", LONDON)).toMatchObject({ instant: "2026-03-29T01:00:00Z" });
	});

	it("in the hour that comes twice is the first, unless an offset chooses", () => {
		expect(readLocalTime("2026-10-25T01:30", LONDON)).toEqual({ instant: "2026-10-25T00:30:00Z", other: "2026-10-25T01:30:00Z" });
		expect(readLocalTime("2026-10-25T01:30+01:00", LONDON)).toEqual({ instant: "2026-10-25T00:30:00Z", other: null });
		expect(readLocalTime("2026-10-25T01:30+00:00", LONDON)).toEqual({ instant: "2026-10-25T01:30:00Z", other: null });
	});

	it("with an offset that the zone did not have then is refused; with Z it is an instant", () => {
		expect(readLocalTime("2026-07-01T10:00+02:00", LONDON)).toEqual({ fault: "no-such-offset" });
		expect(readLocalTime("2026-07-01T10:00Z", LONDON)).toEqual({ instant: "2026-07-01T10:00:00Z", other: null });
	});

	it.each(["", "tomorrow", "2026-04-02", "2026-02-30T10:00", "2026-04-02T24:00", "2026-04-02T10:00+99:00"])("%j is unreadable", (text) => {
		const read = readLocalTime(text, LONDON);
		expect(isTimeFault(read) && read).toEqual({ fault: "unreadable" });
	});
});
