/** The suite runs in a browser as it does in Node: bundled, under the content security policy that pages have. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, launch, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import file from "../vectors/file.json" with { type: "json" };
import phrase from "../vectors/phrase.json" with { type: "json" };
import sealing from "../vectors/sealing.json" with { type: "json" };
import type { InBrowser } from "./browser.fixture.ts";

declare const inBrowser: InBrowser;

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
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

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
if (chromium === undefined) {
	process.stderr.write(
		"\nSKIPPED: no Chromium on this machine, so nothing shows that the cryptography runs in a browser. Install chromium.\n\n",
	);
}

async function bundle(): Promise<string> {
	const entry = fileURLToPath(new URL("./browser.fixture.ts", import.meta.url));
	const built = await build({
		entryPoints: [entry],
		bundle: true,
		format: "esm",
		platform: "browser",
		target: "es2023",
		minify: true,
		write: false,
	});
	return built.outputFiles.map(({ text }) => text).join("");
}

function serve(script: string): Promise<Server> {
	const server = createServer((request, response) => {
		const isScript = request.url === "/suite.js";
		response.setHeader("content-security-policy", POLICY);
		response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
		response.end(isScript ? script : '<!doctype html><title>suite</title><script type="module" src="/suite.js"></script>');
	});
	return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

describe.skipIf(chromium === undefined)("in Chromium (SKIPPED when none is installed)", () => {
	let profile: string;
	const complaints: string[] = [];
	let server: Server;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		profile = mkdtempSync(join(tmpdir(), "answerable-browser-"));
		server = await serve(await bundle());
		browser = await launch({ executablePath: chromium ?? "", args: FLAGS, userDataDir: profile });
		page = await browser.newPage();
		page.on("console", (message) => complaints.push(message.text()));
		page.on("pageerror", (error) => complaints.push(String(error)));
		const address = server.address();
		await page.goto(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`);
		await page.waitForFunction(() => "inBrowser" in globalThis, { timeout: 30_000 });
	}, 60_000);

	afterAll(async () => {
		await browser?.close();
		server?.close();
		rmSync(profile, { recursive: true, force: true });
	});

	test("words give the same keys, and sealing, releasing and opening the same bytes", async () => {
		const computed = await page.evaluate(() => inBrowser.vectors());
		expect(computed).toEqual({ phrase, sealing });
	});

	test("a file sealed elsewhere opens", async () => {
		expect(await page.evaluate((golden) => inBrowser.openStored(golden), file)).toBe(file.contentHex);
	});

	test("new words and keys can be made", async () => {
		expect(await page.evaluate(() => inBrowser.fresh())).toEqual({ words: 7, key: 1216 });
	});

	test("nothing complains under the strict content security policy", () => {
		expect(complaints.filter((line) => !line.includes("favicon"))).toEqual([]);
	});
});
