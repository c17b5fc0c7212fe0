/** The api process: reads its environment and keys, connects, and serves. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { StartFault } from "@answerable/process/fault";
import type { Journal } from "@answerable/process/journal";
import { readKey } from "@answerable/process/key-file";
import { now, random } from "@answerable/process/machine";
import { openPatiently } from "@answerable/process/patience";
import { runProgram, type Starting } from "@answerable/process/program";
import { connect, type Database } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import { isAway } from "@answerable/store/fault";
import { signerOf } from "@answerable/store/native-ed25519";
import { type Aids, NO_AIDS, readAids } from "./aids.ts";
import { createApp } from "./app.ts";
import { keepCompany } from "./company.ts";
import { createStore } from "./database.ts";
import type { Deps } from "./deps.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { startHousekeeping } from "./housekeeping.ts";
import { requestJournal } from "./journal.ts";
import { recentLoad } from "./load.ts";
import { rememberNonces } from "./nonces.ts";
import { type Pages, readPages } from "./pages.ts";
import { openPhoneVault } from "./phone-vault.ts";
import { serverOf } from "./sending.ts";
import { createSessions } from "./session.ts";
import { createWork } from "./work.ts";

/** Where `npm run build` puts the pages. */
const PAGES = fileURLToPath(new URL("../../web/dist", import.meta.url));
const CONNECTIONS = 10;
/** Shorter than a browser's patience, longer than any transaction of ours. */
const STATEMENT_TIMEOUT_MS = 8_000;
/** How long requests that are under way get when the process is told to stop. */
const FINISH_WITHIN_MS = 7_000;

await runProgram("api", start);

async function start({ journal, stopping, onStop }: Starting): Promise<{ readonly port: number; readonly origin: string }> {
	const environment = readEnvironment(process.env);
	const keys = await readKeys(environment.keys);
	const pages = await readPages(environment.pages ?? PAGES);
	const aids = environment.aids === null ? NO_AIDS : await readAids(environment.aids);
	const db = connect(environment.databaseUrl, {
		max: CONNECTIONS,
		applicationName: "answerable-api",
		statementTimeoutMs: STATEMENT_TIMEOUT_MS,
	});
	onStop(() => db.close());
	await openPatiently({ isAway, journal, stopping }, () => requireDeployment(db));
	let answer: ReturnType<typeof createApp>["fetch"] = () => new Response(null, { status: 503 });
	const server = serverOf((request, bindings) => answer(request, bindings));
	const port = await listen(server, environment);
	onStop(() => finish(server));
	const origin = environment.origin ?? `http://127.0.0.1:${port}`;
	const deps = composeDeps({ db, keys, pages, aids, journal, origin, environment });
	answer = createApp(deps).fetch;
	onStop(startHousekeeping({ store: deps.store, now, journal }).stop);
	return { port, origin };
}

/** The keys that this process needs. The log's key and the release keys are none of ours, and are not opened here. */
type ApiKeys = { readonly promise: Uint8Array; readonly view: Uint8Array; readonly work: Uint8Array; readonly phone: Uint8Array };

async function readKeys(directory: string): Promise<ApiKeys> {
	return {
		promise: await readKey(directory, "promise.key"),
		view: await readKey(directory, "view.key"),
		work: await readKey(directory, "work.key"),
		phone: await readKey(directory, "phone.key"),
	};
}

type Composing = {
	readonly db: Database;
	readonly keys: ApiKeys;
	readonly pages: Pages;
	readonly aids: Aids;
	readonly journal: Journal;
	readonly origin: string;
	readonly environment: Pick<Environment, "work" | "onion">;
};

function composeDeps({ db, keys, pages, aids, journal, origin, environment: { work: table, onion } }: Composing): Deps {
	const store = createStore({ db, verify, viewKey: keys.view, remembersCases: true }, signerOf(keys.promise), now);
	const load = recentLoad(now);
	return {
		origin,
		now,
		pages,
		aids,
		onion,
		store,
		sessions: createSessions(store.sessions, origin, now),
		work: createWork({ key: keys.work, table, load, now }),
		load,
		nonces: rememberNonces(),
		company: keepCompany(),
		journal: requestJournal(journal),
		promiseKey: signingKeyFromSeed(keys.promise),
		phones: openPhoneVault(keys.phone),
		nobody: { signingKey: signingKeyFromSeed(random(32)), loginHash: random(32) },
	};
}

function listen(server: Server, { port, host }: Environment): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once("error", (error: NodeJS.ErrnoException) => {
			const why = error.code === "EADDRINUSE" ? "is in use" : `cannot be used (${error.code ?? "unknown"})`;
			reject(new StartFault(`port ${port} of ${host} ${why}; stop what uses it, or set PORT`));
		});
		server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
	});
}

/** Finishes the requests that are under way, and cuts off those that take too long. */
function finish(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS).unref();
	});
}
