import { describe, expect, it } from "vitest";
import { seen, TUESDAY } from "./acts.fixture.ts";
import { after, type History, letter } from "./history.fixture.ts";
import { isReplyOwed } from "./reply-owed.ts";

const replies = { kind: "letter", by: { actor: "reporter" }, statement: { purpose: "reply", compartment: "private" } } as const;
const written = () => after(seen(), replies, TUESDAY);
const owed = ({ events }: History) => isReplyOwed(events);

describe("a reply", () => {
	it("is owed once the reporter wrote, until somebody writes to them", () => {
		expect(owed(seen())).toBe(false);
		expect(owed(written())).toBe(true);
		expect(owed(after(written(), letter("guardian", "reply", "private"), "2026-11-25T09:00:00Z"))).toBe(false);
	});

	it("is not what somebody notes for those who handle the case", () => {
		expect(owed(after(written(), letter("guardian", "reply", "notes"), "2026-11-25T09:00:00Z"))).toBe(true);
	});
});
