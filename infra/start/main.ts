/** `npm start`: database, schema, keys, demo, the three processes; then keeps them running until Ctrl-C. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { connect, type Database } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import { countUnloggedStatements, readCheckpoint } from "@answerable/store/log-store";
import { migrate } from "@answerable/store/migrate";
import { openRoles } from "@answerable/store/roles";
import type { DeploymentKeys } from "../../apps/cli/src/admin/key-files.ts";
import { dataDirectory } from "../../apps/cli/src/admin/place.ts";
import { phoneUri } from "../../apps/web/src/desk/phone.ts";
import { migrateQueue } from "../../apps/worker/src/queue-migrate.ts";
import { type Embedded, startEmbedded } from "../database/embedded.ts";
import type { Credentials } from "../demo/credentials.ts";
import { raiseDemoConcerns } from "../demo/raise-concerns.ts";
import { childPlans } from "./children.ts";
import { lockDirectory, prepareDirectory, StartError } from "./data-directory.ts";
import { keepKeysTurning, prepareDeployment } from "./deployment.ts";
import { ensurePages } from "./pages.ts";
import { assertPortFree } from "./port.ts";
import { preload } from "./preload.ts";
import { readSettings, type Settings } from "./settings.ts";
import { Supervisor } from "./supervisor.ts";

const DATABASE_WATCH_MS = 1_000;
const FIRST_EPOCH_WITHIN_MS = 60_000;

/** What has to be undone, in reverse, when everything stops. */
const undo: (() => Promise<void> | void)[] = [];
let stopping: Promise<void> | null = null;

function say(line: string): void {
	console.log(`answerable: ${line}`);
}

async function start(): Promise<void> {
	const settings = readSettings(process.env);
	const directory = dataDirectory(process.env);
	prepareDirectory(directory);
	undo.push(lockDirectory(directory));
	await assertPortFree(settings.host, settings.port);
	const preloaded = preload();
	await ensurePages(say);
	const ownerUrl = settings.databaseUrl ?? (await embeddedUrl(directory));
	await prepareDatabase(ownerUrl);
	const db = connect(ownerUrl, { max: 2, applicationName: "answerable-start" });
	undo.push(() => db.close());
	const { keys, credentials, isNew } = await prepareDeployment(db, { settings, directory, say });
	await preloaded;
	await startProcesses(db, settings, { ownerUrl, directory, keys });
	undo.push(keepKeysTurning(db, directory, say));
	const origin = `http://${settings.host}:${settings.port}`;
	if (credentials !== null) {
		if (isNew && settings.demoConcerns) await raiseDemoConcerns(origin, credentials, say);
		printCredentials(credentials, origin);
	}
	console.log(`Answerable is ready: ${origin}`);
}

async function embeddedUrl(directory: string): Promise<string> {
	say("starting the embedded database");
	const embedded = await startEmbedded({ directory });
	const watch = setInterval(() => void keepAlive(embedded), DATABASE_WATCH_MS);
	undo.push(async () => {
		clearInterval(watch);
		await embedded.stop();
	});
	return embedded.url;
}

let reviving = false;

async function keepAlive(embedded: Embedded): Promise<void> {
	if (reviving || stopping !== null || embedded.isAlive()) return;
	reviving = true;
	say("The database was killed: starting it again. Nothing that was accepted is lost.");
	await embedded.restart().catch((cause) => giveUp(sentence(cause)));
	reviving = false;
}

async function prepareDatabase(ownerUrl: string): Promise<void> {
	try {
		const applied = await migrate(ownerUrl);
		if (applied.length > 0) say(`laid out the schema (${applied.length} migrations)`);
		await migrateQueue(ownerUrl, "answerable_worker");
	} catch (cause) {
		if (isUnreachable(cause))
			throw new StartError(
				"The database of DATABASE_URL cannot be reached: check that it runs and that the address and password are right.",
			);
		throw cause;
	}
}

type Place = { readonly ownerUrl: string; readonly directory: string; readonly keys: DeploymentKeys };

async function startProcesses(db: Database, settings: Settings, { ownerUrl, directory, keys }: Place): Promise<void> {
	const urls = await openRoles(ownerUrl, keys.work);
	const { logKey } = await requireDeployment(db);
	const supervisor = new Supervisor(say, giveUp);
	undo.push(() => supervisor.stop(["api", "worker", "releaser"]));
	const [worker, ...others] = childPlans({
		settings,
		urls,
		keys: join(directory, "keys"),
		logKey,
		aids: settings.aids ?? aidsIn(directory),
	});
	if (worker === undefined) throw new Error("There is no worker to start.");
	say("starting worker, releaser and api");
	await supervisor.start(worker);
	await firstEpoch(db);
	await Promise.all(others.map((plan) => supervisor.start(plan)));
}

/** BSL videos and easy read that lie in the data directory; null if none do. */
function aidsIn(directory: string): string | null {
	const aids = join(directory, "aids");
	return existsSync(aids) ? aids : null;
}

/** Keys are served only once they stand in a published checkpoint. */
async function firstEpoch(db: Database): Promise<void> {
	const until = Date.now() + FIRST_EPOCH_WITHIN_MS;
	while ((await readCheckpoint(db)) === null || (await countUnloggedStatements(db)) > 0) {
		if (Date.now() > until) throw new StartError("The log did not publish its first epoch within a minute: see the worker's lines above.");
		await new Promise((resume) => setTimeout(resume, 100));
	}
}

function printCredentials({ organisations, people, phone }: Credentials, origin: string): void {
	console.log(
		`\nInvented organisations and staff, to sign in with at ${origin}/desk (login name, then the seven words of the unlock phrase):`,
	);
	for (const { login, phrase } of people) console.log(`  ${login.padEnd(32)} ${phrase}`);
	console.log("\nAll of them have the same phone. Give this to an authenticator app once, or ask for the code of the moment:");
	console.log(`  ${phoneUri(phone, "demo")}`);
	console.log("  npx --no-install answerable demo-code");
	console.log("\nFingerprints of each organisation's roots, as its poster would carry them:");
	for (const { slug, roots } of organisations) console.log(`  ${slug.padEnd(32)} ${roots}`);
	console.log("");
}

function stop(): Promise<void> {
	stopping ??= (async () => {
		for (const step of undo.reverse()) await step();
	})();
	return stopping;
}

function giveUp(why: string): void {
	console.error(`answerable: ${why}`);
	process.exitCode = 1;
	void stop().then(() => process.exit());
}

function isUnreachable(cause: unknown): boolean {
	const codes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CONNECT_TIMEOUT", "ETIMEDOUT", "28P01", "28000", "3D000"];
	return cause instanceof Error && "code" in cause && codes.includes(String(cause.code));
}

function sentence(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
	process.on(signal, () => {
		if (stopping === null) say("stopping");
		void stop().then(() => process.exit());
	});
}

start().catch((cause) => {
	if (!(cause instanceof StartError) && process.env.ANSWERABLE_DEBUG) console.error(cause);
	giveUp(sentence(cause));
});
