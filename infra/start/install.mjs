/** Installs exactly what the lockfile says, once, however many commands start together. Install scripts never run. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { withInstallLock } from "./install-lock.mjs";
import { isTooOldToInstall, withFetchedRuntime } from "./install-runtime.mjs";
import { runtimePackage } from "./runtime.mjs";

const progressEveryMs = 3000;

/** Installs if the lockfile is not the one that `node_modules` was made from. */
export async function installIfNeeded(root) {
	runtimePackage();
	if (isInstalled(root)) return;
	assertWritable(root);
	await withInstallLock(root, say, async (signal) => {
		if (isInstalled(root)) return;
		await install(root, signal);
	});
}

/** True if `node_modules` carries the mark of this lockfile on this platform. */
export function isInstalled(root) {
	try {
		return readFileSync(markPath(root), "utf8") === lockfileMark(root);
	} catch {
		return false;
	}
}

async function install(root, signal) {
	const startedAt = process.hrtime.bigint();
	say("Installing what package-lock.json names (once; a minute or so)…");
	rmSync(markPath(root), { force: true });
	const timer = setInterval(() => say(`  still installing (${seconds(startedAt)} s)`), progressEveryMs);
	try {
		const under = (node) => (folder) => npmCi({ folder, node, signal });
		if (isTooOldToInstall()) await withFetchedRuntime(root, under(process.execPath), (node) => under(node)(root));
		else await under(process.execPath)(root);
	} finally {
		clearInterval(timer);
	}
	mkdirSync(join(root, "node_modules"), { recursive: true });
	writeFileSync(markPath(root), lockfileMark(root));
	say(`Installed ${packageCount(root)} packages in ${seconds(startedAt)} s.`);
}

/**
 * Runs `npm ci` in a folder, under the given Node, with the npm that started us or the one on the path.
 * `--include` undoes NODE_ENV=production and `omit` settings: the pinned Node and the database are among what they leave out.
 */
function npmCi({ folder, node, signal }) {
	const options = [
		"ci",
		"--ignore-scripts",
		"--include=dev",
		"--include=optional",
		"--no-audit",
		"--no-fund",
		"--prefer-offline",
		"--loglevel=error",
	];
	const { command, args } = npmCommand(options, node);
	signal.throwIfAborted();
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: installEnvironment(node) });
		const stop = () => child.kill();
		signal.addEventListener("abort", stop);
		const tail = [];
		const keep = (chunk) => {
			tail.push(String(chunk));
			if (tail.length > 200) tail.shift();
		};
		child.stdout.on("data", keep);
		child.stderr.on("data", keep);
		child.on("error", (error) => reject(new Error(`npm could not be started (${error.message}): install Node with npm and try again.`)));
		child.on("close", (code, ended) => {
			signal.removeEventListener("abort", stop);
			if (signal.aborted) reject(new Error("The installation was interrupted; the next command takes it up again."));
			else if (code === 0) resolve();
			else reject(new Error(`npm ci failed (${ended ?? `exit ${code}`}), so nothing was started. npm said:\n${tail.join("").trim()}`));
		});
	});
}

function npmCommand(options, node) {
	const own = process.env.npm_execpath;
	const isNpm = own !== undefined && /npm-cli\.(c|m)?js$/.test(own) && existsSync(own);
	return isNpm ? { command: node, args: [own, ...options] } : { command: "npm", args: options };
}

/** The given Node leads the path. Settings of the outer npm run that would change what is installed are not passed on. */
function installEnvironment(node) {
	const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
	for (const name of [
		"npm_config_omit",
		"npm_config_only",
		"npm_config_production",
		"npm_config_dry_run",
		"npm_config_global",
		"npm_config_workspace",
	]) {
		delete env[name];
	}
	return env;
}

function assertWritable(root) {
	try {
		accessSync(root, constants.W_OK);
		if (existsSync(join(root, "node_modules"))) accessSync(join(root, "node_modules"), constants.W_OK);
	} catch {
		throw new Error(
			`Packages must be installed but ${root} cannot be written by this user: run this once as its owner, or make your own clone.`,
		);
	}
}

function lockfileMark(root) {
	const hash = createHash("sha256")
		.update(readFileSync(join(root, "package-lock.json")))
		.digest("hex");
	return `${hash} ${runtimePackage()}\n`;
}

function markPath(root) {
	return join(root, "node_modules", ".answerable-lockfile");
}

function packageCount(root) {
	try {
		return readdirSync(join(root, "node_modules")).filter((name) => !name.startsWith(".")).length;
	} catch {
		return 0;
	}
}

function seconds(startedAt) {
	return Math.round(Number(process.hrtime.bigint() - startedAt) / 1e9);
}

function say(line) {
	process.stderr.write(`${line}\n`);
}
