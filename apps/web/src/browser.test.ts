/** The clients run in a browser as they do in Node: as built, under the content security policy that pages have. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoginName } from "@answerable/types/desk";
import type { Instant } from "@answerable/types/time";
import { type Browser, launch, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientBundles } from "./bundle.fixture.ts";
import type { signInToDesk } from "./desk/desk.ts";
import { FORM } from "./form.fixture.ts";
import type { connectReporter } from "./reporter/reporter.ts";
import { CODE, StandIn } from "./stand-in.fixture.ts";
import { SLUG } from "./stand-in-people.fixture.ts";

declare const clients: { readonly connectReporter: typeof connectReporter; readonly signInToDesk: typeof signInToDesk };

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const FLAGS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
const PAGE = '<!doctype html><title>clients</title><script type="module" src="/page.js"></script>';
const SCRIPT =
	'import { connectReporter } from "/reporter.js"; import { signInToDesk } from "/desk.js"; globalThis.clients = { connectReporter, signInToDesk };';
const GUARDIAN = "amina.guardian" as LoginName;

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
if (chromium === undefined) {
	process.stderr.write("\nSKIPPED: no Chromium on this machine, so nothing shows that the clients run in a browser. Install chromium.\n\n");
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
	const parts: Uint8Array[] = [];
	for await (const part of request) parts.push(part);
	return new Uint8Array(Buffer.concat(parts));
}

/** Hands a request of the browser's to the stand-in. */
async function ask(world: StandIn, request: IncomingMessage): Promise<Response> {
	const body = await bodyOf(request);
	const isText = request.headers["content-type"] === "application/json";
	const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
		typeof value === "string" ? [[name, value]] : [],
	);
	const sent = body.length === 0 ? {} : { body: isText ? new TextDecoder().decode(body) : body };
	return world.fetch(`${world.origin}${request.url}`, { method: request.method ?? "GET", headers, ...sent });
}

/** Serves the page, the built bundles and the stand-in from one origin. */
async function serve(world: StandIn, heard: IncomingMessage[]): Promise<Server> {
	const files = new Map((await clientBundles()).map(({ file, code }) => [`/${file}`, code]));
	files.set("/page.js", SCRIPT);
	const server = createServer(async (request, response) => {
		const path = request.url ?? "/";
		const script = files.get(path);
		if (path === "/" || script !== undefined) {
			response.writeHead(200, {
				"content-type": script === undefined ? "text/html" : "text/javascript",
				"content-security-policy": POLICY,
			});
			return response.end(script ?? PAGE);
		}
		if (path === "/favicon.ico") return response.writeHead(204).end();
		heard.push(request);
		const answer = await ask(world, request);
		response.writeHead(answer.status, Object.fromEntries(answer.headers));
		return response.end(new Uint8Array(await answer.arrayBuffer()));
	});
	return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

describe.skipIf(chromium === undefined)("in Chromium (SKIPPED when none is installed)", () => {
	const profile = mkdtempSync(join(tmpdir(), "answerable-clients-"));
	const complaints: string[] = [];
	const heard: IncomingMessage[] = [];
	let world: StandIn;
	let server: Server;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		world = new StandIn();
		world.now = new Date().toISOString().replace(/\.\d+Z$/, "Z") as Instant;
		await world.appoint("guardian", GUARDIAN);
		for (const role of ["deputy_guardian", "exec_lead", "chair", "external_body"] as const) await world.appoint(role);
		server = await serve(world, heard);
		const address = server.address();
		world.origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
		browser = await launch({ executablePath: chromium ?? "", args: FLAGS, userDataDir: profile });
		page = await browser.newPage();
		page.on("console", (message) => complaints.push(message.text()));
		page.on("pageerror", (error) => complaints.push(String(error)));
		await page.goto(`${world.origin}/`);
		await page.waitForFunction(() => "clients" in globalThis, { timeout: 30_000 });
	}, 60_000);

	afterAll(async () => {
		await browser?.close();
		server?.close();
		rmSync(profile, { recursive: true, force: true });
	});

	test("a concern is raised, answered at the desk and read again", async () => {
		const words = await page.evaluate(
			async (slug, pins, form) => {
				const reporter = clients.connectReporter({ origin: location.origin });
				return [...(await reporter.raise(await reporter.intake(slug, pins), form)).words];
			},
			SLUG,
			world.pins(),
			FORM,
		);
		world.tick();
		const phrase = world.phrases.get(GUARDIAN)?.phrase.words.join(" ") ?? "";
		const read = await page.evaluate(
			async (credentials) => {
				const signedIn = await clients.signInToDesk({ origin: location.origin }, credentials);
				if (signedIn.outcome !== "signed-in") throw new Error(signedIn.what);
				const [row] = await signedIn.desk.cases();
				if (row === undefined) throw new Error("no case");
				const open = await signedIn.desk.open(row);
				await signedIn.desk.letter(open, { purpose: "acknowledgement", compartment: "concern", text: "Thank you." });
				return open.case.letters.map(({ says }) => (typeof says === "string" ? says : says.content));
			},
			{ name: GUARDIAN, phrase, code: CODE },
		);
		expect(read).toEqual([FORM.concern, FORM.private]);
		const back = await page.evaluate(
			async (slug, typed) => {
				const came = await clients.connectReporter({ origin: location.origin }).comeBack(slug, typed);
				return came.outcome === "opened" ? { findings: came.case.findings, last: came.case.view?.entries.at(-1)?.happening.kind } : came;
			},
			SLUG,
			words.join(" "),
		);
		expect(back).toEqual({ findings: [], last: "letter" });
	});

	test("the reporter's requests carried no cookie and no referrer, even with a desk's session in the same browser", () => {
		const reporters = heard.filter(({ url }) => !url?.startsWith("/api/desk"));
		expect(reporters.length).toBeGreaterThan(6);
		expect(reporters.filter(({ headers }) => headers.cookie !== undefined || headers.referer !== undefined).map(({ url }) => url)).toEqual(
			[],
		);
		expect(heard.some(({ url, headers }) => url?.startsWith("/api/desk/cases") && headers.cookie !== undefined)).toBe(true);
	});

	test("nothing complains under the strict content security policy, and nothing is stored", async () => {
		expect(complaints).toEqual([]);
		expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
	});
});
