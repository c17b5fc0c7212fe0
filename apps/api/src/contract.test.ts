/** Every route of the OpenAPI document, every answer that it may give, each held against its schema (`contract.fixture.ts`). */
import { canonicalHash } from "@answerable/log/canonical";
import { proposalHash } from "@answerable/log/proposal-text";
import { escalateCase } from "@answerable/store/due";
import { DeskCase, MOST_BEGINNINGS } from "@answerable/types/desk";
import type { Seen } from "@answerable/types/event";
import type { IntakeParameters } from "@answerable/types/intake";
import type { RefusalCode } from "@answerable/types/problem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountContract, accountRequests } from "./account-contract.fixture.ts";
import { DatabaseAway } from "./away.ts";
import { beginning } from "./beginning.fixture.ts";
import { checkAnswer, type Exercised } from "./contract.fixture.ts";
import { NOON, ORIGIN, storeOf, testApp } from "./deps.fixture.ts";
import type { Deps } from "./deps.ts";
import { OPERATIONS } from "./operations.ts";
import { HANDLER_ACT_REFUSALS } from "./operations-desk.ts";
import { REPORTER_ACT_REFUSALS } from "./operations-reporter.ts";
import { PROPOSAL_REFUSALS } from "./operations-turnover.ts";
import { problemOf } from "./problem.ts";
import { aBranding, rootSigned } from "./proposal.fixture.ts";
import { type Concern, newSecrets, opening, reply, type SealedRaise, sealRaise, signedAct } from "./reporter.fixture.ts";
import type { Store } from "./store-port.ts";
import { DEPLOYMENT_KEYS, memberOf, NORTHBROOK, RULES } from "./trust.fixture.ts";
import { beatAll, type Desk, openWorld, publishNow, type World } from "./world.fixture.ts";

let world: World;
let intake: IntakeParameters;
let kept: SealedRaise;
let guardian: Desk;
let cookie: string;
const others: Exercised[] = [];
const GUARDIAN = memberOf(NORTHBROOK, "guardian");
const { tenure } = GUARDIAN.key.statement;
const SOON = "2026-11-23T12:01:00Z";
const POLICY = canonicalHash(RULES.demo.policy);
const UNKNOWN_TAG = "ab".repeat(32);
const HEADERS = { origin: ORIGIN, "content-type": "application/json" };
const OCTETS = { "content-type": "application/octet-stream" };

beforeAll(async () => {
	world = await openWorld(RULES.demo);
	intake = await world.intake();
	kept = await sealRaise({ intake });
	expect((await world.raise(kept.frame)).status).toBe(201);
	await escalateCase(world.worker, kept.secrets.caseTag, NOON);
	await publishNow(world.owner);
	guardian = await world.signIn(GUARDIAN);
	const signedIn = await world.entry.enter(GUARDIAN);
	cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});
afterAll(() => world.close());

const casePath = (tag: string = kept.secrets.caseTag, end = "") => `/api/desk/cases/${tag}${end}?tenure=${tenure}`;
const actPath = (tag: string = kept.secrets.caseTag) => `/api/desk/cases/${tag}/acts`;
const place = (seen: Seen) => ({ organisation: NORTHBROOK.id, caseTag: kept.secrets.caseTag, policy: POLICY, seen });
const head = async () => DeskCase.parse(await (await guardian.get(casePath())).json()).head;
const open = (changes = {}) => opening(kept.secrets, NORTHBROOK.id, SOON, changes);

async function question(seed = GUARDIAN.keys.sign, compartment: "concern" | "private" = "private") {
	const letter = { purpose: "question", compartment } as const;
	return signedAct(place(await head()), { kind: "letter", statement: { purpose: "question", compartment: "private" }, seed, letter });
}

/** The same world, but for what the store is told to answer. */
function appWith(store: Partial<Store>, changes: Partial<Deps> = {}) {
	return testApp({}, { ...world.deps, store: { ...world.deps.store, ...store }, ...changes }, { seen: (one) => others.push(one) }).app;
}

const body = (value: unknown, headers: Record<string, string> = {}) => ({
	method: "POST",
	body: JSON.stringify(value),
	headers: { ...HEADERS, ...headers },
});

describe("for everybody", () => {
	test("pages, health, log and description", async () => {
		for (const path of [
			"/",
			"/desk",
			"/join",
			"/assets/manifest.json",
			"/aids",
			"/status",
			"/api",
			"/openapi.json",
			"/healthz",
			"/log/key",
			"/log/checkpoint",
			"/log/pages",
			"/log/pages/1",
		])
			expect([path, (await world.app.request(path)).status]).toEqual([path, 200]);
		const size = Number((await (await world.app.request("/log/checkpoint")).text()).split("\n")[1]);
		for (const path of [`/log/tile/0/000.p/${size}`, `/log/tile/entries/000.p/${size}`])
			expect((await world.app.request(path)).status).toBe(200);
		for (const path of ["/assets/none.js", "/aids/none.mp4", "/log/tile/0/999", "/log/tile/nonsense", "/log/pages/2", "/log/pages/01"])
			expect((await world.app.request(path)).status).toBe(404);
		for (const [range, status] of [
			[{}, 200],
			[{ range: "bytes=0-3" }, 206],
		] as const)
			expect((await world.app.request("/aids/before.vtt", { headers: range })).status).toBe(status);
		const empty = appWith({ checkpoint: async () => null, logKey: async () => null, pages: async () => null });
		for (const path of ["/log/key", "/log/checkpoint", "/log/pages"]) expect((await empty.request(path)).status).toBe(404);
	});

	test("readiness, with and without the other processes", async () => {
		expect((await world.app.request("/readyz")).status).toBe(503);
		await beatAll(world.owner, world.clock, DEPLOYMENT_KEYS.release.statement.key);
		expect((await world.app.request("/readyz")).status).toBe(200);
	});

	test("organisations, their parameters and their puzzles", async () => {
		expect((await world.app.request("/api/organisations")).status).toBe(200);
		for (const end of ["intake", "work"]) {
			const statuses = ["northbrook", "nobody", "UPPER", "northbrook"].map(
				async (slug, index) => (await world.app.request(`/api/organisations/${slug}/${end}?severity=S${index === 3 ? 9 : 1}`)).status,
			);
			expect(await Promise.all(statuses)).toEqual([200, 404, 404, 400]);
		}
	});
});

describe("the reporter", () => {
	const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;
	const send = async (concern: Partial<Concern>) => codeOf(await world.raise((await sealRaise({ intake, ...concern })).frame));

	test("raises, and raises the same again", async () => {
		expect((await world.raise(kept.frame)).status).toBe(200);
	});

	const refusals: readonly [RefusalCode, () => Partial<Concern>][] = [
		["malformed", () => ({ spoilHeader: (header) => ({ ...header, version: 2 }) })],
		["unknown-organisation", () => ({ spoilHeader: (header) => ({ ...header, organisation: tenure }) })],
		["wrong-signature", () => ({ spoilHeader: (header) => ({ ...header, caseTag: UNKNOWN_TAG }) })],
		["ciphertext-mismatch", () => ({ compartments: ["private", "concern"] })],
		["wraps-mismatch", () => ({ spoilWraps: (entries) => entries.slice(1) })],
		["work-missing", () => ({ work: "bm9uZQ" })],
		["work-spent", () => ({ work: kept.header.work })],
		["stale-parameters", () => ({ spoilStatement: (statement) => ({ ...statement, policy: UNKNOWN_TAG as never }) })],
		["tag-taken", () => ({ secrets: kept.secrets, text: "Another concern." })],
		[
			"stale-keys",
			() => ({
				spoilStatement: (statement) => ({
					...statement,
					recipients: statement.recipients.map((recipient) => ({ ...recipient, key: UNKNOWN_TAG as never })),
				}),
			}),
		],
		["excluded-person", () => ({ spoilStatement: (statement) => ({ ...statement, excluded: [GUARDIAN.key.statement.person] }) })],
		[
			"wrong-compartment",
			() => ({
				spoilStatement: (statement) => ({
					...statement,
					recipients: statement.recipients.map((recipient) => ({ ...recipient, opens: ["concern", "private", "notes"] })),
				}),
			}),
		],
	];

	test.each(refusals)("a raise may be refused as %s", async (code, changes) => {
		intake = { ...intake, work: ((await (await world.app.request("/api/organisations/northbrook/work")).json()) as IntakeParameters).work };
		expect(await send(changes())).toBe(code);
	});

	test("a raise may be too large", async () => {
		expect((await world.raise(new Uint8Array(4 * 1024 * 1024 + 1))).status).toBe(413);
	});

	test("opens the mailbox, and is refused in every way", async () => {
		const ask = async (value: unknown) => (await world.post("/api/mailbox", value)).status;
		expect(await ask(open())).toBe(200);
		expect(await ask(open({ tag: UNKNOWN_TAG }))).toBe(404);
		expect(await ask(opening(kept.secrets, NORTHBROOK.id, NOON))).toBe(409);
		expect(await ask({})).toBe(400);
		expect(await ask({ long: "a".repeat(64 * 1024) })).toBe(413);
	});

	test("acts, and is refused in every way", async () => {
		const ask = async (value: unknown) => codeOf(await world.post("/api/mailbox/acts", value));
		const words = reply(place(await head()), kept.secrets);
		expect(await ask({ opening: open({ tag: UNKNOWN_TAG }), act: words })).toBe("not-found");
		expect(await ask({ opening: opening(kept.secrets, NORTHBROOK.id, NOON), act: words })).toBe("out-of-date");
		expect(await ask({ opening: open() })).toBe("malformed");
		expect(await ask({ long: "a".repeat(2 * 1024 * 1024) })).toBe("too-large");
		const wrong = reply(place(await head()), { ...newSecrets(), caseTag: kept.secrets.caseTag });
		expect(await ask({ opening: open(), act: wrong })).toBe("wrong-signature");
		const elsewhere = signedAct(place(await head()), {
			kind: "letter",
			statement: { purpose: "reply", compartment: "private" },
			seed: kept.secrets.messageSign,
			letter: { purpose: "reply", compartment: "concern" },
		});
		expect(await ask({ opening: open(), act: elsewhere })).toBe("ciphertext-mismatch");
		const kept202 = await world.post("/api/mailbox/acts", { opening: open(), act: words });
		expect(kept202.status).toBe(202);
	});

	test.each([...REPORTER_ACT_REFUSALS])("an act may be refused as %s", async (code) => {
		const app = appWith({ reporterAct: async () => ({ refused: code }) });
		const answer = await app.request("/api/mailbox/acts", body({ opening: open(), act: reply(place(await head()), kept.secrets) }));
		expect(await codeOf(answer)).toBe(code);
	});
});

describe("the desk", () => {
	test.each(accountContract)("%s: every answer and every refusal", async (_operation, exercise) => {
		await exercise(world);
	});

	test("reading", async () => {
		const paths = ["/api/desk/cases", "/api/desk/notices", casePath(), casePath(kept.secrets.caseTag, "/grantees")];
		for (const path of paths) {
			expect([path, (await guardian.get(path)).status]).toEqual([path, 200]);
			expect([path, (await world.app.request(path)).status]).toEqual([path, 401]);
		}
		expect((await guardian.get("/api/desk/cases?cursor=none")).status).toBe(400);
		for (const end of ["", "/grantees"]) {
			expect((await guardian.get(casePath(UNKNOWN_TAG, end))).status).toBe(404);
			expect((await guardian.get(`/api/desk/cases/${UNKNOWN_TAG}${end}`)).status).toBe(400);
		}
	});

	test("asking whether something is new", async () => {
		const asked = { open: { caseTag: kept.secrets.caseTag, tenure } };
		const path = "/api/desk/watch";
		const statuses = [
			await guardian.post(path, asked),
			await guardian.post(path, {}),
			await guardian.post(path, { long: "a".repeat(64 * 1024) }),
			await world.app.request(path, { method: "POST", headers: HEADERS }),
			await world.app.request(path, { method: "POST", headers: { cookie } }),
		].map(({ status }) => status);
		expect(statuses).toEqual([200, 400, 413, 401, 403]);
	});

	test("reading how cases began", async () => {
		const asked = { cases: [{ caseTag: kept.secrets.caseTag, tenure }] };
		const long = { cases: Array.from({ length: MOST_BEGINNINGS + 1 }, () => asked.cases[0]) };
		const statuses = [
			await guardian.post("/api/desk/beginnings", asked),
			await guardian.post("/api/desk/beginnings", {}),
			await guardian.post("/api/desk/beginnings", long),
			await guardian.post("/api/desk/beginnings", { long: "a".repeat(64 * 1024) }),
			await world.app.request("/api/desk/beginnings", { method: "POST", headers: HEADERS }),
			await world.app.request("/api/desk/beginnings", { method: "POST", headers: { cookie } }),
		].map(({ status }) => status);
		expect(statuses).toEqual([200, 400, 400, 413, 401, 403]);
	});

	test("acting", async () => {
		const asked = await question();
		const statuses = [
			await guardian.post(actPath(), { tenure, act: asked }),
			await guardian.post(actPath(), { tenure, act: asked }),
			await guardian.post(actPath(), {}),
			await guardian.post(actPath(), { long: "a".repeat(2 * 1024 * 1024) }),
			await guardian.post(actPath(UNKNOWN_TAG), { tenure, act: asked }),
			await guardian.post(actPath(), { tenure, act: await question(new Uint8Array(32)) }),
			await guardian.post(actPath(), { tenure, act: await question(GUARDIAN.keys.sign, "concern") }),
			await guardian.post(actPath(), { tenure, act: { ...asked, act: { ...asked.act, seen: { sequence: 9, hash: UNKNOWN_TAG } } } }),
			await world.app.request(actPath(), { method: "POST", headers: HEADERS }),
			await world.app.request(actPath(), { method: "POST", headers: { cookie } }),
		].map(({ status }) => status);
		expect(statuses).toEqual([201, 200, 400, 413, 404, 403, 422, 403, 401, 403]);
	});

	test.each([...HANDLER_ACT_REFUSALS, "out-of-date", "stale-keys", "not-allowed"] as const)("an act may be refused as %s", async (code) => {
		const app = appWith({ handlerAct: async () => ({ refused: code }) });
		const answer = await app.request(actPath(), body({ tenure, act: await question() }, { cookie }));
		expect(((await answer.json()) as { code: string }).code).toBe(code);
	});
});

describe("an organisation of one's own", () => {
	const deputy = memberOf(NORTHBROOK, "deputy_guardian").key.statement.tenure;
	const reads = [
		`/api/desk/organisations/${NORTHBROOK.id}`,
		`/api/desk/organisations/${NORTHBROOK.id}/sole-openers`,
		`/api/desk/hand-over?from=${tenure}&to=${deputy}`,
	];
	const others = [
		"/api/desk/organisations/none",
		"/api/desk/organisations/none/sole-openers",
		`/api/desk/organisations/${NORTHBROOK.id}/founding`,
		`/api/desk/hand-over?from=${deputy}&to=${tenure}`,
	];
	const proposal = aBranding(NORTHBROOK.id);
	const signing = `/api/desk/proposals/${proposalHash(proposal)}/countersignatures`;

	test("reading", async () => {
		for (const path of reads) {
			expect([path, (await guardian.get(path)).status]).toEqual([path, 200]);
			expect([path, (await world.app.request(path)).status]).toEqual([path, 401]);
		}
		for (const path of others) expect([path, (await guardian.get(path)).status]).toEqual([path, 404]);
		expect((await guardian.get("/api/desk/hand-over?from=none")).status).toBe(400);
	});

	test("reading one that begins", async () => {
		const { organisation, founders } = await beginning(world);
		const path = `/api/desk/organisations/${organisation}/founding`;
		expect((await founders[0].desk.get(path)).status).toBe(200);
		expect((await world.app.request(path)).status).toBe(401);
	});

	test("declining, and taking back", async () => {
		const declining = `/api/desk/proposals/${proposalHash(aBranding(NORTHBROOK.id, "Another"))}/declines`;
		const other = aBranding(NORTHBROOK.id, "Another");
		const statuses = [
			await guardian.post(declining, {}),
			await guardian.post("/api/desk/proposals", { proposal: other, countersignature: rootSigned(NORTHBROOK, other) }),
			await world.post(declining, {}),
			await guardian.post(declining, {}),
			await guardian.post("/api/desk/proposals/none/declines", {}),
		].map(({ status }) => status);
		expect(statuses).toEqual([404, 201, 401, 200, 404]);
		for (const code of ["not-a-root", "out-of-date", "not-allowed"] as const) {
			const app = appWith({ decline: async () => ({ refused: code }) });
			expect((await (await app.request(declining, body({}, { cookie }))).json()) as { code: string }).toMatchObject({ code });
		}
	});

	test("proposing and signing", async () => {
		const first = { proposal, countersignature: rootSigned(NORTHBROOK, proposal) };
		const statuses = [
			await guardian.post("/api/desk/proposals", first),
			await guardian.post("/api/desk/proposals", first),
			await guardian.post("/api/desk/proposals", {}),
			await guardian.post("/api/desk/proposals", { long: "a".repeat(2 * 1024 * 1024) }),
			await world.post("/api/desk/proposals", first),
			await guardian.post(signing, rootSigned(null, proposal)),
			await guardian.post(signing, {}),
			await guardian.post(signing, { long: "a".repeat(64 * 1024) }),
			await world.post(signing, rootSigned(NORTHBROOK, proposal)),
			await guardian.post(signing, rootSigned(NORTHBROOK, proposal, 1)),
			await guardian.post(`/api/desk/proposals/${UNKNOWN_TAG}/countersignatures`, rootSigned(NORTHBROOK, proposal)),
		].map(({ status }) => status);
		expect(statuses).toEqual([201, 200, 400, 413, 401, 403, 400, 413, 401, 200, 404]);
	});

	test.each([...PROPOSAL_REFUSALS])("a change may be refused as %s", async (code) => {
		const refuse = async () => ({ refused: code, ...(code === "sole-opener" ? { count: 2 } : {}) });
		const app = appWith({ propose: refuse, countersign: refuse });
		const sent = { proposal, countersignature: rootSigned(NORTHBROOK, proposal) };
		for (const [path, value] of [
			["/api/desk/proposals", sent],
			[signing, sent.countersignature],
		] as const) {
			const answer = (await (await app.request(path, body(value, { cookie }))).json()) as { code: string; detail: string };
			expect(answer.code).toBe(code);
			expect(answer.detail.endsWith("There are 2 cases.")).toBe(code === "sole-opener");
		}
	});
});

describe("trouble", () => {
	/** One request of every route that asks the database, as somebody who may. */
	const requests: readonly [string, () => [string, RequestInit]][] = [
		["listOrganisations", () => ["/api/organisations", {}]],
		["readIntake", () => ["/api/organisations/northbrook/intake", {}]],
		["fetchWork", () => ["/api/organisations/northbrook/work", {}]],
		["raiseConcern", () => ["/api/concerns", { method: "POST", body: new Uint8Array(kept.frame), headers: OCTETS }]],
		["openMailbox", () => ["/api/mailbox", body(open())]],
		[
			"actAsReporter",
			() => ["/api/mailbox/acts", body({ opening: open(), act: reply(place({ sequence: 0, hash: POLICY }), kept.secrets) })],
		],
		...accountRequests.map(([id, method, path, sent]): [string, () => [string, RequestInit]] => [
			id,
			() => [path, { method, headers: { ...HEADERS, cookie }, ...(sent === null ? {} : { body: JSON.stringify(sent) }) }],
		]),
		["listCases", () => ["/api/desk/cases", { headers: { cookie } }]],
		["readBeginnings", () => ["/api/desk/beginnings", body({ cases: [{ caseTag: UNKNOWN_TAG, tenure }] }, { cookie })]],
		["watchDesk", () => ["/api/desk/watch", body({ open: null }, { cookie })]],
		["listNotices", () => ["/api/desk/notices", { headers: { cookie } }]],
		["readCase", () => [casePath(), { headers: { cookie } }]],
		["listGrantees", () => [casePath(kept.secrets.caseTag, "/grantees"), { headers: { cookie } }]],
		["actOnCase", () => [actPath(), body({}, { cookie })]],
		["readOrganisation", () => [`/api/desk/organisations/${NORTHBROOK.id}`, { headers: { cookie } }]],
		["readFounding", () => [`/api/desk/organisations/${NORTHBROOK.id}/founding`, { headers: { cookie } }]],
		["listSoleOpeners", () => [`/api/desk/organisations/${NORTHBROOK.id}/sole-openers`, { headers: { cookie } }]],
		["listHandOver", () => [`/api/desk/hand-over?from=${tenure}&to=${tenure}`, { headers: { cookie } }]],
		["propose", () => ["/api/desk/proposals", body({}, { cookie })]],
		["countersign", () => [`/api/desk/proposals/${UNKNOWN_TAG}/countersignatures`, body({}, { cookie })]],
		["decline", () => [`/api/desk/proposals/${UNKNOWN_TAG}/declines`, body({}, { cookie })]],
		["readCheckpoint", () => ["/log/checkpoint", {}]],
		["readLogKey", () => ["/log/key", {}]],
		["readPages", () => ["/log/pages", {}]],
		["readEarlierPages", () => ["/log/pages/1", {}]],
		["readTile", () => ["/log/tile/0/000.p/1", {}]],
		["showStatus", () => ["/status", {}]],
		["checkReady", () => ["/readyz", {}]],
	];

	test("every route that asks the database has its request here", () => {
		expect(requests.map(([id]) => id).sort()).toEqual(
			OPERATIONS.filter(({ asks }) => asks)
				.map(({ id }) => id)
				.sort(),
		);
	});

	test.each(requests)("%s while the database is away, and with a fault of ours", async (id, request) => {
		const failing = (error: Error) => {
			const fail = async () => Promise.reject(error);
			const sessions = { open: fail, read: fail, peek: fail, close: fail, list: fail, end: fail, endAll: fail };
			return appWith({}, { store: new Proxy(storeOf({}), { get: () => fail }), sessions });
		};
		const away = await failing(new DatabaseAway("late")).request(...request());
		expect(away.status).toBe(id === "showStatus" ? 200 : 503);
		expect((await failing(new Error("a bug")).request(...request())).status).toBe(500);
	});
});

test("every answer and every refusal of every route was given, and held against its schema", () => {
	const given = new Set([...world.exercised, ...others].map(({ operation, status, code }) => `${operation} ${status} ${code}`));
	const documented = OPERATIONS.flatMap(({ id, answers, refusals, asks }) => [
		...answers.map(({ status }) => `${id} ${status} null`),
		...refusals.map((code) => `${id} ${problemOf(code).status} ${code}`),
		...(asks ? [`${id} 500 unavailable`] : []),
	]);
	expect(documented.filter((each) => !given.has(each))).toEqual([]);
});

describe("an answer that the document does not know fails the test that got it", () => {
	const json = (status: number, value: unknown, type = "application/json") =>
		new Response(JSON.stringify(value), { status, headers: { "content-type": type } });
	test.each([
		["another status", json(418, {})],
		["another media type", json(200, { alive: true }, "text/plain")],
		["a field too many", json(200, { alive: true, more: 1 })],
		["a field too few", json(200, {})],
		["a cookie", new Response('{"alive":true}', { headers: { "content-type": "application/json", "set-cookie": "a=b" } })],
	])("%s", async (_name, answer) => {
		await expect(checkAnswer("GET", "/healthz", answer, true)).rejects.toThrow("checkAlive");
	});

	test("a refusal that the route does not name, or in other words", async () => {
		const type = "application/problem+json";
		await expect(checkAnswer("GET", "/api/desk/cases", json(409, problemOf("out-of-date"), type), true)).rejects.toThrow("not documented");
		await expect(checkAnswer("GET", "/api/desk/cases", json(401, problemOf("wrong-credentials"), type), true)).rejects.toThrow(
			"not as documented",
		);
		const other = { ...problemOf("not-signed-in"), title: "Who are you?" };
		await expect(checkAnswer("GET", "/api/desk/cases", json(401, other, type), true)).rejects.toThrow("other words");
	});

	test("a route that is answered but not in the document", async () => {
		await expect(checkAnswer("GET", "/api/secret", json(200, {}), true)).rejects.toThrow("not documented");
	});
});
