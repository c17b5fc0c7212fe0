import type { CaseTag } from "@answerable/types/id";
import { describe, expect, it } from "vitest";
import { type Alarm, apart, newAlarms } from "./alarm.ts";

const caseTag = "a1".repeat(32) as CaseTag;

describe("an alarm", () => {
	it("is raised once and never shows the case tag", () => {
		const lines: unknown[] = [];
		const alarms = newAlarms({ error: (line: unknown) => lines.push(line) });
		alarms.raise({ alarm: "suspect-event", code: "wrong-signature", caseTag, place: "event 2" });
		alarms.raise({ alarm: "suspect-event", code: "wrong-signature", caseTag, place: "event 2" });
		alarms.raise({ alarm: "suspect-event", code: "wrong-signature", caseTag, place: "event 3" });
		expect(lines).toHaveLength(2);
		expect(JSON.stringify(lines)).not.toContain(caseTag);
	});

	it("is what becomes of a case that is broken; a database that is away is none", async () => {
		const raised: Alarm[] = [];
		const ctx = { alarms: { raise: (alarm: Alarm) => void raised.push(alarm) }, isAway: (fault: unknown) => fault === "away" };
		await apart(ctx, caseTag, async () => undefined);
		await apart(ctx, caseTag, () => Promise.reject(Object.assign(new Error("SECRET"), { code: "rows-differ" })));
		await apart(ctx, caseTag, () => Promise.reject(new RangeError("SECRET")));
		expect(raised.map(({ alarm, code }) => [alarm, code])).toEqual([
			["case-fault", "rows-differ"],
			["case-fault", "RangeError"],
		]);
		await expect(apart(ctx, caseTag, () => Promise.reject("away"))).rejects.toBe("away");
	});
});
