import type { TenureId } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import type { RewrapStatement } from "@answerable/types/statement";
import { describe, expect, it } from "vitest";
import { dispute, handOver, MONDAY, rekey, replies, type StaffRole, seen, TUESDAY, triage, withdraw } from "./acts.fixture.ts";
import { caseworkers } from "./caseworkers.ts";
import type { Command } from "./command.ts";
import {
	after,
	ask,
	at,
	contextOf,
	type History,
	handler,
	hash,
	holder,
	letter,
	personOf,
	raiseAt,
	stateOf,
	tenureOf,
	untilOnTime,
} from "./history.fixture.ts";
import { turnOf } from "./ladder.ts";
import { readersOf } from "./party.ts";
import { sightOf } from "./sight.ts";
import { placesAhead } from "./succession.ts";
import { warnedTenures } from "./warning.ts";

const NEXT = tenureOf(80);
const NEW_PERSON = personOf(80);
const WEDNESDAY = "2026-11-25T13:00:00Z";

function rewrap(change: Partial<RewrapStatement> = {}, [role, rung]: readonly [StaffRole, Rung] = ["guardian", 0]): Command {
	const place = { tenure: holder(role).tenure, rung };
	const statement = {
		place,
		tenure: NEXT,
		person: NEW_PERSON,
		key: hash(80),
		opens: ["concern" as const],
		layer: 1 as const,
		wrap: hash(81),
	};
	return { kind: "rewrap", statement: { ...statement, ...(rung === 0 ? { opens: ["concern", "private"] } : {}), ...change } };
}

/** Who holds an office by now, as they act. */
const successor = (role: StaffRole) => ({ ...handler(role), tenure: NEXT, person: NEW_PERSON });

/** A case with a rung that was told, and given the content above the first. */
function reached(rung: 2 | 4 | 5, role: StaffRole): History {
	const history = untilOnTime(raiseAt(MONDAY), "2027-03-01T17:00:00Z");
	const tenures = [holder(role).tenure];
	return after(history, { kind: "release", rung, notBefore: at(MONDAY), tenures, witnessed: true }, "2027-03-01T17:00:00Z");
}

describe("a reporter gives a place to whoever holds its office now (design §5)", () => {
	it("exactly what it opens but the guardians' notes, dated at the slot; whoever holds it is told", () => {
		const given = after(seen(), rewrap(), "2026-11-25T13:07:11Z");
		expect(given.events.at(-1)).toMatchObject({ at: WEDNESDAY, by: { actor: "reporter" }, happening: { kind: "rewrapped" } });
		expect(given.notices.at(-1)).toEqual({ tenure: NEXT, kind: "waiting" });
		expect(sightOf(stateOf(given), NEXT)).toEqual({ sight: "content", rung: 0, opens: ["concern", "private"] });
		expect(readersOf(stateOf(given))).toContain(NEXT);
	});

	it("so that they answer, handle and are told like the one before", () => {
		const given = after(seen(), rewrap(), WEDNESDAY);
		const answer = { ...letter("guardian", "acknowledgement"), by: successor("guardian") } as Command;
		expect(ask(given, answer, WEDNESDAY)).toHaveProperty("events");
		expect(warnedTenures(stateOf(given))).toEqual([holder("guardian").tenure, NEXT]);
		expect(after(given, replies(), "2026-11-26T13:00:00Z").notices.at(-1)).toEqual({ tenure: NEXT, kind: "waiting" });
		const handled = after(given, { ...handOver("guardian"), statement: { handler: NEXT } } as Command, WEDNESDAY);
		expect(warnedTenures(stateOf(handled))).toEqual([NEXT, holder("guardian").tenure]);
	});

	it("never to somebody who is left out, whatever they hold now", () => {
		const history = seen({ excluded: [NEW_PERSON] });
		expect(ask(history, rewrap(), WEDNESDAY)).toEqual({ refused: "excluded-person" });
	});

	it("neither more nor less than the place opens", () => {
		for (const opens of [["concern"], ["private"], ["concern", "notes"], ["concern", "concern"]] as const)
			expect(ask(seen(), rewrap({ opens: [...opens] }), WEDNESDAY)).toEqual({ refused: "wrong-compartment" });
	});

	it("once, and not to the one who was there", () => {
		expect(ask(after(seen(), rewrap(), WEDNESDAY), rewrap({ wrap: hash(82) }), WEDNESDAY)).toEqual({ refused: "already-granted" });
		expect(ask(seen(), rewrap({ tenure: holder("guardian").tenure }), WEDNESDAY)).toEqual({ refused: "not-allowed" });
	});

	it("not of a place that nobody has, that nobody saw yet, or at once of one whose rung has not come", () => {
		expect(ask(raiseAt(MONDAY), rewrap(), MONDAY)).toEqual({ refused: "not-allowed" });
		for (const [role, rung] of [
			["guardian", 1],
			["dpo", 0],
			["exec_lead", 2],
		] as const)
			expect(ask(seen(), rewrap({}, [role, rung]), WEDNESDAY)).toEqual({ refused: "not-allowed" });
		const told = untilOnTime(raiseAt(MONDAY), "2026-11-30T17:00:00Z");
		expect(ask(told, rewrap({}, ["exec_lead", 2]), "2026-12-01T13:00:00Z")).toEqual({ refused: "not-allowed" });
	});

	it("not of a place from which only the existence is known, or nothing but notes", () => {
		const recipients = [
			{ tenure: holder("guardian").tenure, rung: 0 as const, key: hash(1), opens: [] },
			{ tenure: holder("deputy_guardian").tenure, rung: 0 as const, key: hash(2), opens: ["notes" as const] },
			{ tenure: holder("exec_lead").tenure, rung: 0 as const, key: hash(3), opens: ["concern" as const] },
		];
		const history = seen({ recipients });
		expect(ask(history, rewrap({ opens: ["concern"] }), WEDNESDAY)).toEqual({ refused: "not-allowed" });
		expect(ask(history, rewrap({ opens: ["concern"] }, ["deputy_guardian", 0]), WEDNESDAY)).toEqual({ refused: "not-allowed" });
	});

	it("with the reporter's own words, not with a claim code; of a closed case too, but not of one that was taken back", () => {
		const claimed = seen({ origin: "on-behalf" });
		expect(ask(claimed, rewrap(), WEDNESDAY)).toEqual({ refused: "claim-code" });
		expect(ask(after(claimed, rekey(), WEDNESDAY), rewrap(), WEDNESDAY)).toHaveProperty("events");
		const closed = after(after(seen(), letter("guardian", "outcome"), TUESDAY), closing, TUESDAY);
		expect(ask(closed, rewrap(), WEDNESDAY)).toHaveProperty("events");
		const withdrawn = untilOnTime(after(seen(), withdraw, TUESDAY), "2026-12-10T17:00:00Z");
		expect(ask(withdrawn, rewrap(), "2026-12-11T13:00:00Z")).toEqual({ refused: "case-closed" });
	});

	it("and nothing that was due moves", () => {
		const given = after(seen(), rewrap(), WEDNESDAY);
		expect(stateOf(given).runnings).toEqual(stateOf(seen()).runnings);
	});
});

const closing: Command = { kind: "close", by: handler("guardian"), statement: { reason: "outcome" } };

describe("a place above the first rung that was given the content already", () => {
	it("is acknowledged, and explained, by whoever holds it now", () => {
		const now = "2027-03-02T13:00:00Z";
		const before = reached(4, "chair");
		const acknowledges = { kind: "acknowledge", by: successor("chair"), statement: { rung: 4 } } as const;
		const explains = {
			kind: "explain",
			by: successor("chair"),
			statement: { answer: "comply", reviewAt: at("2027-03-05T09:00:00Z"), compartment: "concern" },
		} as const;
		expect(ask(before, acknowledges, now)).toEqual({ refused: "not-found" });
		const given = after(before, rewrap({}, ["chair", 4]), now);
		expect(sightOf(stateOf(given), NEXT)).toEqual({ sight: "content", rung: 4, opens: ["concern"] });
		expect(ask(given, { ...acknowledges, statement: { rung: 2 } }, now)).toEqual({ refused: "not-allowed" });
		expect(ask(given, acknowledges, now)).toHaveProperty("events");
		const explained = after(given, explains, now);
		expect(stateOf(explained).fired.filter(({ rung }) => rung === 4)).toEqual(
			stateOf(given)
				.fired.filter(({ rung }) => rung === 4)
				.map((fired) => ({ ...fired, acknowledged: { tenure: NEXT, at: stateOf(explained).head.at } })),
		);
		expect(caseworkers(stateOf(given)).map(({ tenure }) => tenure)).not.toContain(NEXT);
	});

	it("is nobody's whom a colleague gave the case to: they read, and hold no place", () => {
		const opens = ["concern" as const];
		const statement = { tenure: NEXT, key: hash(80), opens, wrap: hash(81) };
		const grantee = { tenure: NEXT, person: NEW_PERSON, role: "chair" as const };
		const given = after(reached(4, "chair"), { kind: "grant", by: handler("guardian"), statement, grantee }, "2027-03-02T13:00:00Z");
		const acknowledges = { kind: "acknowledge", by: successor("chair"), statement: { rung: 4 } } as const;
		expect(ask(given, acknowledges, "2027-03-02T13:00:00Z")).toEqual({ refused: "not-allowed" });
		expect(warnedTenures(stateOf(given))).not.toContain(NEXT);
		expect(caseworkers(stateOf(given)).map(({ tenure }) => tenure)).toContain(NEXT);
	});

	it("stays outside for an outside body: it handles nothing", () => {
		const given = after(reached(5, "external_body"), rewrap({}, ["external_body", 5]), "2027-03-02T13:00:00Z");
		expect(sightOf(stateOf(given), NEXT)).toEqual({ sight: "content", rung: 5, opens: ["concern"] });
		expect(readersOf(stateOf(given))).not.toContain(NEXT);
	});

	it("is told of the next missed due through whoever holds it now", () => {
		const answered = after(reached(2, "exec_lead"), rewrap({}, ["exec_lead", 2]), "2027-03-02T13:00:00Z");
		const outcome = after(answered, letter("guardian", "outcome"), "2027-03-02T14:00:00Z");
		const disputed = after(outcome, dispute(outcome.events.length - 1), "2027-03-03T13:00:00Z");
		const triaged = after(disputed, triage("S1"), "2027-03-03T14:00:00Z");
		const later = untilOnTime({ ...triaged, notices: [] }, "2027-06-01T17:00:00Z");
		const told = later.events.filter(({ happening }) => happening.kind === "escalated" && happening.consequence.rung === 2).length;
		const before = triaged.events.filter(({ happening }) => happening.kind === "escalated" && happening.consequence.rung === 2).length;
		expect(told).toBeGreaterThan(before);
		expect(later.notices.filter(({ tenure, kind }) => tenure === NEXT && kind === "escalated")).toHaveLength(told - before);
	});

	it("follows the policy in force, whichever it is", () => {
		const history = untilOnTime(raiseAt(MONDAY, { severity: "S1" }, contextOf("demo@1")), MONDAY);
		expect(ask(history, rewrap(), MONDAY)).toHaveProperty("events");
	});
});

describe("a place whose rung is still to come", () => {
	const place = (role: StaffRole, rung: Rung, change: Partial<RewrapStatement> = {}) => rewrap({ layer: 2, ...change }, [role, rung]);
	/** On Wednesday the new chair has the chair's place; rung 4 comes months later. */
	const taken = (history = seen()) => after(history, place("chair", 4), WEDNESDAY);
	const LATER = "2027-03-01T17:00:00Z";
	const release = (tenures: readonly TenureId[], rung: 2 | 4 | 5 = 4): Command => ({
		kind: "release",
		rung,
		notBefore: at(MONDAY),
		tenures,
		witnessed: true,
	});

	it("is given without anybody being told, and nothing that was due moves", () => {
		const given = taken();
		expect(given.events.at(-1)).toMatchObject({ at: WEDNESDAY, by: { actor: "reporter" }, happening: { kind: "rewrapped" } });
		expect(given.notices).toEqual(seen().notices);
		const [before, now] = [stateOf(seen()), stateOf(given)];
		expect(now.recipients).toEqual([
			...before.recipients,
			{ tenure: NEXT, rung: 4, key: hash(80), opens: ["concern"], after: holder("chair").tenure },
		]);
		expect([now.grants, now.runnings, now.fired, now.released]).toEqual([before.grants, before.runnings, before.fired, before.released]);
		for (const rung of [1, 2, 3, 4, 5] as const) expect(turnOf(now, rung, contextOf())).toEqual(turnOf(before, rung, contextOf()));
		expect([sightOf(now, NEXT), readersOf(now)]).toEqual([{ sight: "nothing", rung: 0, opens: [] }, readersOf(before)]);
	});

	it("is released to whoever holds the office now at its turn, as to the one before, and never sooner", () => {
		const given = taken();
		expect(ask(given, release([NEXT]), WEDNESDAY)).toEqual({ refused: "not-due" });
		const told = untilOnTime(given, LATER);
		expect(told.notices.filter(({ tenure, kind }) => tenure === NEXT && kind === "escalated").length).toBeGreaterThan(0);
		expect(sightOf(stateOf(told), NEXT)).toEqual({ sight: "existence", rung: 4, opens: [] });
		const read = after(told, release([NEXT, holder("chair").tenure]), LATER);
		expect(sightOf(stateOf(read), NEXT)).toEqual({ sight: "content", rung: 4, opens: ["concern"] });
		const acknowledges = { kind: "acknowledge", by: successor("chair"), statement: { rung: 4 } } as const;
		expect(ask(read, acknowledges, LATER)).toHaveProperty("events");
	});

	it("known already to the one before is known to the one after, who is told, and reads no sooner for that", () => {
		const now = "2027-03-02T13:00:00Z";
		const told = untilOnTime(raiseAt(MONDAY), LATER);
		const given = after(told, place("chair", 4), now);
		expect(given.notices.at(-1)).toEqual({ tenure: NEXT, kind: "waiting" });
		expect(sightOf(stateOf(given), NEXT)).toEqual({ sight: "existence", rung: 4, opens: [] });
		expect(ask(given, { kind: "acknowledge", by: successor("chair"), statement: { rung: 4 } }, now)).toHaveProperty("events");
		expect(sightOf(stateOf(after(given, release([NEXT]), now)), NEXT)).toMatchObject({ sight: "content", opens: ["concern"] });
	});

	it("of which the rung came while the act waited is given all the same, and opens once the releaser has opened it", () => {
		const given = after(reached(4, "chair"), place("chair", 4), "2027-03-02T13:00:00Z");
		expect(sightOf(stateOf(given), NEXT)).toEqual({ sight: "existence", rung: 4, opens: [] });
		expect(sightOf(stateOf(after(given, release([NEXT]), "2027-03-02T13:00:00Z")), NEXT)).toMatchObject({ sight: "content" });
		expect(ask(given, rewrap({}, ["chair", 4]), "2027-03-02T13:00:00Z")).toHaveProperty("events");
	});

	it("of the first rung, whose keys are sealed once, opens when that is told", () => {
		const given = after(seen(), place("deputy_guardian", 1, { layer: 1 }), WEDNESDAY);
		expect(sightOf(stateOf(given), NEXT).sight).toBe("nothing");
		expect(sightOf(stateOf(untilOnTime(given, LATER)), NEXT)).toMatchObject({ sight: "content", rung: 1, opens: ["concern"] });
		expect(ask(seen(), place("deputy_guardian", 1), WEDNESDAY)).toEqual({ refused: "not-allowed" });
		const told = after(untilOnTime(raiseAt(MONDAY), LATER), place("deputy_guardian", 1, { layer: 1 }), "2027-03-02T13:00:00Z");
		expect(stateOf(told).grants.map(({ tenure }) => tenure)).toEqual([NEXT]);
	});

	it("is nobody's twice, nor the one's who was there, nor a person's who is left out, and no more than it opens", () => {
		expect(ask(taken(), place("chair", 4, { wrap: hash(82) }), WEDNESDAY)).toEqual({ refused: "already-granted" });
		expect(ask(seen(), place("chair", 4, { tenure: holder("chair").tenure }), WEDNESDAY)).toEqual({ refused: "not-allowed" });
		expect(ask(seen({ excluded: [NEW_PERSON] }), place("chair", 4), WEDNESDAY)).toEqual({ refused: "excluded-person" });
		for (const opens of [["private"], ["concern", "private"], ["concern", "concern"]] as const)
			expect(ask(seen(), place("chair", 4, { opens: [...opens] }), WEDNESDAY)).toEqual({ refused: "wrong-compartment" });
	});

	it("is not one that nobody has, that the raise gave at once, or that somebody took before", () => {
		for (const [role, rung] of [
			["guardian", 0],
			["chair", 3],
			["dpo", 4],
		] as const)
			expect(ask(seen(), place(role, rung), WEDNESDAY)).toEqual({ refused: "not-allowed" });
		const again = place("chair", 4, { place: { tenure: NEXT, rung: 4 }, tenure: tenureOf(81) });
		expect(ask(taken(), again, WEDNESDAY)).toEqual({ refused: "not-allowed" });
	});

	it("is not outside where the reporter closed that way, nor where only the existence may be known", () => {
		expect(ask(seen({ external: "full" }), place("external_body", 5), WEDNESDAY)).toHaveProperty("events");
		const opens = (rung: Rung) => (rung === 5 ? [] : (["concern"] as const));
		const recipients = stateOf(seen()).recipients.map(({ after: _, ...one }) => ({ ...one, opens: [...opens(one.rung)] }));
		expect(ask(seen({ external: "existence", recipients }), place("external_body", 5), WEDNESDAY)).toEqual({ refused: "not-allowed" });
		const inside = stateOf(seen()).recipients.flatMap(({ after: _, ...one }) =>
			one.rung === 5 ? [] : [{ ...one, opens: [...one.opens] }],
		);
		expect(ask(seen({ external: "nothing", recipients: inside }), place("external_body", 5), WEDNESDAY)).toEqual({
			refused: "not-allowed",
		});
	});

	it("is each of the ladder that may not be read yet and of which something can be given, of those of the raise", () => {
		const rungsOf = (history: History) => placesAhead(stateOf(history)).map(({ rung }) => rung);
		expect(rungsOf(taken())).toEqual(stateOf(seen()).recipients.flatMap(({ rung, opens }) => (rung > 0 && opens.length > 0 ? [rung] : [])));
		expect(rungsOf(reached(4, "chair"))).not.toContain(1);
		expect(placesAhead(stateOf(reached(4, "chair"))).map(({ tenure }) => tenure)).not.toContain(holder("chair").tenure);
	});
});
