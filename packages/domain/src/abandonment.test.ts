import type { TenureId } from "@answerable/types/id";
import type { Rung } from "@answerable/types/role";
import type { RewrapStatement } from "@answerable/types/statement";
import { describe, expect, it } from "vitest";
import { heirOf, lostFor, stillInherits } from "./abandonment.ts";
import { MONDAY, type StaffRole, seen, TUESDAY } from "./acts.fixture.ts";
import { type Command, isRefused } from "./command.ts";
import { commandOf } from "./command-of.ts";
import {
	after,
	ask,
	at,
	climbed,
	type History,
	hash,
	holder,
	personOf,
	statement,
	stateOf,
	tenureOf,
	untilOnTime,
} from "./history.fixture.ts";
import { sightOf } from "./sight.ts";

const WEDNESDAY = "2026-11-25T13:00:00Z";
const LATER = "2027-03-01T17:00:00Z";
const [NEXT, OTHER] = [tenureOf(80), tenureOf(81)];
const of = (...roles: StaffRole[]): TenureId[] => roles.map((role) => holder(role).tenure);
const abandon = (lost: readonly TenureId[]): Command => ({ kind: "nobody-can-open", lost, since: at(TUESDAY) });

/** The reporter gives somebody's place to whoever holds the office now. */
function give(role: StaffRole, rung: Rung, change: Partial<RewrapStatement> = {}): Command {
	const place = { tenure: holder(role).tenure, rung };
	const given = { tenure: NEXT, person: personOf(80), key: hash(80), opens: ["concern" as const], layer: 2 as const, wrap: hash(81) };
	return { kind: "rewrap", statement: { place, ...given, ...change } };
}

const giveFirst = give("guardian", 0, { layer: 1, opens: ["concern", "private"] });
const giveSecond = give("exec_lead", 2, { tenure: OTHER, person: personOf(81), key: hash(81) });

/** What the releaser decides by the removals that it knows of, and what every reader decides of the same event. */
function release(history: History, rung: 2 | 4, tenures: readonly TenureId[], lost: readonly TenureId[]) {
	const command: Command = { kind: "release", rung, notBefore: at(MONDAY), tenures, witnessed: true, lost };
	const releasers = ask(history, command, WEDNESDAY);
	const event = isRefused(releasers) ? undefined : releasers.events[0];
	const readers = event === undefined ? null : commandOf(event, stateOf(history), () => null);
	return { releasers, readers: readers === null ? null : ask(history, readers, WEDNESDAY), command };
}

const toldRungs = (history: History) =>
	history.events.flatMap(({ happening }) => (happening.kind === "nobody-can-open" ? [happening.consequence] : []));

describe("a first rung that inherited the case, with several deputies", () => {
	const buddy = { ...holder("buddy_guardian"), rung: 1 as const, opens: ["concern" as const, "notes" as const] };
	const { tenure, rung, key, opens } = buddy;
	const before = after(
		seen({ recipients: [...statement().recipients, { tenure, rung, key, opens: [...opens] }] }),
		abandon(of("guardian", "deputy_guardian")),
		TUESDAY,
	);
	const given = after(before, give("deputy_guardian", 1, { layer: 1 }), WEDNESDAY);

	it("is told of a missed due for whoever took a place on it since: those who were told have nothing to learn, they have", () => {
		expect(toldRungs(before)).toMatchObject([{ rung: 1, recipients: of("buddy_guardian") }]);
		const ofFirst = (history: History) => climbed(untilOnTime(history, LATER)).filter((line) => line.endsWith("rung 1"));
		expect(ofFirst(before)).toEqual([]);
		expect(sightOf(stateOf(given), NEXT).sight).toBe("nothing");
		expect(ofFirst(given).length).toBeGreaterThan(0);
		expect(sightOf(stateOf(untilOnTime(given, LATER)), NEXT)).toEqual({ sight: "content", rung: 1, opens: ["concern"] });
	});

	it("inherits it again for whoever took a place on it, once nobody else can open the case", () => {
		expect(ask(given, abandon(of("guardian", "deputy_guardian")), WEDNESDAY)).toEqual({ refused: "not-due" });
		const lost = of("guardian", "deputy_guardian", "buddy_guardian");
		const again = after(given, abandon(lost), WEDNESDAY);
		expect(toldRungs(again).at(-1)).toMatchObject({ lost, rung: 1, recipients: [NEXT] });
		expect(again.notices.at(-1)).toEqual({ tenure: NEXT, kind: "escalated" });
		expect(sightOf(stateOf(again), NEXT)).toEqual({ sight: "content", rung: 1, opens: ["concern"] });
		expect(ask(again, abandon(lost), WEDNESDAY)).toEqual({ refused: "not-due" });
		expect(climbed(untilOnTime(again, LATER)).filter((line) => line.endsWith("rung 1"))).toEqual([]);
		expect(toldRungs(after(again, abandon([...lost, NEXT]), WEDNESDAY)).at(-1)).toMatchObject({ rung: 2 });
	});
});

describe("a rung above the first that inherited the case", () => {
	const gone = of("guardian", "deputy_guardian");
	const before = after(seen(), abandon(gone), TUESDAY);
	const given = after(after(before, giveFirst, WEDNESDAY), giveSecond, WEDNESDAY);
	const lost = [...gone, ...of("exec_lead"), NEXT];

	it("inherits it again for each key that was lost since, so that readers believe what the releaser gives", () => {
		const early = release(given, 2, [OTHER], lost);
		expect([early.releasers, early.readers]).toEqual([expect.objectContaining({ notices: expect.anything() }), { refused: "not-due" }]);
		const again = after(given, abandon(lost), WEDNESDAY);
		expect(toldRungs(again)).toMatchObject([
			{ rung: 2, recipients: of("exec_lead") },
			{ lost, rung: 2, recipients: [OTHER] },
		]);
		expect(ask(again, abandon(lost), WEDNESDAY)).toEqual({ refused: "not-due" });
		const { releasers, readers, command } = release(again, 2, [OTHER], lost);
		expect(releasers).toHaveProperty("events");
		expect(readers).toEqual(releasers);
		expect(sightOf(stateOf(after(again, command, WEDNESDAY)), OTHER)).toMatchObject({ sight: "content", rung: 2 });
	});

	it("inherits it again for a newer loss, though everybody there was told already", () => {
		const first = after(before, giveFirst, WEDNESDAY);
		const more = [...gone, NEXT];
		expect(release(first, 2, of("exec_lead"), more).readers).toEqual({ refused: "not-due" });
		const again = after(first, abandon(more), WEDNESDAY);
		expect(toldRungs(again).at(-1)).toMatchObject({ lost: more, rung: 2, recipients: of("exec_lead") });
		expect(release(again, 2, of("exec_lead"), more).readers).toHaveProperty("events");
	});

	it("inherits it again for everybody there, though the worker knows of no newer loss", () => {
		const chair = after(seen(), abandon([...gone, ...of("exec_lead", "ned_lead", "ceo", "chair")]), TUESDAY);
		const taken = after(chair, give("chair", 4), WEDNESDAY);
		const again = after(taken, abandon([...gone, ...of("exec_lead", "ned_lead", "ceo", "chair")]), WEDNESDAY);
		expect(toldRungs(again).map(({ recipients }) => recipients)).toEqual([of("sid"), [...of("sid"), NEXT]]);
	});

	it("is another than the last that did, if a lower one has somebody again", () => {
		const all = [...gone, ...of("exec_lead", "ned_lead", "ceo")];
		const chair = after(seen(), abandon(all), TUESDAY);
		const lower = after(chair, give("exec_lead", 2), WEDNESDAY);
		expect(release(lower, 2, [NEXT], all).readers).toEqual({ refused: "not-due" });
		const again = after(lower, abandon(all), WEDNESDAY);
		expect(toldRungs(again).map(({ rung }) => rung)).toEqual([4, 2]);
		expect(release(again, 2, [NEXT], all).readers).toHaveProperty("events");
		expect(release(again, 4, of("chair"), all).releasers).toEqual({ refused: "not-due" });
	});

	it("does so until somebody reads the case, and by the last losses that were told", () => {
		const of2 = (history: History) => [stillInherits(stateOf(history), 2), stillInherits(stateOf(history), 3)];
		expect(of2(seen())).toEqual([false, false]);
		expect(of2(before)).toEqual([true, false]);
		expect(of2(after(before, giveFirst, WEDNESDAY))).toEqual([false, false]);
		expect(of2(after(given, abandon(lost), WEDNESDAY))).toEqual([true, false]);
		expect(of2(after(before, release(before, 2, of("exec_lead"), gone).command, WEDNESDAY))).toEqual([false, false]);
		expect([lostFor(stateOf(seen()), 2), lostFor(stateOf(before), 2), lostFor(stateOf(before), 3)]).toEqual([[], gone, []]);
	});

	it("is one that had nobody left, where the reporter gave a place on it to somebody new", () => {
		const taken = after(seen(), give("chair", 4), WEDNESDAY);
		const all = stateOf(taken).recipients.flatMap(({ tenure, rung }) => (tenure === NEXT || rung === 5 ? [] : [tenure]));
		expect(heirOf(stateOf(seen()), all)?.rung).toBe(5);
		expect(heirOf(stateOf(taken), all)).toEqual({ rung: 4, recipients: [NEXT] });
		expect(release(taken, 4, [NEXT], all).readers).toEqual({ refused: "not-due" });
		const inherits = after(taken, abandon(all), WEDNESDAY);
		const { releasers, readers, command } = release(inherits, 4, [NEXT], all);
		expect(releasers).toHaveProperty("events");
		expect(readers).toEqual(releasers);
		expect(sightOf(stateOf(after(inherits, command, WEDNESDAY)), NEXT)).toMatchObject({ sight: "content", rung: 4 });
	});
});
