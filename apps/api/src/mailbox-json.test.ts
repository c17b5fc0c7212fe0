import type { ReadMailbox } from "@answerable/store/mailbox";
import { expect, test } from "vitest";
import { mailboxJson } from "./mailbox-json.ts";
import { RULES } from "./trust.fixture.ts";

const { policy, calendar } = RULES.england;
const mailboxOf = (caseTag: string, wraps: string, rules = { policy, calendar }) =>
	({
		caseTag,
		now: "2026-11-23T12:00:00Z",
		letters: [{ said: 'a "quote", and é' }],
		...rules,
		wraps: Buffer.from(wraps),
	}) as unknown as ReadMailbox;
const read = (mailbox: ReadMailbox): unknown => JSON.parse(Buffer.concat(mailboxJson(mailbox)).toString());

test("what is answered says everything that the mailbox holds", () => {
	const mailbox = mailboxOf("ab".repeat(32), "d3JhcHM");
	expect(read(mailbox)).toEqual({ ...mailbox, wraps: "d3JhcHM" });
});

test("of two mailboxes each has its own words and rules, however often they are read", () => {
	const [one, other] = [mailboxOf("ab".repeat(32), "b25l"), mailboxOf("cd".repeat(32), "b3RoZXI", RULES.demo)];
	for (const mailbox of [one, other, one, other]) expect(read(mailbox)).toEqual({ ...mailbox, wraps: mailbox.wraps.toString() });
});
