/** How people get in and out, on a real database: invitations, signing in, sessions, renewals, and leaving. */
import { addSeconds } from "@answerable/domain/instant";
import { addTenure } from "@answerable/store/registration";
import { ConfirmationList, OpenInvitation, SessionList, SignInAnswer } from "@answerable/types/account";
import { AdminActionList, InvitationList, InviteAnswer, PersonList } from "@answerable/types/admin";
import { Inbox } from "@answerable/types/desk";
import type { PersonId } from "@answerable/types/id";
import { Role } from "@answerable/types/role";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newcomer, renewal, sessionOf } from "./account-asks.fixture.ts";
import { NOON, ORIGIN } from "./deps.fixture.ts";
import { acceptance, codeAt } from "./entry.fixture.ts";
import { ELMVALE, memberOf, NORTHBROOK, RULES } from "./trust.fixture.ts";
import { countRows, type Desk, deskOf, openWorld, type World } from "./world.fixture.ts";

const GUARDIAN = memberOf(NORTHBROOK, "guardian");
const CHAIR = memberOf(NORTHBROOK, "chair");
const NED = memberOf(NORTHBROOK, "ned_lead");
const SECRET = Buffer.from(GUARDIAN.loginSecret).toString("hex");
const WEEK = 7 * 86_400;

let world: World;
let administrator: Desk;
beforeAll(async () => {
	world = await openWorld(RULES.demo);
	administrator = await world.administrator();
});
afterAll(() => world.close());
beforeEach(() => world.clock.set(NOON));

const codeOf = async (answer: Response) => ((await answer.clone().json()) as { code?: string }).code ?? answer.status;
const accept = (body: object, headers = {}) => world.post("/api/desk/invitation/acceptance", body, headers);
const open = (token: string) => world.post("/api/desk/invitation", { token });
const sessionsOf = async (desk: Desk) => SessionList.parse(await (await desk.get("/api/desk/sessions")).json()).sessions;
const staff = { organisation: NORTHBROOK.id, roles: ["sid", "chair"] as const };

describe("an invitation", () => {
	test("says what it is to, lets one person in, and they find what they are to hold and nothing of any case", async () => {
		const made = await administrator.post("/api/admin/invitations", { as: "staff", ...staff });
		const { token, expiresAt } = InviteAnswer.parse(await made.json());
		const shown = OpenInvitation.parse(await (await open(token)).json());
		expect(shown).toEqual({
			kind: "join",
			organisation: { id: NORTHBROOK.id, name: NORTHBROOK.name },
			roles: ["sid", "chair"],
			name: null,
			expiresAt,
		});
		const joined = await accept(acceptance(token as never, NOON, { name: "new.sid" }));
		const answer = SignInAnswer.parse(await joined.clone().json());
		expect(answer).toMatchObject({ administrator: false, tenures: [], wrongCodes: 0 });
		expect(answer.appointments.map(({ organisation, role }) => [organisation, role])).toEqual(
			expect.arrayContaining([
				[NORTHBROOK.id, "sid"],
				[NORTHBROOK.id, "chair"],
			]),
		);
		const desk = await deskOf(world.app, world.post, joined);
		expect(Inbox.parse(await (await desk.get("/api/desk/cases")).json()).rows).toEqual([]);
	});

	test("is kept as the hash of its token alone", async () => {
		const { token } = await world.entry.invited(staff);
		const rows = await world.owner.sql`select i::text as row from answerable.invitation i`;
		expect(JSON.stringify(rows)).not.toContain(token);
		expect(JSON.stringify(rows)).not.toContain(Buffer.from(token, "base64url").toString("hex"));
		const { invitations } = InvitationList.parse(await (await administrator.get("/api/admin/invitations")).json());
		expect(JSON.stringify(invitations)).not.toContain(token);
		expect(world.lines.filter((line) => line.includes(token))).toEqual([]);
	});

	test("that was used, has expired or was taken back says which, and lets nobody in; one that nobody made is not known", async () => {
		const used = await world.entry.invited(staff);
		expect((await accept(acceptance(used.token, NOON))).status).toBe(201);
		const old = await world.entry.invited(staff);
		const back = await world.entry.invited(staff);
		await administrator.delete(`/api/admin/invitations/${back.invitation}`);
		const late = addSeconds(NOON, WEEK);
		const before = await countRows(world.owner);
		for (const [token, code, now] of [
			[used.token, "invitation-used", NOON],
			[back.token, "invitation-revoked", NOON],
			["A".repeat(43), "invitation-unknown", NOON],
			[old.token, "invitation-expired", late],
		] as const) {
			world.clock.set(now);
			expect([await codeOf(await open(token)), await codeOf(await accept(acceptance(token as never, now)))]).toEqual([code, code]);
		}
		expect(await countRows(world.owner)).toEqual(before);
		world.clock.set(addSeconds(NOON, WEEK - 1));
		expect((await open(old.token)).status).toBe(200);
	});

	test("that ten accept at once lets one of them in, and the others are told that it was used", async () => {
		const { token } = await world.entry.invited("administrator");
		const before = await countRows(world.owner);
		const codes = await Promise.all(Array.from({ length: 10 }, async () => codeOf(await accept(acceptance(token, NOON)))));
		expect(codes.sort()).toEqual([201, ...Array.from({ length: 9 }, () => "invitation-used")]);
		const after = await countRows(world.owner);
		expect(
			[after.person, after.phone, after.session].map(
				(count, index) => (count ?? 0) - ([before.person, before.phone, before.session][index] ?? 0),
			),
		).toEqual([1, 1, 1]);
	});

	test("to one name by two people makes one person; the other is told, and may choose another name", async () => {
		const [one, two] = [await world.entry.invited(staff), await world.entry.invited(staff)];
		const name = "same.name";
		const codes = await Promise.all([one, two].map(async ({ token }) => codeOf(await accept(acceptance(token, NOON, { name })))));
		expect(codes.sort()).toEqual([201, "name-taken"]);
		const left = await Promise.all([one, two].map(async ({ token }) => (await open(token)).status));
		expect(left.sort()).toEqual([200, 410]);
	});

	test("is needed to learn that a name is taken: nobody else is ever told", async () => {
		const strangers = ["A".repeat(43), "B".repeat(43)].map((token) => acceptance(token as never, NOON, { name: GUARDIAN.loginName }));
		const unknown = acceptance("A".repeat(43) as never, NOON, { name: "nobody.at.all" });
		const answers = await Promise.all([...strangers, unknown].map(async (body) => (await accept(body)).text()));
		expect(new Set(answers).size).toBe(1);
		expect(answers[0]).toContain("invitation-unknown");
	});

	test("with a wrong code writes nothing and stays open", async () => {
		const { token } = await world.entry.invited(staff);
		const before = await countRows(world.owner);
		expect(await codeOf(await accept(acceptance(token, NOON, { code: "000000" })))).toMatch(/wrong-code|clock-off/);
		expect(await countRows(world.owner)).toEqual(before);
		expect((await open(token)).status).toBe(200);
	});

	test.each([
		["a role twice", { as: "staff", organisation: NORTHBROOK.id, roles: ["chair", "chair"] }],
		["a role that there is not", { as: "staff", organisation: NORTHBROOK.id, roles: ["king"] }],
		["an outside body's role inside", { as: "staff", organisation: NORTHBROOK.id, roles: ["external_body"] }],
		["an administrator with a role", { as: "administrator", roles: ["guardian"] }],
		["an administrator of an organisation", { as: "administrator", organisation: NORTHBROOK.id }],
		["nothing", {}],
	])("to %s is malformed and makes nothing", async (_name, body) => {
		const before = await countRows(world.owner);
		expect(await codeOf(await administrator.post("/api/admin/invitations", body))).toBe("malformed");
		expect(await countRows(world.owner)).toEqual(before);
	});
});

describe("signing in", () => {
	test("with the same code twice at once opens one session", async () => {
		await world.owner.sql`update answerable.phone set used_step = 0`;
		const body = { name: GUARDIAN.loginName, secret: SECRET, code: codeAt(GUARDIAN.phone, NOON) };
		const codes = await Promise.all(Array.from({ length: 6 }, async () => codeOf(await world.post("/api/desk/session", body))));
		expect(codes.sort()).toEqual([200, ...Array.from({ length: 5 }, () => "wrong-code")]);
	});

	test("never adopts a token that was there before, and ends the session that came along", async () => {
		const planted = "answerable=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
		const one = await world.entry.enter(CHAIR, {}, { cookie: planted });
		const first = (one.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
		expect(first).not.toBe(planted);
		expect((await world.app.request("/api/desk/cases", { headers: { cookie: planted } })).status).toBe(401);
		const two = await world.entry.enter(CHAIR, {}, { cookie: first });
		expect((two.headers.get("set-cookie") ?? "").split(";")[0]).not.toBe(first);
		expect((await world.app.request("/api/desk/cases", { headers: { cookie: first } })).status).toBe(401);
		const { token } = await world.entry.invited(staff);
		const joined = await accept(acceptance(token, NOON), { cookie: planted });
		expect((joined.headers.get("set-cookie") ?? "").split(";")[0]).not.toBe(planted);
	});

	test("cannot be closed to anybody by somebody without their words: ten thousand wrong secrets later they come in at once", async () => {
		const wrong = { name: CHAIR.loginName, secret: "00".repeat(32), code: "000000" };
		for (let times = 0; times < 100; times += 1)
			await Promise.all(Array.from({ length: 100 }, () => world.app.request("/api/desk/session", bodyOf(wrong))));
		expect((await world.entry.enter(CHAIR)).status).toBe(200);
	}, 60_000);

	test("is slowed down for somebody with the words and no phone; open sessions go on, and whoever is meant is told", async () => {
		const before = await world.signIn(NED);
		const body = { name: NED.loginName, secret: Buffer.from(NED.loginSecret).toString("hex"), code: farFrom(NED.phone) };
		const guesses = [];
		for (let times = 0; times < 6; times += 1) guesses.push(await codeOf(await world.post("/api/desk/session", body)));
		expect(guesses).toEqual([...Array.from({ length: 5 }, () => "wrong-code"), "code-wait"]);
		const waiting = await world.post("/api/desk/session", { ...body, code: codeAt(NED.phone, addSeconds(NOON, 30)) });
		expect([waiting.status, waiting.headers.get("retry-after")]).toEqual([429, "60"]);
		expect((await before.get("/api/desk/cases")).status).toBe(200);
		world.clock.set(addSeconds(NOON, 60));
		const later = await world.post("/api/desk/session", { ...body, code: codeAt(NED.phone, addSeconds(NOON, 60)) });
		expect(SignInAnswer.parse(await later.json()).wrongCodes).toBe(5);
	});

	test("with a phone whose clock is off says so in words, and only behind the right secret", async () => {
		const code = codeAt(GUARDIAN.phone, addSeconds(NOON, -420));
		const told = await world.entry.enter(GUARDIAN, { code });
		expect(await told.json()).toMatchObject({ code: "clock-off", detail: expect.stringContaining("about 7 minutes behind") });
		expect(await codeOf(await world.entry.enter(GUARDIAN, { code, secret: "00".repeat(32) }))).toBe("wrong-credentials");
	});

	test("a stolen table makes no code: the secret of no phone stands in it", async () => {
		const rows = await world.owner.sql<
			{ hex: string; row: string }[]
		>`select encode(sealed, 'hex') as hex, p::text as row from answerable.phone p`;
		expect(rows.length).toBeGreaterThan(10);
		const text = rows.map(({ hex, row }) => hex + row).join();
		for (const { phone } of NORTHBROOK.members) {
			expect(text).not.toContain(phone);
			expect(text).not.toContain(Buffer.from(phone).toString("hex"));
		}
	});
});

/** A code that this phone shows at no time near enough to be told. */
function farFrom(phone: typeof GUARDIAN.phone): string {
	const near = new Set(Array.from({ length: 1_000 }, (_, step) => codeAt(phone, addSeconds(NOON, (step - 500) * 30))));
	return Array.from({ length: 2_000 }, (_, code) => String(code).padStart(6, "0")).find((code) => !near.has(code)) ?? "";
}

const bodyOf = (value: object) => ({
	method: "POST",
	body: JSON.stringify(value),
	headers: { origin: ORIGIN, "content-type": "application/json" },
});

describe("my sessions", () => {
	test("are listed with a day and a quarter of a day, this one marked, and nothing else", async () => {
		world.clock.set("2026-11-23T14:47:31Z");
		await newcomer(world, NORTHBROOK);
		const { token } = await world.entry.invited(staff);
		const desk = await deskOf(world.app, world.post, await accept(acceptance(token, world.clock.now())));
		const [mine, ...others] = await sessionsOf(desk);
		expect(others).toEqual([]);
		expect(mine).toEqual({ id: expect.any(String), openedOn: "2026-11-23", usedAt: "2026-11-23T12:00:00Z", isThis: true });
		const columns = await world.owner.sql<{ name: string }[]>`
			select column_name as name from information_schema.columns where table_schema = 'answerable' and table_name = 'session' order by 1`;
		expect(columns.map(({ name }) => name)).toEqual(["absolute_expires_at", "expires_at", "id", "opened_on", "person", "used_at"]);
	});

	test("end one by one, or all at once; nobody ends somebody else's", async () => {
		const [one, second] = [await world.signIn(GUARDIAN), await world.entry.enter(GUARDIAN)];
		const two = await deskOf(world.app, world.post, second);
		const chair = await world.signIn(CHAIR);
		expect(await codeOf(await chair.delete(`/api/desk/sessions/${sessionOf(second)}`))).toBe("not-found");
		expect((await two.get("/api/desk/cases")).status).toBe(200);
		expect((await one.delete(`/api/desk/sessions/${sessionOf(second)}`)).status).toBe(200);
		expect((await two.get("/api/desk/cases")).status).toBe(401);
		const three = await world.signIn(GUARDIAN);
		const out = await three.delete("/api/desk/sessions");
		expect(out.headers.get("set-cookie")).toContain("Max-Age=0");
		expect([(await one.get("/api/desk/cases")).status, (await three.get("/api/desk/cases")).status]).toEqual([401, 401]);
		expect((await chair.get("/api/desk/cases")).status).toBe(200);
	});
});

describe("somebody who lost their phone", () => {
	test("gets a new one with their words, once a root who knows them has confirmed it; every session ends", async () => {
		const person = CHAIR.key.statement.person;
		const before = await world.signIn(CHAIR);
		const made = await administrator.post(`/api/admin/people/${person}/renewals`, { kind: "phone" });
		const { token, invitation } = InviteAnswer.parse(await made.json());
		const body = acceptance(token as never, NOON, { name: CHAIR.loginName, secret: Buffer.from(CHAIR.loginSecret).toString("hex") });
		expect(await codeOf(await accept(body))).toBe("invitation-unconfirmed");
		expect(await codeOf(await administrator.post(`/api/desk/confirmations/${invitation}`, {}))).toBe("not-found");
		expect(await codeOf(await before.post(`/api/desk/confirmations/${invitation}`, {}))).toBe("not-found");
		const foreign = await world.signIn(memberOf(ELMVALE, "guardian"));
		expect(ConfirmationList.parse(await (await foreign.get("/api/desk/confirmations")).json()).confirmations).toEqual([]);
		const ned = await world.signIn(NED);
		const { confirmations } = ConfirmationList.parse(await (await ned.get("/api/desk/confirmations")).json());
		expect(confirmations).toContainEqual(expect.objectContaining({ invitation, kind: "phone", name: CHAIR.loginName }));
		expect((await ned.post(`/api/desk/confirmations/${invitation}`, {})).status).toBe(200);
		expect(await codeOf(await accept({ ...body, secret: "11".repeat(32) }))).toBe("wrong-credentials");
		expect((await accept(body)).status).toBe(201);
		expect((await before.get("/api/desk/cases")).status).toBe(401);
		expect(await codeOf(await world.entry.enter(CHAIR))).toMatch(/wrong-code|clock-off/);
		expect((await world.entry.enter({ ...CHAIR, phone: body.phone })).status).toBe(200);
		await world.owner.query
			.updateTable("phone")
			.set({ sealed: world.deps.phones.seal(person, CHAIR.phone) })
			.where("person", "=", person)
			.execute();
	});

	test("is not helped by a root who asks for themselves, nor by the one who made the invitation", async () => {
		const { invitation } = await renewal(world, NED.key.statement.person);
		const ned = await world.signIn(NED);
		expect(await codeOf(await ned.post(`/api/desk/confirmations/${invitation}`, {}))).toBe("not-found");
		const me = administrator.answer.person;
		expect(await codeOf(await administrator.post(`/api/admin/people/${me}/renewals`, { kind: "reset" }))).toBe("not-allowed");
		const other = await world.administrator();
		const made = await other.post(`/api/admin/people/${me}/renewals`, { kind: "reset" });
		const mine = InviteAnswer.parse(await made.json()).invitation;
		const third = await world.administrator();
		const confirm = async (desk: Desk) => codeOf(await desk.post(`/api/desk/confirmations/${mine}`, {}));
		expect([await confirm(other), await confirm(administrator), await confirm(ned), await confirm(third)]).toEqual([
			...["not-found", "not-found", "not-found", 200],
		]);
		await third.delete(`/api/admin/invitations/${mine}`);
	});
});

describe("somebody who lost everything", () => {
	test("gets new words and a new phone; the old ones sign nobody in, an earlier invitation is dead, and their keys stay shut", async () => {
		const { token: joining } = await world.entry.invited(staff);
		const old = acceptance(joining, NOON);
		const before = await deskOf(world.app, world.post, await accept(old));
		const person = before.answer.person;
		const first = await renewal(world, person, "reset");
		const { token, invitation } = await renewal(world, person, "reset");
		expect(await codeOf(await open(first.token))).toBe("invitation-revoked");
		const guardian = await world.signIn(GUARDIAN);
		expect((await guardian.post(`/api/desk/confirmations/${invitation}`, {})).status).toBe(200);
		const fresh = acceptance(token, NOON, { name: old.name });
		expect(await codeOf(await accept({ ...fresh, name: "another.name" }))).toBe("malformed");
		expect((await accept(fresh)).status).toBe(201);
		expect((await before.get("/api/desk/cases")).status).toBe(401);
		const enter = async ({ name, secret, phone }: typeof old, seconds: number) =>
			codeOf(await world.post("/api/desk/session", { name, secret, code: codeAt(phone, addSeconds(NOON, seconds)) }));
		expect(await enter(old, 30)).toBe("wrong-credentials");
		expect(await enter(fresh, 30)).toBe(200);
	});
});

describe("leaving", () => {
	test("ends sessions, appointments and invitations at once, and the name signs nobody in any more", async () => {
		const { token } = await world.entry.invited(staff);
		const body = acceptance(token, NOON);
		const desk = await deskOf(world.app, world.post, await accept(body));
		const lost = await renewal(world, desk.answer.person);
		expect((await administrator.delete(`/api/admin/people/${desk.answer.person}`)).status).toBe(200);
		expect((await desk.get("/api/desk/cases")).status).toBe(401);
		expect(await codeOf(await open(lost.token))).toBe("invitation-revoked");
		const again = { name: body.name, secret: body.secret, code: codeAt(body.phone, addSeconds(NOON, 30)) };
		expect(await codeOf(await world.post("/api/desk/session", again))).toBe("wrong-credentials");
		const { people } = PersonList.parse(await (await administrator.get("/api/admin/people")).json());
		expect(people.find(({ id }) => id === desk.answer.person)).toBeUndefined();
		expect(await codeOf(await administrator.delete(`/api/admin/people/${desk.answer.person}`))).toBe("not-found");
	});

	test("of an administrator holds at once: an open session administers nothing, and what they invited to is dead", async () => {
		const leaving = await world.administrator();
		const made = InviteAnswer.parse(await (await leaving.post("/api/admin/invitations", { as: "administrator" })).json());
		expect((await administrator.delete(`/api/admin/people/${leaving.answer.person}`)).status).toBe(200);
		expect(await codeOf(await leaving.post("/api/admin/invitations", { as: "administrator" }))).toBe("not-signed-in");
		expect(await codeOf(await open(made.token))).toBe("invitation-revoked");
	});

	test("two administrators who remove one another at once leave one", async () => {
		const [one, two] = [await world.administrator(), await world.administrator()];
		const everybody = PersonList.parse(await (await one.get("/api/admin/people")).json()).people;
		const both = new Set([one, two].map(({ answer }) => answer.person));
		for (const each of everybody.filter(({ id, organisation }) => organisation === null && !both.has(id)))
			await one.delete(`/api/admin/people/${each.id}`);
		const codes = await Promise.all([
			one.delete(`/api/admin/people/${two.answer.person}`).then(codeOf),
			two.delete(`/api/admin/people/${one.answer.person}`).then(codeOf),
		]);
		expect(codes.filter((code) => code === 200)).toHaveLength(1);
		const rows = await world.owner.sql`select from answerable.person where administrator and ended_at is null`;
		expect(rows).toHaveLength(1);
		administrator = await world.administrator();
	});

	test("two administrators who appoint somebody to one role at once make one appointment", async () => {
		const other = await world.administrator();
		const body = { person: await newcomer(world, NORTHBROOK), organisation: NORTHBROOK.id, role: "deputy_guardian" };
		const codes = await Promise.all([administrator, other].map(async (desk) => codeOf(await desk.post("/api/admin/appointments", body))));
		expect(codes.sort()).toEqual([201, "already-appointed"]);
	});

	test("two administrators who appoint two people to one office at once make one appointment, and the other is told", async () => {
		const other = await world.administrator();
		for (let round = 0; round < 10; round += 1) {
			const people = [await newcomer(world, NORTHBROOK), await newcomer(world, NORTHBROOK)];
			const asked = { organisation: NORTHBROOK.id, role: "siro" };
			const answers = await Promise.all(
				[administrator, other].map((desk, at) => desk.post("/api/admin/appointments", { ...asked, person: people[at] })),
			);
			expect((await Promise.all(answers.map(codeOf))).sort()).toEqual([201, "already-appointed"]);
			const [made] = await world.owner.sql<{ id: string }[]>`
				select id from answerable.appointment where organisation = ${NORTHBROOK.id} and role = 'siro' and ended_at is null`;
			// The next round finds nobody: the office is free again once the appointment is ended.
			expect(await codeOf(await administrator.delete(`/api/admin/appointments/${made?.id}`))).toBe(200);
		}
	});

	test("an office is promised to one successor, while its holder is there; a guardian's post to several", async () => {
		const appointTo = async (role: string) =>
			codeOf(
				await administrator.post("/api/admin/appointments", {
					person: await newcomer(world, NORTHBROOK),
					organisation: NORTHBROOK.id,
					role,
				}),
			);
		expect([await appointTo("exec_lead"), await appointTo("exec_lead")]).toEqual([201, "already-appointed"]);
		expect([await appointTo("guardian"), await appointTo("guardian")]).toEqual([201, 201]);
	});
});

describe("a champion", () => {
	test("has no case permission by construction: it is no role with keys, nobody is invited or appointed to it, and no row of it can stand", async () => {
		expect(Role.options).not.toContain("champion");
		const person = await newcomer(world, NORTHBROOK);
		const invited = { as: "staff", organisation: NORTHBROOK.id, roles: ["champion"] };
		expect(await codeOf(await administrator.post("/api/admin/invitations", invited))).toBe("malformed");
		const appointed = { person, organisation: NORTHBROOK.id, role: "champion" };
		expect(await codeOf(await administrator.post("/api/admin/appointments", appointed))).toBe("malformed");
		const row = world.owner.sql`insert into answerable.appointment values
			(gen_random_uuid(), ${NORTHBROOK.id}, ${person}, 'champion', null, ${NOON}, null)`;
		await expect(row).rejects.toThrow(/appointment_role_check/);
		const { key } = GUARDIAN;
		const statement = { ...key.statement, person, role: "champion" as never, tenure: "0000c4a3-0000-4000-8000-000000000000" as never };
		const tenure = { statement, seal: key.seal, countersignatures: key.countersignatures, sealedKeys: new Uint8Array(106) };
		await expect(addTenure(world.owner, tenure, NOON)).rejects.toThrow(/tenure_role_check/);
	});

	test("on the staff is to hold nothing, and sees no case", async () => {
		const { token } = await world.entry.invited({ organisation: NORTHBROOK.id, roles: [] });
		const desk = await deskOf(world.app, world.post, await accept(acceptance(token, world.clock.now())));
		expect(desk.answer).toMatchObject({ tenures: [], appointments: [] });
		expect(Inbox.parse(await (await desk.get("/api/desk/cases")).json()).rows).toEqual([]);
	});
});

describe("whoever administers", () => {
	test("holds no role and no key: the database itself refuses", async () => {
		const person = administrator.answer.person;
		const role = { person, organisation: NORTHBROOK.id, role: "guardian" };
		expect(await codeOf(await administrator.post("/api/admin/appointments", role))).toBe("not-allowed");
		const { key } = GUARDIAN;
		const statement = { ...key.statement, person, tenure: "0000dead-0000-4000-8000-000000000000" as never };
		const tenure = { statement, seal: key.seal, countersignatures: key.countersignatures, sealedKeys: new Uint8Array(106) };
		await expect(addTenure(world.owner, tenure, NOON)).rejects.toThrow(/an administrator holds no role/);
		const insert = world.owner.sql`insert into answerable.appointment values
			(gen_random_uuid(), ${NORTHBROOK.id}, ${person}, 'guardian', null, now(), null)`;
		await expect(insert).rejects.toThrow(/an administrator holds no role/);
	});

	test("leaves a line for everything that they do, which roots read and nobody can change", async () => {
		const other = await world.administrator();
		const by = other.answer.person;
		const { person, invitation, renewed, appointment } = await everything(other);
		const guardian = await world.signIn(GUARDIAN);
		const shown = AdminActionList.parse(await (await guardian.get("/api/desk/admin-actions")).json()).actions;
		const lines = shown.filter((line) => line.by === by).map(({ what, subject, organisation }) => [what, subject, organisation]);
		expect(new Set(lines.map((line) => line.join()))).toEqual(
			new Set(
				[
					["invited", invitation, NORTHBROOK.id],
					["revoked-invitation", invitation, NORTHBROOK.id],
					["renewed-phone", renewed, NORTHBROOK.id],
					["appointed", appointment, NORTHBROOK.id],
					["ended-appointment", appointment, NORTHBROOK.id],
					["removed-person", person, NORTHBROOK.id],
				].map((line) => line.join()),
			),
		);
		const elsewhere = await world.signIn(memberOf(ELMVALE, "guardian"));
		const theirs = AdminActionList.parse(await (await elsewhere.get("/api/desk/admin-actions")).json()).actions;
		expect(theirs.filter(({ organisation }) => organisation === NORTHBROOK.id)).toEqual([]);
		expect(theirs.map(({ what }) => what)).toContain("invited-administrator");
		for (const statement of ["update answerable.admin_action set what = 'nothing'", "delete from answerable.admin_action"])
			await expect(world.owner.sql.unsafe(statement)).rejects.toThrow(/never changed/);
	});
});

/** One of everything that an administrator can do to a person of an organisation. */
async function everything(desk: Desk) {
	const person: PersonId = await newcomer(world, NORTHBROOK);
	const post = async (path: string, body: object) => (await (await desk.post(`/api/admin/${path}`, body)).json()) as Record<string, string>;
	const { invitation } = await post("invitations", { as: "staff", ...staff });
	await desk.delete(`/api/admin/invitations/${invitation}`);
	const { invitation: renewed } = await post(`people/${person}/renewals`, { kind: "phone" });
	const { appointment } = await post("appointments", { person, organisation: NORTHBROOK.id, role: "dpo" });
	await desk.delete(`/api/admin/appointments/${appointment}`);
	await desk.delete(`/api/admin/people/${person}`);
	return { person, invitation, renewed, appointment };
}
