import { expect, test } from "vitest";
import { z } from "zod/mini";
import { keepCookies } from "./desk/cookie.ts";
import { connectHttp, type Fetch } from "./http.ts";

const origin = "https://speak-up.example";
const Answer = z.strictObject({ ok: z.boolean() });
const problem = (code: string, status: number) =>
	new Response(JSON.stringify({ type: `about:${code}`, title: "No", status, detail: "Do this.", code }), { status });

/** Answers in turn; one more request than answers is a failure of the test. */
function inTurn(...answers: (Response | Error)[]): { fetch: Fetch; seen: { url: string; init: RequestInit }[] } {
	const seen: { url: string; init: RequestInit }[] = [];
	const fetch: Fetch = async (url, init) => {
		seen.push({ url, init });
		const next = answers.shift();
		if (next === undefined) throw new Error("asked once too often");
		if (next instanceof Error) throw next;
		return next;
	};
	return { fetch, seen };
}

test("a refusal becomes a typed error and is not asked again", async () => {
	const { fetch } = inTurn(problem("out-of-date", 409));
	const http = connectHttp({ origin, fetch, retryDelaysMs: [0] });
	await expect(http.postJson("/x", {}, Answer)).rejects.toMatchObject({ name: "ProblemError", code: "out-of-date", status: 409 });
});

test("a lost connection sends the very same bytes again", async () => {
	const { fetch, seen } = inTurn(new TypeError("fetch failed"), problem("unavailable", 503), Response.json({ ok: true }));
	const http = connectHttp({ origin, fetch, retryDelaysMs: [1, 1] });
	expect(await http.sendBytes("/x", Uint8Array.of(1, 2, 3), Answer)).toEqual({ ok: true });
	expect(seen.map(({ init }) => init.body)).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3)]);
});

test("what a reporter sends to a mailbox tells by its size neither what it is nor how long", async () => {
	const { fetch, seen } = inTurn(Response.json({ ok: true }), Response.json({ ok: true }), Response.json({ ok: true }));
	const http = connectHttp({ origin, fetch });
	for (const letter of [null, "x".repeat(3_000), "x".repeat(5_000)]) await http.postOnce("/x", { letter }, Answer);
	expect(seen.map(({ init }) => String(init.body).length)).toEqual([4_096, 4_096, 8_192]);
	expect(JSON.parse(String(seen[0]?.init.body))).toEqual({ letter: null });
});

test("what the server takes only once is sent once", async () => {
	const { fetch, seen } = inTurn(new TypeError("fetch failed"));
	await expect(connectHttp({ origin, fetch, retryDelaysMs: [1] }).postOnce("/x", {}, Answer)).rejects.toMatchObject({
		code: "unreachable",
	});
	expect(seen).toHaveLength(1);
});

test("a server that stays away is unreachable, and one that says so is unavailable", async () => {
	const gone = connectHttp({ origin, fetch: inTurn(new TypeError("a"), new TypeError("b")).fetch, retryDelaysMs: [1] });
	await expect(gone.getBytes("/x")).rejects.toMatchObject({ code: "unreachable" });
	const down = connectHttp({ origin, fetch: inTurn(problem("unavailable", 503)).fetch, retryDelaysMs: [] });
	await expect(down.getBytes("/x")).rejects.toMatchObject({ code: "unavailable" });
});

test("an answer of another form is refused, whatever its status says", async () => {
	const http = connectHttp({ origin, fetch: inTurn(Response.json({ ok: true, more: 1 })).fetch, retryDelaysMs: [] });
	await expect(http.getJson("/x", Answer)).rejects.toMatchObject({ code: "malformed-answer" });
	const html = connectHttp({ origin, fetch: inTurn(new Response("<h1>Bad</h1>", { status: 500 })).fetch, retryDelaysMs: [] });
	await expect(html.getJson("/x", Answer)).rejects.toMatchObject({ code: "malformed-answer" });
});

test("a reporter's request carries no cookie, no referrer and is not cached", async () => {
	const { fetch, seen } = inTurn(Response.json({ ok: true }));
	await connectHttp({ origin, fetch }).getJson("/x", Answer);
	expect(seen[0]?.init).toMatchObject({ credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error" });
});

test("the desk's cookie is kept, sent back and forgotten when it ends", async () => {
	const { fetch, seen } = inTurn(
		new Response("", { headers: { "set-cookie": "session=abc; HttpOnly; Path=/" } }),
		new Response("", { headers: { "set-cookie": "session=; Max-Age=0" } }),
		new Response(""),
	);
	const jar = keepCookies(origin, fetch);
	for (const path of ["/a", "/b", "/c"]) await jar(`${origin}${path}`, { method: "GET" });
	expect(seen.map(({ init }) => new Headers(init.headers).get("cookie"))).toEqual([null, "session=abc", null]);
});
