/** What an open page is told by itself, on the running app: nothing before its slot, nothing to whom it is not for, and nothing that is kept. */
import { canonicalHash } from "@answerable/log/canonical";
import { eventHash } from "@answerable/log/event-hash";
import { escalateCase } from "@answerable/store/due";
import { applyWaiting } from "@answerable/store/waiting";
import { DeskCase, Watched } from "@answerable/types/desk";
import type { Seen } from "@answerable/types/event";
import type { CaseTag, PersonId } from "@answerable/types/id";
import { Mailbox } from "@answerable/types/intake";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { STAYS_SECONDS } from "./company.ts";
import { testDeps } from "./deps.fixture.ts";
import { opening, reply, type SealedRaise, sealRaise, signedAct } from "./reporter.fixture.ts";
import { ELMVALE, memberOf, NORTHBROOK, RULES, type Trust } from "./trust.fixture.ts";
import { watch } from "./watch.ts";
import { type Desk, openWorld, type World } from "./world.fixture.ts";

let world: World;
const desks = new Map<Role, Desk>();
beforeAll(async () => {
	world = await openWorld(RULES.england);
	for (const { key } of NORTHBROOK.members) desks.set(key.statement.role, await world.signIn(memberOf(NORTHBROOK, key.statement.role)));
});
afterAll(() => world.close());

const DAY = "2026-11-23";
const at = (time: string) => `${DAY}T${time}Z` as Instant;
const POLICY = canonicalHash(RULES.england.policy);
const UNKNOWN = "ee".repeat(32) as CaseTag;

function deskOf(role: Role): Desk {
	const desk = desks.get(role);
	if (desk === undefined) throw new Error(`No desk of ${role}`);
	return desk;
}

/** A concern that waits for its slot at 13:00, when the worker shows it. */
async function raised(about: "none" | "guardian" = "none"): Promise<SealedRaise> {
	world.clock.set(at("12:30:00"));
	const sealed = await sealRaise({ intake: await world.intake(), subject: about });
	expect((await world.raise(sealed.frame)).status).toBe(201);
	return sealed;
}

async function shown(about: "none" | "guardian" = "none"): Promise<SealedRaise> {
	const sealed = await raised(about);
	world.clock.set(at("13:00:00"));
	await escalateCase(world.worker, sealed.secrets.caseTag, at("13:00:00"));
	return sealed;
}

function ask(desk: Desk, open: CaseTag | null, role: Role = "guardian", trust: Trust = NORTHBROOK): Promise<Response> {
	return desk.post("/api/desk/watch", {
		open: open === null ? null : { caseTag: open, tenure: memberOf(trust, role).key.statement.tenure },
	});
}

async function told(role: Role, open: CaseTag | null): Promise<Watched> {
	return Watched.parse(await (await ask(deskOf(role), open, role)).json());
}

async function headOf({ secrets }: SealedRaise, until: string): Promise<Seen> {
	const { events } = Mailbox.parse(await (await world.post("/api/mailbox", opening(secrets, NORTHBROOK.id, until))).json());
	const last = events.at(-1);
	if (last === undefined) throw new Error("There are no events.");
	return { sequence: last.sequence, hash: eventHash(last) };
}

test("a concern is news at its slot and no second before, to the list as to whoever knows its tag", async () => {
	const before = await told("guardian", null);
	const { secrets } = await raised();
	for (const time of ["12:30:01", "12:59:59"]) {
		world.clock.set(at(time));
		expect(await told("guardian", secrets.caseTag)).toEqual(before);
	}
	world.clock.set(at("13:00:00"));
	await escalateCase(world.worker, secrets.caseTag, at("13:00:00"));
	const after = await told("guardian", secrets.caseTag);
	expect(after.list).not.toBe(before.list);
	expect(after.open).not.toBeNull();
});

test("what the reporter does changes nothing in any answer before its slot, and is news at it", async () => {
	const sealed = await shown();
	const { caseTag } = sealed.secrets;
	const before = [await told("guardian", caseTag), await told("guardian", null)];
	world.clock.set(at("13:05:00"));
	const place = { organisation: NORTHBROOK.id, caseTag, policy: POLICY, seen: await headOf(sealed, at("13:06:00")) };
	const body = { opening: opening(sealed.secrets, NORTHBROOK.id, at("13:06:00")), act: reply(place, sealed.secrets) };
	const replied = await world.post("/api/mailbox/acts", body);
	expect([replied.status, await replied.json()]).toEqual([202, { visibleAt: at("18:00:00") }]);
	for (const time of ["13:05:00", "15:00:00", "17:59:59"]) {
		world.clock.set(at(time));
		await applyWaiting(world.worker, caseTag, at(time));
		expect([await told("guardian", caseTag), await told("guardian", null)]).toEqual(before);
	}
	world.clock.set(at("18:00:00"));
	await applyWaiting(world.worker, caseTag, at("18:00:00"));
	const after = await told("guardian", caseTag);
	expect(after.list).not.toBe(before[0]?.list);
	expect(after.open?.news).toBeGreaterThan(before[0]?.open?.news ?? 0);
});

test("what a colleague does is news at once; that they open the case is none, and neither is that it is watched", async () => {
	const { secrets } = await shown();
	const { caseTag } = secrets;
	const before = await told("guardian", caseTag);
	const { tenure } = memberOf(NORTHBROOK, "guardian").key.statement;
	const read = DeskCase.parse(await (await deskOf("guardian").get(`/api/desk/cases/${caseTag}?tenure=${tenure}`)).json());
	expect(read.events.at(-1)?.happening.kind).toBe("viewed");
	expect(await told("guardian", caseTag)).toEqual(before);
	const statement = { purpose: "acknowledgement", compartment: "concern" } as const;
	const place = { organisation: NORTHBROOK.id, caseTag, policy: POLICY, seen: read.head };
	const seed = memberOf(NORTHBROOK, "guardian").keys.sign;
	const made = signedAct(place, { kind: "letter", statement, seed, letter: statement });
	expect((await deskOf("guardian").post(`/api/desk/cases/${caseTag}/acts`, { tenure, act: made })).status).toBe(201);
	const after = await told("guardian", caseTag);
	expect(after.open?.news).toBe(read.head.sequence + 1);
	expect(after.list).not.toBe(before.list);
});

test("whom a case is about, an administrator, another trust's staff and a role that it has not reached are told what is told of no case", async () => {
	const about = (await shown("guardian")).secrets.caseTag;
	const { caseTag } = (await shown()).secrets;
	expect((await told("guardian", caseTag)).open).not.toBeNull();
	const away = await world.signIn(memberOf(ELMVALE, "guardian"));
	const administrator = await world.administrator();
	const tries: readonly [string, (tag: CaseTag) => Promise<Response>][] = [
		["excluded", (tag) => ask(deskOf("guardian"), tag === UNKNOWN ? tag : about)],
		["untold", (tag) => ask(deskOf("chair"), tag, "chair")],
		["another's tenure", (tag) => ask(deskOf("chair"), tag)],
		["administrator", (tag) => ask(administrator, tag)],
		["another trust", (tag) => ask(away, tag, "guardian", ELMVALE)],
	];
	for (const [who, tried] of tries) {
		const [answer, unknown] = [await tried(caseTag), await tried(UNKNOWN)];
		const text = await answer.text();
		expect([who, text]).toEqual([who, await unknown.text()]);
		expect([who, Watched.parse(JSON.parse(text)).open, text.length]).toEqual([who, null, 1024]);
	}
});

test("two who can read a case see each other, whoever cannot sees and is seen by nobody, and all of it passes", async () => {
	const quick = await openWorld(RULES.demo);
	try {
		const seconds = async (count: number, caseTag: CaseTag): Promise<void> => {
			const now = Temporal.Instant.from(at("12:00:00")).add({ seconds: count }).toString() as Instant;
			quick.clock.set(now);
			await escalateCase(quick.worker, caseTag, now);
		};
		const besideOf = async (role: Role) => {
			desk.set(role, desk.get(role) ?? (await quick.signIn(memberOf(NORTHBROOK, role))));
			return Watched.parse(await (await ask(desk.get(role) ?? deskOf(role), caseTag, role)).json()).open?.beside ?? null;
		};
		const desk = new Map<Role, Desk>();
		const tenureOf = (role: Role) => memberOf(NORTHBROOK, role).key.statement.tenure;
		const sealed = await sealRaise({ intake: await quick.intake() });
		expect((await quick.raise(sealed.frame)).status).toBe(201);
		const { caseTag } = sealed.secrets;
		await seconds(0, caseTag);
		expect([await besideOf("guardian"), await besideOf("deputy_guardian"), await besideOf("guardian")]).toEqual([[], null, []]);
		// It goes up: the deputy may read it, and the next rung may know that it exists.
		for (const count of [5, 8, 11]) await seconds(count, caseTag);
		expect(await besideOf("deputy_guardian")).toEqual([tenureOf("guardian")]);
		expect(await besideOf("exec_lead")).toEqual([]);
		expect(await besideOf("guardian")).toEqual([tenureOf("deputy_guardian")]);
		await seconds(11 + STAYS_SECONDS, caseTag);
		expect(await besideOf("guardian")).toEqual([]);
	} finally {
		await quick.close();
	}
});

test("an outside body that can read a case sees nobody, and nobody sees it", async () => {
	const { key } = memberOf(NORTHBROOK, "guardian");
	const open = { caseTag: UNKNOWN, tenure: key.statement.tenure };
	const roles: Role[] = [];
	const deps = testDeps({
		watch: async () => ({
			list: key.statement.seal,
			open: { news: 3, sight: "content", statement: { ...key.statement, role: roles.at(-1) ?? "guardian" } },
		}),
	});
	const besideOf = async (role: Role): Promise<number> => {
		roles.push(role);
		return (await watch(deps, { open }, `somebody who is ${role}` as PersonId)).open?.beside.length ?? -1;
	};
	expect([await besideOf("external_body"), await besideOf("guardian"), await besideOf("external_body")]).toEqual([0, 0, 0]);
	expect(await besideOf("deputy_guardian")).toBe(1);
});

/** Every row of every table of ours, as text. */
async function dump(): Promise<string[]> {
	const { sql } = world.owner;
	const tables = await sql<{ name: string }[]>`
		select table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema = 'answerable'`;
	const rows = await Promise.all(
		tables.map(async ({ name }) =>
			(await sql<{ row: string }[]>`select t::text as row from answerable.${sql(name)} t`).map(({ row }) => `${name} ${row}`),
		),
	);
	return rows.flat();
}

test("no row and no line tells that somebody watches, whatever they are answered", async () => {
	const { caseTag } = (await shown()).secrets;
	const [rows, lines] = [await dump(), [...world.lines]];
	await told("guardian", caseTag);
	await told("guardian", UNKNOWN);
	await deskOf("guardian").post("/api/desk/watch", {});
	await world.post("/api/desk/watch", { open: null });
	expect(await dump()).toEqual(rows);
	expect(world.lines).toEqual(lines);
});

test("however often a page asks, its session ends when it would have ended, and then the page is told so", async () => {
	vi.useFakeTimers({ now: new Date("2026-11-23T12:00:00Z"), toFake: ["Date"] });
	try {
		const desk = await world.signIn(memberOf(NORTHBROOK, "guardian"));
		for (let minute = 1; minute < 120; minute += 7) {
			vi.setSystemTime(new Date(Date.UTC(2026, 10, 23, 12, minute)));
			const answer = await ask(desk, null);
			expect([answer.status, answer.headers.get("set-cookie")]).toEqual([200, null]);
		}
		vi.setSystemTime(new Date("2026-11-23T14:00:01Z"));
		expect((await ask(desk, null)).status).toBe(401);
	} finally {
		vi.useRealTimers();
	}
});
