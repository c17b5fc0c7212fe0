import { readFileSync } from "node:fs";
import { shippedPolicies } from "@answerable/domain/policy";
import { ROUTING } from "@answerable/domain/routing-table";
import { expect, test } from "vitest";
import { clocksPage } from "./clocks.ts";

const page = clocksPage();

test("docs/clocks.md is what the policies say today (if not: npm run docs)", () => {
	expect(readFileSync(new URL("../../docs/clocks.md", import.meta.url), "utf8")).toBe(page);
});

test("docs/clocks.md names every policy, every row of the routing table and every source", () => {
	for (const policy of shippedPolicies()) expect(page).toContain(`\`${policy.id}\``);
	for (const row of ROUTING) {
		expect(page).toContain(`| ${row.title} |`);
		expect(page).toContain(row.source);
	}
	const sources = shippedPolicies().flatMap((policy) =>
		[...policy.clocks, ...policy.backstops, ...policy.ladder].map(({ source }) => source),
	);
	for (const source of new Set(sources)) expect(page).toContain(source);
});

test("docs/clocks.md says nothing that a reader could not read", () => {
	expect(page).not.toMatch(/undefined|null|NaN|\[object|_action|ned_lead|workingDays/);
});

test("docs/clocks.md gives the dates of the reference (§4.6)", () => {
	for (const row of [
		"| Wed 8 Apr 2026 17:00 | Tue 7 Apr 2026 17:00 | Wed 8 Apr 2026 17:00 |",
		"| Thu 9 Apr 2026 17:00 | Wed 8 Apr 2026 17:00 | Thu 9 Apr 2026 17:00 |",
		"| Mon 13 Jul 2026 17:00 | Mon 13 Jul 2026 17:00 | Tue 14 Jul 2026 17:00 |",
		"| Tue 17 Mar 2026 17:00 | Tue 17 Mar 2026 17:00 | Wed 18 Mar 2026 17:00 |",
		"| Mon 30 Nov 2026 17:00 | Tue 1 Dec 2026 17:00 | Mon 30 Nov 2026 17:00 |",
		"| Wed 5 Aug 2026 17:00 | Thu 6 Aug 2026 17:00 | Wed 5 Aug 2026 17:00 |",
		"| Thu 3 Sep 2026 17:00 | Wed 2 Sep 2026 17:00 | Thu 3 Sep 2026 17:00 |",
		"| Tue 12 Jan 2027 17:00 | Wed 13 Jan 2027 17:00 | Tue 12 Jan 2027 17:00 |",
		"| Thu 31 Dec 2026 23:59:59 | Thu 31 Dec 2026 23:59:59 | Thu 31 Dec 2026 23:59:59 |",
		"| Sun 29 Mar 2026 03:30 | Sun 29 Mar 2026 03:30 | Sun 29 Mar 2026 03:30 |",
		"| Sun 25 Oct 2026 01:30 | Sun 25 Oct 2026 01:30 | Sun 25 Oct 2026 01:30 |",
	]) {
		expect(page).toContain(row);
	}
});
