import type { TenureId } from "@answerable/types/id";
import { describe, expect, it } from "vitest";
import { close, closed, MONDAY, SEEN, seen, TUESDAY } from "./acts.fixture.ts";
import { canarySucceededAt, isCanaryDue } from "./canary.ts";
import {
	after,
	ask,
	at,
	climbed,
	contextOf,
	type History,
	handler,
	hash,
	holder,
	letter,
	personOf,
	raiseAt,
	type STAFF,
	statement,
	stateOf,
	tenureOf,
	untilOnTime,
} from "./history.fixture.ts";
import { standingRungs } from "./ladder.ts";
import { readersOf } from "./party.ts";
import { sightOf } from "./sight.ts";
import { nextWake } from "./wake.ts";

const of = (...roles: (typeof STAFF)[number][]): TenureId[] => roles.map((role) => holder(role).tenure);
const abandon = (lost: readonly TenureId[], since: string = TUESDAY) => ({ kind: "nobody-can-open", lost, since: at(since) }) as const;
const release = (rung: 2 | 3 | 5, tenures: readonly TenureId[], lost: readonly TenureId[]) =>
	({ kind: "release", rung, notBefore: at(MONDAY), tenures, witnessed: false, lost }) as const;

describe("a case that nobody can open (design §5, Tenure)", () => {
	it("is given to the next rung, which is told and can open it", () => {
		const history = after(seen(), abandon(of("guardian")), TUESDAY);
		expect(history.events.at(-1)).toMatchObject({
			by: { actor: "worker" },
			happening: { consequence: { lost: of("guardian"), rung: 1, recipients: of("deputy_guardian") } },
		});
		expect(sightOf(stateOf(history), holder("deputy_guardian").tenure).sight).toBe("content");
		expect(history.notices.at(-1)).toEqual({ tenure: holder("deputy_guardian").tenure, kind: "escalated" });
	});

	it("skips rungs whose holders have gone too, and waits for the releaser above the first", () => {
		const lost = of("guardian", "deputy_guardian");
		const history = after(seen(), abandon(lost), TUESDAY);
		expect(history.events.at(-1)).toMatchObject({ happening: { consequence: { rung: 2 } } });
		expect(sightOf(stateOf(history), holder("exec_lead").tenure).sight).toBe("existence");
		expect(ask(history, release(2, of("exec_lead"), []), TUESDAY)).toEqual({ refused: "not-due" });
		expect(ask(history, release(3, of("ned_lead"), lost), TUESDAY)).toEqual({ refused: "not-due" });
		const released = after(history, release(2, of("exec_lead"), lost), TUESDAY);
		expect(sightOf(stateOf(released), holder("exec_lead").tenure).sight).toBe("content");
		expect(readersOf(stateOf(released))).toContain(holder("exec_lead").tenure);
	});

	it("is released on nobody's word but the releaser's own: what the worker wrote brings no rung's turn", () => {
		const history = after(seen(), abandon(of("guardian", "deputy_guardian")), TUESDAY);
		const { lost: _, ...unknowing } = release(2, of("exec_lead"), []);
		expect(ask(history, unknowing, TUESDAY)).toEqual({ refused: "not-due" });
		expect(
			ask(history, { ...release(2, of("exec_lead"), of("guardian", "deputy_guardian")), notBefore: at("2026-11-30T17:00:00Z") }, TUESDAY),
		).toEqual({
			refused: "not-due",
		});
	});

	it("is found once for each rung, and goes on up if that rung is lost too", () => {
		const history = after(seen(), abandon(of("guardian")), TUESDAY);
		expect(ask(history, abandon(of("guardian")), TUESDAY)).toEqual({ refused: "not-due" });
		const higher = after(history, abandon(of("guardian", "deputy_guardian")), TUESDAY);
		expect(higher.events.at(-1)).toMatchObject({ happening: { consequence: { rung: 2 } } });
		expect(ask(higher, abandon(of("guardian", "deputy_guardian")), TUESDAY)).toEqual({ refused: "not-due" });
	});

	it("is none while somebody inside can open it: by place, by grant or by release", () => {
		expect(ask(seen(), abandon([]), TUESDAY)).toEqual({ refused: "not-due" });
		const successor = { tenure: tenureOf(70), person: personOf(70), role: "guardian" as const };
		const granted = after(
			seen(),
			{
				kind: "grant",
				by: handler("guardian"),
				grantee: successor,
				statement: { tenure: successor.tenure, key: hash(70), opens: ["concern"], wrap: hash(71) },
			},
			TUESDAY,
		);
		expect(ask(granted, abandon(of("guardian")), TUESDAY)).toEqual({ refused: "not-due" });
	});

	it("is one although an outside body reads it: that answers for nobody", () => {
		const end = "2026-12-08T17:00:00Z";
		const history = after(untilOnTime(seen(), end), release(5, of("external_body"), []), end);
		const lost = of("guardian", "deputy_guardian");
		expect(after(history, abandon(lost, end), end).events.at(-1)).toMatchObject({ happening: { consequence: { rung: 2 } } });
	});

	it("is none before it is shown, after it is closed, or when no rung is left", () => {
		expect(ask(raiseAt(MONDAY), abandon(of("guardian")), "2026-11-23T12:00:00Z")).toEqual({ refused: "not-due" });
		expect(ask(closed(), abandon(of("guardian")), TUESDAY)).toEqual({ refused: "not-due" });
		const alone = seen({ recipients: statement().recipients.filter(({ rung }) => rung === 0) });
		expect(ask(alone, abandon(of("guardian")), TUESDAY)).toEqual({ refused: "not-due" });
		const blind = seen({
			external: "existence",
			recipients: statement()
				.recipients.filter(({ rung }) => rung === 0 || rung === 5)
				.map((one) => (one.rung === 5 ? { ...one, opens: [] } : one)),
		});
		expect(ask(blind, abandon(of("guardian")), TUESDAY)).toEqual({ refused: "not-due" });
	});

	it("waits as long as the policy says before it is given on", () => {
		const { policy, calendar } = contextOf();
		const context = {
			policy: { ...policy, nobodyCanOpen: { ...policy.nobodyCanOpen, after: { S1: { hours: 1 }, S2: { hours: 1 }, S3: { hours: 1 } } } },
			calendar,
		};
		expect(ask(seen({}, context), abandon(of("guardian")), "2026-11-24T09:59:59Z")).toEqual({ refused: "not-due" });
		expect(ask(seen({}, context), abandon(of("guardian")), "2026-11-24T10:00:00Z")).toHaveProperty("events");
	});

	it("stops no ladder", () => {
		const history = untilOnTime(after(seen(), abandon(of("guardian", "deputy_guardian")), TUESDAY), "2026-12-08T17:00:00Z");
		expect(climbed(history).filter((line) => line.startsWith("acknowledgement"))).toHaveLength(5);
	});
});

describe("who looked (reference §1.2, rule d)", () => {
	const view = (role: (typeof STAFF)[number]) => ({ kind: "view", tenure: holder(role).tenure }) as const;

	it("is told once a day and tenure, and stops nothing", () => {
		const history = after(seen(), view("guardian"), TUESDAY);
		expect(history.events.at(-1)).toMatchObject({
			by: { actor: "worker" },
			happening: { consequence: { tenure: holder("guardian").tenure } },
		});
		expect(ask(history, view("guardian"), "2026-11-24T23:59:59Z")).toEqual({ refused: "already-viewed" });
		const again = after(history, view("guardian"), "2026-11-25T00:00:00Z");
		expect(stateOf(again).views).toEqual([{ tenure: holder("guardian").tenure, at: "2026-11-25T00:00:00Z" }]);
		expect(nextWake(stateOf(again), again.context)).toBe(nextWake(stateOf(seen()), seen().context));
		expect(again.notices).toEqual(seen().notices);
	});

	it("is nobody who can see nothing but that it exists", () => {
		expect(ask(seen(), view("exec_lead"), TUESDAY)).toEqual({ refused: "not-found" });
		const told = untilOnTime(seen(), "2026-11-30T17:00:00Z");
		expect(ask(told, view("exec_lead"), "2026-11-30T17:00:00Z")).toEqual({ refused: "not-found" });
		expect(ask(closed(), view("guardian"), TUESDAY)).toHaveProperty("events");
	});
});

describe("a canary (design §7)", () => {
	/** Nobody answers; every rung is released and looked at as it is told. */
	function flown(change = {}, skip: readonly number[] = []): History {
		let history = untilOnTime(raiseAt(MONDAY, { origin: "canary", ...change }), "2026-12-08T17:00:00Z");
		const end = "2026-12-09T09:00:00Z";
		for (const rung of standingRungs(stateOf(history))) {
			const [reader] = stateOf(history).recipients.filter((place) => place.rung === rung && place.opens.length > 0);
			if (reader === undefined || skip.includes(rung)) continue;
			if (rung >= 2)
				history = after(history, { kind: "release", rung, notBefore: at(SEEN), tenures: [reader.tenure], witnessed: false }, end);
			history = after(history, { kind: "view", tenure: reader.tenure }, end);
		}
		return history;
	}

	it("has succeeded once every rung was told and somebody on each opened it", () => {
		expect(canarySucceededAt(stateOf(flown()))).toBe("2026-12-09T09:00:00Z");
		for (const rung of [1, 2, 3, 4, 5]) expect(canarySucceededAt(stateOf(flown({}, [rung])))).toBeNull();
	});

	it("needs nobody to open what nothing was sealed to", () => {
		const recipients = statement().recipients.map((one) => (one.rung === 5 ? { ...one, opens: [] } : one));
		expect(canarySucceededAt(stateOf(flown({ external: "existence", recipients })))).toBe("2026-12-09T09:00:00Z");
	});

	it("that has not climbed yet, and a concern that is none, have not", () => {
		expect(canarySucceededAt(stateOf(seen({ origin: "canary" })))).toBeNull();
		expect(canarySucceededAt(stateOf(flown({ origin: "own" })))).toBeNull();
	});

	it("was told of immediate danger at submission: that counts where it gave the content", () => {
		const paged = untilOnTime(raiseAt(MONDAY, { origin: "canary", severity: "S1" }), MONDAY);
		expect(canarySucceededAt(stateOf(paged))).toBeNull();
	});

	it("flies every week", () => {
		expect(isCanaryDue(null, at(MONDAY))).toBe(true);
		expect(isCanaryDue(at(MONDAY), at("2026-11-30T09:15:06Z"))).toBe(false);
		expect(isCanaryDue(at(MONDAY), at("2026-11-30T09:15:07Z"))).toBe(true);
	});

	it("climbs by the very rules of a real concern", () => {
		expect(climbed(untilOnTime(raiseAt(MONDAY, { origin: "canary" }), "2027-01-01T17:00:00Z"))).toEqual(
			climbed(untilOnTime(raiseAt(MONDAY), "2027-01-01T17:00:00Z")),
		);
		const told = after(after(seen({ origin: "canary" }), letter("guardian", "outcome"), TUESDAY), close("outcome"), TUESDAY);
		expect(stateOf(told).closed).not.toBeNull();
	});
});
