/** Every answer and every refusal of every route about people, asked for one after the other. */
import { addSeconds } from "@answerable/domain/instant";
import type { PhoneCode } from "@answerable/types/account";
import type { RefusalCode } from "@answerable/types/problem";
import { expect } from "vitest";
import { accountAsks, newcomer, renewal } from "./account-asks.fixture.ts";
import { NOON, ORIGIN } from "./deps.fixture.ts";
import { acceptance, codeAt } from "./entry.fixture.ts";
import { memberOf, NORTHBROOK } from "./trust.fixture.ts";
import { type Desk, deskOf, type World } from "./world.fixture.ts";

const LONG = { long: "a".repeat(64 * 1024) };
const UNKNOWN = "ab".repeat(32);
const NOBODY = "00000000-0000-4000-8000-00000000dead";
const ELSEWHERE = { origin: "http://evil.test" };
const GUARDIAN = memberOf(NORTHBROOK, "guardian");
const CHAIR = memberOf(NORTHBROOK, "chair");

async function codeOf(answer: Response | Promise<Response>): Promise<RefusalCode | number> {
	const given = await answer;
	return given.status < 300 ? given.status : ((await given.json()) as { code: RefusalCode }).code;
}

const remove = (world: World, path: string, headers: Record<string, string> = { origin: ORIGIN }) =>
	codeOf(Promise.resolve(world.app.request(path, { method: "DELETE", headers })));

async function desks(world: World) {
	const [guardian, chair, administrator] = [await world.signIn(GUARDIAN), await world.signIn(CHAIR), await world.administrator()];
	const asks = accountAsks(world, { desk: administrator, member: GUARDIAN, trust: NORTHBROOK, isAdministrator: true });
	const ask = async (operation: string) => codeOf((asks[operation] ?? (() => Promise.reject(new Error(operation))))());
	return { guardian, chair, administrator, ask };
}

/** What everybody is told who has no session, comes from elsewhere, or does not administer. */
async function onlyAdministrators(world: World, staff: Desk, method: "GET" | "POST" | "DELETE", path: string): Promise<void> {
	const anonymous = world.app.request(path, { method, headers: { origin: ORIGIN } });
	expect(await codeOf(Promise.resolve(anonymous))).toBe("not-signed-in");
	const asked = { GET: () => staff.get(path), POST: () => staff.post(path, {}), DELETE: () => staff.delete(path) };
	expect(await codeOf(asked[method]())).toBe("not-allowed");
}

async function signingIn(world: World): Promise<void> {
	const enter = (changes = {}, headers = {}) => codeOf(world.entry.enter(GUARDIAN, changes, headers));
	const late = codeAt(GUARDIAN.phone, addSeconds(NOON, -600));
	expect([await enter(), await enter({ secret: UNKNOWN }), await enter({ code: "12345" }), await enter(LONG)]).toEqual([
		...[200, "wrong-credentials", "malformed", "too-large"],
	]);
	expect([await enter({}, ELSEWHERE), await enter({ code: late }), await enter({ code: wrongCode(world) })]).toEqual([
		...["not-allowed", "clock-off", "wrong-code"],
	]);
	const secret = Buffer.from(GUARDIAN.loginSecret).toString("hex");
	const guess = () => codeOf(world.post("/api/desk/session", { name: GUARDIAN.loginName, secret, code: wrongCode(world) }));
	for (let times = 0; times < 5; times += 1) await guess();
	expect(await guess()).toBe("code-wait");
	expect(await remove(world, "/api/desk/session", {})).toBe("not-allowed");
	expect((await (await world.signIn(GUARDIAN)).delete("/api/desk/session")).status).toBe(200);
}

/** A code that the guardian's phone shows at no time near enough to be told. */
function wrongCode(world: World): PhoneCode {
	const near = new Set(Array.from({ length: 600 }, (_, step) => codeAt(GUARDIAN.phone, addSeconds(world.clock.now(), (step - 300) * 30))));
	return (Array.from({ length: 999 }, (_, code) => String(code).padStart(6, "0")).find((code) => !near.has(code)) ?? "") as PhoneCode;
}

async function comingIn(world: World): Promise<void> {
	const { administrator } = await desks(world);
	for (const path of ["/api/desk/invitation", "/api/desk/invitation/acceptance"]) {
		const now = world.clock.now();
		const send = (token: string, changes = {}, headers = {}) =>
			codeOf(world.post(path, path.endsWith("acceptance") ? acceptance(token as never, now, changes) : { token, ...changes }, headers));
		const { token, invitation } = await world.entry.invited("administrator");
		expect([await send(token, { more: 1 }), await send(token, LONG), await send(token, {}, ELSEWHERE)]).toEqual([
			...["malformed", "too-large", "not-allowed"],
		]);
		expect(await send("A".repeat(43))).toBe("invitation-unknown");
		await administrator.delete(`/api/admin/invitations/${invitation}`);
		expect(await send(token)).toBe("invitation-revoked");
		const next = await world.entry.invited("administrator");
		world.clock.set(addSeconds(now, 7 * 86_400));
		expect(await send(next.token)).toBe("invitation-expired");
		world.clock.set(now);
		const { token: unconfirmed } = await renewal(world, await newcomer(world, NORTHBROOK));
		expect(await send(unconfirmed)).toBe("invitation-unconfirmed");
		expect([200, 201]).toContain(await send(next.token));
		if (!path.endsWith("acceptance")) await world.post("/api/desk/invitation/acceptance", acceptance(next.token, now));
		expect(await send(next.token)).toBe("invitation-used");
	}
	await comingInWrongly(world);
}

async function comingInWrongly(world: World): Promise<void> {
	const now = world.clock.now();
	const { token } = await world.entry.invited("administrator");
	const send = (changes: object) =>
		codeOf(world.post("/api/desk/invitation/acceptance", acceptance(token, now, { phone: GUARDIAN.phone, ...changes })));
	const late = codeAt(GUARDIAN.phone, addSeconds(now, -600));
	const code = codeAt(GUARDIAN.phone, now);
	expect([await send({ code: wrongCode(world) }), await send({ code: late }), await send({ code, name: GUARDIAN.loginName })]).toEqual([
		...["wrong-code", "clock-off", "name-taken"],
	]);
	const { token: lost, invitation } = await renewal(world, CHAIR.key.statement.person);
	const guardian = await world.signIn(GUARDIAN);
	expect((await guardian.post(`/api/desk/confirmations/${invitation}`, {})).status).toBe(200);
	expect(await codeOf(world.post("/api/desk/invitation/acceptance", acceptance(lost, now, { name: CHAIR.loginName })))).toBe(
		"wrong-credentials",
	);
}

async function oneself(world: World): Promise<void> {
	const { guardian, chair, ask } = await desks(world);
	for (const path of ["sessions", "appointments", "confirmations", "admin-actions"]) {
		expect(await codeOf(guardian.get(`/api/desk/${path}`))).toBe(200);
		expect(await codeOf(Promise.resolve(world.app.request(`/api/desk/${path}`)))).toBe("not-signed-in");
	}
	expect(await codeOf(chair.get("/api/desk/admin-actions"))).toBe("not-allowed");
	for (const path of ["/api/desk/sessions", `/api/desk/sessions/${UNKNOWN}`])
		expect([await remove(world, path), await remove(world, path, ELSEWHERE)]).toEqual(["not-signed-in", "not-allowed"]);
	expect(await codeOf(guardian.delete(`/api/desk/sessions/${UNKNOWN}`))).toBe("not-found");
	expect([await ask("endSession"), await ask("endSessions")]).toEqual([200, 200]);
	const { invitation } = await renewal(world, await newcomer(world, NORTHBROOK));
	const path = `/api/desk/confirmations/${invitation}`;
	expect([await codeOf(world.post(path, {})), await codeOf(world.post(path, {}, ELSEWHERE))]).toEqual(["not-signed-in", "not-allowed"]);
	expect([await codeOf(chair.post(path, {})), await codeOf(guardian.post(path, {}))]).toEqual(["not-found", 200]);
}

async function administering(world: World): Promise<void> {
	const { guardian, administrator, ask } = await desks(world);
	const organisation = NORTHBROOK.id;
	const { invitation } = await world.entry.invited("administrator");
	for (const [, method, path] of accountRequests.filter(([, , address]) => address.startsWith("/api/admin")))
		await onlyAdministrators(world, guardian, method, path);
	for (const path of ["invitations", "people", "actions"]) expect(await codeOf(administrator.get(`/api/admin/${path}`))).toBe(200);
	const done = ["inviteSomebody", "revokeInvitation", "renewAccess", "removePerson", "appointPerson", "endAppointment"];
	for (const operation of done) expect([operation, [200, 201].includes(Number(await ask(operation)))]).toEqual([operation, true]);
	const posted: readonly (readonly [string, object, RefusalCode])[] = [
		["invitations", { as: "staff", organisation, roles: ["chair", "chair"] }, "malformed"],
		["invitations", LONG, "too-large"],
		["invitations", { as: "staff", organisation: NOBODY, roles: [] }, "unknown-organisation"],
		[`people/${NOBODY}/renewals`, { kind: "phone" }, "not-found"],
		[`people/${NOBODY}/renewals`, { kind: "join" }, "malformed"],
		[`people/${NOBODY}/renewals`, LONG, "too-large"],
		["appointments", { person: NOBODY, organisation, role: "chair" }, "not-found"],
		["appointments", { person: NOBODY, organisation: NOBODY, role: "chair" }, "unknown-organisation"],
		["appointments", {}, "malformed"],
		["appointments", LONG, "too-large"],
	];
	for (const [path, body, code] of posted)
		expect([path, await codeOf(administrator.post(`/api/admin/${path}`, body))]).toEqual([path, code]);
	for (const path of [`invitations/${NOBODY}`, `people/${NOBODY}`, `appointments/${NOBODY}`])
		expect(await codeOf(administrator.delete(`/api/admin/${path}`))).toBe("not-found");
	const once = { person: await newcomer(world, NORTHBROOK), organisation, role: "sid" };
	expect(await codeOf(administrator.post("/api/admin/appointments", once))).toBe(201);
	expect(await codeOf(administrator.post("/api/admin/appointments", once))).toBe("already-appointed");
	expect(await codeOf(administrator.delete(`/api/admin/people/${GUARDIAN.key.statement.person}`))).toBe("holds-keys");
	await invitationsThatAreOver(world, administrator);
	expect(await codeOf(administrator.delete(`/api/admin/invitations/${invitation}`))).toBe(200);
	await lastAdministrator(administrator);
}

async function invitationsThatAreOver(world: World, administrator: Desk): Promise<void> {
	const now = world.clock.now();
	const revoke = (id: string, by = administrator) => codeOf(by.delete(`/api/admin/invitations/${id}`));
	const used = await world.entry.invited("administrator");
	await world.post("/api/desk/invitation/acceptance", acceptance(used.token, now));
	const twice = await world.entry.invited("administrator");
	expect([await revoke(twice.invitation), await revoke(twice.invitation), await revoke(used.invitation)]).toEqual([
		...[200, "invitation-revoked", "invitation-used"],
	]);
	const old = await world.entry.invited("administrator");
	world.clock.set(addSeconds(now, 7 * 86_400 - 1));
	const { token } = await world.entry.invited("administrator");
	const later = await deskOf(
		world.app,
		world.post,
		await world.post("/api/desk/invitation/acceptance", acceptance(token, world.clock.now())),
	);
	world.clock.set(addSeconds(now, 7 * 86_400));
	expect(await revoke(old.invitation, later)).toBe("invitation-expired");
	world.clock.set(now);
}

async function lastAdministrator(administrator: Desk): Promise<void> {
	const { people } = (await (await administrator.get("/api/admin/people")).json()) as {
		people: { id: string; organisation: string | null }[];
	};
	const me = administrator.answer.person;
	for (const { id } of people.filter((one) => one.organisation === null && one.id !== me))
		expect(await codeOf(administrator.delete(`/api/admin/people/${id}`))).toBe(200);
	expect(await codeOf(administrator.delete(`/api/admin/people/${me}`))).toBe("last-administrator");
}

/** By what is tried. */
export const accountContract: readonly (readonly [string, (world: World) => Promise<void>])[] = [
	["signing in and out", signingIn],
	["coming in by an invitation", comingIn],
	["oneself", oneself],
	["administering", administering],
];

const SECRET = Buffer.from(GUARDIAN.loginSecret).toString("hex");
const ACCEPTED = acceptance("A".repeat(43) as never, NOON);

/** One request of every route: operation, method, path and body. Whoever sends it has a session. */
export const accountRequests: readonly (readonly [string, "GET" | "POST" | "DELETE", string, object | null])[] = [
	["signIn", "POST", "/api/desk/session", { name: GUARDIAN.loginName, secret: SECRET, code: "000000" }],
	["signOut", "DELETE", "/api/desk/session", null],
	["openInvitation", "POST", "/api/desk/invitation", { token: "A".repeat(43) }],
	["acceptInvitation", "POST", "/api/desk/invitation/acceptance", ACCEPTED],
	["listSessions", "GET", "/api/desk/sessions", null],
	["endSessions", "DELETE", "/api/desk/sessions", null],
	["endSession", "DELETE", `/api/desk/sessions/${UNKNOWN}`, null],
	["listAppointments", "GET", "/api/desk/appointments", null],
	["listConfirmations", "GET", "/api/desk/confirmations", null],
	["confirmRenewal", "POST", `/api/desk/confirmations/${NOBODY}`, {}],
	["watchAdministration", "GET", "/api/desk/admin-actions", null],
	["inviteSomebody", "POST", "/api/admin/invitations", { as: "administrator" }],
	["listInvitations", "GET", "/api/admin/invitations", null],
	["revokeInvitation", "DELETE", `/api/admin/invitations/${NOBODY}`, null],
	["renewAccess", "POST", `/api/admin/people/${NOBODY}/renewals`, { kind: "phone" }],
	["listPeople", "GET", "/api/admin/people", null],
	["removePerson", "DELETE", `/api/admin/people/${NOBODY}`, null],
	["appointPerson", "POST", "/api/admin/appointments", { person: NOBODY, organisation: NOBODY, role: "chair" }],
	["endAppointment", "DELETE", `/api/admin/appointments/${NOBODY}`, null],
	["listAdminActions", "GET", "/api/admin/actions", null],
];
