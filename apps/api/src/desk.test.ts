import { toBase64Url } from "@answerable/crypto/bytes";
import { newCompartmentKeys } from "@answerable/crypto/compartment";
import { sealWrap } from "@answerable/crypto/wrap";
import { GRANT_RUNG } from "@answerable/crypto/wrap-header";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { escalateCase } from "@answerable/store/due";
import { SignInAnswer } from "@answerable/types/account";
import { CaseBeginnings, DeskActAnswer, DeskCase, Inbox, NoticeList } from "@answerable/types/desk";
import type { Seen } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import { Mailbox } from "@answerable/types/intake";
import { Problem } from "@answerable/types/problem";
import type { Role } from "@answerable/types/role";
import type { LetterPurpose } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOON } from "./deps.fixture.ts";
import { opening, reply, type SealedRaise, sealRaise, signedAct } from "./reporter.fixture.ts";
import { ELMVALE, memberOf, NORTHBROOK, RULES } from "./trust.fixture.ts";
import { type Desk, openWorld, type World } from "./world.fixture.ts";

let world: World;
const desks = new Map<Role, Desk>();
beforeAll(async () => {
	world = await openWorld(RULES.demo);
	for (const { key } of NORTHBROOK.members) desks.set(key.statement.role, await world.signIn(memberOf(NORTHBROOK, key.statement.role)));
});
afterAll(() => world.close());

const POLICY = canonicalHash(RULES.demo.policy);
const at = (seconds: number) => Temporal.Instant.from(NOON).add({ seconds }).toString() as Instant;
const codeOf = async (answer: Response) => Problem.parse(await answer.json()).code;
const statementOf = (role: Role) => memberOf(NORTHBROOK, role).key.statement;

function deskOf(role: Role): Desk {
	const desk = desks.get(role);
	if (desk === undefined) throw new Error(`No desk of ${role}`);
	return desk;
}

/** A fresh concern, routed to its first recipients. */
async function raised(concern: Partial<Parameters<typeof sealRaise>[0]> = {}): Promise<SealedRaise> {
	world.clock.set(NOON);
	const sealed = await sealRaise({ intake: await world.intake(), ...concern });
	expect((await world.raise(sealed.frame)).status).toBe(201);
	await escalateCase(world.worker, sealed.secrets.caseTag, NOON);
	return sealed;
}

/** Moves the clock, and lets the worker do what is due. */
async function untilSeconds(seconds: number, tag: CaseTag): Promise<void> {
	world.clock.set(at(seconds));
	await escalateCase(world.worker, tag, at(seconds));
}

const casePath = (role: Role, tag: string) => `/api/desk/cases/${tag}?tenure=${statementOf(role).tenure}`;
const caseOf = async (role: Role, tag: string) => DeskCase.parse(await (await deskOf(role).get(casePath(role, tag))).json());
const outlineOf = async (role: Role, tag: string) =>
	DeskCase.parse(await (await deskOf(role).get(`${casePath(role, tag)}&aim=outline`)).json());
const placeOf = (tag: CaseTag, seen: Seen) => ({ organisation: NORTHBROOK.id, caseTag: tag, policy: POLICY, seen });

async function act(role: Role, tag: CaseTag, made: object, tenure = statementOf(role).tenure): Promise<Response> {
	return deskOf(role).post(`/api/desk/cases/${tag}/acts`, { tenure, act: made });
}

function letter(role: Role, tag: CaseTag, seen: Seen, purpose: LetterPurpose = "acknowledgement") {
	const { keys } = memberOf(NORTHBROOK, role);
	const statement = { purpose, compartment: "concern" as const };
	return signedAct(placeOf(tag, seen), { kind: "letter", statement, seed: keys.sign, letter: statement });
}

async function grant(tag: CaseTag, role: Role, key: string = memberOf(NORTHBROOK, role).hash) {
	const { head } = await caseOf("guardian", tag);
	const { hash, sealing, key: held } = memberOf(NORTHBROOK, role);
	const entry = sealWrap({
		...placeOf(tag, head),
		rung: GRANT_RUNG,
		tenure: held.statement.tenure,
		keyHash: hash,
		opens: ["concern"],
		keys: newCompartmentKeys(),
		recipientKey: sealing.publicKey,
	});
	const statement = { tenure: held.statement.tenure, key, opens: ["concern"], wrap: sha256Hash(entry.body) };
	const made = signedAct(placeOf(tag, head), {
		kind: "granted",
		statement,
		seed: memberOf(NORTHBROOK, "guardian").keys.sign,
		letter: null,
	});
	return { ...made, wrap: toBase64Url(entry.body) };
}

describe("signing in", () => {
	test("answers with the person and their tenures, and sets the one cookie", async () => {
		const { key } = memberOf(NORTHBROOK, "guardian");
		const answer = await world.entry.enter(memberOf(NORTHBROOK, "guardian"));
		expect(answer.headers.get("set-cookie")).toMatch(/^answerable=[a-z0-9]{40}; HttpOnly; Max-Age=7200; Path=\/; SameSite=Strict$/);
		const { person, tenures, ...others } = SignInAnswer.parse(await answer.json());
		expect([person, tenures.map(({ statement }) => statement.tenure)]).toEqual([key.statement.person, [key.statement.tenure]]);
		expect(others).toEqual({ administrator: false, appointments: [], wrongCodes: 0 });
	});

	test("an unknown name and a wrong secret cannot be told apart", async () => {
		const guardian = memberOf(NORTHBROOK, "guardian");
		const secret = "00".repeat(32);
		const rightCode = await world.entry.enter(guardian, { secret });
		for (const changes of [{ secret, code: "000000" }, { name: "nobody-here" }, { name: "nobody-here", secret, code: "000000" }]) {
			const wrong = await world.entry.enter(guardian, changes);
			expect([rightCode.status, wrong.status]).toEqual([401, 401]);
			expect(await rightCode.clone().text()).toBe(await wrong.text());
			expect([...rightCode.headers]).toEqual([...wrong.headers]);
		}
	});

	test("signing out ends the session at once", async () => {
		const desk = await world.signIn(memberOf(NORTHBROOK, "guardian"));
		expect((await desk.get("/api/desk/cases")).status).toBe(200);
		const out = await desk.delete("/api/desk/session");
		expect([out.status, await out.json(), out.headers.get("set-cookie")]).toEqual([200, {}, expect.stringContaining("Max-Age=0")]);
		expect((await desk.get("/api/desk/cases")).status).toBe(401);
	});

	test("the table of sessions holds no token", async () => {
		const desk = await world.signIn(memberOf(NORTHBROOK, "chair"));
		expect((await desk.get("/api/desk/notices")).status).toBe(200);
		const rows = await world.owner.sql`select encode(id, 'escape') as id, encode(id, 'hex') as hex from answerable.session`;
		expect(JSON.stringify(rows)).not.toMatch(/[a-z2-7]{40}/);
	});
});

describe("seeing", () => {
	test("the guardian sees the case with its letters and own wrap; the board sees nothing of it", async () => {
		const { secrets } = await raised();
		const inbox = Inbox.parse(await (await deskOf("guardian").get("/api/desk/cases")).json());
		expect(inbox.rows.find(({ caseTag }) => caseTag === secrets.caseTag)).toMatchObject({ sight: "content", rung: 0, severity: "S2" });
		const seen = await caseOf("guardian", secrets.caseTag);
		expect(seen.letters).toHaveLength(2);
		expect(seen.wraps).toHaveLength(1);
		expect(seen.events.length).toBeGreaterThan(0);
		expect(NoticeList.parse(await (await deskOf("guardian").get("/api/desk/notices")).json()).notices.length).toBeGreaterThan(0);
		const board = Inbox.parse(await (await deskOf("chair").get("/api/desk/cases")).json());
		expect(board.rows.filter(({ caseTag }) => caseTag === secrets.caseTag)).toEqual([]);
	});

	test("reading a case is an event of it, once; an outline is none, and has no letter but the concern", async () => {
		const { secrets } = await raised();
		const path = casePath("guardian", secrets.caseTag);
		const outline = DeskCase.parse(await (await deskOf("guardian").get(`${path}&aim=outline`)).json());
		expect(outline.letters.map(({ sequence, part }) => [sequence, part])).toEqual([[0, 0]]);
		const viewed = ({ events }: DeskCase) => events.filter(({ happening }) => happening.kind === "viewed").map(({ by }) => by.actor);
		expect(viewed(outline)).toEqual([]);
		expect(viewed(await caseOf("guardian", secrets.caseTag))).toEqual(["worker"]);
		expect(viewed(await caseOf("guardian", secrets.caseTag))).toEqual(["worker"]);
		expect((await deskOf("guardian").get(`${path}&aim=looking`)).status).toBe(400);
	});

	test("beginnings have the concern and what one wrote oneself, up to that or to one's grant, and are full", async () => {
		const { secrets } = await raised();
		const { caseTag } = secrets;
		const question = letter("guardian", caseTag, (await outlineOf("guardian", caseTag)).head);
		expect((await act("guardian", caseTag, question)).status).toBe(201);
		expect((await act("guardian", caseTag, await grant(caseTag, "sid"))).status).toBe(201);
		const beginningOf = async (role: Role, tag = caseTag) => {
			const answer = await deskOf(role).post("/api/desk/beginnings", { cases: [{ caseTag: tag, tenure: statementOf(role).tenure }] });
			const text = await answer.text();
			expect(Math.log2(text.length) % 1).toBe(0);
			return CaseBeginnings.parse(JSON.parse(text)).beginnings[0];
		};
		const first = await beginningOf("guardian");
		const { head, events } = await outlineOf("guardian", caseTag);
		const own = events.find(({ happening }) => happening.kind === "letter")?.sequence;
		expect(first?.events.at(-1)).toMatchObject({ sequence: own, happening: { kind: "letter" } });
		expect(first?.letters.map(({ sequence, part }) => [sequence, part])).toEqual([
			[0, 0],
			[own, 0],
		]);
		expect(first).toMatchObject({ head: head.sequence, closedAt: null, reached: 0, replyOwed: false });
		expect(first?.answeredAt).not.toBeNull();
		const given = await beginningOf("sid");
		expect(given?.events.at(-1)?.happening.kind).toBe("granted");
		expect([given?.wraps.length, given?.letters.map(({ part }) => part), given?.withheld.map(({ part }) => part)]).toEqual([1, [0], [1]]);
		expect((await outlineOf("guardian", caseTag)).head).toEqual(head);
		expect(await beginningOf("guardian", (await raised()).secrets.caseTag)).toMatchObject({ events: [{ sequence: 0 }], tenures: [] });
	});

	test("a case that one may not know of, another's tenure and an unknown case are answered alike", async () => {
		const { secrets } = await raised();
		const answers = [
			await deskOf("chair").get(casePath("chair", secrets.caseTag)),
			await deskOf("chair").get(casePath("guardian", secrets.caseTag)),
			await deskOf("chair").get(casePath("chair", "ab".repeat(32))),
			await deskOf("guardian").get(casePath("guardian", "ab".repeat(32))),
			await (await world.signIn(memberOf(ELMVALE, "guardian"))).get(casePath("guardian", secrets.caseTag)),
			await deskOf("chair").get(`/api/desk/cases/${secrets.caseTag}/grantees?tenure=${statementOf("chair").tenure}`),
			await deskOf("chair").get(casePath("chair", "no-tag-at-all")),
		];
		const bodies = await Promise.all(
			answers.map(async (answer) => [answer.status, await answer.text(), JSON.stringify([...answer.headers])]),
		);
		expect(bodies[0]?.[0]).toBe(404);
		for (const body of bodies) expect(body).toEqual(bodies[0]);
	});

	test("whoever a concern is about sees nothing: not in lists, not by its tag, not in notices, not by acting", async () => {
		const before = NoticeList.parse(await (await deskOf("guardian").get("/api/desk/notices")).json()).notices.length;
		const { secrets } = await raised({ subject: "guardian" });
		await untilSeconds(40, secrets.caseTag);
		const inbox = Inbox.parse(await (await deskOf("guardian").get("/api/desk/cases")).json());
		expect(inbox.rows.filter(({ caseTag }) => caseTag === secrets.caseTag)).toEqual([]);
		expect(NoticeList.parse(await (await deskOf("guardian").get("/api/desk/notices")).json()).notices).toHaveLength(before);
		expect((await deskOf("guardian").get(casePath("guardian", secrets.caseTag))).status).toBe(404);
		const acted = await act("guardian", secrets.caseTag, letter("guardian", secrets.caseTag, { sequence: 0, hash: POLICY }));
		expect(await codeOf(acted)).toBe("not-found");
	});

	test("who may know only that a case exists gets no event, no letter and no wrap, and may acknowledge", async () => {
		const { secrets } = await raised();
		await untilSeconds(12, secrets.caseTag);
		const seen = await caseOf("exec_lead", secrets.caseTag);
		expect(seen).toMatchObject({ row: { sight: "existence", rung: 2 }, events: [], letters: [], wraps: [], tenures: [] });
		const { keys } = memberOf(NORTHBROOK, "exec_lead");
		const place = placeOf(secrets.caseTag, seen.head);
		const acknowledged = signedAct(place, { kind: "acknowledged", statement: { rung: 2 }, seed: keys.sign, letter: null });
		expect(await codeOf(await act("exec_lead", secrets.caseTag, letter("exec_lead", secrets.caseTag, seen.head)))).toBe("not-allowed");
		expect((await act("exec_lead", secrets.caseTag, acknowledged)).status).toBe(201);
		expect(
			(await deskOf("exec_lead").get(`/api/desk/cases/${secrets.caseTag}/grantees?tenure=${statementOf("exec_lead").tenure}`)).status,
		).toBe(404);
	});

	test("a cursor that is none is malformed", async () => {
		expect(await codeOf(await deskOf("guardian").get("/api/desk/cases?cursor=nonsense"))).toBe("malformed");
	});
});

describe("acting", () => {
	test("a letter is appended once; the same letter again gets the same event", async () => {
		const { secrets } = await raised();
		const made = letter("guardian", secrets.caseTag, (await caseOf("guardian", secrets.caseTag)).head);
		const first = await act("guardian", secrets.caseTag, made);
		const second = await act("guardian", secrets.caseTag, made);
		expect([first.status, second.status]).toEqual([201, 200]);
		const { event } = DeskActAnswer.parse(await first.json());
		expect(DeskActAnswer.parse(await second.json()).event).toEqual(event);
		expect(event.happening).toMatchObject({ kind: "letter", consequence: { stops: [{ clock: "acknowledgement", round: 1 }] } });
		expect((await caseOf("guardian", secrets.caseTag)).letters).toHaveLength(3);
	});

	test("of two people who act at once one wins, the other is told to look again, and only one event is written", async () => {
		const { secrets } = await raised();
		await untilSeconds(8, secrets.caseTag);
		const { head } = await caseOf("guardian", secrets.caseTag);
		const answers = await Promise.all([
			act("guardian", secrets.caseTag, letter("guardian", secrets.caseTag, head)),
			act("deputy_guardian", secrets.caseTag, letter("deputy_guardian", secrets.caseTag, head)),
		]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
		const loser = answers.find(({ status }) => status === 409);
		expect(loser === undefined ? null : await codeOf(loser)).toBe("out-of-date");
		expect((await caseOf("guardian", secrets.caseTag)).head.sequence).toBe(head.sequence + 1);
	});

	test("an act on an older state, in another order or on another case is refused and changes nothing", async () => {
		const { secrets } = await raised();
		const other = await raised();
		const { head } = await caseOf("guardian", secrets.caseTag);
		const made = letter("guardian", secrets.caseTag, head);
		const next = letter("guardian", secrets.caseTag, { sequence: head.sequence + 1, hash: head.hash }, "plan");
		expect(await codeOf(await act("guardian", secrets.caseTag, next))).toBe("out-of-date");
		expect(await codeOf(await act("guardian", other.secrets.caseTag, made))).toBe("wrong-signature");
		expect((await caseOf("guardian", secrets.caseTag)).head).toEqual(head);
		expect((await act("guardian", secrets.caseTag, made)).status).toBe(201);
		expect(await codeOf(await act("guardian", secrets.caseTag, letter("guardian", secrets.caseTag, head, "plan")))).toBe("out-of-date");
	});

	test("an act counts only in one's own tenure, with that tenure's key, for what was signed", async () => {
		const { secrets } = await raised();
		const { head } = await caseOf("guardian", secrets.caseTag);
		const made = letter("guardian", secrets.caseTag, head);
		expect(await codeOf(await act("deputy_guardian", secrets.caseTag, made, statementOf("guardian").tenure))).toBe("not-found");
		expect(await codeOf(await act("guardian", secrets.caseTag, letter("chair", secrets.caseTag, head)))).toBe("wrong-signature");
		expect(
			await codeOf(await act("guardian", secrets.caseTag, { ...made, statement: { purpose: "outcome", compartment: "concern" } })),
		).toBe("wrong-signature");
		expect(
			await codeOf(await act("guardian", secrets.caseTag, { ...made, ciphertext: letter("guardian", secrets.caseTag, head).ciphertext })),
		).toBe("wrong-signature");
		const { keys } = memberOf(NORTHBROOK, "guardian");
		const statement = { purpose: "outcome" as const, compartment: "concern" as const };
		const hollow = signedAct(placeOf(secrets.caseTag, head), {
			kind: "letter",
			statement,
			seed: keys.sign,
			letter: { purpose: "reply", compartment: "private" },
		});
		expect(await codeOf(await act("guardian", secrets.caseTag, hollow))).toBe("ciphertext-mismatch");
		expect((await caseOf("guardian", secrets.caseTag)).head).toEqual(head);
	});

	test("an answer that stops a clock must be written where those above can judge it", async () => {
		const { secrets } = await raised();
		const { head } = await caseOf("guardian", secrets.caseTag);
		const statement = { purpose: "outcome" as const, compartment: "private" as const };
		const hidden = signedAct(placeOf(secrets.caseTag, head), {
			kind: "letter",
			statement,
			seed: memberOf(NORTHBROOK, "guardian").keys.sign,
			letter: statement,
		});
		expect(await codeOf(await act("guardian", secrets.caseTag, hidden))).toBe("wrong-compartment");
	});

	test("a clock cannot be held until a day that no month has", async () => {
		const { secrets } = await raised();
		await untilSeconds(40, secrets.caseTag);
		const { head } = await caseOf("chair", secrets.caseTag);
		const explain = (reviewAt: string) =>
			signedAct(placeOf(secrets.caseTag, head), {
				kind: "explained",
				statement: { answer: "explain" as const, reviewAt, compartment: "concern" as const },
				seed: memberOf(NORTHBROOK, "chair").keys.sign,
				letter: { purpose: "explain", compartment: "concern" },
			});
		expect(await codeOf(await act("chair", secrets.caseTag, explain("2026-11-31T00:00:00Z")))).toBe("malformed");
		expect(await codeOf(await act("chair", secrets.caseTag, explain("2026-11-23T12:00:50Z")))).toBe("not-allowed");
	});

	test("a case is given to a colleague with a wrap that was signed for, to their present key, and never to one who is left out", async () => {
		const { secrets } = await raised({ named: [statementOf("sid").person] });
		const path = `/api/desk/cases/${secrets.caseTag}/grantees?tenure=${statementOf("guardian").tenure}`;
		const { keys } = (await (await deskOf("guardian").get(path)).json()) as { keys: { statement: { role: Role } }[] };
		expect(keys.map(({ statement }) => statement.role).sort()).toEqual(["ceo", "chair", "deputy_guardian", "exec_lead", "ned_lead"]);
		expect((await act("guardian", secrets.caseTag, await grant(secrets.caseTag, "sid"))).status).toBe(422);
		const spoiled = { ...(await grant(secrets.caseTag, "ned_lead")), wrap: toBase64Url(new Uint8Array(1262)) };
		expect(await codeOf(await act("guardian", secrets.caseTag, spoiled))).toBe("ciphertext-mismatch");
		expect((await act("guardian", secrets.caseTag, await grant(secrets.caseTag, "ned_lead"))).status).toBe(201);
		const theirs = await caseOf("ned_lead", secrets.caseTag);
		expect([theirs.row.sight, theirs.wraps.length]).toEqual(["content", 1]);
		expect(await codeOf(await act("guardian", secrets.caseTag, await grant(secrets.caseTag, "ned_lead")))).toBe("already-granted");
		expect(await codeOf(await act("guardian", secrets.caseTag, await grant(secrets.caseTag, "ned_lead", "ab".repeat(32))))).toBe(
			"stale-keys",
		);
	});
});

describe("the reporter comes back", () => {
	const openMailbox = async ({ secrets }: SealedRaise) =>
		Mailbox.parse(await (await world.post("/api/mailbox", opening(secrets, NORTHBROOK.id, at(60)))).json());

	test("reads everything that happened, disputes an answer once, and asks to withdraw", async () => {
		const sealed = await raised();
		const { secrets } = sealed;
		const made = letter("guardian", secrets.caseTag, (await caseOf("guardian", secrets.caseTag)).head, "outcome");
		const answered = DeskActAnswer.parse(await (await act("guardian", secrets.caseTag, made)).json()).event;
		const mailbox = await openMailbox(sealed);
		expect(mailbox.events.at(-1)).toEqual(answered);
		expect(mailbox.letters).toHaveLength(3);
		expect(mailbox.leaves).toHaveLength(mailbox.events.length);
		const send = async (what: object) => world.post("/api/mailbox/acts", { opening: opening(secrets, NORTHBROOK.id, at(60)), act: what });
		const last = { sequence: answered.sequence, hash: (await caseOf("guardian", secrets.caseTag)).head.hash };
		const dispute = signedAct(placeOf(secrets.caseTag, last), {
			kind: "disputed",
			statement: { sequence: answered.sequence },
			seed: secrets.messageSign,
			letter: { purpose: "dispute", compartment: "concern" },
		});
		const [first, second] = [await send(dispute), await send(dispute)];
		expect([first.status, second.status]).toEqual([202, 202]);
		expect(await first.json()).toEqual(await second.json());
		const again = signedAct(placeOf(secrets.caseTag, last), {
			kind: "disputed",
			statement: { sequence: answered.sequence },
			seed: secrets.messageSign,
			letter: { purpose: "dispute", compartment: "concern" },
		});
		expect(await codeOf(await send(again))).toBe("already-disputed");
		const withdrawal = signedAct(placeOf(secrets.caseTag, last), {
			kind: "withdrawal-asked",
			statement: {},
			seed: secrets.messageSign,
			letter: null,
		});
		expect((await send(withdrawal)).status).toBe(202);
		const kinds = (await openMailbox(sealed)).events.map(({ happening }) => happening.kind);
		expect(kinds.slice(-3)).toEqual(["letter", "disputed", "withdrawal-asked"]);
		expect(await codeOf(await send(reply(placeOf(secrets.caseTag, { sequence: 1, hash: POLICY }), secrets)))).toBe("out-of-date");
	});

	test("the mailbox of an unknown tag and a wrong signature cannot be told apart, on the real database too", async () => {
		const { secrets } = await raised();
		const right = opening(secrets, NORTHBROOK.id, at(60));
		const wrong = { ...right, signature: `${right.signature.startsWith("0") ? "1" : "0"}${right.signature.slice(1)}` };
		const unknown = { ...opening(secrets, NORTHBROOK.id, at(60)), tag: "ab".repeat(32) };
		const answers = await Promise.all([world.post("/api/mailbox", wrong), world.post("/api/mailbox", unknown)]);
		expect(answers.map(({ status }) => status)).toEqual([404, 404]);
		const [first, second] = await Promise.all(answers.map((answer) => answer.text()));
		expect(first).toBe(second);
	});
});
