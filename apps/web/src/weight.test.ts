/** What the pages weigh, as they are built: somebody on an old phone and a slow line pays for every kilobyte. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildPages } from "../../../infra/start/pages.ts";
import { WEB } from "../scripts/built-from.ts";

const DIST = join(WEB, "dist");
const KIB = 1_024;

const weightOf = (name: string) => statSync(join(DIST, `${name}.br`)).size;
const textOf = (name: string) => readFileSync(join(DIST, name), "utf8");
const assets = () => readdirSync(join(DIST, "assets")).map((name) => `assets/${name}`);

/** The engine that does everything in plain JavaScript, and its own worker: an engine instead of the usual one, never beside it. */
const WITHOUT_WEB_ASSEMBLY = /\/(?:plain-worker|stretcher)-/;

/** What a file names: at once, or when it is needed. */
const NAMED = {
	html: /(?:src|href)="\/([^"]+)"/g,
	atOnce: /from\s*"\.\/([^"]+)"|import\s*"\.\/([^"]+)"/g,
	everything: /["'`](?:\.\/|\/)?(?:assets\/)?([\w-]+\.(?:js|css|svg))["'`]/g,
};

/** What a browser fetches for a page: what its HTML names, and what that imports, at once or at all. */
function partsOf(html: string, imports: RegExp): ReadonlySet<string> {
	const found = new Set([html]);
	for (const name of found) {
		for (const [, one, other] of textOf(name).matchAll(name === html ? NAMED.html : imports)) {
			const next = one ?? other ?? "";
			const path = next.startsWith("assets/") ? next : `assets/${next}`;
			if (assets().includes(path)) found.add(path);
		}
	}
	return found;
}

const weightOfAll = (parts: ReadonlySet<string>) => [...parts].reduce((sum, name) => sum + weightOf(name), 0);

test("the reporter's first page weighs at most 60 KB in all", () => {
	const parts = partsOf("index.html", NAMED.atOnce);
	expect(parts.size).toBeGreaterThan(3);
	expect(weightOfAll(parts)).toBeLessThanOrEqual(60 * KIB);
});

test("everything that is needed to seal and send weighs at most 320 KB", () => {
	const parts = partsOf("index.html", NAMED.everything);
	expect([...parts].filter((name) => name.includes("/worker-"))).toHaveLength(1);
	expect([...parts].filter((name) => name.includes("desk"))).toEqual([]);
	expect(weightOfAll(new Set([...parts].filter((name) => !WITHOUT_WEB_ASSEMBLY.test(name))))).toBeLessThanOrEqual(320 * KIB);
});

test("a browser without WebAssembly fetches another engine instead, which weighs at most 30 KB more, and no part of it otherwise", () => {
	const parts = [...partsOf("index.html", NAMED.everything)];
	const others = parts.filter((name) => WITHOUT_WEB_ASSEMBLY.test(name));
	const usual = parts.filter((name) => name.includes("/worker-"));
	expect(others).toHaveLength(2);
	expect(weightOfAll(new Set(others)) - weightOfAll(new Set(usual))).toBeLessThanOrEqual(30 * KIB);
	for (const name of usual) expect([...partsOf(name, NAMED.everything)].filter((each) => WITHOUT_WEB_ASSEMBLY.test(each))).toEqual([]);
	expect([...partsOf("desk.html", NAMED.everything)].filter((each) => WITHOUT_WEB_ASSEMBLY.test(each))).toEqual([]);
});

test("the whole desk, with its worker, weighs at most 450 KB", () => {
	const parts = partsOf("desk.html", NAMED.everything);
	expect([...parts].filter((name) => name.includes("worker"))).toHaveLength(1);
	expect([...parts].filter((name) => name.includes("reporter"))).toEqual([]);
	expect(weightOfAll(parts)).toBeLessThanOrEqual(450 * KIB);
});

test("the same sources give the same files, wherever and whenever they are built", async () => {
	const elsewhere = mkdtempSync(join(tmpdir(), "answerable-build-"));
	try {
		await buildPages(elsewhere, { TZ: "Asia/Tokyo", LANG: "C" });
		expect(readFileSync(join(elsewhere, "assets/manifest.json"), "utf8")).toBe(textOf("assets/manifest.json"));
	} finally {
		rmSync(elsewhere, { recursive: true, force: true });
	}
});

test.each(["index.html", "desk.html"])("%s names the hash of every script and style that it loads, and of nothing else", (html) => {
	const tags = textOf(html).match(/<(?:script|link)[^>]*\/assets\/[^>]*\.(?:js|css)"[^>]*>/g) ?? [];
	const pinned = tags.map((tag) => [/(?:src|href)="\/([^"]+)"/.exec(tag)?.[1] ?? "", /integrity="sha384-([^"]+)"/.exec(tag)?.[1]]);
	expect(pinned.map(([name]) => name).sort()).toEqual(
		[...partsOf(html, NAMED.atOnce)].filter((name) => /\.(js|css)$/.test(name ?? "")).sort(),
	);
	for (const [name = "", hash] of pinned)
		expect([name, hash]).toEqual([
			name,
			createHash("sha384")
				.update(readFileSync(join(DIST, name)))
				.digest("base64"),
		]);
});

test("no file names the machine that built it, and nothing is fetched from elsewhere", () => {
	for (const name of ["index.html", "desk.html", ...assets().filter((each) => /\.(js|css)$/.test(each))]) {
		const text = textOf(name);
		expect([name, text.includes(WEB), /file:\/\//.test(text)]).toEqual([name, false, false]);
		expect([name, text.match(/\b(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?\/\/[^"')\s]+/g)]).toEqual([name, null]);
	}
	for (const name of ["index.html", "desk.html"]) expect(textOf(name)).toContain('<script type="module"');
});
