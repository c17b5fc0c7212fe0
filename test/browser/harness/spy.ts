/** Whether anything that must stay in the browser left it, or stayed in it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { SHELF } from "../../../apps/web/src/desk/pages/drafts/shelf.ts";
import type { Heard } from "./tap.ts";

/** Requests in which a secret can be found, however it is written: plain, escaped, in hex, or in base64 at any offset. */
export function leaksIn(heard: readonly Heard[], secrets: readonly string[]): readonly string[] {
	const forms = secrets.flatMap((secret) => formsOf(secret).map((form) => ({ secret, form })));
	return heard.flatMap(({ method, url, headers, body }) => {
		const sent = Buffer.concat([Buffer.from(`${method} ${url} ${JSON.stringify(headers)} `), body]);
		return forms.filter(({ form }) => sent.includes(form)).map(({ secret }) => `${method} ${url} holds "${secret}"`);
	});
}

function formsOf(secret: string): readonly Buffer[] {
	const bytes = Buffer.from(secret);
	const base64 = [0, 1, 2].map((offset) => {
		const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64url");
		// The first and last letters also hold bits of what stands beside.
		return shifted.slice(offset === 0 ? 0 : offset + 1, -3);
	});
	return [
		bytes,
		Buffer.from(secret, "utf16le"),
		...[encodeURIComponent(secret), bytes.toString("hex"), ...base64].map((text) => Buffer.from(text)),
	];
}

const THE_SAME_FOR_EVERYBODY = /^GET (\/|\/assets\/.*|\/aids|\/log\/.*|\/api\/organisations(\/northbrook\/(intake|work))?)$/;

/** What was asked of a server beyond parts of the pages, the log and public keys: "GET /path" of each. */
export function askedBeyondThePages(heard: readonly Heard[], origin: string): readonly string[] {
	return heard
		.filter(({ url }) => url.startsWith(origin))
		.map(({ method, url }) => `${method} ${new URL(url).pathname}`)
		.filter((asked) => !THE_SAME_FOR_EVERYBODY.test(asked));
}

/** Everything that a page can keep in a browser, by kind; empty if nothing is kept. */
export function keptBy(page: Page): Promise<readonly string[]> {
	return page.evaluate(async () => [
		...(document.cookie === "" ? [] : ["cookie"]),
		...(localStorage.length === 0 ? [] : ["localStorage"]),
		...(sessionStorage.length === 0 ? [] : ["sessionStorage"]),
		...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
		...(await caches.keys()).map((name) => `cache ${name}`),
		...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `service worker ${scope}`),
	]);
}

/** The sealed drafts that the desk keeps in a tab, with nothing beside them. */
export async function shelvedBy(page: Page): Promise<readonly string[]> {
	const kept = await page.evaluate(() => ({ ...sessionStorage }) as Record<string, string>);
	const { [SHELF]: entries = "[]", ...others } = kept;
	if (Object.keys(others).length > 0) throw new Error(`The tab also keeps ${Object.keys(others).join(", ")}.`);
	return JSON.parse(entries);
}

/** Secrets that can be found in sealed drafts without opening them, however they are written. */
export function shownBy(entries: readonly string[], secrets: readonly string[]): readonly string[] {
	const all = Buffer.concat(entries.flatMap((entry) => [Buffer.from(entry), Buffer.from(entry, "base64url")]));
	const asBytes = (secret: string) => (/^[0-9a-f]{16,}$/.test(secret) ? [Buffer.from(secret, "hex")] : []);
	return secrets.filter((secret) => [...formsOf(secret), ...asBytes(secret)].some((form) => all.includes(form)));
}

/** Files of a profile in which a secret can be found after the browser ended. */
export function filesWith(profile: string, secrets: readonly string[]): readonly string[] {
	const forms = secrets.flatMap((secret) => [Buffer.from(secret), Buffer.from(secret, "utf16le")]);
	const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => forms.some((form) => readFileSync(path).includes(form)));
}
