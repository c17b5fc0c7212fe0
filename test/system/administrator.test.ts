/** Administrators cannot read: every route that they may ask, every command that they may run and every byte that is stored opens nothing. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { toHex } from "@answerable/crypto/bytes";
import { openTenureKeys } from "@answerable/crypto/handler-keys";
import { deriveHandlerKeys } from "@answerable/crypto/phrase";
import { openCopy } from "@answerable/crypto/recovery";
import { combineShares, readShare } from "@answerable/crypto/share";
import { now } from "@answerable/process/machine";
import { connect } from "@answerable/store/connect";
import { readRecoveryCopies } from "@answerable/store/recovery-store";
import type { InvitationToken } from "@answerable/types/account";
import type { LoginName } from "@answerable/types/desk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATIONS } from "../../apps/api/src/operations.ts";
import { ADMIN_COMMANDS } from "../../apps/cli/src/admin/commands.ts";
import { CliError } from "../../apps/cli/src/cli-error.ts";
import type { Terminal } from "../../apps/cli/src/terminal.ts";
import type { Fetch } from "../../apps/web/src/http.ts";
import { nextCode } from "../../infra/demo/authenticator.ts";
import { PATHOLOGY, THEATRE } from "../../infra/demo/concerns.ts";
import { type Administering, administer, lootOf, type Told } from "../stage/administering.ts";
import { keyFilesOf, type Locks, type Loot, locksOf, opensWith, rowsOf } from "../stage/loot.ts";
import { openStage, type Stage } from "../stage/stage.ts";
import { type Reporter, signInAs, speakUp } from "../story/cast.ts";
import { joinAs, tokenOfLink } from "../story/joining.ts";

const KEEPERS = ["Care Standards Office", "Elmvale Hospice", "Board secretary"].flatMap((keeper) => ["--keeper", keeper]);
/** Whoever runs the deployment, and is nobody's guardian: the nearest thing to an administrator among the demo's people. */
const SECRETARY = "board-secretary.northbrook";

let stage: Stage;
let reporter: Reporter;
let locks: Locks;
let loot: Map<string, string>;
/** What each of the two was told when they tried to act, by the operation. */
let acts: Readonly<Record<"secretary" | "administrator", readonly (Told & { readonly id: string })[]>>;

beforeAll(async () => {
	stage = await openStage();
	reporter = await speakUp(stage, "northbrook", PATHOLOGY);
	await speakUp(stage, "elmvale", THEATRE);
	// Long enough for some rungs to be released: what was opened for the board lies there too.
	await new Promise((resume) => setTimeout(resume, 20_000));
	const commands = await runEverything();
	const cookies = { secretary: await cookieOf(SECRETARY), administrator: await administratorsCookie(commands) };
	acts = {
		secretary: await administer(stage.origin, await actingAs(cookies.secretary)),
		administrator: await administer(stage.origin, await actingAs(cookies.administrator)),
	};
	const asked = [
		...lootOf("secretary", acts.secretary),
		...lootOf("administrator", acts.administrator),
		...(await askEverything("secretary", cookies.secretary)),
		...(await askEverything("administrator", cookies.administrator)),
	];
	loot = new Map([...(await rowsOf(stage)), ...keyFilesOf(stage), ...asked, ...commands]);
	locks = await locksOf(stage);
}, 300_000);

afterAll(async () => {
	await stage.close();
}, 60_000);

const idle: Terminal = { isAttended: false, ask: async () => null, say: () => undefined, close: () => undefined };

/** What an organisation is founded from. */
function foundingFile(): string {
	const file = join(stage.directory, "founding.json");
	writeFileSync(file, JSON.stringify({ slug: "riverside", name: "Riverside (invented)", nation: "england" }));
	return file;
}

/** With which words a command is run, where it takes any. */
const WORDS: Readonly<Record<string, () => readonly (readonly string[])[]>> = {
	keys: () => [[], ["--turn"], ["--read-back"], KEEPERS],
	found: () => [[], [foundingFile()], ["--renew", "riverside", "--role", "guardian"]],
};

/** Every command of whoever runs the deployment, as it is asked and as it makes shares; a new one is run without more words. */
async function runEverything(): Promise<Loot> {
	const calls = ADMIN_COMMANDS.flatMap(({ name, run }) => {
		const words = WORDS[name]?.() ?? [[]];
		return words.map((args) => ({
			name: `answerable admin ${[name, ...args].join(" ")}`,
			run: () => run({ args, now: now(), environment: environment(), terminal: idle }),
		}));
	});
	const said: [string, string][] = [];
	for (const { name, run } of calls) said.push([name, await textOf(run)]);
	return new Map(said);
}

const environment = () => ({ DATABASE_URL: stage.ownerUrl(), ANSWERABLE_DATA: stage.directory, ORIGIN: stage.origin });

async function textOf(run: () => unknown): Promise<string> {
	try {
		return JSON.stringify(await run());
	} catch (cause) {
		if (cause instanceof CliError) return cause.message;
		throw cause;
	}
}

function phraseOf(login: string): { readonly login: LoginName; readonly words: readonly string[] } {
	const person = stage.credentials.people.find((candidate) => candidate.login === login);
	if (person === undefined) throw new Error(`Nobody signs in as ${login}.`);
	return { login: person.login, words: person.phrase.split(" ") };
}

async function cookieOf(login: string): Promise<string> {
	const { login: name, words } = phraseOf(login);
	const { login: secret } = await deriveHandlerKeys(words, name);
	const answer = await fetch(`${stage.origin}/api/desk/session`, {
		method: "POST",
		headers: { "content-type": "application/json", origin: stage.origin },
		body: JSON.stringify({ name, secret, code: await nextCode(name, stage.credentials.phone) }),
	});
	if (!answer.ok) throw new Error(`Signing in was answered with ${answer.status}.`);
	return cookieIn(answer);
}

/** Somebody comes in by the link that `answerable admin init` printed. */
async function administratorsCookie(commands: Loot): Promise<string> {
	const said = JSON.parse(commands.get("answerable admin init") ?? "{}") as { text: string };
	let cookie = "";
	const listening: Fetch = async (url, init) => {
		const answer = await fetch(url, init);
		if (answer.headers.has("set-cookie")) cookie = cookieIn(answer);
		return answer;
	};
	const { desk } = await joinAs(stage, "it.director" as LoginName, tokenOfLink(said.text), { fetch: listening });
	expect(desk.session).toMatchObject({ administrator: true, tenures: [], appointments: [] });
	return cookie;
}

/** About the guardian, who holds keys; whoever is invited comes in, and is removed again. */
async function actingAs(cookie: string): Promise<Administering> {
	const guardian = await signInAs(stage, "guardian.northbrook");
	const join = async (token: string) => (await joinAs(stage, "passing.through" as LoginName, token as InvitationToken)).desk.session.person;
	return { cookie, organisation: reporter.intake.organisation.id, person: guardian.desk.session.person, join };
}

const cookieIn = (answer: Response) => answer.headers.get("set-cookie")?.split(";")[0] ?? "";

/** What every route that only reads answers, for the case, the organisation and the place that are there. */
async function askEverything(who: string, cookie: string): Promise<Loot> {
	const { organisation } = reporter.intake;
	const values: Readonly<Record<string, string>> = {
		slug: organisation.slug,
		id: organisation.id,
		tag: reporter.raised.caseTag,
		place: "0/000.p/1",
	};
	const answers: [string, string][] = [];
	for (const { id, method, path } of OPERATIONS.filter((operation) => operation.method === "get")) {
		const address = path.replaceAll(/\{([a-z]+)\}/gi, (_, name: string) => values[name] ?? reporter.raised.caseTag);
		const answer = await fetch(`${stage.origin}${address}`, { method: method.toUpperCase(), headers: { cookie } });
		if (answer.status === 401) throw new Error(`${who} could not ask ${id}: ${answer.status}.`);
		answers.push([`${who} ${id}`, Buffer.from(await answer.arrayBuffer()).toString("latin1")]);
	}
	return new Map(answers);
}

test("the walk saw every table, every route that reads and every command, and something is locked", () => {
	const reading = OPERATIONS.filter(({ method }) => method === "get").map(({ id }) => id);
	expect(reading.filter((id) => !loot.has(`secretary ${id}`) || !loot.has(`administrator ${id}`))).toEqual([]);
	expect(loot.get("administrator listPeople")).toContain("guardian.northbrook");
	expect(loot.get("administrator listAdminActions")).toContain("invited-administrator");
	for (const { name } of ADMIN_COMMANDS) expect([...loot.keys()].some((place) => place.startsWith(`answerable admin ${name}`))).toBe(true);
	for (const place of ["answerable.letter", "answerable.case_wraps", "answerable.released_wrap", "answerable.recovery_copy", "log.key"])
		expect([place, (loot.get(place) ?? "").length > 60]).toEqual([place, true]);
	expect([locks.commitments.size > 3, locks.sealedTo.size > 20, locks.sealed.length > 10]).toEqual([true, true, true]);
});

test("every act of administration was done by the administrator, and none by the board secretary", () => {
	const ids = OPERATIONS.filter(({ path, method }) => path.startsWith("/api/admin") && method !== "get").map(({ id }) => id);
	const done = acts.administrator.filter(({ status }) => status < 300).map(({ id }) => id);
	expect([...new Set(done)].sort()).toEqual(ids.sort());
	expect(acts.administrator.filter(({ status }) => status >= 300).map(({ text }) => codeIn(text))).toEqual(["holds-keys"]);
	expect([...new Set(acts.secretary.map(({ id }) => id))].sort()).toEqual(ids.sort());
	expect(new Set(acts.secretary.map(({ text }) => codeIn(text)))).toEqual(new Set(["not-allowed"]));
	for (const name of ["init", "invite"]) expect(loot.get(`answerable admin ${name}`)).toContain(`${stage.origin}/join#`);
	const found = [...loot].filter(([place, said]) => place.startsWith("answerable admin found") && said.includes(`${stage.origin}/join#`));
	expect(found).toHaveLength(2);
});

const codeIn = (problem: string) => (JSON.parse(problem) as { code?: string }).code;

test("nothing of it opens a letter, a wrap, a seal or anybody's keys", () => {
	expect(opensWith(loot, locks)).toEqual([]);
}, 300_000);

test("an administrator who kept all three shares has the release key back, and still opens no wrap and no letter", async () => {
	const sheets = JSON.parse(loot.get(`answerable admin keys ${KEEPERS.join(" ")}`) ?? "{}") as { text: string };
	const [one, two] = sheets.text
		.split("\n\n\n")
		.map((sheet) => readShare([...sheet.matchAll(/^ {2}\d {3}(.+)$/gm)].flatMap(([, row = ""]) => row.split(" "))));
	if (one === undefined || two === undefined || "fault" in one || "fault" in two) throw new Error("The shares can be read.");
	const secret = await combineShares(one, two);
	if ("fault" in secret) throw new Error(secret.fault);
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "thief" });
	const copies = await readRecoveryCopies(db, one.set);
	await db.close();
	const recovered = copies.map(({ name, copy }) => [`recovered ${name}`, toHex(openCopy(copy, secret, { set: one.set, name }))] as const);
	const quarter = copies.find(({ name }) => name.startsWith("release-"))?.name;
	expect(opensWith(new Map(recovered), locks)).toEqual([`the private key of release in recovered ${quarter}`]);
}, 300_000);

test("the walk would find what opens something: a phrase's key, and a member's private key", async () => {
	const { login, words } = phraseOf("guardian.northbrook");
	const { wrap } = await deriveHandlerKeys(words, login);
	const unsealed = opensWith(new Map([["a slip of paper", toHex(wrap)]]), locks);
	expect(unsealed.length).toBeGreaterThan(0);
	for (const found of unsealed) expect(found).toMatch(/^what unseals the keys of .* in a slip of paper$/);
	const own = locks.sealed.find(({ tenure }) => unsealed[0]?.includes(tenure));
	if (own === undefined) throw new Error("The guardian has a tenure.");
	const { seal } = openTenureKeys(own.keys, wrap, own.tenure);
	expect(opensWith(new Map([["her memory", `"${toHex(seal)}"`]]), locks)).toEqual([
		expect.stringMatching(/^the private key of (buddy_)?guardian in her memory$/),
	]);
});
