import { Problem } from "@answerable/types/problem";
import { describe, expect, test } from "vitest";
import { DatabaseAway } from "./away.ts";
import { ORIGIN, testApp } from "./deps.fixture.ts";

const JSON_TYPE = { "content-type": "application/json" };
const gone = Object.assign(new Error("connect ECONNREFUSED 10.1.2.3:5432"), { code: "ECONNREFUSED" });

describe("headers", () => {
	test("every answer, a refusal too, carries the strict headers and is stored nowhere", async () => {
		const { app } = testApp({});
		for (const path of ["/healthz", "/nothing/here"]) {
			const { headers } = await app.request(path);
			expect(headers.get("content-security-policy")).toMatch(
				/^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'$/,
			);
			expect(headers.get("referrer-policy")).toBe("no-referrer");
			expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
			expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
			expect(headers.get("x-content-type-options")).toBe("nosniff");
			expect(headers.get("x-frame-options")).toBe("DENY");
			expect(headers.get("cache-control")).toBe("no-store");
			expect(headers.get("strict-transport-security")).toBeNull();
			expect(headers.get("x-powered-by")).toBeNull();
			expect(headers.get("set-cookie")).toBeNull();
		}
	});

	test("the pages run our own scripts and worker, ask this origin alone, and make scripts of no string", async () => {
		const { app } = testApp({});
		for (const path of ["/", "/desk", "/join", "/assets/manifest.json"]) {
			const { headers } = await app.request(path);
			expect(headers.get("content-security-policy")).toBe(
				"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
					"style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types answerable-worker",
			);
			expect(headers.get("cache-control")).toBe("no-store");
			expect(headers.get("cross-origin-embedder-policy")).toBe("require-corp");
			expect(headers.get("set-cookie")).toBeNull();
		}
	});

	test("where there is an onion service, Tor Browser is told, and so are the pages; elsewhere nothing is", async () => {
		const onion = `http://${"a2".repeat(28)}.onion`;
		expect((await testApp({}, { onion }).app.request("/")).headers.get("onion-location")).toBe(onion);
		expect((await testApp({}).app.request("/")).headers.get("onion-location")).toBeNull();
		const list = await testApp({ organisations: async () => [] }, { onion }).app.request("/api/organisations");
		expect(await list.json()).toEqual({ organisations: [], onion });
	});

	test("a part of the pages comes compressed as the browser can read it, and a file beside them does not come at all", async () => {
		const { app } = testApp({});
		const [plain, brotli, gzip] = await Promise.all(
			["identity", "gzip, deflate, br;q=1.0", "gzip"].map((encoding) => app.request("/", { headers: { "accept-encoding": encoding } })),
		);
		expect([plain, brotli, gzip].map((answer) => answer?.headers.get("content-encoding"))).toEqual([null, "br", "gzip"]);
		const sizes = await Promise.all([plain, brotli, gzip].map(async (answer) => (await answer?.arrayBuffer())?.byteLength ?? 0));
		expect(sizes.every((size) => size > 500)).toBe(true);
		expect((sizes[1] ?? 0) < (sizes[0] ?? 0)).toBe(true);
		for (const path of ["/assets/..%2f.built-from", "/assets/nothing.js", "/assets/reporter.js.map"])
			expect((await app.request(path)).status).toBe(404);
	});

	test("over https browsers are told to stay there", async () => {
		const { headers } = await testApp({}, { origin: "https://speak-up.test" }).app.request("/healthz");
		expect(headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
	});

	test("the page of the state has no script and only the style that its policy names", async () => {
		const { app } = testApp({
			heartbeats: async () => [],
			deploymentKeyHashes: async () => ({ promise: null, release: null }),
			keyCare: async () => ({ releaseQuarters: [], recovery: null }),
		});
		const answer = await app.request("/status");
		const page = await answer.text();
		expect(answer.status).toBe(200);
		expect(page).not.toMatch(/<script|style=|onload|https?:\/\//i);
		expect(page).toContain("The worker has never reported.");
	});
});

describe("a database that is away", () => {
	test("is answered with 503 and the advice to send the same again", async () => {
		const { app, lines } = testApp({
			organisations: async () => {
				throw gone;
			},
		});
		const answer = await app.request("/api/organisations");
		expect(answer.status).toBe(503);
		expect(answer.headers.get("retry-after")).toBe("5");
		expect(Problem.parse(await answer.json()).code).toBe("unavailable");
		expect(lines).toEqual([]);
	});

	test("shows on the page of the state and in /readyz, while /healthz says that the process lives", async () => {
		const away = async () => {
			throw new DatabaseAway("late");
		};
		const { app } = testApp({ heartbeats: away, deploymentKeyHashes: away, keyCare: away });
		expect((await app.request("/healthz")).status).toBe(200);
		expect(await (await app.request("/status")).text()).toContain("The database does not answer.");
		const ready = await app.request("/readyz");
		expect(ready.status).toBe(503);
		expect(Problem.parse(await ready.json()).detail).toContain("The database does not answer.");
	});
});

describe("a fault of ours", () => {
	test("gives an id and no detail, and its line in the journal holds no message", async () => {
		const { app, lines } = testApp({
			organisations: async () => {
				throw new Error("Key (mailbox)=(SECRET-WORDS) already exists");
			},
		});
		const answer = await app.request("/api/organisations");
		const problem = Problem.parse(await answer.json());
		expect(answer.status).toBe(500);
		expect(JSON.stringify(problem)).not.toContain("SECRET");
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain(problem.instance?.replace("urn:uuid:", ""));
		expect(lines[0]).not.toContain("SECRET");
	});
});

describe("bad bodies", () => {
	test.each([
		["no JSON", "{", JSON_TYPE],
		["another type", "{}", { "content-type": "text/plain" }],
		["another shape", JSON.stringify({ name: "a" }), JSON_TYPE],
		["a field too many", JSON.stringify({ name: "guardian", secret: "00".repeat(32), more: 1 }), JSON_TYPE],
	])("%s is malformed", async (_name, body, headers) => {
		const answer = await testApp({}).app.request("/api/desk/session", { method: "POST", body, headers: { ...headers, origin: ORIGIN } });
		expect(answer.status).toBe(400);
		expect(Problem.parse(await answer.json()).code).toBe("malformed");
	});

	test("a refusal names the place in our schema and never the value", async () => {
		const body = JSON.stringify({ name: "guardian", secret: "MARKED-SECRET" });
		const answer = await testApp({}).app.request("/api/desk/session", { method: "POST", body, headers: { ...JSON_TYPE, origin: ORIGIN } });
		const text = await answer.text();
		expect(text).toContain("Look at secret.");
		expect(text).not.toContain("MARKED");
	});

	test.each([
		["/api/concerns", 4 * 1024 * 1024 + 1],
		["/api/mailbox", 64 * 1024 + 1],
		["/api/mailbox/acts", 2 * 1024 * 1024 + 1],
		["/api/desk/session", 64 * 1024 + 1],
	])("%s refuses a longer body than it accepts, said or unsaid", async (path, size) => {
		const { app } = testApp({});
		const body = new Uint8Array(size);
		const headers = { ...JSON_TYPE, origin: ORIGIN };
		const said = await app.request(path, { method: "POST", body, headers: { ...headers, "content-length": String(size) } });
		const unsaid = await app.request(path, { method: "POST", body: new Blob([body]).stream(), headers, duplex: "half" } as RequestInit);
		expect([said.status, unsaid.status]).toEqual([413, 413]);
	});

	test("a concern that is no frame, or says that it is something else, is malformed", async () => {
		const { app } = testApp({});
		const octets = await app.request("/api/concerns", {
			method: "POST",
			body: "hello",
			headers: { "content-type": "application/octet-stream" },
		});
		const json = await app.request("/api/concerns", { method: "POST", body: "{}", headers: JSON_TYPE });
		expect([octets.status, json.status]).toEqual([400, 400]);
	});
});

describe("the desk's door", () => {
	test.each([undefined, "http://evil.test", "null", `${ORIGIN}/`])(
		"a request that changes something from origin %s is refused",
		async (origin) => {
			const headers: Record<string, string> = origin === undefined ? JSON_TYPE : { ...JSON_TYPE, origin };
			const answer = await testApp({}).app.request("/api/desk/session", { method: "POST", body: "{}", headers });
			expect(answer.status).toBe(403);
			expect(Problem.parse(await answer.json()).detail).toContain(ORIGIN);
		},
	);

	test.each(["/api/desk/cases", "/api/desk/notices", `/api/desk/cases/${"ab".repeat(32)}?tenure=33333333-3333-4333-8333-333333333333`])(
		"%s is closed to whoever has not signed in",
		async (path) => {
			expect((await testApp({}).app.request(path)).status).toBe(401);
		},
	);

	test("the journal's line has the template of the route, never what stood in it", async () => {
		const { app, lines } = testApp({});
		await app.request(`/api/desk/cases/${"ab".repeat(32)}?tenure=33333333-3333-4333-8333-333333333333`, {
			headers: { "user-agent": "MARKED-AGENT", referer: "http://marked.test", cookie: "answerable=marked" },
		});
		expect(lines.map((line) => JSON.parse(line))).toEqual([
			{ level: "info", process: "api", at: "2026-11-23T12:00:00Z", method: "GET", route: "/api/desk/cases/:tag", status: 401 },
		]);
	});
});
