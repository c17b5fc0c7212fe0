import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noStore, securityHeaders } from "./headers.ts";
import { fullJson, padded } from "./padding.ts";
import { refusal } from "./problem.ts";
import { serverOf } from "./sending.ts";

const LEAST = 16 * 1024;
/** What is answered, in parts: some of it is longer than what it is filled up with, and needs several fillings. */
const SAID = ["words", "é".repeat(9_000), "x".repeat(300_000)] as const;

const app = new Hono()
	.use(noStore, securityHeaders("http://speak.test", "hash"))
	.get("/said/:place", padded, (c) => {
		const text = SAID[Number(c.req.param("place"))] ?? "";
		return fullJson(c, [Buffer.from('{"said":"'), Buffer.from(text), Buffer.from('"}')], 200);
	})
	.get("/refused", padded, () => refusal("not-found"));

let server: Server;
let origin: string;
beforeAll(async () => {
	server = serverOf(app.fetch);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

test.each([0, 1, 2])("an answer in parts arrives as it would in one piece, with the same headers and the same size: %i", async (place) => {
	const [sent, whole] = [await fetch(`${origin}/said/${place}`), await app.request(`/said/${place}`)];
	const [bytes, expected] = [await sent.arrayBuffer(), await whole.arrayBuffer()];
	expect(Buffer.from(bytes).equals(Buffer.from(expected))).toBe(true);
	expect(JSON.parse(Buffer.from(bytes).toString())).toEqual({ said: SAID[place] });
	expect(Math.log2(bytes.byteLength / LEAST) % 1).toBe(0);
	for (const [name, value] of whole.headers) expect([name, sent.headers.get(name)]).toEqual([name, value]);
	expect([sent.status, sent.headers.get("cache-control")]).toEqual([200, "no-store"]);
});

test("an answer in parts and a refusal have one size", async () => {
	const sizes = ["/said/0", "/refused"].map(async (path) => (await (await fetch(`${origin}${path}`)).arrayBuffer()).byteLength);
	expect(await Promise.all(sizes)).toEqual([LEAST, LEAST]);
});

test("whoever hangs up in the middle of an answer disturbs nobody", async () => {
	for (let times = 0; times < 20; times += 1) {
		const socket = connect({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
		socket.write(`GET /said/2 HTTP/1.1\r\nhost: speak.test\r\n\r\n`);
		await new Promise((resolve) => (times % 2 === 0 ? socket.once("data", resolve) : setImmediate(resolve)));
		socket.resetAndDestroy();
	}
	expect(await (await fetch(`${origin}/said/0`)).json()).toEqual({ said: "words" });
});
