import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { escalateCase } from "./due.ts";
import { readMailbox } from "./mailbox.ts";
import { actAsReporter } from "./reporter-act.ts";
import { act } from "./signed-act.fixture.ts";
import { member, secondsAfter } from "./world.fixture.ts";
import { openWorlds, START, signedBy, type Writer } from "./writer.fixture.ts";

let worlds: Awaited<ReturnType<typeof openWorlds>>;
beforeAll(async () => {
	worlds = await openWorlds(["demo@1", "default-england@1"]);
});
afterAll(() => worlds?.close());

async function writer(policy: string): Promise<Writer> {
	const [only] = await worlds.writers(policy, 1);
	if (only === undefined) throw new Error("Nobody wrote.");
	return only;
}

async function send(who: Writer, kind: "letter" | "withdrawal-asked", words: string, now: Instant) {
	const request = await signedBy(who, kind, Buffer.from(words), now);
	return { request, outcome: await actAsReporter(who.world.api, request) };
}

test.each(["demo@1", "default-england@1"])(
	"twenty letters of a reporter may stand unanswered under %s, and one more is refused",
	async (policy) => {
		const mine = await writer(policy);
		const now = secondsAfter(START, 1);
		const sent = [];
		for (let number = 0; number < 20; number += 1) sent.push(await send(mine, "letter", `letter ${number}`, now));
		expect(sent.map(({ outcome }) => outcome)).toEqual(sent.map(() => expect.objectContaining({ repeated: false })));
		expect((await send(mine, "letter", "letter 20", now)).outcome).toEqual({ refused: "too-many-letters" });
		const [first] = sent;
		if (first === undefined) throw new Error("Nothing was sent.");
		expect(await actAsReporter(mine.world.api, first.request)).toMatchObject({ repeated: true });
		expect((await send(mine, "withdrawal-asked", "letter 0", now)).outcome).toMatchObject({ repeated: false });
	},
);

test("a note of those who handle it is told to its reporter, and never given out", async () => {
	const { world, caseTag } = await writer("demo@1");
	const guardian = member(world, "guardian");
	await escalateCase(world.worker, caseTag, START);
	for (const [compartment, seconds] of [["notes", 2] as const, ["concern", 3] as const]) {
		const command = { kind: "letter" as const, statement: { purpose: "reply" as const, compartment } };
		expect(await act(world, guardian, { caseTag, command, now: secondsAfter(START, seconds) })).toHaveProperty("event");
	}
	const mailbox = await readMailbox(world.api, caseTag, secondsAfter(START, 4));
	const written = mailbox?.events.filter(({ happening }) => happening.kind === "letter").map(({ sequence }) => sequence) ?? [];
	const [note, letter] = written;
	expect(written).toHaveLength(2);
	const given = mailbox?.letters.map(({ sequence }) => sequence);
	expect([given?.includes(note ?? -1), given?.includes(letter ?? -1)]).toEqual([false, true]);
});

test("whatever a handler does lets a reporter write again", async () => {
	const mine = await writer("demo@1");
	const { world, caseTag } = mine;
	await escalateCase(world.worker, caseTag, START);
	for (let number = 0; number < 20; number += 1) await send(mine, "letter", `letter ${number}`, secondsAfter(START, 1));
	expect((await send(mine, "letter", "letter 20", secondsAfter(START, 1))).outcome).toEqual({ refused: "too-many-letters" });
	const command = { kind: "letter" as const, statement: { purpose: "question" as const, compartment: "concern" as const } };
	expect(await act(world, member(world, "guardian"), { caseTag, command, now: secondsAfter(START, 2) })).toHaveProperty("event");
	expect((await send(mine, "letter", "letter 21", secondsAfter(START, 3))).outcome).toMatchObject({ repeated: false });
});

test("a mailbox with a whole dossier in it is read whole, and beside others", async () => {
	const mine = await writer("default-england@1");
	const others = [await writer("default-england@1"), await writer("default-england@1")];
	const { world } = mine;
	const dossier = "dossier ".repeat(75 * 1024);
	expect((await send(mine, "letter", dossier, START)).outcome).toMatchObject({ repeated: false });
	for (const other of others) await send(other, "letter", "letter 1", START);
	const mailboxes = await Promise.all([mine, ...others, mine].map((each) => readMailbox(world.api, each.caseTag, START)));
	const words = mailboxes.map((mailbox) => (mailbox?.waiting ?? []).map(({ letter }) => Buffer.from(letter ?? "", "base64url").toString()));
	expect(words.map((each) => each.map((text) => text.length))).toEqual([[dossier.length], [8], [8], [dossier.length]]);
	expect(words[0]?.[0]).toBe(dossier);
	expect(mailboxes.map((mailbox) => mailbox?.letters.length)).toEqual([2, 2, 2, 2]);
});
