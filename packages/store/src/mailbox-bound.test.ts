/** A mailbox cannot be filled, and whoever writes to it loses no right by that. */
import type { CaseTag } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { escalateCase } from "./due.ts";
import { readMailbox } from "./mailbox.ts";
import { raise } from "./raise.ts";
import { actAsReporter } from "./reporter-act.ts";
import { act, headOf, signAct } from "./signed-act.fixture.ts";
import { at, makeWorld, member, newReporter, secondsAfter, type World } from "./world.fixture.ts";

const START = at("2026-04-07T09:00:00Z");
const worlds = new Map<string, World>();
beforeAll(async () => {
	for (const policy of ["demo@1", "default-england@1"]) worlds.set(policy, await makeWorld(policy, 2));
});
afterAll(async () => {
	await Promise.all([...worlds.values()].map((world) => world.close()));
});

type Writer = { readonly world: World; readonly caseTag: CaseTag; readonly seed: Uint8Array };

async function writer(policy: string): Promise<Writer> {
	const world = worlds.get(policy);
	if (world === undefined) throw new Error(`No world follows ${policy}.`);
	const { caseTag, seed, request } = newReporter(world, { now: START });
	await raise(world.api, request);
	return { world, caseTag, seed };
}

async function send({ world, caseTag, seed }: Writer, kind: "letter" | "withdrawal-asked", number: number, now: Instant) {
	const statement = kind === "letter" ? { purpose: "reply" as const, compartment: "concern" as const } : {};
	const ciphertext = kind === "letter" ? Buffer.from(`letter ${number}`) : null;
	const signature = signAct(world, seed, { caseTag, seen: await headOf(world, caseTag), kind, statement, ciphertext });
	const request = { caseTag, act: { kind, statement, act: signature } as never, ciphertext, now };
	return { request, outcome: await actAsReporter(world.api, request) };
}

test.each(["demo@1", "default-england@1"])(
	"twenty letters of a reporter may stand unanswered under %s, and one more is refused",
	async (policy) => {
		const mine = await writer(policy);
		const now = secondsAfter(START, 1);
		const sent = [];
		for (let number = 0; number < 20; number += 1) sent.push(await send(mine, "letter", number, now));
		expect(sent.map(({ outcome }) => outcome)).toEqual(sent.map(() => expect.objectContaining({ repeated: false })));
		expect((await send(mine, "letter", 20, now)).outcome).toEqual({ refused: "too-many-letters" });
		const [first] = sent;
		if (first === undefined) throw new Error("Nothing was sent.");
		expect(await actAsReporter(mine.world.api, first.request)).toMatchObject({ repeated: true });
		expect((await send(mine, "withdrawal-asked", 0, now)).outcome).toMatchObject({ repeated: false });
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
	for (let number = 0; number < 20; number += 1) await send(mine, "letter", number, secondsAfter(START, 1));
	expect((await send(mine, "letter", 20, secondsAfter(START, 1))).outcome).toEqual({ refused: "too-many-letters" });
	const command = { kind: "letter" as const, statement: { purpose: "question" as const, compartment: "concern" as const } };
	expect(await act(world, member(world, "guardian"), { caseTag, command, now: secondsAfter(START, 2) })).toHaveProperty("event");
	expect((await send(mine, "letter", 21, secondsAfter(START, 3))).outcome).toMatchObject({ repeated: false });
});

test("a mailbox with a whole dossier in it is read whole, and beside others", async () => {
	const mine = await writer("default-england@1");
	const others = [await writer("default-england@1"), await writer("default-england@1")];
	const dossier = Buffer.alloc(600 * 1024, "dossier ");
	const { world, caseTag, seed } = mine;
	const statement = { purpose: "reply" as const, compartment: "concern" as const };
	const signature = signAct(world, seed, { caseTag, seen: await headOf(world, caseTag), kind: "letter", statement, ciphertext: dossier });
	const request = { caseTag, act: { kind: "letter", statement, act: signature } as never, ciphertext: dossier, now: START };
	expect(await actAsReporter(world.api, request)).toMatchObject({ repeated: false });
	for (const other of others) await send(other, "letter", 1, START);
	const mailboxes = await Promise.all([mine, ...others, mine].map((each) => readMailbox(world.api, each.caseTag, START)));
	const words = mailboxes.map((mailbox) => (mailbox?.waiting ?? []).map(({ letter }) => Buffer.from(letter ?? "", "base64url").toString()));
	expect(words.map((each) => each.map((text) => text.length))).toEqual([[dossier.length], [8], [8], [dossier.length]]);
	expect(words[0]?.[0]).toBe(dossier.toString());
	expect(mailboxes.map((mailbox) => mailbox?.letters.length)).toEqual([2, 2, 2, 2]);
});
