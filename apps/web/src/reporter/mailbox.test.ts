import { fromBase64Url, toBase64Url } from "@answerable/crypto/bytes";
import { newSigningSeed, sign } from "@answerable/crypto/signing";
import { actBytes } from "@answerable/log/act";
import { eventHash } from "@answerable/log/event-hash";
import type { Hash } from "@answerable/types/bytes";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import type { Mailbox } from "@answerable/types/intake";
import { beforeEach, describe, expect, test } from "vitest";
import { clockFrom } from "../clock.ts";
import { FORM } from "../form.fixture.ts";
import { StandIn } from "../stand-in.fixture.ts";
import { ORIGIN, SLUG } from "../stand-in-people.fixture.ts";
import { toldOf } from "../told.fixture.ts";
import { connectReporter, type Reporter, type ReportersCase } from "./reporter.ts";

let world: StandIn;
let reporter: Reporter;
let words: readonly string[];
let caseTag: CaseTag;

beforeEach(async () => {
	world = new StandIn();
	for (const role of ["guardian", "deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "external_body"] as const)
		await world.appoint(role);
	reporter = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()), retryDelaysMs: [1] });
	({ words, caseTag } = await reporter.raise(await reporter.intake(SLUG, world.pins()), FORM));
	world.publish();
});

async function comeBack(): Promise<ReportersCase> {
	const back = await reporter.comeBack(SLUG, words.join(" "));
	if (back.outcome !== "opened") throw new Error(back.outcome);
	return back.case;
}

const codes = ({ findings }: ReportersCase) => findings.map(({ sequence, code }) => `${sequence} ${code}`);

describe("seven words", () => {
	test("with a slip of the pen are told apart from words that lead nowhere, without asking the server for the case", async () => {
		const before = world.asked.length;
		const swapped = [words[1], words[0], ...words.slice(2)].join(" ");
		expect(await reporter.comeBack(SLUG, swapped)).toEqual({ outcome: "typo", what: "check-word-wrong" });
		expect(await reporter.comeBack(SLUG, words.slice(1).join(" "))).toEqual({ outcome: "typo", what: "wrong-length" });
		expect(await reporter.comeBack(SLUG, [...words.slice(1), "zzzz"].join(" "))).toEqual({ outcome: "typo", what: "unknown-word" });
		expect(world.asked.slice(before).filter((path) => path.includes("mailbox"))).toEqual([]);
	});

	test("that are right, of a concern that is gone, are not found", async () => {
		world.cases.delete(caseTag);
		expect(await reporter.comeBack(SLUG, words.join(" "))).toMatchObject({ outcome: "not-found" });
	});

	test("open the mailbox even when an answer gets lost", async () => {
		const { fetch } = world;
		let lost = 0;
		const shaky = connectReporter({
			origin: ORIGIN,
			clock: clockFrom(world.clock()),
			fetch: async (url, init) => {
				if (!url.endsWith("/mailbox") || lost > 0) return fetch(url, init);
				lost += 1;
				throw new TypeError("fetch failed");
			},
		});
		expect(await shaky.comeBack(SLUG, words.join("  ").toUpperCase())).toMatchObject({ outcome: "opened" });
	});
});

describe("a poster or slip that does not match", () => {
	const OTHER = "ab".repeat(32) as Hash;
	const comeFrom = async (roots: Hash | null) => {
		const back = await reporter.comeBack(SLUG, words.join(" "), { roots });
		if (back.outcome !== "opened") throw new Error(back.outcome);
		return back.case;
	};

	test("is told for as long as the mailbox is open, and keeps nobody from reading and writing", async () => {
		const back = await comeFrom(OTHER);
		expect(codes(back)).toEqual(["null other-roots"]);
		expect(toldOf(back)[0]).toBe("You raised this concern.");
		await back.reply({ purpose: "question", compartment: "private", text: "Is anybody there?" });
		const again = await back.refresh();
		expect(codes(again)).toEqual(["null other-roots"]);
		expect(again.mailbox.case.letters.at(-1)?.says).toEqual({
			kind: "letter",
			content: { purpose: "question", text: "Is anybody there?" },
		});
	});

	test("is not told to whoever came from the right one, or from none", async () => {
		for (const roots of [world.pins().roots, null]) expect(codes(await comeFrom(roots))).toEqual([]);
	});
});

describe("a case that nobody answers", () => {
	test("tells what happened and what must happen, and all of it can be proved", async () => {
		world.pass(world.secondsTo(5));
		const back = await comeBack();
		expect(codes(back)).toEqual([]);
		expect(back.mailbox.leaves.every(({ index }) => index !== null)).toBe(true);
		const told = toldOf(back);
		expect(told[0]).toBe("You raised this concern.");
		expect(told).toContain("Nobody had answered, so the chair of the board was told (step 4 of 5).");
		expect(told).toContain("From now on the chair of the board can read the concern.");
		expect(told).toContain("Nobody had answered, so the body outside the organisation was told, outside the organisation.");
		expect(back.view?.expected.length).toBeGreaterThan(2);
	});

	test("names who is told next for as long as somebody is left", async () => {
		const { view } = await comeBack();
		expect(view?.expected[0]).toMatchObject({ clock: "acknowledgement", isOverdue: false });
		expect(view?.expected[0]?.steps[0]).toMatchObject({ rung: 1, roles: ["deputy_guardian"] });
	});
});

describe("the reporter", () => {
	test("writes, withdraws and reads both again", async () => {
		const back = await comeBack();
		await back.reply({ purpose: "question", compartment: "private", text: "Is anybody there?" });
		const again = await back.refresh();
		await again.askWithdrawal();
		const last = await again.refresh();
		expect(codes(last)).toEqual([]);
		expect(last.mailbox.case.letters.at(-1)?.says).toEqual({ kind: "letter", content: { purpose: "question", text: "Is anybody there?" } });
		expect(toldOf(last).slice(-2)).toEqual(["You wrote to those who handle your concern.", "You asked to withdraw the concern."]);
		expect(last.view?.withdrawal).not.toBeNull();
	});

	test("is not told of something hidden when an event comes in while the mailbox is read", async () => {
		const { fetch } = world;
		const busy = connectReporter({
			origin: ORIGIN,
			clock: clockFrom(world.clock()),
			fetch: async (url, init) => {
				const answer = await fetch(url, init);
				if (url.includes("/tile/entries/") || url.endsWith("/mailbox")) world.pass(3);
				return answer;
			},
		});
		const back = await busy.comeBack(SLUG, words.join(" "));
		expect(back.outcome === "opened" ? codes(back.case) : []).toEqual([]);
	});

	test("may send a letter that was on its way when something else happened", async () => {
		const back = await comeBack();
		world.pass(world.secondsTo(1));
		await back.reply({ purpose: "reply", compartment: "concern", text: "It happened again." });
		expect(codes(await back.refresh())).toEqual([]);
	});

	test("cannot dispute what was no answer", async () => {
		const back = await comeBack();
		await expect(back.dispute({ sequence: 0 + 1, text: "This says nothing." })).rejects.toMatchObject({ code: "not-an-answer" });
	});
});

describe("a mailbox that was tampered with is shown, with what is wrong:", () => {
	/** An answer that nobody with a key wrote, put into the chain with everything else right. */
	function forged(events: readonly CaseEvent[], seed: Uint8Array): CaseEvent {
		const last = events.at(-1);
		const guardian = world.staff[0]?.mine.statement;
		if (last === undefined || guardian === undefined) throw new Error("no case");
		const seen = { sequence: last.sequence, hash: eventHash(last) };
		const statement = { purpose: "acknowledgement" as const, compartment: "concern" as const };
		const { organisation, policy } = last;
		const parts = { organisation, caseTag, seen, kind: "letter" as const, statement, ciphertext: null, policy };
		return {
			version: 1,
			organisation,
			caseTag,
			sequence: last.sequence + 1,
			at: last.at,
			by: { actor: "handler", tenure: guardian.tenure, person: guardian.person, role: "guardian" },
			happening: { kind: "letter", statement, consequence: { stops: [{ clock: "acknowledgement", round: 1 }], clocks: [] } },
			ciphertext: null,
			previous: seen.hash,
			policy,
			act: { seen, signature: sign(seed, actBytes(parts)) },
		};
	}

	test("a fake answer, which stops nothing", async () => {
		world.forge(caseTag, (events) => [...events, forged(events, newSigningSeed())]);
		const back = await comeBack();
		expect(codes(back)).toContain("1 wrong-signature");
		expect(back.view?.entries[1]?.isTrusted).toBe(false);
		expect(back.view?.expected[0]?.clock).toBe("acknowledgement");
	});

	test("a key served for a handler that the raise never named", async () => {
		const seed = newSigningSeed();
		world.forge(caseTag, (events) => [...events, forged(events, seed)]);
		world.lies.mailbox = (honest) => ({
			...honest,
			tenures: honest.tenures.map((each, at) =>
				at === 0 ? { ...each, statement: { ...each.statement, sign: each.statement.seal as string as typeof each.statement.sign } } : each,
			),
		});
		expect(codes(await comeBack())).toContain("1 unknown-key");
	});

	test.each<[string, string, (honest: Mailbox) => Mailbox]>([
		[
			"an event that is left out, which the log still has",
			"null hidden-leaf",
			(honest) => ({ ...honest, events: honest.events.slice(0, -1), leaves: honest.leaves.slice(0, -1) }),
		],
		[
			"a policy that is not the case's own",
			"0 swapped-policy",
			(honest) => ({ ...honest, policy: { ...honest.policy, title: "Another" } }),
		],
		[
			"a calendar that is not the case's own",
			"0 swapped-calendar",
			(honest) => ({ ...honest, calendar: { ...honest.calendar, source: "elsewhere" } }),
		],
		[
			"a leaf that is not the event's",
			"1 wrong-leaf",
			(honest) => ({ ...honest, leaves: honest.leaves.map((leaf, at) => (at === 1 ? (honest.leaves[0] ?? leaf) : leaf)) }),
		],
		["another case's wraps", "0 wrong-wraps", (honest) => ({ ...honest, wraps: toBase64Url(fromBase64Url(honest.wraps).slice(0, 40)) })],
		[
			"a promise that was changed",
			"0 wrong-promise",
			(honest) => ({ ...honest, promise: { ...honest.promise, statement: { ...honest.promise.statement, due: [] } } }),
		],
		[
			"a rung that was told too early",
			"2 wrong-consequence",
			(honest) => ({
				...honest,
				events: honest.events.map((event) =>
					event.happening.kind === "warned"
						? { ...event, happening: { ...event.happening, consequence: { ...event.happening.consequence, recipients: [] } } }
						: event,
				),
			}),
		],
		[
			"letters swapped for one another",
			"0 other-letter",
			(honest) => ({ ...honest, letters: honest.letters.map((letter) => ({ ...letter, part: 1 - letter.part })) }),
		],
	])("%s", async (_, code, lie) => {
		world.advance(5);
		world.tick();
		world.lies.mailbox = lie;
		expect(codes(await comeBack())).toContain(code);
	});

	test("a leaf that was kept out of the log, though a later one is in it", async () => {
		world.advance(5);
		world.tick();
		const leaves = world.cases.get(caseTag)?.leaves ?? [];
		const at = world.entries.findIndex(
			(entry) => entry.length === 128 && leaves[0] === Array.from(entry, (byte) => byte.toString(16).padStart(2, "0")).join(""),
		);
		world.entries.splice(at, 1);
		const fresh = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()) });
		const back = await fresh.comeBack(SLUG, words.join(" "));
		expect(back.outcome === "opened" ? codes(back.case) : []).toContain("0 leaf-not-published");
	});

	test("a log whose entries do not hash to the signed root, which proves nothing and hides no letter", async () => {
		world.lies.bytes = (path, honest) =>
			path.startsWith("tile/entries") ? honest.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) : honest;
		const back = await comeBack();
		expect(codes(back)).toEqual(["null log-unproved"]);
		expect(back.mailbox.case.letters.map(({ says }) => typeof says)).toEqual(["object", "object"]);
	});

	test("a promise that ran out with no leaf in the log", async () => {
		world.entries.splice(-1);
		world.advance(3_600);
		const fresh = connectReporter({ origin: ORIGIN, fetch: world.fetch, clock: clockFrom(world.clock()) });
		const back = await fresh.comeBack(SLUG, words.join(" "));
		expect(back.outcome === "opened" ? codes(back.case) : []).toEqual(["0 leaf-not-published"]);
	});

	test("another case altogether is not shown", async () => {
		world.lies.mailbox = (honest) => ({ ...honest, caseTag: "00".repeat(32) as CaseTag });
		await expect(comeBack()).rejects.toMatchObject({ code: "other-case" });
	});
});
