import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { localDay } from "./local-day.ts";

test("in summer the day begins an hour before it does by the clock of the server", () => {
	expect(localDay("2026-06-30T22:59:59Z" as Instant)).toBe("2026-06-30");
	expect(localDay("2026-06-30T23:00:00Z" as Instant)).toBe("2026-07-01");
	expect(localDay("2026-12-31T23:59:59Z" as Instant)).toBe("2026-12-31");
});
