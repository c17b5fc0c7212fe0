/**
 * `npm run lighthouse`: the first pages as Lighthouse sees them, on its own profile of a phone on slow 4G. Lighthouse has a lockfile of its own beside
 * this file and is installed from it when it is first asked for: nobody who only starts or tests the product waits for its 114 packages.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openBrowser } from "../browser/harness/browsers.ts";
import { openStage } from "../stage/stage.ts";
import { bestOf, type Figures, isEnough, judge, type LighthouseResult, LOOKS, NoFigure, readFigures, tableOf } from "./marks.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const CACHE = fileURLToPath(new URL("../../node_modules/.cache", import.meta.url));
const FILES = ["package.json", "package-lock.json"] as const;
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;

type Lighthouse = (
	address: string,
	flags: { readonly port: number; readonly logLevel: "error"; readonly onlyCategories: readonly string[] },
) => Promise<{ readonly lhr: LighthouseResult } | undefined>;

/** Lighthouse as its lockfile names it, installed if it is not there. Its install scripts never run. */
async function installedLighthouse(): Promise<Lighthouse> {
	const lockfile = readFileSync(join(HERE, "package-lock.json"));
	const folder = join(CACHE, `lighthouse-${createHash("sha256").update(lockfile).digest("hex").slice(0, 16)}`);
	if (!existsSync(folder)) {
		console.log("Installing Lighthouse, once (a minute or so)…");
		const fresh = `${folder}.${process.pid}`;
		mkdirSync(fresh, { recursive: true });
		for (const name of FILES) cpSync(join(HERE, name), join(fresh, name));
		const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: fresh, stdio: "inherit" });
		if (status !== 0) {
			rmSync(fresh, { recursive: true, force: true });
			throw new Error("Lighthouse could not be installed: see npm's lines above.");
		}
		renameSync(fresh, folder);
	}
	const { default: lighthouse } = await import(pathToFileURL(join(folder, "node_modules/lighthouse/core/index.js")).href);
	return lighthouse;
}

/** Looks at one page in a fresh profile. */
async function look(lighthouse: Lighthouse, address: string): Promise<Figures> {
	const opened = await openBrowser("chromium", null);
	try {
		const port = Number(new URL(opened.browser.wsEndpoint()).port);
		const result = await lighthouse(address, { port, logLevel: "error", onlyCategories: CATEGORIES });
		if (result === undefined) throw new Error(`Lighthouse said nothing of ${address}.`);
		return readFigures(result.lhr);
	} finally {
		await opened.end();
		opened.forget();
	}
}

/** Looks until the largest paint came in time, three times at most. A look that gave no figures is told, and counts as one; three such are a fault. */
async function lookLong(lighthouse: Lighthouse, address: string): Promise<Figures> {
	const looks: Figures[] = [];
	for (let taken = 1; taken <= LOOKS && !(looks.length > 0 && isEnough(bestOf(looks))); taken += 1) {
		try {
			looks.push(await look(lighthouse, address));
		} catch (fault) {
			if (!(fault instanceof NoFigure) || (taken === LOOKS && looks.length === 0)) throw fault;
			console.log(`Look ${taken} at ${address}: ${fault.message}`);
		}
	}
	return bestOf(looks);
}

const lighthouse = await installedLighthouse();
const stage = await openStage();
try {
	const [organisation] = stage.credentials.organisations;
	const pages = { choose: `${stage.origin}/`, welcome: `${stage.origin}/#${organisation?.slug}.${organisation?.roots}` };
	const seen: Record<string, Figures> = {};
	for (const [name, address] of Object.entries(pages)) seen[name] = await lookLong(lighthouse, address);
	const missed = Object.entries(seen).flatMap(([page, figures]) => judge(figures).map((each) => ({ page, ...each })));
	console.log(tableOf(seen));
	for (const { page, what, isFatal } of missed) console.log(`${isFatal ? "FAILED" : "missed"}: ${page}: ${what}`);
	console.log(JSON.stringify({ lighthouse: missed.some(({ isFatal }) => isFatal) ? "fails" : "holds", pages: seen }));
	process.exitCode = missed.some(({ isFatal }) => isFatal) ? 1 : 0;
} finally {
	await stage.close();
}
