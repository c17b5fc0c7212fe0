import type { CivilDate } from "@answerable/types/time";
import { expect, test } from "vitest";
import type { Agreed } from "../agreed-actions.ts";
import { listed } from "./listed.fixture.ts";
import { toDoBy } from "./to-do.ts";

const TODAY = "2026-12-01" as CivilDate;

function action(by: string, what: string): Agreed {
	return { sequence: 3, what, owner: "ward manager", by: by as CivilDate, compartment: "notes", became: null };
}

test("what was agreed is due within a week, and late from the day after; the soonest stands first, and a case that cannot be read is none", () => {
	const cases = [
		listed("a", { toDo: [action("2026-12-09", "later"), action("2026-12-08", "within a week")] }),
		null,
		listed("c", { toDo: [action("2026-12-01", "today")] }),
		listed("b", { toDo: [action("2026-11-30", "late"), action("2026-12-01", "today")] }),
		listed("d"),
	];
	expect(toDoBy(cases, TODAY).map((one) => [one.listed.caseTag, one.action.what, one.isLate])).toEqual([
		["b", "late", true],
		["b", "today", false],
		["c", "today", false],
		["a", "within a week", false],
	]);
});
