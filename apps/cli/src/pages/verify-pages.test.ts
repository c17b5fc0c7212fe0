import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { sha256Hash, toHash, utf8 } from "@answerable/log/bytes";
import { signCheckpoint } from "@answerable/log/checkpoint";
import { encodeStatementLeaf } from "@answerable/log/leaf";
import { encodeVerifierKey, noteKey } from "@answerable/log/note";
import { pagesBytes } from "@answerable/log/pages-statement";
import { listedHash, proveInclusion } from "@answerable/log/proof";
import { leafHash, treeRoot } from "@answerable/log/tree";
import type { LoggedPages } from "@answerable/types/pages";
import type { Instant } from "@answerable/types/time";
import { afterEach, describe, expect, test } from "vitest";
import { verifyPages } from "./verify-pages.ts";

const SEED = new Uint8Array(32).fill(6);
const KEY = noteKey("log.test/answerable", signingKeyFromSeed(SEED));
const signLog = (message: Uint8Array) => sign(SEED, message);

const SERVED_AT: Readonly<Record<string, readonly string[]>> = { "index.html": ["/"], "desk.html": ["/desk", "/join"] };
const FILES: Readonly<Record<string, string>> = {
	"index.html": "<!doctype html><title>Information</title>",
	"desk.html": "<!doctype html><title>Desk</title>",
	"assets/page-1a2b.js": "export const page = 1;",
	"assets/style-3c4d.css": "p { margin: 0 }",
};
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const MANIFEST = `${JSON.stringify({ version: 1, files: Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, hashOf(text)])) })}\n`;

/** A log that holds these statements' leaves, and the last one with its proof. */
function loggedIn(leaves: readonly Uint8Array[], statement: LoggedPages["statement"]): LoggedPages {
	const hashes = leaves.map(leafHash);
	const index = hashes.length - 1;
	return {
		statement,
		signature: signLog(pagesBytes(statement)),
		manifest: MANIFEST,
		leafIndex: index,
		checkpoint: signCheckpoint({ origin: KEY.name, size: hashes.length, root: treeRoot(hashes) }, KEY, signLog),
		proof: proveInclusion(index, hashes.length, listedHash(hashes)).map(toHash),
	};
}

const statementOf = (number: number, manifest = MANIFEST) =>
	({ version: 1, number, from: "2026-11-26T09:00:00Z" as Instant, manifest: sha256Hash(utf8(manifest)) }) as const;
const leafOf = (statement: LoggedPages["statement"]) => encodeStatementLeaf({ kind: "pages", statement });
const STATEMENT = statementOf(2);
const PAGES = loggedIn([leafOf(statementOf(1, "before")), leafOf(STATEMENT)], STATEMENT);

type Lie = (path: string, form: string) => { readonly body?: string; readonly status?: number; readonly headers?: Record<string, string> };

let running: Server | null = null;
afterEach(() => {
	running?.close();
	running?.closeAllConnections();
	running = null;
});

/** A server of these pages, which may lie. */
async function serve({ lie = () => ({}), pages = PAGES }: { lie?: Lie; pages?: unknown } = {}): Promise<string> {
	const open: Record<string, string> = {
		"/log/key": encodeVerifierKey(KEY),
		"/log/pages": JSON.stringify(pages),
		"/assets/manifest.json": MANIFEST,
	};
	for (const [name, text] of Object.entries(FILES)) for (const path of SERVED_AT[name] ?? [`/${name}`]) open[path] = text;
	const server = createServer((request: IncomingMessage, response) => {
		const [path, form] = [request.url ?? "", String(request.headers["accept-encoding"])];
		const { body = open[path], status = 200, headers = {} } = lie(path, form);
		const packed = form === "br" ? brotliCompressSync : form === "gzip" ? gzipSync : Buffer.from;
		if (body === undefined) response.writeHead(404).end();
		else response.writeHead(status, { ...headers, ...(form === "identity" ? {} : { "content-encoding": form }) }).end(packed(body));
	});
	running = server;
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("pages as the log names them are said to be, with since when, and a fingerprint to compare", async () => {
	const origin = await serve();
	const { text, notes } = await verifyPages([`${origin}/some/where`, "--log-key", encodeVerifierKey(KEY)]);
	expect(text).toContain(`The pages of ${origin} are those that its log names.`);
	expect(text).toContain("log.test/answerable, 2 leaves; this is leaf 1");
	expect(text).toMatch(/number 2, since .*26 November 2026/);
	expect(text.replaceAll(" ", "")).toContain(STATEMENT.manifest);
	expect(notes).toEqual([]);
});

test("a key that the server shows by itself is believed, and said to be", async () => {
	const { notes } = await verifyPages([await serve()]);
	expect(notes).toEqual([expect.stringContaining(encodeVerifierKey(KEY))]);
});

describe("what differs is found and named:", () => {
	const only =
		(where: string, how: ReturnType<Lie>, forms = ["identity", "gzip", "br"]): Lie =>
		(path, form) =>
			path === where && forms.includes(form) ? how : {};
	test.each<[string, Lie, string]>([
		["a changed script", only("/assets/page-1a2b.js", { body: "steal()" }), "/assets/page-1a2b.js, as it is, is another file"],
		[
			"one that is changed for browsers alone",
			only("/assets/page-1a2b.js", { body: "steal()" }, ["br"]),
			"compressed by br, is another file",
		],
		["a changed frame", only("/", { body: "<!doctype html><script src=/x.js></script>" }), "/, as it is, is another file"],
		[
			"a style that is not there",
			only("/assets/style-3c4d.css", { status: 404 }),
			"/assets/style-3c4d.css, compressed by gzip, is not served",
		],
		["a frame that leads away", only("/", { status: 302, headers: { location: "http://elsewhere.test" } }), "/, as it is, is not served"],
		["a header that brings in a style", only("/", { headers: { link: "</x.css>; rel=stylesheet" } }), "leads elsewhere: link"],
		["another list", only("/assets/manifest.json", { body: "{}" }), "is not the list that the log names (number 2)"],
	])("%s", async (_, lie, said) => {
		await expect(verifyPages([await serve({ lie })])).rejects.toThrow(said);
	});

	test("a file that is as it was signed is not named", async () => {
		const told = verifyPages([await serve({ lie: only("/assets/page-1a2b.js", { body: "steal()" }) })]).catch(String);
		expect(await told).toContain("page-1a2b.js");
		expect(await told).not.toContain("style");
	});

	const others = [leafOf(statementOf(1, "before")), leafOf(statementOf(2, "other"))];
	test.each<[string, unknown, string]>([
		[
			"a list that is signed and not in the log",
			{ ...loggedIn(others, STATEMENT) },
			"is not in the log: The proof does not lead to the root",
		],
		["a list that nobody signed", { ...PAGES, signature: "00".repeat(64) }, "is not in the log: The log's signature"],
		[
			"a list that was changed after it was signed",
			{ ...PAGES, manifest: MANIFEST.replace("assets/page", "assets/pane") },
			"not the one that was signed",
		],
		["an answer that cannot be read", { nothing: true }, "cannot be read"],
	])("%s", async (_, pages, said) => {
		await expect(verifyPages([await serve({ pages })])).rejects.toThrow(said);
	});

	test("another log's key than the one that was given", async () => {
		const other = encodeVerifierKey(noteKey(KEY.name, signingKeyFromSeed(new Uint8Array(32).fill(7))));
		await expect(verifyPages([await serve(), "--log-key", other])).rejects.toThrow("is not in the log");
	});
});

test("a server without pages in its log, one without a log, and one that is away are told apart", async () => {
	const without =
		(gone: string): Lie =>
		(path) =>
			path === gone ? { status: 404 } : {};
	await expect(verifyPages([await serve({ lie: without("/log/pages") })])).rejects.toThrow("names no pages");
	await expect(verifyPages([await serve({ lie: without("/log/key") })])).rejects.toThrow("shows no log");
	const gone = await serve();
	running?.close();
	running?.closeAllConnections();
	await expect(verifyPages([gone])).rejects.toThrow("cannot be reached");
});

test.each([[["ftp://x.test"]], [["no address"]], [["http://a.test", "http://b.test"]], [["http://a.test", "--key", "x"]]])(
	"%j is answered with how to ask",
	async (args) => {
		await expect(verifyPages(args)).rejects.toThrow("answerable verify-pages ORIGIN");
	},
);

test("without an address it says how to ask, and a key that is none is called so", async () => {
	expect((await verifyPages([])).text).toContain("answerable verify-pages ORIGIN");
	await expect(verifyPages(["http://127.0.0.1:1", "--log-key", "log.test+00000000+AAAA"])).rejects.toThrow("The log's key cannot be read");
});
