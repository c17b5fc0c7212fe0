/** The table of permissions, cell by cell, on the running app: every role in every standing, and those who have none. */

import { NOTHING_SEEN } from "@answerable/log/act";
import { canonicalHash } from "@answerable/log/canonical";
import { eventHash } from "@answerable/log/event-hash";
import { proposalHash } from "@answerable/log/proposal-text";
import { escalateCase } from "@answerable/store/due";
import { ConfirmationList, SessionList } from "@answerable/types/account";
import { AdminActionList } from "@answerable/types/admin";
import { CaseBeginnings, DeskActAnswer, DeskCase, HandlerAct, Inbox, NoticeList, Watched } from "@answerable/types/desk";
import type { Seen } from "@answerable/types/event";
import type { CaseTag } from "@answerable/types/id";
import { Mailbox, RaiseAnswer } from "@answerable/types/intake";
import type { RefusalCode } from "@answerable/types/problem";
import { ROOT_ROLES, Role } from "@answerable/types/role";
import type { Recipient } from "@answerable/types/statement";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod/mini";
import { accountAsks } from "./account-asks.fixture.ts";
import { NOON, ORIGIN } from "./deps.fixture.ts";
import { anAct, FIRST, holderOf, named, recipient, SECOND } from "./house.fixture.ts";
import { OPERATIONS } from "./operations.ts";
import { PERMISSIONS, type Permission, permitOf, STAFF_STANDINGS, type Standing } from "./permission.ts";
import { aBranding, rootSigned } from "./proposal.fixture.ts";
import { newSecrets, opening, reply, type SealedRaise, sealRaise } from "./reporter.fixture.ts";
import { type Member, REGULATOR, RULES } from "./trust.fixture.ts";
import { type Desk, openWorld, publishNow, type World } from "./world.fixture.ts";

type Kind = HandlerAct["kind"];
type Staff = { readonly member: Member; readonly desk: Desk };
type Asking = { readonly staff: Staff | null; readonly at: SealedRaise; readonly hasWords: boolean };

let world: World;
const staff = new Map<Role, Staff>();
let stranger: Staff;
/** Whoever administers has a session and no role: where a tenure has to be named, it is somebody else's. */
let administrator: Staff;
const heads = new Map<CaseTag, Seen>();
/** The case on which a role has a standing. */
let caseFor: (role: Role, standing: Standing) => SealedRaise;
let shown: readonly SealedRaise[];
const POLICY = canonicalHash(RULES.demo.policy);
const SOON = "2026-11-23T12:01:00Z";
const PROPOSAL = aBranding(FIRST.id);
/** What somebody of a root's role made, and may take back; everybody else may not decline the guardian's. */
const madeBy = (role: Role) => aBranding(FIRST.id, `A trust as ${role} would have it`);

beforeAll(async () => {
	world = await openWorld(RULES.demo, undefined, [FIRST, SECOND]);
	for (const role of Role.options) {
		const member = holderOf(FIRST, role);
		staff.set(role, { member, desk: await world.signIn(member) });
	}
	const away = holderOf(SECOND, "guardian");
	stranger = { member: away, desk: await world.signIn(away) };
	administrator = { member: away, desk: await world.administrator() };
	const everybody = Role.options.map((role) => holderOf(FIRST, role));
	const inside = FIRST.members.map(({ key }) => key.statement.person);
	const [guardian, deputy, outside] = (["guardian", "deputy_guardian", "external_body"] as const).map((role) => holderOf(FIRST, role));
	if (guardian === undefined || deputy === undefined || outside === undefined) throw new Error("A role is not held.");
	const content = await raised(everybody.map((member) => recipient(member, ["concern"])));
	const existence = await raised(everybody.map((member) => recipient(member, [])));
	const toGuardian = await raised([recipient(guardian, ["concern"])], [outside.key.statement.person]);
	const toDeputy = await raised([recipient(deputy, ["concern"])]);
	const toOutside = await raised([recipient(outside, ["concern"])], inside);
	shown = [content, existence];
	const cases: Readonly<Record<string, (role: Role) => SealedRaise>> = {
		content: () => content,
		existence: () => existence,
		excluded: (role) => (role === "external_body" ? toGuardian : toOutside),
		untold: (role) => (role === "guardian" || role === "external_body" ? toDeputy : toGuardian),
	};
	caseFor = (role, standing) => cases[standing]?.(role) ?? content;
	const made = ROOT_ROLES.map((role) => ({ role, proposal: madeBy(role) }));
	for (const { role, proposal } of [{ role: "guardian" as const, proposal: PROPOSAL }, ...made]) {
		const first = { proposal, countersignature: rootSigned(FIRST, proposal) };
		expect((await staff.get(role)?.desk.post("/api/desk/proposals", first))?.status).toBe(201);
	}
	await publishNow(world.owner);
});
afterAll(() => world.close());

async function raised(recipients: readonly Recipient[], excluded: readonly string[] = []): Promise<SealedRaise> {
	const to = { recipients: [...recipients], excluded: excluded as never[] };
	const sealed = await sealRaise({ intake: await world.intake("first"), to });
	const answer = await world.raise(sealed.frame);
	expect(answer.status).toBe(201);
	const { event } = RaiseAnswer.parse(await answer.json());
	heads.set(sealed.secrets.caseTag, { sequence: 0, hash: eventHash(event) });
	await escalateCase(world.worker, sealed.secrets.caseTag, NOON);
	const { events } = Mailbox.parse(await (await world.post("/api/mailbox", opening(sealed.secrets, FIRST.id, SOON))).json());
	const last = events.at(-1);
	if (last !== undefined) heads.set(sealed.secrets.caseTag, { sequence: last.sequence, hash: eventHash(last) });
	return sealed;
}

/** What somebody who may do it is told: done, or why the case does not call for it now. Never why it is not theirs. */
const MAY: Readonly<Record<Kind, readonly (201 | RefusalCode)[]>> = {
	letter: [201],
	triaged: [201],
	acknowledged: ["nothing-to-acknowledge"],
	explained: ["nothing-to-explain"],
	closed: ["no-outcome-yet"],
	granted: ["already-granted"],
	"downgrade-proposed": [201],
	downgraded: ["no-proposal"],
	extended: [201, "already-extended", "no-extension"],
	paused: [201, "already-paused", "nothing-to-pause"],
	resumed: [201, "not-paused"],
	"handed-over": [201, "already-handling"],
	linked: [201, "wrong-compartment"],
	reopened: ["not-closed"],
	"hold-placed": [201, "already-held"],
	"hold-lifted": [201, "not-held"],
};

async function act(kind: Kind, { staff: who, at }: Asking): Promise<Response> {
	const { member, desk } = who ?? stranger;
	const { caseTag } = at.secrets;
	const place = { organisation: FIRST.id, caseTag, policy: POLICY, seen: heads.get(caseTag) ?? NOTHING_SEEN };
	const body = {
		tenure: member.key.statement.tenure,
		act: anAct(kind, place, member, named(kind === "granted" ? holderOf(FIRST, "guardian") : member, caseTag)),
	};
	const path = `/api/desk/cases/${caseTag}/acts`;
	const answer = who === null ? await world.post(path, body) : await desk.post(path, body);
	if (answer.status === 201) {
		const { event } = DeskActAnswer.parse(await answer.clone().json());
		heads.set(caseTag, { sequence: event.sequence, hash: eventHash(event) });
	}
	return answer;
}

/** The request of a row that is no act, by whoever asks. A session's cookie goes along even where none is wanted. */
async function ask(operation: string, { staff: who, at, hasWords }: Asking): Promise<Response> {
	const get = (path: string) => (who === null ? Promise.resolve(world.app.request(path)) : who.desk.get(path));
	const post = (path: string, body: unknown) => (who === null ? world.post(path, body) : who.desk.post(path, body));
	const { member } = who ?? stranger;
	const tenure = `?tenure=${member.key.statement.tenure}`;
	const secrets = hasWords ? at.secrets : { ...newSecrets(), mailboxTag: at.secrets.mailboxTag };
	const place = {
		organisation: FIRST.id,
		caseTag: at.secrets.caseTag,
		policy: POLICY,
		seen: heads.get(at.secrets.caseTag) ?? NOTHING_SEEN,
	};
	const special: Readonly<Record<string, () => Promise<Response>>> = {
		...accountAsks(world, { desk: who?.desk ?? null, member, trust: FIRST, isAdministrator: who === administrator }),
		raiseConcern: () => world.raise(at.frame),
		openMailbox: () => post("/api/mailbox", opening(secrets, FIRST.id, SOON)),
		actAsReporter: () => post("/api/mailbox/acts", { opening: opening(secrets, FIRST.id, SOON), act: reply(place, secrets) }),
		signOut: async () => world.app.request("/api/desk/session", { method: "DELETE", headers: { origin: ORIGIN } }),
		readCase: async () => {
			const answer = await get(`/api/desk/cases/${at.secrets.caseTag}${tenure}`);
			// Reading is an event of the case: whoever acts next has seen it.
			if (answer.status === 200) heads.set(at.secrets.caseTag, DeskCase.parse(await answer.clone().json()).head);
			return answer;
		},
		readBeginnings: () => post("/api/desk/beginnings", { cases: [{ caseTag: at.secrets.caseTag, tenure: member.key.statement.tenure }] }),
		watchDesk: () => post("/api/desk/watch", { open: { caseTag: at.secrets.caseTag, tenure: member.key.statement.tenure } }),
		listGrantees: () => get(`/api/desk/cases/${at.secrets.caseTag}/grantees${tenure}`),
		readOrganisation: () => get(`/api/desk/organisations/${FIRST.id}`),
		readFounding: () => get(`/api/desk/organisations/${FIRST.id}/founding`),
		listSoleOpeners: () => get(`/api/desk/organisations/${FIRST.id}/sole-openers`),
		listHandOver: () => get(`/api/desk/hand-over?from=${member.key.statement.tenure}&to=${colleagueOf(member).key.statement.tenure}`),
		propose: () => post("/api/desk/proposals", { proposal: PROPOSAL, countersignature: rootSigned(FIRST, PROPOSAL) }),
		countersign: () => post(`/api/desk/proposals/${proposalHash(PROPOSAL)}/countersignatures`, rootSigned(FIRST, PROPOSAL)),
		decline: () =>
			post(
				`/api/desk/proposals/${proposalHash(madeBy(ROOT_ROLES.find((role) => role === member.key.statement.role) ?? "guardian"))}/declines`,
				{},
			),
		readTile: () => get("/log/tile/0/000.p/1"),
		readEarlierPages: () => get("/log/pages/1"),
		showPagePart: () => get("/assets/manifest.json"),
		showAid: () => get("/aids/before.vtt"),
	};
	const path = OPERATIONS.find(({ id }) => id === operation)?.path.replace("{slug}", "first");
	if (path === undefined) throw new Error(`There is no ${operation}.`);
	return (special[operation] ?? (() => get(path)))();
}

function colleagueOf(member: Member): Member {
	const guardian = holderOf(FIRST, "guardian");
	return member === guardian ? holderOf(FIRST, "deputy_guardian") : guardian;
}

/** Tries one cell. */
async function tryCell(row: Permission, standing: Standing, role: Role | null, asking: Asking): Promise<void> {
	const permit = permitOf(row, standing, role);
	const answer = row.act === null ? await ask(row.operation, asking) : await act(row.act, asking);
	const { code } = answer.headers.get("content-type")?.includes("problem")
		? ((await answer.clone().json()) as { code: RefusalCode })
		: { code: null };
	const cell = [row.operation, row.act, standing, role];
	tried.add(cell.join());
	if (permit === "own") await expectOwn(row, answer, asking, cell);
	else if (permit !== "yes") expect([...cell, code]).toEqual([...cell, permit]);
	else if (row.act !== null) expect(MAY[row.act], cell.join()).toContain(code ?? answer.status);
	else if (row.operation === "checkReady") expect([...cell, code]).toEqual([...cell, "unavailable"]);
	else expect([...cell, answer.status < 300]).toEqual([...cell, true]);
}

/** What people are told about themselves: `account.test.ts` holds it to be theirs. */
const OWN: Readonly<Record<string, z.ZodMiniType>> = {
	listSessions: SessionList.check(z.refine(({ sessions }) => sessions.some(({ isThis }) => isThis))),
	endSessions: z.strictObject({}),
	endSession: z.strictObject({}),
	listAppointments: z.strictObject({ appointments: z.array(z.never()) }),
	listConfirmations: ConfirmationList,
	confirmRenewal: z.strictObject({}),
	watchAdministration: AdminActionList,
};

/** What is listed is theirs: cases that reached their tenure, notices to it. */
async function expectOwn({ operation }: Permission, answer: Response, { staff: who }: Asking, cell: readonly unknown[]): Promise<void> {
	const tenure = who?.member.key.statement.tenure;
	expect([...cell, answer.status]).toEqual([...cell, 200]);
	if (operation in OWN) {
		expect([...cell, OWN[operation]?.safeParse(await answer.json()).success]).toEqual([...cell, true]);
		// Whoever ended all their sessions signs in again, for the cells that follow.
		if (operation === "endSessions" && who === stranger) stranger = { member: who.member, desk: await world.signIn(who.member) };
		return;
	}
	if (operation === "listNotices") {
		const { notices } = NoticeList.parse(await answer.json());
		expect(notices.filter((notice) => notice.tenure !== tenure)).toEqual([]);
		return;
	}
	if (operation === "watchDesk") {
		const isTheirs = who !== stranger && who !== administrator;
		expect([...cell, Watched.parse(await answer.json()).open !== null]).toEqual([...cell, isTheirs]);
		return;
	}
	if (operation === "readBeginnings") {
		const { beginnings } = CaseBeginnings.parse(await answer.json());
		const isTheirs = who !== stranger && who !== administrator;
		expect([...cell, beginnings.map((one) => one.tenure)]).toEqual([...cell, isTheirs ? [tenure] : []]);
		return;
	}
	const { rows } = Inbox.parse(await answer.json());
	expect(rows.filter((one) => one.tenure !== tenure)).toEqual([]);
	const tags = new Set(rows.map(({ caseTag }) => caseTag));
	expect([...cell, shown.every(({ secrets }) => tags.has(secrets.caseTag))]).toEqual([...cell, who !== stranger && who !== administrator]);
}

const tried = new Set<string>();
const CASE_OPERATIONS = ["readCase", "listGrantees", "actOnCase"];
const onCases = PERMISSIONS.filter(({ operation }) => CASE_OPERATIONS.includes(operation));
/** Where no case is asked for, staff are all the same: one try is for each of their columns. */
const elsewhere = PERMISSIONS.filter((row) => !onCases.includes(row));

describe.each(Role.options)("somebody who is %s", (role) => {
	const asking = (standing: Standing) => ({ staff: staff.get(role) ?? null, at: caseFor(role, standing), hasWords: false });

	test("on no case in particular", async () => {
		const isLast = ({ operation }: Permission) => operation === "endSessions";
		await Promise.all(elsewhere.filter((row) => !isLast(row)).map((row) => tryCell(row, "content", role, asking("content"))));
		for (const row of elsewhere.filter(isLast)) await tryCell(row, "content", role, asking("content"));
		const { member } = staff.get(role) ?? stranger;
		staff.set(role, { member, desk: await world.signIn(member) });
	});

	test.each(["untold", "excluded", "existence"] as const)("on a case, in the standing: %s", async (standing) => {
		await Promise.all(onCases.map((row) => tryCell(row, standing, role, asking(standing))));
	});

	test("on a case that they may read", async () => {
		for (const row of onCases) await tryCell(row, "content", role, asking("content"));
	});

	test("sees in lists no case that has not reached them, or that is about them, and beginnings of neither", async () => {
		const { desk, member } = staff.get(role) ?? stranger;
		const { tenure } = member.key.statement;
		const cases = (["untold", "excluded", "existence"] as const).map((standing) => caseFor(role, standing).secrets.caseTag);
		const answer = await desk.post("/api/desk/beginnings", { cases: cases.map((caseTag) => ({ caseTag, tenure })) });
		expect(CaseBeginnings.parse(await answer.json()).beginnings).toEqual([]);
		const tags = new Set(Inbox.parse(await (await desk.get("/api/desk/cases")).json()).rows.map(({ caseTag }) => caseTag));
		for (const standing of ["untold", "excluded"] as const) expect(tags.has(caseFor(role, standing).secrets.caseTag)).toBe(false);
	});
});

test.each(["anonymous", "reporter", "administrator", "stranger"] as const)("somebody who is %s", async (standing) => {
	for (const row of PERMISSIONS) {
		const signedIn = { stranger, administrator, anonymous: null, reporter: null };
		const asking = {
			staff: signedIn[standing],
			at: caseFor("guardian", "content"),
			hasWords: standing === "reporter",
		};
		await tryCell(row, standing, null, asking);
	}
});

const standingsOf = (operation: string) => (CASE_OPERATIONS.includes(operation) ? STAFF_STANDINGS : (["content"] as const));

test("every cell of the table was tried, for every role and every kind of act", () => {
	const cells = PERMISSIONS.flatMap(({ operation, act: kind }) => [
		...["anonymous", "reporter", "administrator", "stranger"].map((standing) => [operation, kind, standing, null].join()),
		...Role.options.flatMap((role) => standingsOf(operation).map((standing) => [operation, kind, standing, role].join())),
	]);
	for (const { standings } of elsewhere) expect(new Set(STAFF_STANDINGS.map((standing) => standings[standing])).size).toBe(1);
	expect(cells.filter((cell) => !tried.has(cell))).toEqual([]);
	const kinds = HandlerAct.def.options.flatMap((option) => option.shape.kind.def.values);
	expect(PERMISSIONS.flatMap(({ act: kind }) => (kind === null ? [] : [kind])).sort()).toEqual(kinds.sort());
});

test("an outside body is the same person to every organisation that it serves", () => {
	expect(holderOf(FIRST, "external_body")).toBe(holderOf(SECOND, "external_body"));
	expect(REGULATOR.members).toHaveLength(1);
});
