import type { OrganisationId, TenureId } from "@answerable/types/id";
import type { Role } from "@answerable/types/role";
import { describe, expect, test } from "vitest";
import { STEPS } from "../../../raising/steps.ts";
import { en } from "../words/en/all.ts";
import { daysBetween, emptyRecord, type Filled, fieldOf, recordedFor, recordedForm, recordFaults, toldOn } from "./record-form.ts";

const TODAY = "2026-11-26";
const [ONE, OTHER] = ["one" as OrganisationId, "other" as OrganisationId];
const [REQUIRED_AT_MOST, EMPTY] = [12, emptyRecord([ONE, OTHER])];
const held = (role: Role, organisation = ONE) => ({ tenure: `${role} ${organisation}` as TenureId, organisation, role });
const fieldsOf = (filled: Filled) => recordFaults(filled, en, TODAY).map(({ field }) => field);

/** The least that can be said of everything that must be said, where most is asked. */
const LEAST: Filled = {
	...EMPTY,
	organisation: OTHER,
	channel: "phone",
	when: "earlier",
	day: { day: "24", month: "11", year: "2026" },
	text: "Nobody answers the bells at night.",
	danger: "serious",
	subject: "line_manager_or_clinician",
	how: "anonymously",
	earlier: "no",
	external: "existence",
};

describe("what must be filled in", () => {
	test("is twelve fields at most, where most is asked, and nothing is missing once they are", () => {
		const first = fieldsOf(EMPTY);
		const second = fieldsOf({ ...EMPTY, when: "earlier" });
		const required = new Set([...first, ...second]);
		expect([...required].sort()).toEqual(
			["about", "channel", "danger", "day", "earlier", "how", "organisation", "outside", "text", "when"].sort(),
		);
		expect(required.size).toBeLessThanOrEqual(REQUIRED_AT_MOST);
		expect(fieldsOf(LEAST)).toEqual([]);
	});

	test("is said with a sentence of its own for each field, so that the list of what is missing can be followed", () => {
		const faults = recordFaults(EMPTY, en, TODAY);
		expect(new Set(faults.map(({ message }) => message)).size).toBe(faults.length);
	});

	test("is no organisation for whoever serves one, and nothing outside for a matter of one's own job", () => {
		expect(fieldsOf({ ...LEAST, organisation: emptyRecord([ONE]).organisation })).toEqual([]);
		expect(fieldsOf({ ...LEAST, kinds: ["personalGrievance"], external: null })).toEqual([]);
	});

	test.each([
		[{ day: "31", month: "11", year: "2026" }, ["day"]],
		[{ day: "27", month: "11", year: "2026" }, ["day"]],
		[{ day: "26", month: "11", year: "2026" }, []],
	])("a day is one that there was: %j", (day, wrong) => {
		expect(fieldsOf({ ...LEAST, day })).toEqual(wrong);
	});

	test("leads to a control for every answer that can be changed", () => {
		expect(STEPS.map(fieldOf).every((field) => field !== "")).toBe(true);
	});
});

describe("how and when it was told", () => {
	test("goes up with what happened, and after it, so that the title of the case is what happened", () => {
		const { concern } = recordedForm(LEAST, "Told by phone.");
		expect(concern.text).toBe("Nobody answers the bells at night.\n\nTold by phone.");
	});

	test("is a day: today, or the one that was typed", () => {
		expect(toldOn({ ...LEAST, when: "today" }, TODAY)).toBe(TODAY);
		expect(toldOn(LEAST, TODAY)).toBe("2026-11-24");
		expect(toldOn(EMPTY, TODAY)).toBeNull();
		expect(daysBetween("2026-11-24", TODAY)).toBe(2);
		expect(daysBetween(TODAY, TODAY)).toBe(0);
	});
});

test("those record to whom people come, for each organisation once and their own first; nobody above them does", () => {
	expect(recordedFor([held("buddy_guardian", OTHER), held("deputy_guardian"), held("guardian")])).toEqual([ONE, OTHER]);
	expect(recordedFor([held("exec_lead"), held("chair"), held("external_body")])).toEqual([]);
});

test("a name that was typed and then taken back is not sealed", () => {
	const named = recordedForm({ ...LEAST, how: "confidentially", name: "A. Nurse" }, "");
	expect(named.private.name).toBe("A. Nurse");
	expect(recordedForm({ ...LEAST, how: "anonymously", name: "A. Nurse" }, "").private).toMatchObject({ how: "anonymously", name: "" });
});
