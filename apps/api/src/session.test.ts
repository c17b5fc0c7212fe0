import { now } from "@answerable/process/machine";
import type { PersonId } from "@answerable/types/id";
import { expect, test, vi } from "vitest";
import { heldClock, rowsInMemory } from "./deps.fixture.ts";
import { createSessions } from "./session.ts";

const PERSON = "33333333-3333-4333-8333-333333333333" as PersonId;
const cookieOf = (setCookie: string): string => setCookie.slice(0, setCookie.indexOf(";"));

test("a session is read back from its cookie, and the table holds only a hash of the token", async () => {
	const rows = rowsInMemory();
	const sessions = createSessions(rows, "https://speak-up.test", now);
	const cookie = cookieOf(await sessions.open(PERSON));
	const token = cookie.slice(cookie.indexOf("=") + 1);
	expect(await sessions.read(cookie)).toEqual({ person: PERSON, renewed: null });
	expect(JSON.stringify([...rows.rows])).not.toContain(token);
});

test("over https the cookie is for this host alone, unseen by scripts and never sent from other sites", async () => {
	const cookie = await createSessions(rowsInMemory(), "https://speak-up.test", now).open(PERSON);
	expect(cookie).toMatch(/^__Host-answerable=[a-z0-9]{40}; HttpOnly; Max-Age=7200; Path=\/; SameSite=Strict; Secure$/);
});

test("over http, on one's own machine, the cookie works without Secure", async () => {
	const cookie = await createSessions(rowsInMemory(), "http://127.0.0.1:8080", now).open(PERSON);
	expect(cookie).toMatch(/^answerable=[a-z0-9]{40}; HttpOnly; Max-Age=7200; Path=\/; SameSite=Strict$/);
});

test("a session ends at its absolute hour however busy it is", async () => {
	const clock = heldClock();
	const rows = rowsInMemory();
	const sessions = createSessions(rows, "http://a.test", clock.now);
	const cookie = cookieOf(await sessions.open(PERSON));
	clock.set("2026-11-23T23:59:59Z");
	expect(await sessions.read(cookie)).not.toBeNull();
	clock.set("2026-11-24T00:00:00Z");
	expect(await sessions.read(cookie)).toBeNull();
	expect(rows.rows.size).toBe(0);
});

test("a session is renewed when half of its idle time is gone, and ends when all of it is", async () => {
	vi.useFakeTimers({ now: new Date("2026-11-23T12:00:00Z"), toFake: ["Date"] });
	try {
		const sessions = createSessions(rowsInMemory(), "http://a.test", heldClock().now);
		const cookie = cookieOf(await sessions.open(PERSON));
		vi.setSystemTime(new Date("2026-11-23T13:01:00Z"));
		expect((await sessions.read(cookie))?.renewed).toContain(cookie);
		vi.setSystemTime(new Date("2026-11-23T15:01:01Z"));
		expect(await sessions.read(cookie)).toBeNull();
	} finally {
		vi.useRealTimers();
	}
});

test("a look at a session does not renew it, and it ends when it would have ended unlooked at", async () => {
	vi.useFakeTimers({ now: new Date("2026-11-23T12:00:00Z"), toFake: ["Date"] });
	try {
		const rows = rowsInMemory();
		const sessions = createSessions(rows, "http://a.test", heldClock().now);
		const cookie = cookieOf(await sessions.open(PERSON));
		const before = JSON.stringify([...rows.rows]);
		for (let minute = 1; minute < 120; minute += 1) {
			vi.setSystemTime(new Date(Date.UTC(2026, 10, 23, 12, minute)));
			expect(await sessions.peek(cookie)).toBe(PERSON);
		}
		expect(JSON.stringify([...rows.rows])).toBe(before);
		vi.setSystemTime(new Date("2026-11-23T14:00:01Z"));
		expect(await sessions.peek(cookie)).toBeNull();
		expect(await sessions.peek("other=1")).toBeNull();
	} finally {
		vi.useRealTimers();
	}
});

test("a closed session is gone, and its cookie is taken back", async () => {
	const sessions = createSessions(rowsInMemory(), "http://a.test", now);
	const cookie = cookieOf(await sessions.open(PERSON));
	expect(await sessions.close(cookie)).toContain("Max-Age=0");
	expect(await sessions.read(cookie)).toBeNull();
});

test.each([undefined, "", "answerable=", "answerable=%E0%A4%A", "answerable=unknown", "other=1"])(
	"the cookie header %j is nobody",
	async (header) => {
		expect(await createSessions(rowsInMemory(), "http://a.test", now).read(header)).toBeNull();
	},
);
