import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Role } from "@answerable/types/role";
import { Instant } from "@answerable/types/time";
import { describe, expect, test } from "vitest";
import { CliError } from "./cli-error.ts";
import { explain } from "./explain.ts";
import { nationOf, policyIn } from "./nation.ts";

const NOW = Instant.parse("2026-11-23T03:00:00Z");
const ASKED = ["--severity", "S3", "--received", "2026-04-02T10:00"];

const json = (...args: readonly string[]) => JSON.parse(explain([...args, "--json"], NOW).text);
const text = (...args: readonly string[]) => explain(args, NOW).text;

function refusal(...args: readonly string[]): string {
	try {
		explain(args, NOW);
	} catch (cause) {
		if (cause instanceof CliError) return cause.message;
		throw cause;
	}
	throw new Error("It was not refused.");
}

function fileOf(content: string): string {
	const path = join(mkdtempSync(join(tmpdir(), "answerable-acts-")), "acts.json");
	writeFileSync(path, content);
	return path;
}

describe("explain --json", () => {
	test("prints exactly the clocks with due and source, and the ladder with roles, due and who is skipped", () => {
		const answer = json("--policy", "default-england@1", "--nation", "england", ...ASKED);
		expect(Object.keys(answer)).toEqual(["clocks", "ladder"]);
		for (const clock of answer.clocks) expect(Object.keys(clock)).toEqual(["clock", "due", "source"]);
		for (const rung of answer.ladder) expect(Object.keys(rung)).toEqual(["rung", "roles", "due", "skipped"]);
		expect(answer.clocks.map((clock: { clock: string }) => clock.clock)).toEqual([
			"acknowledgement",
			"triage",
			"plan",
			"update",
			"outcome",
		]);
		expect(answer.ladder).toEqual([
			{ rung: 1, roles: ["deputy_guardian"], due: "2026-04-09T16:00:00Z", skipped: [] },
			{ rung: 2, roles: ["exec_lead"], due: "2026-04-14T16:00:00Z", skipped: [] },
			{ rung: 3, roles: ["ned_lead", "ceo"], due: "2026-04-16T16:00:00Z", skipped: [] },
			{ rung: 4, roles: ["chair", "sid"], due: "2026-04-23T16:00:00Z", skipped: [] },
			{ rung: 5, roles: ["external_body"], due: "2026-05-08T16:00:00Z", skipped: [] },
		]);
	});

	/** Reference §4.6, the acknowledgement of S3 (three working days) and of S2 (one) in each nation. */
	test.each([
		["england", "S3", "2026-04-02T10:00", "2026-04-09T16:00:00Z"],
		["wales", "S3", "2026-04-02T10:00", "2026-04-09T16:00:00Z"],
		["scotland", "S3", "2026-04-02T10:00", "2026-04-08T16:00:00Z"],
		["northern-ireland", "S3", "2026-04-02T10:00", "2026-04-09T16:00:00Z"],
		["scotland", "S3", "2026-07-31T10:00", "2026-08-06T16:00:00Z"],
		["england", "S3", "2026-07-31T10:00", "2026-08-05T16:00:00Z"],
		["scotland", "S3", "2026-08-28T10:00", "2026-09-02T16:00:00Z"],
		["england", "S3", "2026-08-28T10:00", "2026-09-03T16:00:00Z"],
		["northern-ireland", "S2", "2026-07-10T10:00", "2026-07-14T16:00:00Z"],
		["england", "S2", "2026-07-10T10:00", "2026-07-13T16:00:00Z"],
		["northern-ireland", "S2", "2026-03-16T10:00", "2026-03-18T17:00:00Z"],
		["england", "S2", "2026-03-16T10:00", "2026-03-17T17:00:00Z"],
		["england", "S1", "2026-03-28T22:30", "2026-03-29T02:30:00Z"],
		["england", "S1", "2026-10-24T22:30", "2026-10-25T01:30:00Z"],
	])("keeps the vectors of the reference: %s, %s, received %s", (nation, severity, received, due) => {
		const answer = json("--policy", "default-england@1", "--nation", nation, "--severity", severity, "--received", received);
		expect(answer.clocks[0]).toMatchObject({ clock: "acknowledgement", due });
	});

	test("keeps the Christmas vector, whose day is ahead, once it is told to think of a later day", () => {
		const answer = json("--severity", "S3", "--received", "2026-12-24T18:30", "--now", "2027-01-01T00:00");
		expect(answer.clocks[0]).toMatchObject({ due: "2026-12-31T23:59:59Z" });
	});

	test("names nobody whom the concern is about", () => {
		const { ladder } = json(...ASKED, "--about", "ceo");
		expect(ladder.flatMap((rung: { roles: string[] }) => rung.roles)).not.toContain("ceo");
		expect(ladder[2]).toEqual({ rung: 3, roles: [], due: null, skipped: ["ned_lead", "ceo"] });
		const inLine = json(...ASKED, "--about", "other_executive", "--in-line", "exec_lead,ceo");
		expect(inLine.ladder[2]).toMatchObject({ roles: [] });
	});

	test("goes outside only as far as was chosen", () => {
		for (const flags of [["--external", "nothing"], ["--personal"]]) {
			expect(json(...ASKED, ...flags).ladder[4]).toEqual({ rung: 5, roles: [], due: null, skipped: ["external_body"] });
		}
	});

	test("gives the place of those whom nobody is to the next", () => {
		expect(json(...ASKED, "--vacant", "deputy_guardian,exec_lead").ladder.slice(0, 2)).toEqual([
			{ rung: 1, roles: ["buddy_guardian"], due: "2026-04-09T16:00:00Z", skipped: ["deputy_guardian"] },
			{ rung: 2, roles: [], due: null, skipped: ["exec_lead"] },
		]);
	});

	test("leaves out what was answered", () => {
		const acts = fileOf('[{"at":"2026-04-07T09:30","by":"guardian","does":"letter","purpose":"acknowledgement"}]');
		expect(json(...ASKED, "--acts", acts).clocks.map((clock: { clock: string }) => clock.clock)).not.toContain("acknowledgement");
	});

	test("runs the safety action of S2 unless the answers call for none", () => {
		const clocksWith = (...flags: readonly string[]) =>
			json("--severity", "s2", "--received", "2026-04-02T10:00", ...flags).clocks.map((clock: { clock: string }) => clock.clock);
		expect(clocksWith()).toContain("safety_action");
		expect(clocksWith("--no-safety-action")).not.toContain("safety_action");
	});
});

describe("explain in plain English", () => {
	test("tells each due with its source, the ladder, what may change and what comes afterwards", () => {
		const said = text(...ASKED);
		expect(said).toContain("Thu  9 Apr 2026 17:00     Acknowledgement: a person writes back (3 working days).");
		expect(said).toContain("WHO HEARS OF IT IF NOBODY ANSWERS, AND WHEN");
		expect(said).toContain("Comply or explain: Rung 4 may hold the ladder");
		expect(said).toContain("AFTERWARDS");
		expect(said.match(/Source: /g)?.length).toBeGreaterThan(15);
		expect(said).not.toMatch(/undefined|null|NaN|\.\./);
	});

	test.each(["england", "wales", "scotland", "northern-ireland", "ireland", "Germany", "fr"])(
		"uses the policy and the calendar of %s",
		(nation) => {
			const { division, policy } = nationOf(nation);
			const said = text(...ASKED, "--nation", nation);
			expect(said).toContain(`(${policy})`);
			expect(said).toContain(`Calendar ${division}@`);
		},
	);

	test.each([
		["scotland-inwo@1", "scotland@"],
		["wales@1", "england-and-wales@"],
		["eu-directive-de@1", "de@"],
		["eu-directive@1", "be@"],
		["demo@1", "england-and-wales@"],
	])("reads %s by its own nation's calendar if none is named", (policy, calendar) => {
		expect(text(...ASKED, "--policy", policy)).toContain(`(${policy}). Calendar ${calendar}`);
	});

	test("takes the Directive's policy of the country that was asked for", () => {
		expect(policyIn(nationOf("germany"), "eu-directive@1")).toBe("eu-directive-de@1");
		expect(policyIn(nationOf("england"), "eu-directive@1")).toBe("eu-directive@1");
		expect(policyIn(nationOf("germany"), "demo@1")).toBe("demo@1");
	});

	test("gives help when asked", () => {
		expect(text("--help")).toContain("--received TIME");
	});
});

describe("explain refuses, in a sentence that says what to do,", () => {
	test.each([
		[
			"a time that the clock left out",
			["--severity", "S3", "--received", "2026-03-29T01:30"],
			"the clock went forward over it, to 2026-03-29T02:30",
		],
		["an offset that the zone did not have", ["--severity", "S3", "--received", "2026-07-01T10:00+05:00"], "did not have that offset then"],
		["a day that does not exist", ["--severity", "S3", "--received", "2026-02-30T10:00"], "this is no date and time"],
		[
			"a time in the future",
			["--severity", "S3", "--received", "2026-11-24T10:00"],
			"lies in the future: it is Monday 23 November 2026, 03:00",
		],
		["a time far in the future", ["--severity", "S3", "--received", "2031-01-01T10:00"], "also beyond the calendar england-and-wales@"],
		["a time before the calendar", ["--severity", "S3", "--received", "2023-01-01T10:00"], "and no date is guessed"],
		[
			"a time too near the calendar's end",
			["--severity", "S3", "--received", "2030-12-01T10:00", "--now", "2030-12-02T10:00"],
			"is known from Monday 1 January 2024 to",
		],
		["a policy that nobody knows", [...ASKED, "--policy", "mars@1"], 'There is no policy "mars@1". Known are default-england@1'],
		["a nation that nobody knows", [...ASKED, "--nation", "mars"], 'There is no nation "mars". Known are england'],
		[
			"a severity that nobody knows",
			["--severity", "S9", "--received", "2026-04-02T10:00"],
			"--severity S9 is unknown. Known are S1, S2, S3.",
		],
		["a subject that nobody knows", [...ASKED, "--about", "me"], "--about me is unknown"],
		["a role that nobody knows", [...ASKED, "--in-line", "king"], "--in-line king is unknown"],
		["a concern that nobody may receive", [...ASKED, "--vacant", Role.options.join(",")], "Nobody is left who may receive this concern."],
		["a flag that nobody knows", ["--frob"], "Unknown option '--frob'"],
		["nothing at all", [], "--received is missing"],
		["a concern without a severity", ["--received", "2026-04-02T10:00"], "--severity is missing"],
	])("%s", (_, args, words) => {
		expect(refusal(...args)).toContain(words);
	});

	test.each([
		["a file that is not there", "/nowhere/acts.json", "/nowhere/acts.json: its root: "],
		["acts that are no list", fileOf("{}"), "acts.json: "],
		["an act that nobody knows", fileOf('[{"at":"2026-04-07T09:30","by":"guardian","does":"dance"}]'), "acts.json: 0.does: "],
		[
			"an act that the rules refuse",
			fileOf('[{"at":"2026-04-07T09:30","by":"guardian","does":"close","reason":"outcome"}]'),
			"Act 1 (close at 2026-04-07T09:30): the rules refuse it (no-outcome-yet).",
		],
		[
			"an act at no time",
			fileOf('[{"at":"2026-03-29T01:30","does":"reply"}]'),
			"Act 1 (reply at 2026-03-29T01:30): there was no such time",
		],
	])("%s", (_, file, words) => {
		expect(refusal(...ASKED, "--acts", file)).toContain(words);
	});

	test("nothing of a time that came twice: it takes the first, says so beside the answer, and how to ask for the second", () => {
		const twice = explain(["--severity", "S1", "--received", "2026-10-25T01:30", "--json"], NOW);
		expect(twice.notes).toEqual([
			"--received 2026-10-25T01:30 came twice in Europe/London, when the clock went back. The first was taken, 2026-10-25T01:30+01:00; write 2026-10-25T01:30+00:00 for the second.",
		]);
		const [first, second] = [twice, explain(["--severity", "S1", "--received", "2026-10-25T01:30+00:00", "--json"], NOW)].map(
			(answer) => JSON.parse(answer.text).clocks[0].due,
		);
		expect([first, second]).toEqual(["2026-10-25T04:30:00Z", "2026-10-25T05:30:00Z"]);
	});
});
