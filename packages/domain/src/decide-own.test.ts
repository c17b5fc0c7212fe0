import { describe, expect, it } from "vitest";
import {
	askFurther,
	closed,
	detriment,
	dispute,
	duesOf,
	feedback,
	MONDAY,
	recall,
	rekey,
	replies,
	SEEN,
	seen,
	sequencesOf,
	TUESDAY,
	waive,
	withdraw,
} from "./acts.fixture.ts";
import { calendarFor } from "./calendar.ts";
import type { Context } from "./context.ts";
import { after, ask, hash, holder, letter, raiseAt, stateOf, untilOnTime } from "./history.fixture.ts";
import { policyById } from "./policy.ts";

const IRELAND: Context = { policy: policyById("eu-directive-ie@1"), calendar: calendarFor("ie") };

describe("taking a withdrawal back (design §5)", () => {
	const asked = () => after(seen(), withdraw, "2026-11-24T13:00:00Z");

	it("is possible until it takes effect, as often as it is asked for", () => {
		let history = after(asked(), recall, "2026-11-25T13:00:00Z");
		expect(stateOf(history).withdrawal).toBeNull();
		expect(history.notices.at(-1)).toEqual({ tenure: holder("guardian").tenure, kind: "waiting" });
		expect(sequencesOf(untilOnTime(history, "2026-12-30T17:00:00Z"), "withdrawn")).toEqual([]);
		history = after(after(history, withdraw, "2026-11-26T13:00:00Z"), recall, "2026-11-26T18:00:00Z");
		expect(stateOf(history).withdrawal).toBeNull();
	});

	it("is not possible without one, nor once it has taken effect, nor at the instant at which it does", () => {
		expect(ask(seen(), recall, "2026-11-25T13:00:00Z")).toEqual({ refused: "no-withdrawal" });
		expect(ask(asked(), recall, "2026-12-01T18:00:00Z")).toEqual({ refused: "no-withdrawal" });
		expect(ask(untilOnTime(asked(), "2026-12-01T17:00:00Z"), recall, "2026-12-02T13:00:00Z")).toEqual({ refused: "no-withdrawal" });
	});

	it("moves no due", () => {
		expect(duesOf(after(asked(), recall, "2026-11-25T13:00:00Z"))).toEqual(duesOf(seen()));
	});
});

describe("a claim code (design §5)", () => {
	const claimed = () => seen({ origin: "on-behalf" });

	it("reads and replies, and decides nothing in the reporter's name", () => {
		expect(ask(claimed(), replies(), "2026-11-24T13:00:00Z")).toHaveProperty("events");
		const answered = after(claimed(), letter("guardian", "outcome"), TUESDAY);
		for (const command of [withdraw, recall, dispute(2), feedback(1), detriment(1), waive(), askFurther]) {
			expect(ask(answered, command, "2026-11-24T13:00:00Z")).toEqual({ refused: "claim-code" });
		}
	});

	it("dies at its first change of words: then the reporter decides", () => {
		const own = after(claimed(), rekey(), "2026-11-24T13:00:00Z");
		expect(stateOf(own)).toMatchObject({ claimed: false, origin: "on-behalf", messageSign: hash(77), reporterKeys: hash(78) });
		expect(ask(own, withdraw, "2026-11-24T13:00:00Z")).toHaveProperty("events");
	});
});

describe("changing words", () => {
	it("is for anybody whose slip was seen, also after closure, and staff are told nothing", () => {
		for (const history of [seen(), closed()]) {
			const changed = after(history, rekey(), "2026-11-24T13:07:11Z");
			expect(changed.events.at(-1)).toMatchObject({ at: "2026-11-24T13:00:00Z", by: { actor: "reporter" } });
			expect(changed.notices).toEqual(history.notices);
			expect(duesOf(changed)).toEqual(duesOf(history));
		}
	});

	it("really changes them", () => {
		const changed = after(seen(), rekey(), "2026-11-24T13:00:00Z");
		expect(ask(changed, rekey(), "2026-11-24T13:00:00Z")).toEqual({ refused: "malformed" });
		expect(ask(changed, rekey(76), "2026-11-24T13:00:00Z")).toHaveProperty("events");
		expect(ask(seen({ reporterKeys: hash(78) }), rekey(), "2026-11-24T13:00:00Z")).toEqual({ refused: "malformed" });
	});
});

describe("doing without an acknowledgement (Directive (EU) 2019/1937, Art. 9, Ireland's exceptions)", () => {
	const irish = () => untilOnTime(raiseAt(MONDAY, {}, IRELAND), SEEN);

	it("stops that clock and no other, by the reporter's own word", () => {
		const history = after(irish(), waive("would-jeopardise-identity"), "2026-11-24T13:00:00Z");
		const { "acknowledgement#1": _, ...others } = duesOf(irish());
		expect(duesOf(history)).toEqual(others);
		expect(history.notices.at(-1)).toEqual({ tenure: holder("guardian").tenure, kind: "waiting" });
		expect(ask(history, waive(), "2026-11-24T13:00:00Z")).toEqual({ refused: "not-waivable" });
		expect(ask(history, dispute(2), "2026-11-24T13:00:00Z")).toEqual({ refused: "not-an-answer" });
	});

	it("is not possible where national law knows no such exception, nor on a closed case", () => {
		expect(ask(seen(), waive(), "2026-11-24T13:00:00Z")).toEqual({ refused: "not-waivable" });
		expect(ask(closed(), waive(), "2026-11-24T13:00:00Z")).toEqual({ refused: "case-closed" });
	});
});

describe("further feedback (reference §3, Ireland: at three-month intervals on request)", () => {
	const irish = () => after(untilOnTime(raiseAt(MONDAY, {}, IRELAND), SEEN), letter("guardian", "outcome"), TUESDAY);

	it("is owed three months after it was asked for, and climbs like the first", () => {
		const history = after(irish(), askFurther, "2026-12-01T13:00:00Z");
		expect(duesOf(history)["outcome#2"]).toBe("2027-03-01T23:59:59Z");
		expect(ask(history, askFurther, "2026-12-01T13:00:00Z")).toEqual({ refused: "already-asked" });
		const again = after(after(history, letter("guardian", "outcome"), "2027-01-05T09:00:00Z"), askFurther, "2027-01-05T13:00:00Z");
		expect(duesOf(again)["outcome#3"]).toBe("2027-04-05T22:59:59Z");
	});

	it("follows a first outcome, on an open case, where national law gives it", () => {
		expect(ask(untilOnTime(raiseAt(MONDAY, {}, IRELAND), SEEN), askFurther, TUESDAY)).toEqual({ refused: "already-asked" });
		expect(ask(after(seen(), letter("guardian", "outcome"), TUESDAY), askFurther, "2026-11-24T13:00:00Z")).toEqual({
			refused: "no-further-feedback",
		});
		expect(ask(closed(), askFurther, "2026-11-24T13:00:00Z")).toEqual({ refused: "case-closed" });
		expect(ask(irish(), askFurther, "2030-06-01T13:00:00Z")).toEqual({ refused: "unavailable" });
	});
});
