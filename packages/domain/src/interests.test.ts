import type { PersonId } from "@answerable/types/id";
import type { DeclaredInterest, Tie } from "@answerable/types/routing";
import { CivilDate } from "@answerable/types/time";
import { describe, expect, it } from "vitest";
import { isRefused } from "./command.ts";
import { contextOf, HOLDERS, holder, personOf, type STAFF } from "./history.fixture.ts";
import { currentInterests, parseInterests, reportRemoved } from "./interests.ts";
import { type RoutingRequest, route } from "./routing.ts";

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

const day = (text: string) => CivilDate.parse(text);

function line(by: PersonId, about: PersonId, change: Partial<DeclaredInterest> = {}): DeclaredInterest {
	return { by, about, tie: "spouse", from: day("2026-01-01"), until: null, ...change };
}

function routeOf(change: Partial<RoutingRequest>) {
	const routed = route({ ...REQUEST, ...change });
	if (isRefused(routed)) throw new Error(routed.refused);
	return routed;
}

const personIn = (role: (typeof STAFF)[number]) => holder(role).person;
const declared = (...lines: readonly DeclaredInterest[]): DeclaredInterest[] => [...lines];

describe("a declared interest", () => {
	it.each<Tie>(["spouse", "line_report", "close_friend", "team"])(
		"of the kind %s keeps the guardian from a concern about the medical director",
		(tie) => {
			const interests = [line(personIn("guardian"), personIn("medical_director"), { tie })];
			const routed = routeOf({ subject: "other_executive", named: [personIn("medical_director")], interests });
			expect(routed.exclusions).toContainEqual({ person: personIn("guardian"), why: "tied" });
			expect(routed.recipients.map((recipient) => recipient.person)).not.toContain(personIn("guardian"));
			expect(routed.recipients.filter((recipient) => recipient.rung === 0).map((recipient) => recipient.role)).toEqual(["deputy_guardian"]);
		},
	);

	it("counts whichever of the two declared it, and touches nobody else", () => {
		const interests = [line(personIn("ceo"), personIn("chair")), line(personIn("sid"), personIn("siro"))];
		const routed = routeOf({ subject: "chair", interests });
		expect(routed.exclusions).toContainEqual({ person: personIn("ceo"), why: "tied" });
		expect(routed.excluded).not.toContain(personIn("sid"));
	});

	it("to somebody who is left out only for answering to the subject does not spread", () => {
		const routed = routeOf({ subject: "ceo", interests: [line(personIn("guardian"), personIn("exec_lead"), { tie: "line_report" })] });
		expect(routed.excluded).not.toContain(personIn("guardian"));
	});

	it("holds from its first day to its last", () => {
		const register = [
			line(personOf(1), personOf(2), { from: day("2026-03-01"), until: day("2026-03-31") }),
			line(personOf(3), personOf(4)),
		];
		expect(currentInterests(register, day("2026-02-28"))).toEqual([register[1]]);
		expect(currentInterests(register, day("2026-03-01"))).toEqual(register);
		expect(currentInterests(register, day("2026-03-31"))).toEqual(register);
		expect(currentInterests(register, day("2026-04-01"))).toEqual([register[1]]);
	});

	it("that names somebody removed is reported, by file, path and reason, and still binds whoever is there", () => {
		const people = new Set(HOLDERS.map((one) => one.person));
		const register = declared(
			line(personIn("guardian"), personOf(99)),
			line(personOf(98), personIn("ceo")),
			line(personIn("ceo"), personIn("sid")),
		);
		expect(reportRemoved("interests.json", register, people)).toEqual([
			`interests.json: 0.about: names ${personOf(99)}, who was removed. End the line, or correct it.`,
			`interests.json: 1.by: names ${personOf(98)}, who was removed. End the line, or correct it.`,
		]);
		const routed = routeOf({ named: [personOf(99)], interests: register });
		expect(routed.removed).toEqual(register.slice(0, 2));
		expect(routed.excluded).toEqual([personOf(99), personIn("guardian")]);
	});
});

describe("the register of declared interests", () => {
	const whole = [{ by: personOf(1), about: personOf(2), tie: "team", from: "2026-01-01", until: "2026-01-01" }];

	it("is read as it is", () => {
		expect(parseInterests("interests.json", whole)).toEqual(whole);
	});

	it.each([
		[[{ ...whole[0], about: personOf(1) }], "interests.json: 0.about: somebody has declared a tie to themselves."],
		[[...whole, { ...whole[0], until: "2025-12-31" }], "interests.json: 1.until: is before the day on which it begins."],
		[
			[{ ...whole[0], tie: "enemy" }],
			'interests.json: 0.tie: "enemy" is unknown; known are spouse, line_report, close_friend, team, undisclosed, cleared.',
		],
		[{}, "interests.json: "],
	])("is refused with file, path and reason: %#", (json, message) => {
		expect(() => parseInterests("interests.json", json)).toThrow(message);
	});
});
