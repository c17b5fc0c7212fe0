import type { Policy } from "@answerable/types/policy";
import { describe, expect, it } from "vitest";
import { POLICY_IDS, policyById } from "./policy.ts";
import { SEVERITIES } from "./policy-fault.ts";
import { parsePolicy } from "./policy-file.ts";

const england = policyById("default-england@1");
const dues = (policy: Policy) => Object.fromEntries(policy.clocks.map((rule) => [rule.clock, [rule.due.S1, rule.due.S2, rule.due.S3]]));

/** Every object of a policy that holds a number of time, or a list of them, must have a source in itself or right above. */
function unsourced(value: unknown, path: string, covered: boolean): string[] {
	if (Array.isArray(value)) return value.flatMap((entry, index) => unsourced(entry, `${path}.${index}`, covered));
	if (typeof value !== "object" || value === null) return typeof value === "number" && !covered ? [path] : [];
	const isCovered = covered || ("source" in value && typeof value.source === "string" && value.source.length > 20);
	return Object.entries(value).flatMap(([key, entry]) => unsourced(entry, `${path}.${key}`, isCovered));
}

describe("a policy", () => {
	it("ships for the four nations, the Directive and its Member States, and the demonstration", () => {
		expect(POLICY_IDS.filter((id) => !id.startsWith("eu-directive-"))).toEqual([
			"default-england@1",
			"scotland-inwo@1",
			"wales@1",
			"northern-ireland@1",
			"eu-directive@1",
			"demo@1",
		]);
		expect(POLICY_IDS.filter((id) => id.startsWith("eu-directive-"))).toHaveLength(13);
	});

	it.each(POLICY_IDS)("%s has a source beside every number", (id) => {
		expect(unsourced(policyById(id), id, false)).toEqual([]);
		expect(parsePolicy(JSON.parse(JSON.stringify(policyById(id))))).toEqual(policyById(id));
	});

	it("that does not ship is asked for in vain", () => {
		expect(() => policyById("nowhere@1")).toThrow("No policy of the name nowhere@1");
	});
});

describe("the default policy of England", () => {
	it.each([
		["ack: 4 h, 1 WD, 3 WD", "acknowledgement", [{ hours: 4 }, { workingDays: 1 }, { workingDays: 3 }]],
		["triage: 8 h, 2 WD, 5 WD", "triage", [{ hours: 8 }, { workingDays: 2 }, { workingDays: 5 }]],
		["safety_action: 24 h, 5 WD, none", "safety_action", [{ hours: 24 }, { workingDays: 5 }, null]],
		["plan: 2 WD, 5 WD, 10 WD", "plan", [{ workingDays: 2 }, { workingDays: 5 }, { workingDays: 10 }]],
		["update: every 5 WD, 10 WD, 20 WD", "update", [{ workingDays: 5 }, { workingDays: 10 }, { workingDays: 20 }]],
		["outcome: 20 WD, 30 WD, 60 WD", "outcome", [{ workingDays: 20 }, { workingDays: 30 }, { workingDays: 60 }]],
	])("has reference §4.3, row %s", (_, clock, times) => {
		expect(dues(england)[clock]).toEqual(times);
	});

	it("has reference §4.3, the backstops: ack 7 calendar days, feedback 3 months from the ack, for every severity", () => {
		expect(england.backstops.map(({ clock, due, from }) => [clock, due, from])).toEqual([
			["acknowledgement", { calendarDays: 7 }, "received"],
			["outcome", { months: 3 }, "acknowledgement"],
		]);
	});

	it("has reference §4.3, row extension: +10 WD, +20 WD, to the 3-month backstop, for the outcome", () => {
		expect(england.extension).toMatchObject({
			clocks: ["outcome"],
			by: { S1: { workingDays: 10 }, S2: { workingDays: 20 }, S3: "backstop" },
		});
	});

	it("has reference §4.3, row feedback question: 10 WD after closure", () => {
		expect(england.feedback.after).toEqual({ workingDays: 10 });
	});

	it("has reference §4.3, row detriment check: 30, 90, 180 calendar days after closure; S3 90 and 180", () => {
		const days = (counts: readonly number[]) => counts.map((calendarDays) => ({ calendarDays }));
		expect(england.detrimentChecks.after).toEqual({ S1: days([30, 90, 180]), S2: days([30, 90, 180]), S3: days([90, 180]) });
	});

	it("has reference §4.3, row pre-warn: at 50 and 80 per cent; S3 at 80", () => {
		expect(england.preWarnings.fractions).toEqual({ S1: [0.5, 0.8], S2: [0.5, 0.8], S3: [0.8] });
	});

	const [l1, l2, l3, l4, l5] = england.ladder;
	it.each([
		["L1: deputy/buddy guardian, at submission for S1, then +0", l1, { hours: 0 }, { workingDays: 0 }, { workingDays: 0 }],
		[
			"L2: exec lead (S1 also medical/nursing director), existence at submission for S1, then +0, +1 WD, +3 WD",
			l2,
			{ hours: 0 },
			{ workingDays: 1 },
			{ workingDays: 3 },
		],
		["L3: NED lead and CEO, +4 h, +3 WD, +5 WD", l3, { hours: 4 }, { workingDays: 3 }, { workingDays: 5 }],
		["L4: chair and SID, +20 h, +5 WD, +10 WD", l4, { hours: 20 }, { workingDays: 5 }, { workingDays: 10 }],
		["L5: external, +48 h, +10 WD, +20 WD", l5, { hours: 48 }, { workingDays: 10 }, { workingDays: 20 }],
	])("has reference §4.3, ladder row %s", (_, rule, ...[S1, S2, S3]) => {
		expect(rule?.after).toEqual({ S1, S2, S3 });
	});

	it("has reference §4.3, the recipients of every level", () => {
		expect(england.ladder.map((rule) => [rule.roles.S1, rule.roles.S2, rule.atSubmission.S1, rule.atSubmission.S2])).toEqual([
			[["deputy_guardian", "buddy_guardian"], ["deputy_guardian", "buddy_guardian"], "content", "nothing"],
			[["exec_lead", "medical_director", "nursing_director"], ["exec_lead"], "existence", "nothing"],
			[["ned_lead", "ceo"], ["ned_lead", "ceo"], "nothing", "nothing"],
			[["chair", "sid"], ["chair", "sid"], "nothing", "nothing"],
			[["external_body"], ["external_body"], "nothing", "nothing"],
		]);
	});

	it("has reference §4.3 rule 2: pauses of 20 WD in total, not for S1, never for a safety action", () => {
		expect(england.pause).toMatchObject({ severities: ["S2", "S3"], maxTotal: { workingDays: 20 } });
		expect(england.pause.neverPaused).toContain("safety_action");
	});

	it("has reference §4.3 rule 4: an unacknowledged level sends the next one, after 2 h, 1 WD or 2 WD", () => {
		for (const rule of england.ladder)
			expect(rule.acknowledgeWithin).toEqual({ S1: { hours: 2 }, S2: { workingDays: 1 }, S3: { workingDays: 2 } });
	});

	it("has reference §4.3 rule 6: no contact after 3 attempts over 20 WD", () => {
		expect(england.noContact).toMatchObject({ attempts: 3, over: { workingDays: 20 } });
	});

	it("has reference §2.6: 6 years, contact data 12 months, out of scope 90 days, notice 30 days", () => {
		expect(england.retention).toMatchObject({
			case: { months: 72 },
			identity: { months: 12 },
			outOfScope: { calendarDays: 90 },
			notice: { calendarDays: 30 },
		});
	});
});

describe("the policies of the other nations", () => {
	it("Scotland's has reference §4.1, row Scotland INWO: ack 3 WD, stage 1 within 5 WD, updates every 20 WD, stage 2 within 20 WD", () => {
		const scotland = policyById("scotland-inwo@1");
		expect(dues(scotland)).toMatchObject({
			acknowledgement: [{ hours: 4 }, { workingDays: 1 }, { workingDays: 3 }],
			plan: [{ workingDays: 2 }, { workingDays: 5 }, { workingDays: 5 }],
			update: [{ workingDays: 5 }, { workingDays: 10 }, { workingDays: 20 }],
			outcome: [{ workingDays: 20 }, { workingDays: 20 }, { workingDays: 20 }],
		});
	});

	it.each(["wales@1", "northern-ireland@1"])("%s has England's numbers, since its own framework has none", (id) => {
		const policy = policyById(id);
		expect(dues(policy)).toEqual(dues(england));
		const numbers = (of: Policy) => JSON.stringify(of, (key, value) => (["source", "id", "title"].includes(key) ? undefined : value));
		expect(numbers(policy)).toBe(numbers(england));
	});

	it("the Directive's has reference §4.1, row EU: ack 7 calendar days, outcome 3 months from the ack", () => {
		const directive = policyById("eu-directive@1");
		expect(directive.clocks[0]?.due.S3).toEqual({ calendarDays: 7 });
		expect(directive.clocks[5]?.due.S3).toBe("backstop");
		expect(directive.backstops.map(({ due }) => due)).toEqual([{ calendarDays: 7 }, { months: 3 }]);
	});

	it("has reference §2.6 for Germany (3 years after closure) and Italy (at most 5 years)", () => {
		expect(policyById("eu-directive-de@1").retention.case).toEqual({ months: 36 });
		expect(policyById("eu-directive-it@1").retention.case).toEqual({ months: 60 });
	});

	it("has reference §3 for Ireland: no acknowledgement if the reporter asked not to or it would jeopardise identity, and feedback every 3 months on request", () => {
		expect(policyById("eu-directive-ie@1").national).toMatchObject({
			country: "ie",
			acknowledgementExceptions: ["asked-not-to", "would-jeopardise-identity"],
			furtherFeedback: { months: 3 },
		});
		expect(policyById("eu-directive-de@1").national?.acknowledgementExceptions).toEqual([]);
	});
});

type Json = Record<string, never>;
/** England's policy with one place changed, as raw JSON. */
function altered(path: string, value: unknown): unknown {
	const copy = JSON.parse(JSON.stringify(england));
	const keys = path.split(".");
	const last = keys.pop() ?? "";
	const place = keys.reduce<Json>((object, key) => object[key] ?? {}, copy);
	if (value === undefined) Reflect.deleteProperty(place, last);
	else Reflect.set(place, last, value);
	return copy;
}
const clocks = JSON.parse(JSON.stringify(england.clocks));
const ladder = JSON.parse(JSON.stringify(england.ladder));

describe("a policy that cannot be used is refused with file, path and reason:", () => {
	it.each([
		["a missing rung", altered("ladder", ladder.toSpliced(2, 1)), "ladder: rung 3 is missing."],
		["a rung twice", altered("ladder.2.rung", 2), "ladder: rung 2 stands there twice."],
		["rungs out of order", altered("ladder", ladder.toReversed()), "ladder: must be in the order 1, 2, 3, 4, 5."],
		["no ladder", altered("ladder", undefined), "ladder: is missing."],
		["a ladder of nothing", altered("ladder", [null, 1]), "ladder: rung 1 is missing."],
		["a missing clock", altered("clocks", clocks.toSpliced(1, 1)), "clocks: clock triage is missing."],
		["an unknown clock", altered("clocks.1.clock", "thanks"), '.clock: "thanks" is unknown; known are acknowledgement, triage'],
		["an unknown clock in a backstop", altered("backstops.0.clock", "thanks"), 'backstops.0.clock: "thanks" is unknown'],
		[
			"a cycle: a backstop that counts from itself",
			altered("backstops.0.from", "acknowledgement"),
			"backstops.0.from: the acknowledgement's backstop would count from itself",
		],
		[
			"a cycle: a rung before the one below it",
			altered("ladder.3.after.S3", { workingDays: 4 }),
			"ladder.3.after.S3: rung 4 would come before rung 3.",
		],
		["a negative duration", altered("clocks.0.due.S1", { hours: -4 }), "clocks.0.due.S1.hours: -4 is too small: at least 0."],
		[
			"an absurd duration in its own unit",
			altered("clocks.0.due.S1", { hours: 90_000 }),
			"clocks.0.due.S1.hours: 90000 is too large: at most 8760.",
		],
		[
			"an absurd duration",
			altered("clocks.5.due.S3", { months: 14 }),
			"clocks.5.due.S3: 14 calendar months is longer than any answer may take.",
		],
		["an absurd rung", altered("ladder.4.after.S3", { months: 20 }), "ladder.4.after.S3: 20 calendar months is longer"],
		["an absurd extension", altered("extension.by.S2", { months: 20 }), "extension.by.S2: 20 calendar months is longer"],
		["an absurd backstop", altered("backstops.1.due", { months: 30 }), "backstops.1.due: 30 calendar months is longer"],
		["no time at all", altered("clocks.0.due.S1", { hours: 0 }), "clocks.0.due.S1: no time at all is no time to answer in."],
		[
			"a duration in unknown units",
			altered("clocks.0.due.S1", { weeks: 1 }),
			'clocks.0.due.S1: is not written as a rule can read it: {"weeks":1}.',
		],
		["a duration in two units", altered("clocks.0.due.S1", { hours: 1, days: 1 }), "clocks.0.due.S1: has what no rule knows: days."],
		["no source", altered("clocks.3.source", undefined), "clocks.3.source: a number without a source: say where it comes from."],
		["an empty source", altered("retention.source", ""), "retention.source: a number without a source"],
		[
			"a graver concern that waits longer",
			altered("clocks.0.due.S1", { workingDays: 2 }),
			"clocks.0.due.S1: a graver concern would wait longer: 2 working days against 1 working day.",
		],
		["a graver concern without a clock", altered("clocks.2.due.S1", null), "clocks.2.due.S1: a clock that runs for S2 runs for S1."],
		[
			"a clock up to a backstop that is not there",
			altered("clocks.3.due.S3", "backstop"),
			"clocks.3.due.S3: the policy sets no backstop for plan.",
		],
		[
			"an extension up to a backstop that is not there",
			altered("extension.clocks", ["plan"]),
			"extension.by.S3: the policy sets no backstop for plan.",
		],
		[
			"two backstops of one clock",
			altered("backstops.1.clock", "acknowledgement"),
			"backstops.1.clock: acknowledgement has two backstops.",
		],
		[
			"an outside body inside",
			altered("ladder.3.roles.S1", ["external_body"]),
			"ladder.3.roles.S1: the external body stands on rung 5, and nowhere else.",
		],
		["nobody outside", altered("ladder.4.roles.S1", ["chair"]), "ladder.4.roles.S1: the external body stands on rung 5"],
		[
			"the chair beside the outside body",
			altered("ladder.4.roles.S1", ["external_body", "chair"]),
			"ladder.4.roles.S1: nobody of the organisation stands on rung 5.",
		],
		["a rung without roles", altered("ladder.1.roles.S2", []), "ladder.1.roles.S2: is too short: at least 1."],
		[
			"content for an executive at submission",
			altered("ladder.1.atSubmission.S1", "content"),
			"ladder.1.atSubmission.S1: nothing above rung 1",
		],
		["an explanation by the regulator", altered("explain.rungs", [5]), "explain.rungs: only rungs 1 to 4 may comply or explain."],
		[
			"a pause in immediate danger",
			altered("pause.severities", ["S1"]),
			"pause.severities: a concern about immediate danger is never paused.",
		],
		["a paused safety action", altered("pause.neverPaused", []), "pause.neverPaused: a safety action is never paused."],
		["a pause of months", altered("pause.maxTotal", { months: 1 }), "pause.maxTotal: pauses are counted in working days."],
		["a pause of calendar days", altered("pause.maxTotal", { calendarDays: 10 }), "pause.maxTotal: pauses are counted in working days."],
		[
			"detriment checks out of order",
			altered("detrimentChecks.after.S3", [{ calendarDays: 90 }, { calendarDays: 30 }]),
			"detrimentChecks.after.S3: each check comes after the one before.",
		],
		["retention in working days", altered("retention.case", { workingDays: 200 }), "retention.case: no calendar reaches that far"],
		[
			"a notice longer than what it announces",
			altered("retention.notice", { calendarDays: 100 }),
			"retention.notice: would begin before the outOfScope is closed.",
		],
		["a zone that does not exist", altered("zone", "Europe/Atlantis"), "zone: Europe/Atlantis is no time zone that exists."],
		["a cut-off that is no time", altered("cutOff", "25:00"), 'cutOff: is not written as a rule can read it: "25:00".'],
		["a cut-off in the morning", altered("cutOff", "11:59"), "cutOff: 11:59 would end the working day before noon."],
		["slots out of order", altered("slots", ["13:00", "08:00"]), "slots: must be in order, each once."],
		["warnings out of order", altered("preWarnings.fractions.S1", [0.8, 0.5]), "preWarnings.fractions.S1: must be in order, each once."],
		["a warning after the due", altered("preWarnings.fractions.S1", [1.5]), "preWarnings.fractions.S1.0: 1.5 is too large: at most 1."],
		[
			"too many slots",
			altered(
				"slots",
				Array.from({ length: 25 }, () => "08:00"),
			),
			"slots: is too long: at most 24.",
		],
		[
			"a country without a calendar",
			altered("national", { country: "xx", acknowledgementExceptions: [], furtherFeedback: null, source: "a test" }),
			"national.country: no calendar ships for xx.",
		],
		["what no rule knows", altered("reward", 7), ": has what no rule knows: reward."],
		["nothing at all", {}, "id: is missing."],
		["no object", 7, "is not written as a rule can read it: 7."],
	])("%s", (_, json, sentence) => {
		expect(() => parsePolicy(json, "policies/x.json")).toThrow(sentence);
		expect(() => parsePolicy(json, "policies/x.json")).toThrow(/^policies\/x\.json: /);
	});

	it("a clock that recurs, or is switched on, up to a backstop", () => {
		const directive = JSON.parse(JSON.stringify(policyById("eu-directive@1")));
		for (const change of [{ recurs: true }, { switched: true }]) {
			const changed = {
				...directive,
				clocks: directive.clocks.map((rule: { clock: string }) => (rule.clock === "outcome" ? { ...rule, ...change } : rule)),
			};
			expect(() => parsePolicy(changed)).toThrow("clocks.5.due.S3: only a clock that starts once, at receipt, may run to its backstop");
		}
	});

	it("and every other fault of the same file, each on its own line", () => {
		const json = { ...JSON.parse(JSON.stringify(england)), zone: "Europe/Atlantis", slots: ["13:00", "08:00"] };
		expect(() => parsePolicy(json, "x.json")).toThrow(
			"x.json: zone: Europe/Atlantis is no time zone that exists.\nx.json: slots: must be in order, each once.",
		);
	});
});

describe("no policy that ships", () => {
	it.each(POLICY_IDS)("lets a rung of %s be unreachable", (id) => {
		const { ladder: rules } = policyById(id);
		for (const severity of SEVERITIES) for (const rule of rules) expect(rule.roles[severity].length).toBeGreaterThan(0);
	});
});
