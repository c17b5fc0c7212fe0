import type { Compartment, Role, Rung } from "@answerable/types/role";
import { describe, expect, it } from "vitest";
import { after, at, contextOf, handler, holder, raiseAt, statement, stateOf, untilOnTime } from "./history.fixture.ts";
import { compartmentsFor, sightOf, sightsOf } from "./sight.ts";

const MONDAY = "2026-11-23T09:15:07Z";
const ALL: readonly Compartment[] = ["concern", "private", "notes"];

describe("what a wrap opens", () => {
	/** Reference §1.2 and the reporter's choices: role, rung, deputy may read private, outside. */
	const table: readonly (readonly [Role, Rung, boolean, "nothing" | "existence" | "full", readonly Compartment[]])[] = [
		["guardian", 0, false, "nothing", ALL],
		["guardian", 1, false, "nothing", ALL],
		["deputy_guardian", 1, false, "full", ["concern", "notes"]],
		["deputy_guardian", 1, true, "full", ALL],
		["buddy_guardian", 0, false, "full", ALL],
		["buddy_guardian", 1, false, "full", ["concern", "notes"]],
		["exec_lead", 2, true, "full", ["concern"]],
		["medical_director", 2, true, "full", ["concern"]],
		["nursing_director", 2, true, "full", ["concern"]],
		["ned_lead", 0, true, "full", ["concern"]],
		["ceo", 3, true, "full", ["concern"]],
		["chair", 4, true, "full", ["concern"]],
		["sid", 4, true, "full", ["concern"]],
		["lead_governor", 4, true, "full", ["concern"]],
		["board_secretary", 4, true, "full", ["concern"]],
		["dpo", 0, true, "full", ["concern"]],
		["siro", 0, true, "full", ["concern"]],
		["external_body", 5, true, "full", ["concern"]],
		["external_body", 5, true, "existence", []],
		["external_body", 5, true, "nothing", []],
	];

	it.each(table)("of %s on rung %i (private for the deputy: %s, outside: %s) is exactly what the reference allows", (...row) => {
		const [role, rung, shareWithDeputy, external, opens] = row;
		expect(compartmentsFor(role, { rung, external, shareWithDeputy })).toEqual(opens);
	});
});

describe("what a tenure may see", () => {
	const sight = (history: ReturnType<typeof raiseAt>, role: Parameters<typeof holder>[0]) => sightOf(stateOf(history), holder(role).tenure);

	it("is nothing for anybody before the slot", () => {
		expect(sightsOf(stateOf(raiseAt(MONDAY)))).toEqual([]);
	});

	it("is the content for the first recipient from then on, and for the deputy from its rung on", () => {
		let history = untilOnTime(raiseAt(MONDAY), "2026-11-23T13:00:00Z");
		expect(sight(history, "guardian")).toEqual({ sight: "content", rung: 0, opens: ALL });
		expect(sight(history, "deputy_guardian").sight).toBe("nothing");
		history = untilOnTime(history, "2026-11-26T17:00:00Z");
		expect(sight(history, "deputy_guardian")).toEqual({ sight: "content", rung: 1, opens: ["concern", "notes"] });
	});

	it("is the existence above rung 1, and the content once released", () => {
		let history = untilOnTime(raiseAt(MONDAY), "2026-11-30T17:00:00Z");
		expect(sight(history, "exec_lead")).toEqual({ sight: "existence", rung: 2, opens: [] });
		history = after(
			history,
			{ kind: "release", rung: 2, notBefore: at("2026-11-30T17:00:00Z"), tenures: [holder("exec_lead").tenure], witnessed: true },
			"2026-11-30T17:00:00Z",
		);
		expect(sight(history, "exec_lead")).toEqual({ sight: "content", rung: 2, opens: ["concern"] });
		expect(sight(history, "chair").sight).toBe("nothing");
		expect(sightsOf(stateOf(history)).map((row) => row.rung)).toEqual([0, 1, 2]);
	});

	it("stays the existence for an outside body that the reporter allowed no more", () => {
		const recipients = statement().recipients.map((one) => (one.rung === 5 ? { ...one, opens: [] } : one));
		const history = untilOnTime(raiseAt(MONDAY, { external: "existence", recipients }), "2026-12-08T17:00:00Z");
		expect(sight(history, "external_body")).toEqual({ sight: "existence", rung: 5, opens: [] });
	});

	it("of somebody on two rungs is the most that either gives", () => {
		const lead = holder("ned_lead");
		const first = { tenure: lead.tenure, key: lead.key, rung: 0 as const, opens: ["concern" as const] };
		const history = untilOnTime(raiseAt(MONDAY, { recipients: [...statement().recipients, first] }), "2026-12-03T17:00:00Z");
		expect(sight(history, "ned_lead")).toEqual({ sight: "content", rung: 0, opens: ["concern"] });
		const released = after(
			history,
			{ kind: "release", rung: 3, notBefore: at("2026-12-03T17:00:00Z"), tenures: [lead.tenure], witnessed: true },
			"2026-12-03T17:00:00Z",
		);
		expect(sight(released, "ned_lead")).toEqual({ sight: "content", rung: 0, opens: ["concern"] });
		const empty = untilOnTime(
			raiseAt(MONDAY, { recipients: [...statement().recipients, { ...first, opens: [] }] }),
			"2026-11-23T13:00:00Z",
		);
		expect(sight(empty, "ned_lead")).toEqual({ sight: "existence", rung: 0, opens: [] });
	});

	it("is nothing for a stranger", () => {
		expect(sight(untilOnTime(raiseAt(MONDAY, {}, contextOf()), "2026-12-03T17:00:00Z"), "dpo").sight).toBe("nothing");
		expect(handler("dpo").role).toBe("dpo");
	});
});
