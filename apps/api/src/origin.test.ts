/** Nothing is done in somebody's name by another site: every route that changes something, from everywhere but our own pages. */
import { describe, expect, test } from "vitest";
import { ORIGIN, rowsInMemory, testApp } from "./deps.fixture.ts";
import { OPERATIONS } from "./operations.ts";
import { createSessions } from "./session.ts";

/** Routes that a cookie opens, or that give one. Reporters have none, so that there is nothing of theirs to misuse. */
const CHANGING = OPERATIONS.filter(({ section, method }) => ["Desk", "Administration"].includes(section) && method !== "get");

const FOREIGN: readonly (readonly [string, Record<string, string>])[] = [
	["a foreign page", { origin: "https://evil.test", "sec-fetch-site": "cross-site" }],
	["a page of a sister domain", { origin: "https://wiki.speak-up.test", "sec-fetch-site": "same-site" }],
	["a foreign page whose origin an old browser hides", { origin: "null" }],
	["a request without an origin", {}],
	["ours with another port", { origin: `${ORIGIN}:8443` }],
	["ours over another protocol", { origin: ORIGIN.replace("http:", "https:") }],
	["one that says our origin, while the browser says elsewhere", { origin: ORIGIN, "sec-fetch-site": "cross-site" }],
	["one that says our origin, from a sister domain", { origin: ORIGIN, "sec-fetch-site": "same-site" }],
	["one that was typed into the address bar", { origin: ORIGIN, "sec-fetch-site": "none" }],
];

async function withSession() {
	const rows = rowsInMemory();
	const cookie = (
		await createSessions(rows, ORIGIN, () => new Date().toISOString().replace(/\.\d+/, "") as never).open("p" as never)
	).split(";")[0];
	// The store answers nothing: whatever is asked of it fails the test.
	return { app: testApp({ sessions: rows }).app, cookie: cookie ?? "", rows };
}

test("there are such routes, and each takes something that names or changes", () => {
	expect(CHANGING.length).toBeGreaterThan(12);
	expect(CHANGING.filter(({ parameters }) => !parameters.some(({ name }) => name === "Origin"))).toEqual([]);
	expect(CHANGING.filter(({ refusals }) => !refusals.includes("not-allowed"))).toEqual([]);
});

describe.each(CHANGING.map(({ id, method, path }) => [id, method, path] as const))("%s", (_id, method, path) => {
	test.each(FOREIGN)("is refused to %s, before anything is read or done, although the cookie came along", async (_name, headers) => {
		const { app, cookie, rows } = await withSession();
		const before = JSON.stringify([...rows.rows]);
		const address = path.replaceAll(/\{[a-z]+\}/g, "ab".repeat(32));
		const answer = await app.request(address, {
			method: method.toUpperCase(),
			headers: { ...headers, cookie, "content-type": "application/json" },
			...(method === "post" ? { body: "{}" } : {}),
		});
		expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, "not-allowed"]);
		expect(answer.headers.has("set-cookie")).toBe(false);
		expect(JSON.stringify([...rows.rows])).toBe(before);
	});
});

test("reading changes nothing, and so needs no origin: no route of these is a GET that changes something", () => {
	const names = OPERATIONS.filter(({ section, method }) => ["Desk", "Administration"].includes(section) && method === "get").map(
		({ id }) => id,
	);
	expect(names.filter((id) => !/^(list|read|watch)/.test(id))).toEqual([]);
});
