/** The app on a real database: two trusts, a regulator, the deployment's keys, all of it in the log. */
import { createHash, randomUUID } from "node:crypto";
import { sign, signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { encodeVerifierKey, noteKey } from "@answerable/log/note";
import { connect, type Database } from "@answerable/store/connect";
import type { StoreContext } from "@answerable/store/context";
import { writeDeployment } from "@answerable/store/deployment";
import { beat } from "@answerable/store/heartbeat";
import { logPages } from "@answerable/store/page-manifest";
import { addPerson } from "@answerable/store/person-store";
import { publish } from "@answerable/store/publication";
import { addDeploymentKey, addExternalEntry, addOrganisation, addRoots, addTenure } from "@answerable/store/registration";
import { openSuiteDatabase } from "@answerable/store/suite-database.fixture";
import type { SignInAnswer } from "@answerable/types/account";
import { IntakeParameters } from "@answerable/types/intake";
import type { CivilDate } from "@answerable/types/time";
import type { createApp } from "./app.ts";
import type { Exercised } from "./contract.fixture.ts";
import { createStore } from "./database.ts";
import { type HeldClock, heldClock, NOON, ORIGIN, PHONE_KEY, PROMISE_SEED, testApp } from "./deps.fixture.ts";
import type { Deps } from "./deps.ts";
import { acceptance, entryTo } from "./entry.fixture.ts";
import { openPhoneVault } from "./phone-vault.ts";
import { DEPLOYMENT_KEYS, ELMVALE, LOG_SEED, type Member, NORTHBROOK, REGULATOR, type RULES, type Trust } from "./trust.fixture.ts";

export type World = {
	readonly app: ReturnType<typeof createApp>;
	readonly deps: Deps;
	readonly clock: HeldClock;
	readonly owner: Database;
	readonly ownerUrl: string;
	readonly apiUrl: string;
	readonly worker: StoreContext;
	/** Every line that the journal wrote. */
	readonly lines: readonly string[];
	/** What was asked and answered, in order. */
	readonly exercised: readonly Exercised[];
	readonly intake: (slug?: string) => Promise<IntakeParameters>;
	readonly raise: (frame: Uint8Array, headers?: Record<string, string>) => Promise<Response>;
	readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
	readonly signIn: (member: Member) => Promise<Desk>;
	/** Signs in whoever administers the deployment: a new one each time. */
	readonly administrator: () => Promise<Desk>;
	readonly entry: ReturnType<typeof entryTo>;
	readonly close: () => Promise<void>;
};

/** A signed-in browser. */
export type Desk = {
	readonly answer: SignInAnswer;
	readonly get: (path: string) => Promise<Response>;
	readonly post: (path: string, body: unknown) => Promise<Response>;
	readonly delete: (path: string) => Promise<Response>;
};

const VIEW_KEY = new Uint8Array(32).fill(5);
const LIST_OF_PAGES = `${JSON.stringify({ version: 1, files: { "index.html": "ab".repeat(32) } })}\n`;
const HEADERS = { origin: ORIGIN, "content-type": "application/json" };

/** Builds the world under a rule book. `through` may put something between the app and the database. */
export async function openWorld(
	rules: (typeof RULES)["demo"],
	through: (url: string) => string = (url) => url,
	trusts: readonly Trust[] = [NORTHBROOK, ELMVALE],
): Promise<World> {
	const suite = await openSuiteDatabase();
	const owner = connect(suite.ownerUrl, { max: 2, applicationName: "suite-owner" });
	await register(owner, rules, trusts);
	const context = (url: string, name: string): StoreContext => ({
		db: connect(url, { max: 6, applicationName: name }),
		verify,
		viewKey: VIEW_KEY,
		remembersCases: true,
	});
	const api = context(through(suite.urls.api), "suite-api");
	const worker = context(suite.urls.worker, "suite-worker");
	const clock = heldClock();
	const exercised: Exercised[] = [];
	const { app, deps, lines } = testApp(
		createStore(api, (message) => sign(PROMISE_SEED, message), clock.now),
		{ now: clock.now },
		{ bodies: "real", seen: (one) => exercised.push(one) },
	);
	const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
		app.request(path, { method: "POST", body: JSON.stringify(body), headers: { ...HEADERS, ...headers } });
	const entry = entryTo({ owner, post, now: clock.now });
	return {
		...{ app, deps, clock, owner, worker, lines, exercised, post, entry },
		ownerUrl: suite.ownerUrl,
		apiUrl: suite.urls.api,
		intake: async (slug = "northbrook") => IntakeParameters.parse(await (await app.request(`/api/organisations/${slug}/intake`)).json()),
		raise: async (frame, headers = {}) =>
			app.request("/api/concerns", {
				method: "POST",
				body: new Uint8Array(frame),
				headers: { "content-type": "application/octet-stream", ...headers },
			}),
		signIn: async (member) => deskOf(app, post, await entry.enter(member)),
		administrator: async () => {
			const { token } = await entry.invited("administrator");
			return deskOf(app, post, await post("/api/desk/invitation/acceptance", acceptance(token, clock.now())));
		},
		close: async () => {
			await Promise.all([owner.close(), api.db.close(), worker.db.close()]);
			await suite.drop();
		},
	};
}

/** The browser that holds the session of an answer. */
export async function deskOf(app: World["app"], post: World["post"], answer: Response): Promise<Desk> {
	if (answer.status > 201) throw new Error(`Signing in was answered with ${answer.status}`);
	const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
	return {
		answer: (await answer.json()) as SignInAnswer,
		get: async (path) => app.request(path, { headers: { cookie } }),
		post: (path, body) => post(path, body, { cookie }),
		delete: async (path) => app.request(path, { method: "DELETE", headers: { cookie, origin: ORIGIN } }),
	};
}

async function register(owner: Database, rules: (typeof RULES)["demo"], trusts: readonly Trust[]): Promise<void> {
	const logKey = encodeVerifierKey(noteKey("suite.test/log", signingKeyFromSeed(LOG_SEED)));
	await writeDeployment(owner, { id: randomUUID(), logKey, epochSeconds: 600, keyCooldownSeconds: 60, madeBy: "suite" });
	for (const trust of [...trusts, REGULATOR]) await addTrust(owner, trust, trust === REGULATOR ? null : rules);
	for (const { id } of trusts) {
		await addExternalEntry(owner, {
			organisation: id,
			body: REGULATOR.id,
			validFrom: "2020-01-01" as CivilDate,
			validUntil: null,
			remit: "Care",
			remits: ["quality"],
		});
	}
	for (const { statement, bytes, signature } of Object.values(DEPLOYMENT_KEYS))
		await addDeploymentKey(owner, { statement, key: bytes, signature }, NOON);
	await logPages(owner, LIST_OF_PAGES, { now: NOON, signLog: (message) => sign(LOG_SEED, message) });
	await publishNow(owner);
}

/** Publishes whatever waits. */
export async function publishNow(owner: Database): Promise<void> {
	await publish(owner, {
		now: NOON,
		force: true,
		chance: (count) => crypto.getRandomValues(new Uint8Array(count)),
		sign: (message) => sign(LOG_SEED, message),
	});
}

async function addTrust(owner: Database, { id, slug, name, roots, members }: Trust, rules: (typeof RULES)["demo"] | null): Promise<void> {
	await addOrganisation(owner, { id, slug, name, rules, zone: "Europe/London" });
	await addRoots(owner, roots.statement, roots.signature, NOON);
	for (const { key, loginName, loginSecret, phone } of members) {
		const { statement, seal, countersignatures } = key;
		const loginHash = createHash("sha256").update(loginSecret).digest();
		const sealed = openPhoneVault(PHONE_KEY).seal(statement.person, phone);
		await addPerson(owner, {
			id: statement.person,
			organisation: id,
			loginName: loginName as never,
			loginHash,
			phone: { sealed, usedStep: 0 },
		});
		await addTenure(owner, { statement, seal, countersignatures, sealedKeys: new Uint8Array(106).fill(3) }, NOON);
	}
}

/** Lets worker and releaser say that they live. */
export async function beatAll(owner: Database, at: HeldClock, releaseKey: string): Promise<void> {
	await beat(owner, { process: "worker", beatAt: at.now(), detail: {} });
	await beat(owner, { process: "releaser", beatAt: at.now(), detail: { key: releaseKey } });
}

/** How many rows each table has, to show that nothing was half-written. */
export async function countRows({ sql }: Database): Promise<Record<string, number>> {
	const tables = await sql<
		{ name: string }[]
	>`select table_name as name from information_schema.tables where table_schema = 'answerable' order by 1`;
	const counts: Record<string, number> = {};
	for (const { name } of tables) {
		const [row] = await sql<{ count: number }[]>`select count(*)::int as count from answerable.${sql(name)}`;
		counts[name] = row?.count ?? 0;
	}
	return counts;
}
