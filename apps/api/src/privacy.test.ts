import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { canonicalHash } from "@answerable/log/canonical";
import { epochSeconds } from "@answerable/log/epoch";
import { eventHash } from "@answerable/log/event-hash";
import { RaiseAnswer } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newSecrets, opening, reply, sealRaise } from "./reporter.fixture.ts";
import { serverOf } from "./sending.ts";
import { NORTHBROOK, RULES } from "./trust.fixture.ts";
import { openWorld, type World } from "./world.fixture.ts";

let world: World;
let server: Server;
let address: string;
beforeAll(async () => {
	world = await openWorld(RULES.england);
	server = serverOf(world.app.fetch);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await new Promise((resolve) => server.close(resolve));
	await world.close();
});

const MARKS = ["MARKEDAGENT", "marked-referrer", "markedcookie", "203.0.113.77", "markedlanguage", "MARKEDWORDS"];
const HEADERS = {
	"user-agent": "MARKEDAGENT/1.0",
	referer: "http://marked-referrer.test/page",
	cookie: "answerable=markedcookie",
	"x-forwarded-for": "203.0.113.77",
	forwarded: "for=203.0.113.77",
	"x-real-ip": "203.0.113.77",
	"accept-language": "markedlanguage",
};
const ARRIVED = "2026-11-23T12:34:56Z";
const REPLIED = "2026-11-23T12:41:07Z";
const OPENED = "2026-11-23T12:47:19Z";

/** Every row of every table of every schema that is not PostgreSQL's own, as text. */
async function dump(): Promise<string[]> {
	const { sql } = world.owner;
	const tables = await sql<{ schema: string; name: string }[]>`
		select table_schema as schema, table_name as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
	const rows = await Promise.all(
		tables.map(async ({ schema, name }) =>
			(await sql<{ row: string }[]>`select t::text as row from ${sql(schema)}.${sql(name)} t`).map(({ row }) => `${name} ${row}`),
		),
	);
	return rows.flat();
}

const post = async (path: string, body: BodyInit, type: string) =>
	fetch(`${address}${path}`, { method: "POST", body, headers: { ...HEADERS, "content-type": type } });
const newRows = (before: readonly string[], after: readonly string[]) => after.filter((row) => !before.includes(row)).join("\n");

/** A second as the formats of ours might hold it: text, and big-endian in hex. */
function spellings(instant: string): string[] {
	const seconds = epochSeconds(instant as Instant);
	const clock = instant.slice(11, 16);
	return [clock, instant, String(seconds), `000000${seconds.toString(16)}`];
}

test("after a concern, a reply and a visit no table and no log line holds who, from where, in which words, or when within the day", async () => {
	const secrets = newSecrets();
	world.clock.set("2026-11-23T12:30:00Z");
	const intake = await world.intake();
	const { frame } = await sealRaise({ intake, secrets, text: "MARKEDWORDS about ward B7" });
	const before = await dump();

	world.clock.set(ARRIVED);
	const raised = await post("/api/concerns", new Uint8Array(frame), "application/octet-stream");
	expect(raised.status).toBe(201);
	expect(raised.headers.get("set-cookie")).toBeNull();
	const { event } = RaiseAnswer.parse(await raised.json());

	world.clock.set(REPLIED);
	const place = {
		organisation: NORTHBROOK.id,
		caseTag: secrets.caseTag,
		policy: canonicalHash(RULES.england.policy),
		seen: { sequence: 0, hash: eventHash(event) },
	};
	const body = JSON.stringify({ opening: opening(secrets, NORTHBROOK.id, "2026-11-23T12:42:00Z"), act: reply(place, secrets) });
	const replied = await post("/api/mailbox/acts", body, "application/json");
	expect([replied.status, await replied.json()]).toEqual([202, { visibleAt: "2026-11-23T13:00:00Z" }]);

	const beforeVisit = await dump();
	world.clock.set(OPENED);
	const visit = await post("/api/mailbox", JSON.stringify(opening(secrets, NORTHBROOK.id, "2026-11-23T12:48:00Z")), "application/json");
	expect(visit.status).toBe(200);
	expect(await dump()).toEqual(beforeVisit);

	await post("/api/concerns", "MARKEDWORDS", "application/octet-stream");
	await post(
		"/api/mailbox",
		JSON.stringify({ ...opening(secrets, NORTHBROOK.id, OPENED), signature: "00".repeat(64) }),
		"application/json",
	);

	const written = newRows(before, await dump());
	expect(written).toContain(secrets.caseTag);
	const marks = [...MARKS, ...[ARRIVED, REPLIED, OPENED].flatMap(spellings)];
	expect(marks.filter((mark) => written.includes(mark))).toEqual([]);
	expect(within(written, "2026-11-23")).toEqual(["13:00:00"]);
	expect(world.lines).toEqual([]);
});

/** Times of day of one date that stand anywhere in the text. */
function within(text: string, day: string): string[] {
	return [...new Set([...text.matchAll(new RegExp(`${day}[T ](\\d\\d:\\d\\d:\\d\\d)`, "g"))].map(([, time = ""]) => time))].sort();
}

test("a reply waits for its slot: until then no table that staff read knows of it", async () => {
	const rows = await world.owner.sql<{ count: number }[]>`select count(*)::int as count from answerable.event`;
	const waiting = await world.owner.sql<{ count: number }[]>`select count(*)::int as count from answerable.waiting_act`;
	expect([rows[0]?.count, waiting[0]?.count]).toEqual([1, 1]);
});

test("PostgreSQL keeps no time of its own for rows", async () => {
	const [row] = await world.owner.sql<{ track_commit_timestamp: string }[]>`show track_commit_timestamp`;
	expect(row?.track_commit_timestamp).toBe("off");
});
