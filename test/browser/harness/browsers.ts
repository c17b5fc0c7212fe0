/** The two browsers that are tried, as Debian installs them, each in a fresh profile and behind a proxy. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser as Driven, launch } from "puppeteer-core";
import type { Tap } from "./tap.ts";

export const BROWSERS = ["chromium", "firefox"] as const;
export type BrowserName = (typeof BROWSERS)[number];

const PROGRAMS: Readonly<Record<BrowserName, readonly string[]>> = {
	chromium: ["/usr/bin/chromium", "/usr/bin/chromium-browser"],
	firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
};

const CHROMIUM_FLAGS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** Where a browser is installed; null if it is not. */
export function programOf(name: BrowserName): string | null {
	return PROGRAMS[name].find((path) => existsSync(path)) ?? null;
}

export type OpenBrowser = {
	readonly name: BrowserName;
	readonly browser: Driven;
	/** Its profile on the disk. */
	readonly profile: string;
	/** Ends it; its profile stays until `forget`. */
	readonly end: () => Promise<void>;
	readonly forget: () => void;
};

/** Starts a browser with a fresh profile, behind a proxy if there is one. `preferences` are Firefox's own. */
export async function openBrowser(
	name: BrowserName,
	proxy: Tap | null,
	preferences: Readonly<Record<string, unknown>> = {},
): Promise<OpenBrowser> {
	const executablePath = programOf(name);
	if (executablePath === null) throw new Error(`${name} is not installed on this machine.`);
	const profile = mkdtempSync(join(tmpdir(), `answerable-${name}-`));
	const browser = await launch(
		name === "chromium"
			? {
					executablePath,
					userDataDir: profile,
					args: [...CHROMIUM_FLAGS, ...chromiumProxy(proxy)],
				}
			: { browser: "firefox", executablePath, userDataDir: profile, extraPrefsFirefox: { ...firefoxPreferences(proxy), ...preferences } },
	);
	return {
		name,
		browser,
		profile,
		end: () => (browser.connected ? browser.close() : Promise.resolve()),
		forget: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }),
	};
}

function chromiumProxy(proxy: Tap | null): string[] {
	return proxy === null ? [] : [`--proxy-server=127.0.0.1:${proxy.port}`, "--proxy-bypass-list=<-loopback>"];
}

function firefoxPreferences(proxy: Tap | null): Readonly<Record<string, unknown>> {
	return {
		...(proxy === null ? {} : firefoxProxy(proxy)),
		"network.captive-portal-service.enabled": false,
		"network.connectivity-service.enabled": false,
		"browser.safebrowsing.provider.mozilla.updateURL": "",
		"services.settings.server": "data:,none",
	};
}

function firefoxProxy({ port }: Tap): Readonly<Record<string, unknown>> {
	return {
		"network.proxy.type": 1,
		"network.proxy.http": "127.0.0.1",
		"network.proxy.http_port": port,
		"network.proxy.ssl": "127.0.0.1",
		"network.proxy.ssl_port": port,
		"network.proxy.allow_hijacking_localhost": true,
	};
}
