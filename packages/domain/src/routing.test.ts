import type { PersonId } from "@answerable/types/id";
import type { Role, Rung } from "@answerable/types/role";
import type { DeclaredInterest, Remit, Subject, Tie } from "@answerable/types/routing";
import type { CivilDate } from "@answerable/types/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefused } from "./command.ts";
import { contextOf, HOLDERS, hash, holder, personOf, STAFF, statement, tenureOf } from "./history.fixture.ts";
import { checkRecipients, type Holder, type Route, type RoutedRecipient, type RoutingRequest, route } from "./routing.ts";
import { parseRouting, ROUTING, rowOf } from "./routing-table.ts";

const REQUEST: RoutingRequest = {
	subject: "none",
	named: [],
	inLine: [],
	interests: [],
	bodies: [],
	holders: HOLDERS,
	severity: "S3",
	external: "full",
	externalEligible: true,
	shareWithDeputy: false,
	policy: contextOf().policy,
};

function routeOf(change: Partial<RoutingRequest>): Route {
	const routed = route({ ...REQUEST, ...change });
	if (isRefused(routed)) throw new Error(routed.refused);
	return routed;
}

function rolesAt(routed: Route, rung: Rung): readonly Role[] {
	return routed.recipients.filter((recipient) => recipient.rung === rung).map((recipient) => recipient.role);
}

function without(...roles: readonly Role[]): readonly Holder[] {
	return HOLDERS.filter((one) => !roles.includes(one.role));
}

function reasonsFor(routed: Route, ...roles: readonly (typeof STAFF)[number][]): readonly (string | undefined)[] {
	return roles.map((role) => routed.exclusions.find((one) => one.person === holder(role).person)?.why);
}

function tie(by: (typeof STAFF)[number], about: (typeof STAFF)[number], kind: Tie): DeclaredInterest {
	return { by: holder(by).person, about: holder(about).person, tie: kind, from: "2026-01-01" as CivilDate, until: null };
}

/** A further outside body, with what the directory says of it. */
function body(number: number, remit: Remit): { readonly holder: Holder; readonly entry: RoutingRequest["bodies"][number] } {
	const tenure = tenureOf(number);
	return { holder: { tenure, person: personOf(number), role: "external_body", key: hash(number) }, entry: { tenure, remits: [remit] } };
}

const NORMAL = { 1: ["deputy_guardian"], 2: ["exec_lead"], 3: ["ned_lead", "ceo"], 4: ["chair", "sid"], 5: ["external_body"] };

type Row = {
	readonly subject: Subject;
	/** The row in the words of the reference. */
	readonly says: string;
	readonly out: readonly Role[];
	readonly first: readonly Role[];
	/** Every rung that differs from the usual ladder. */
	readonly rungs: Partial<Record<Rung, readonly Role[]>>;
	readonly severity: "S2" | "S3";
	readonly offered: boolean;
};

const ROWS: readonly Row[] = [
	{ subject: "none", says: "nobody: the usual ladder", out: [], first: ["guardian"], rungs: {}, severity: "S3", offered: false },
	{
		subject: "guardian",
		says: "a guardian: that guardian and the deputies are out; buddy guardian in another organisation, or non-executive lead; then chair, then outside",
		out: ["guardian", "deputy_guardian"],
		first: ["buddy_guardian"],
		rungs: { 1: ["ned_lead"], 2: ["chair"], 3: [] },
		severity: "S3",
		offered: false,
	},
	{
		subject: "external_guardian_provider",
		says: "an external guardian provider: the provider is out; non-executive lead, then chair",
		out: ["guardian", "deputy_guardian", "buddy_guardian"],
		first: ["ned_lead"],
		rungs: { 1: [], 2: ["chair"], 3: [] },
		severity: "S3",
		offered: false,
	},
	{
		subject: "champion",
		says: "a champion: guardian, then normal",
		out: [],
		first: ["guardian"],
		rungs: {},
		severity: "S3",
		offered: false,
	},
	{
		subject: "line_manager_or_clinician",
		says: "a line manager or clinician: guardian, then normal",
		out: [],
		first: ["guardian"],
		rungs: {},
		severity: "S3",
		offered: false,
	},
	{
		subject: "exec_lead",
		says: "the executive lead: out; guardian, non-executive lead at rung 2, then chair",
		out: ["exec_lead"],
		first: ["guardian"],
		rungs: { 2: ["ned_lead"], 3: [] },
		severity: "S2",
		offered: false,
	},
	{
		subject: "other_executive",
		says: "another executive: out; guardian, non-executive lead at rung 2, then chief executive unless line conflict, then chair",
		out: ["medical_director", "nursing_director"],
		first: ["guardian"],
		rungs: { 2: ["ned_lead"], 3: ["ceo"] },
		severity: "S2",
		offered: false,
	},
	{
		subject: "ceo",
		says: "the chief executive: out with the executive lead who reports to them; guardian and non-executive lead, then chair and SID, then outside",
		out: ["exec_lead", "ceo"],
		first: ["guardian", "ned_lead"],
		rungs: { 2: [], 3: [] },
		severity: "S2",
		offered: false,
	},
	{
		subject: "ned_lead",
		says: "the non-executive lead: out; guardian, the SID replaces, then chair",
		out: ["ned_lead"],
		first: ["guardian"],
		rungs: { 3: ["sid", "ceo"] },
		severity: "S2",
		offered: false,
	},
	{
		subject: "chair",
		says: "the chair: out with the non-executive lead unless cleared; SID with lead governor, then the region, offered at once",
		out: ["ned_lead", "chair"],
		first: ["sid", "lead_governor"],
		rungs: { 1: ["guardian"], 2: [], 3: [], 4: [] },
		severity: "S2",
		offered: true,
	},
	{
		subject: "several_directors",
		says: "several directors: all are out, the board's rungs are skipped; guardian, and the way outside is offered first",
		out: ["exec_lead", "ned_lead", "ceo", "chair", "sid", "medical_director", "nursing_director"],
		first: ["guardian"],
		rungs: { 2: [], 3: [], 4: [] },
		severity: "S2",
		offered: true,
	},
	{
		subject: "commissioner",
		says: "an integrated care board or a region: that body is out (all of them, if none is named)",
		out: ["external_body"],
		first: ["guardian"],
		rungs: { 5: [] },
		severity: "S3",
		offered: true,
	},
	{
		subject: "platform",
		says: "the platform: data protection officer and SIRO, then the data protection authority",
		out: [],
		first: ["dpo", "siro"],
		rungs: { 1: ["guardian"], 2: [], 3: [], 4: [] },
		severity: "S3",
		offered: false,
	},
];

/** What holds for every recipient of every route. */
function expectProper(recipient: RoutedRecipient, asked: Pick<RoutingRequest, "subject" | "named" | "external">, routed: Route) {
	const row = rowOf(asked.subject);
	expect(routed.excluded).not.toContain(recipient.person);
	expect(asked.named).not.toContain(recipient.person);
	if (row.excludes === "role") expect(row.about).not.toContain(recipient.role);
	if (recipient.rung > 1) expect(recipient.opens.filter((compartment) => compartment !== "concern")).toEqual([]);
	if (recipient.role === "external_body" && asked.external !== "full") expect(recipient.opens).toEqual([]);
}

function isBetween(line: DeclaredInterest, a: PersonId, b: PersonId): boolean {
	return (line.by === a && line.about === b) || (line.by === b && line.about === a);
}

describe("conflict routing", () => {
	it.each(ROWS)("reference §4.4, $says", ({ subject, out, first, rungs, severity, offered }) => {
		const routed = routeOf({ subject });
		expect(HOLDERS.filter((one) => routed.excluded.includes(one.person)).map((one) => one.role)).toEqual(
			STAFF.filter((role) => out.includes(role)),
		);
		expect(rolesAt(routed, 0)).toEqual(first);
		for (const rung of [1, 2, 3, 4, 5] as const) expect(rolesAt(routed, rung)).toEqual({ ...NORMAL, ...rungs }[rung]);
		expect(routed.severity).toBe(severity);
		expect(routed.externalOfferedFirst).toBe(offered);
	});

	it("has one row for each subject, each with its source", () => {
		expect(ROUTING.map((row) => row.subject)).toEqual(ROWS.map(({ subject }) => subject));
		for (const row of ROUTING) expect(row.source).toMatch(/^Design decision, reference §4\.4/);
	});

	it("is not loaded with a row too many, too few, or one that clears whom it does not leave out: the error names file, path and reason", () => {
		const rows = ROUTING.map((row) => structuredClone(row));
		const none = rowOf("none");
		expect(() => parseRouting("routing.json", rows.slice(1))).toThrow("routing.json: none: has 0 rows, and must have one.");
		expect(() => parseRouting("routing.json", [...rows, none])).toThrow("routing.json: none: has 2 rows, and must have one.");
		expect(() => parseRouting("routing.json", [{ ...none, unlessCleared: ["ceo"] }, ...rows.slice(1)])).toThrow(
			"routing.json: none.unlessCleared: ceo is not among those whom the row leaves out.",
		);
		expect(() => parseRouting("routing.json", [{ ...none, source: undefined }, ...rows.slice(1)])).toThrow("routing.json: 0.source: ");
		expect(() => rowOf("elsewhere" as Subject)).toThrow("has no row for elsewhere");
	});

	it("goes to the non-executive lead first about a guardian where there is no buddy, and then to the chair", () => {
		const routed = routeOf({ subject: "guardian", holders: without("buddy_guardian") });
		expect(rolesAt(routed, 0)).toEqual(["ned_lead"]);
		expect(rolesAt(routed, 1)).toEqual([]);
		expect(rolesAt(routed, 2)).toEqual(["chair"]);
		expect(rolesAt(routed, 4)).toEqual(["chair", "sid"]);
	});

	it("leaves out the executive lead and the chief executive who stand in the same reporting line as another executive", () => {
		const routed = routeOf({ subject: "other_executive", inLine: ["exec_lead", "ceo"] });
		expect(reasonsFor(routed, "exec_lead", "ceo", "chair")).toEqual(["in-line", "in-line", undefined]);
		expect([rolesAt(routed, 2), rolesAt(routed, 3), rolesAt(routed, 4)]).toEqual([["ned_lead"], [], ["chair", "sid"]]);
		expect(reasonsFor(routeOf({ subject: "champion", inLine: ["exec_lead"] }), "exec_lead")).toEqual([undefined]);
	});

	it("keeps the non-executive lead in a concern about the chair only if the register cleared them", () => {
		const cleared = routeOf({ subject: "chair", interests: [tie("ned_lead", "chair", "cleared")] });
		expect(reasonsFor(cleared, "ned_lead", "chair")).toEqual([undefined, "about"]);
		expect(rolesAt(cleared, 3)).toEqual(["ned_lead"]);
		expect(rolesAt(routeOf({ subject: "chair", interests: [tie("ned_lead", "ceo", "cleared")] }), 3)).toEqual([]);
		const both = [tie("ned_lead", "chair", "cleared"), tie("chair", "ned_lead", "close_friend")];
		expect(reasonsFor(routeOf({ subject: "chair", interests: both }), "ned_lead")).toEqual(["tied"]);
		expect(reasonsFor(routeOf({ subject: "chair", holders: without("chair"), interests: both }), "ned_lead")).toEqual(["answers-to"]);
	});

	it("goes to the guardian about the chair or the platform where nobody else of the row is there", () => {
		expect(rolesAt(routeOf({ subject: "chair", holders: without("sid", "lead_governor") }), 0)).toEqual(["guardian"]);
		expect(rolesAt(routeOf({ subject: "platform", holders: without("dpo", "siro") }), 0)).toEqual(["guardian"]);
	});

	it("pages the medical and nursing directors too where somebody is in immediate danger", () => {
		expect(rolesAt(routeOf({ severity: "S1" }), 2)).toEqual(["exec_lead", "medical_director", "nursing_director"]);
		expect(rolesAt(routeOf({ severity: "S1", subject: "ceo" }), 2)).toEqual([]);
	});

	it("leaves out the person, in every post they hold: a chief executive who is the exec lead as well", () => {
		const both = HOLDERS.map((one): Holder => (one.role === "exec_lead" ? { ...one, person: holder("ceo").person } : one));
		const routed = routeOf({ subject: "line_manager_or_clinician", named: [holder("ceo").person], holders: both });
		expect(rolesAt(routed, 2)).toEqual([]);
		expect(rolesAt(routed, 3)).toEqual(["ned_lead"]);
		expect(routed.skipped).toEqual([2]);
		expect(rolesAt(routeOf({ subject: "ceo", holders: both }), 2)).toEqual([]);
	});

	it("leaves out only whom the reporter names, or the whole role if none of it was named", () => {
		const named = routeOf({ subject: "other_executive", named: [holder("medical_director").person] });
		expect(named.excluded).toEqual([holder("medical_director").person]);
		const unnamed = routeOf({ subject: "other_executive" });
		expect(unnamed.excluded).toEqual([holder("medical_director").person, holder("nursing_director").person]);
	});

	it("falls back to the role itself where nobody holds the one that should stand in for it", () => {
		expect(rolesAt(routeOf({ subject: "other_executive", holders: without("ned_lead") }), 2)).toEqual(["exec_lead"]);
		expect(rolesAt(routeOf({ subject: "chair", holders: without("guardian") }), 1)).toEqual(["deputy_guardian"]);
	});

	it("counts a rung as empty on which only people stand who were told before", () => {
		const both = HOLDERS.map((one): Holder => (one.role === "exec_lead" ? { ...one, person: holder("guardian").person } : one));
		const routed = routeOf({ holders: both });
		expect(rolesAt(routed, 2)).toEqual([]);
		expect(routed.skipped).toEqual([2]);
		expect(rolesAt(routed, 3)).toEqual(["ned_lead", "ceo"]);
	});

	it("lets a buddy guardian of another organisation stand in only where there is no deputy", () => {
		expect(rolesAt(routeOf({}), 1)).toEqual(["deputy_guardian"]);
		expect(rolesAt(routeOf({ holders: HOLDERS.filter((one) => one.role !== "deputy_guardian") }), 1)).toEqual(["buddy_guardian"]);
	});

	it("skips up to the lowest rung that stands where nobody is left to receive it first", () => {
		const holders = HOLDERS.filter((one) => ["ned_lead", "chair"].includes(one.role));
		const routed = routeOf({ holders });
		expect(rolesAt(routed, 0)).toEqual(["ned_lead"]);
		expect(rolesAt(routed, 3)).toEqual([]);
		expect(rolesAt(routed, 4)).toEqual(["chair"]);
		expect(routed.skipped).toEqual([1, 2, 3]);
	});

	it("goes to another body of the directory first where the concern is about one, and then to the quality regulator", () => {
		const [care, region, quality] = [body(80, "commissioning"), body(81, "region"), body(82, "quality")];
		const all = [care, region, quality];
		const request = {
			subject: "commissioner" as const,
			named: [holder("external_body").person, care.holder.person],
			holders: [...HOLDERS, ...all.map((one) => one.holder)],
			bodies: all.map((one) => one.entry),
		};
		const routed = routeOf(request);
		const tenuresAt = (rung: Rung) => routed.recipients.filter((one) => one.rung === rung).map((one) => one.tenure);
		expect(tenuresAt(0)).toEqual([region.holder.tenure, holder("guardian").tenure]);
		expect(tenuresAt(5)).toEqual([quality.holder.tenure]);
		expect(rolesAt(routeOf({ ...request, external: "existence" }), 0)).toEqual(["guardian"]);
		const unsaid = routeOf({ ...request, bodies: [] });
		expect(rolesAt(unsaid, 5)).toEqual(["external_body", "external_body"]);
	});

	it("ends with the data protection authority about the platform, where the directory has one", () => {
		const authority = body(83, "data_protection");
		const routed = routeOf({ subject: "platform", holders: [...HOLDERS, authority.holder], bodies: [authority.entry] });
		expect(routed.recipients.filter((one) => one.rung === 5).map((one) => one.tenure)).toEqual([authority.holder.tenure]);
	});

	it("is refused when nobody inside is left and the way outside is shut", () => {
		const outside = HOLDERS.filter((one) => one.role === "external_body");
		expect(route({ ...REQUEST, holders: [] })).toEqual({ refused: "no-recipient" });
		expect(route({ ...REQUEST, holders: outside, external: "nothing" })).toEqual({ refused: "no-recipient" });
		expect(route({ ...REQUEST, holders: outside, externalEligible: false })).toEqual({ refused: "no-recipient" });
		const routed = routeOf({ holders: outside, external: "existence" });
		expect(routed.recipients).toMatchObject([{ rung: 5, opens: [] }]);
	});

	it("tells before submission that all internal rungs are empty", () => {
		const alone = (...roles: readonly Role[]) => HOLDERS.filter((one) => roles.includes(one.role));
		const told = (change: Partial<RoutingRequest>) => [routeOf(change).inside, routeOf(change).beforehand];
		expect(told({ holders: alone("external_body") })).toEqual(["nobody", [{ kind: "nobody-inside" }]]);
		expect(told({ holders: alone("guardian", "external_body") })).toEqual(["first-only", [{ kind: "first-only", next: "outside" }]]);
		expect(told({ holders: alone("guardian") })).toEqual(["first-only", [{ kind: "first-only", next: "nobody" }]]);
		expect(told({})).toEqual(["ladder", []]);
	});

	it("offers the way outside before anything is sent, and says that a concern about a board is urgent", () => {
		expect(routeOf({ subject: "several_directors" }).beforehand).toEqual([
			{ kind: "outside-offered", remits: ["quality", "region", "counter_fraud"] },
			{ kind: "more-urgent" },
		]);
		expect(routeOf({ subject: "chair", severity: "S1" }).beforehand).toEqual([{ kind: "outside-offered", remits: ["region"] }]);
	});

	it("says who will get it, step by step, and who will not", () => {
		const routed = routeOf({ subject: "guardian", external: "existence" });
		expect(routed.steps).toEqual([
			{ rung: 0, roles: ["buddy_guardian"], gets: "content", atOnce: "content" },
			{ rung: 1, roles: ["ned_lead"], gets: "content", atOnce: "nothing" },
			{ rung: 2, roles: ["chair"], gets: "content", atOnce: "nothing" },
			{ rung: 4, roles: ["chair", "sid"], gets: "content", atOnce: "nothing" },
			{ rung: 5, roles: ["external_body"], gets: "existence", atOnce: "nothing" },
		]);
		expect(routed.leftOut).toEqual([
			{ role: "guardian", which: "all", why: "about" },
			{ role: "deputy_guardian", which: "all", why: "answers-to" },
		]);
	});

	it("says who hears of immediate danger at once, and how much", () => {
		expect(routeOf({ severity: "S1" }).steps.map(({ rung, atOnce }) => [rung, atOnce])).toEqual([
			[0, "content"],
			[1, "content"],
			[2, "existence"],
			[3, "nothing"],
			[4, "nothing"],
			[5, "nothing"],
		]);
	});

	it("says why nobody outside will be told", () => {
		const why = (change: Partial<RoutingRequest>) => routeOf(change).outsideShut;
		expect(why({})).toBeNull();
		expect(why({ external: "nothing" })).toBe("chosen");
		expect(why({ externalEligible: false })).toBe("personal-matter");
		expect(why({ holders: HOLDERS.filter((one) => one.role !== "external_body") })).toBe("no-body");
	});

	it("says of one among several that it is the one whom the reporter named", () => {
		const second: Holder = { tenure: tenureOf(81), person: personOf(81), role: "guardian", key: hash(81) };
		const routed = routeOf({ holders: [...HOLDERS, second], named: [second.person] });
		expect(routed.leftOut).toEqual([{ role: "guardian", which: "named", why: "named" }]);
		const tied = routeOf({
			holders: [...HOLDERS, second],
			named: [holder("ceo").person],
			interests: [{ ...tie("ceo", "ceo", "spouse"), by: second.person }],
		});
		expect(tied.leftOut).toEqual([
			{ role: "guardian", which: "concerned", why: "tied" },
			{ role: "ceo", which: "all", why: "named" },
		]);
	});

	it("asks who stands in the same line only of roles that are held, and not left out anyway", () => {
		const asked = (change: Partial<RoutingRequest>) => routeOf({ subject: "other_executive", ...change }).mayBeInLine;
		expect(asked({})).toEqual(["exec_lead", "ceo"]);
		expect(asked({ inLine: ["ceo"] })).toEqual(["exec_lead", "ceo"]);
		expect(asked({ named: [holder("ceo").person] })).toEqual(["exec_lead"]);
		expect(asked({ holders: without("exec_lead") })).toEqual(["ceo"]);
		const both = HOLDERS.map((one) => (one.role === "exec_lead" ? { ...one, person: holder("medical_director").person } : one));
		expect(asked({ holders: both })).toEqual(["ceo"]);
		for (const subject of ["none", "guardian", "ceo", "several_directors"] as const) expect(asked({ subject })).toEqual([]);
	});

	it("never reaches a person who is left out, and opens above rung 1 nothing but the concern", () => {
		const anyHolder = fc.record({
			tenure: fc.integer({ min: 0, max: 40 }),
			person: fc.integer({ min: 0, max: 12 }),
			role: fc.constantFrom(...STAFF),
		});
		const subjects = ROWS.map(({ subject }) => subject);
		const ties = ["spouse", "line_report", "close_friend", "team", "undisclosed", "cleared"] as const;
		const anyTie = fc.record({
			by: fc.integer({ min: 0, max: 12 }),
			about: fc.integer({ min: 0, max: 12 }),
			tie: fc.constantFrom(...ties),
		});
		fc.assert(
			fc.property(
				fc.uniqueArray(anyHolder, { maxLength: 25, selector: (one) => one.tenure }),
				fc.record({
					subject: fc.constantFrom(...subjects),
					named: fc.subarray(
						Array.from({ length: 13 }, (_, index) => personOf(index)),
						{ maxLength: 4 },
					),
					severity: fc.constantFrom("S1" as const, "S2" as const, "S3" as const),
					external: fc.constantFrom("nothing" as const, "existence" as const, "full" as const),
					externalEligible: fc.boolean(),
					shareWithDeputy: fc.boolean(),
					inLine: fc.subarray(["exec_lead" as const, "ceo" as const]),
				}),
				fc.array(anyTie, { maxLength: 6 }),
				(people, asked, declared) => {
					const holders = people.map(
						(one): Holder => ({ tenure: tenureOf(one.tenure), person: personOf(one.person), role: one.role, key: hash(one.tenure) }),
					);
					const interests = declared.map((line) => ({
						...tie("ceo", "ceo", line.tie),
						by: personOf(line.by),
						about: personOf(line.about),
					}));
					const routed = route({ ...REQUEST, ...asked, holders, interests });
					if (isRefused(routed)) return;
					for (const { person } of routed.recipients) {
						expect(asked.named.some((named) => interests.some((line) => line.tie !== "cleared" && isBetween(line, person, named)))).toBe(
							false,
						);
					}
					for (const recipient of routed.recipients) expectProper(recipient, asked, routed);
					const places = routed.recipients.map((recipient) => `${recipient.tenure} ${recipient.rung}`);
					expect(new Set(places).size).toBe(places.length);
					expect(routed.severity <= asked.severity).toBe(true);
				},
			),
			{ numRuns: 300 },
		);
	});
});

describe("the recipients of a raise", () => {
	it("open no more than their roles may, and stand inside or outside as they are", () => {
		const everything = statement().recipients.map((one) => ({ ...one, opens: ["concern" as const, "private" as const] }));
		const swapped = (role: "chair" | "external_body", rung: 4 | 5) =>
			statement().recipients.map((one) => (one.tenure === holder(role).tenure ? { ...one, rung } : one));
		expect(checkRecipients(statement({ recipients: everything }), HOLDERS)).toBe("wrong-compartment");
		expect(checkRecipients(statement({ recipients: swapped("chair", 5) }), HOLDERS)).toBe("malformed");
		expect(checkRecipients(statement({ recipients: swapped("external_body", 4) }), HOLDERS)).toBe("malformed");
	});

	it("are holders with current keys, none of them left out", () => {
		expect(checkRecipients(statement(), HOLDERS)).toBeNull();
		expect(checkRecipients(statement(), HOLDERS.slice(1))).toBe("stale-keys");
		expect(
			checkRecipients(
				statement(),
				HOLDERS.map((one) => ({ ...one, key: hash(99) })),
			),
		).toBe("stale-keys");
		expect(checkRecipients(statement({ excluded: [holder("chair").person] }), HOLDERS)).toBe("excluded-person");
	});
});
