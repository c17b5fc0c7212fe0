/**
 * Two organisations on one deployment. Whoever holds any role in one tries every id of the other, in every place of every route
 * where an id may stand: nothing of the other's is answered or changed, and the answer is that of an id that nobody has.
 */
import { createHash } from "node:crypto";
import { canonicalHash } from "@answerable/log/canonical";
import { eventHash } from "@answerable/log/event-hash";
import { proposalHash } from "@answerable/log/proposal-text";
import { escalateCase } from "@answerable/store/due";
import { HandlerAct, Inbox, NoticeList } from "@answerable/types/desk";
import type { Seen } from "@answerable/types/event";
import type { CaseTag, InvitationId, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import { type IntakeParameters, Mailbox } from "@answerable/types/intake";
import { Role } from "@answerable/types/role";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newcomer, renewal } from "./account-asks.fixture.ts";
import { NOON, ORIGIN } from "./deps.fixture.ts";
import { anAct, FIRST, holderOf, named, recipient, SECOND } from "./house.fixture.ts";
import { aBranding, aRemoval, rootSigned } from "./proposal.fixture.ts";
import { newSecrets, opening, reply, type SealedRaise, sealRaise } from "./reporter.fixture.ts";
import { type Member, RULES, type Trust } from "./trust.fixture.ts";
import { type Desk, openWorld, publishNow, type World } from "./world.fixture.ts";

type Kind = HandlerAct["kind"];
type Staff = { readonly member: Member; readonly cookie: string; readonly desk: Desk };
/** One organisation: its people, a case that all of them may read, and every id that belongs to it. */
type Side = {
	readonly trust: Trust;
	readonly staff: ReadonlyMap<Role, Staff>;
	readonly sealed: SealedRaise;
	readonly head: Seen;
	readonly ids: readonly string[];
	/** A renewal that waits for one of its roots. */
	readonly invitation: InvitationId;
};

const POLICY = canonicalHash(RULES.demo.policy);
const SOON = "2026-11-23T12:01:00Z";
const KINDS = HandlerAct.def.options.flatMap((option) => option.shape.kind.def.values);
/** Acts that name a tenure besides the one that acts. */
const NAMING: readonly Kind[] = ["triaged", "handed-over", "granted"];
const INSIDE = Role.options.filter((role) => role !== "external_body");

let world: World;
let sides: readonly [Side, Side];
beforeAll(async () => {
	world = await openWorld(RULES.demo, undefined, [FIRST, SECOND]);
	sides = [await sideOf(FIRST), await sideOf(SECOND)];
	await publishNow(world.owner);
});
afterAll(() => world.close());

async function sideOf(trust: Trust): Promise<Side> {
	const members = INSIDE.map((role) => holderOf(trust, role));
	const to = { recipients: members.map((member) => recipient(member, ["concern"])), excluded: [] };
	const sealed = await sealRaise({ intake: await world.intake(trust.slug), to });
	expect((await world.raise(sealed.frame)).status).toBe(201);
	await escalateCase(world.worker, sealed.secrets.caseTag, NOON);
	const last = (await mailboxOf(trust, sealed)).events.at(-1);
	if (last === undefined) throw new Error("The case has no events.");
	const staff = new Map<Role, Staff>();
	for (const role of Role.options) staff.set(role, await staffOf(holderOf(trust, role)));
	const proposal = aBranding(trust.id);
	const first = await staff.get("guardian")?.desk.post("/api/desk/proposals", { proposal, countersignature: rootSigned(trust, proposal) });
	expect(first?.status).toBe(201);
	const { invitation } = await renewal(world, await newcomer(world, trust));
	const ids = [invitation, ...(await idsOf(trust, sealed))];
	return { trust, staff, sealed, head: { sequence: last.sequence, hash: eventHash(last) }, ids, invitation };
}

async function mailboxOf(trust: Trust, { secrets }: SealedRaise): Promise<Mailbox> {
	return Mailbox.parse(await (await world.post("/api/mailbox", opening(secrets, trust.id, SOON))).json());
}

async function staffOf(member: Member): Promise<Staff> {
	const cookie = ((await world.entry.enter(member)).headers.get("set-cookie") ?? "").split(";")[0] ?? "";
	return { member, cookie, desk: await world.signIn(member) };
}

/** Every id of an organisation that anybody could come by, the hashes that only a stolen table shows among them. */
async function idsOf({ id, slug, members }: Trust, { secrets, header }: SealedRaise): Promise<readonly string[]> {
	const notices = await world.owner.sql<{ id: string }[]>`
		select notice.id from answerable.notice join answerable.tenure on tenure.id = notice.tenure where tenure.organisation = ${id}`;
	const sessions = await world.owner.sql<{ id: string }[]>`
		select encode(session.id, 'hex') as id from answerable.session join answerable.person on person.id = session.person where person.organisation = ${id}`;
	expect([notices.length, sessions.length]).toEqual([members.length, 2 * members.length + 1]);
	const people = members.flatMap(({ key, hash, loginName }) => [
		key.statement.tenure,
		key.statement.person,
		hash,
		key.statement.sign,
		loginName,
	]);
	const cursors = members.map(({ key }) => `2026-11-23T12:00:05Z~${secrets.caseTag}~${key.statement.tenure}`);
	const own = [
		id,
		slug,
		proposalHash(aBranding(id)),
		secrets.caseTag,
		secrets.mailboxTag,
		header.reporterKeys.mailbox,
		secrets.logSalt,
		header.statement.messageSign,
	];
	return [...own, ...people, ...cursors, ...[...notices, ...sessions].map((row) => row.id)];
}

/** An id of the same form that nobody has, so close to the given one that it sorts like it. */
function unknownOf(id: string): string {
	if (id.includes("~"))
		return id
			.split("~")
			.map((part, index) => (index === 0 ? part : unknownOf(part)))
			.join("~");
	const end = /[0-9a-f]{6}$/.test(id) ? id.slice(-6) : "";
	return end === ""
		? `${id}-nobody`
		: `${id.slice(0, -6)}${[...end].map((digit) => ((Number.parseInt(digit, 16) + 5) % 16).toString(16)).join("")}`;
}

/** What a request is made of: places where an id may stand, each with the asker's own or somebody's of the other organisation. */
type Places = {
	readonly tag: string;
	readonly tenure: string;
	readonly signedTag: string;
	readonly organisation: string;
	readonly named: string;
	readonly cursor: string;
	readonly cookie: string;
	readonly name: string;
	readonly mailbox: string;
	readonly hash: string;
	readonly session: string;
	readonly invitation: string;
	readonly person: string;
};
type Place = keyof Places;
type Try = { readonly uses: readonly Place[]; readonly send: (places: Places, asker: Staff, side: Side) => Promise<Response> };

const get = (path: string, { cookie }: Places) => Promise.resolve(world.app.request(path, { headers: { cookie } }));
const post = (path: string, body: unknown, { cookie }: Places) => world.post(path, body, { cookie });
const remove = (path: string, { cookie }: Places) =>
	Promise.resolve(world.app.request(path, { method: "DELETE", headers: { cookie, origin: ORIGIN } }));

function actTry(kind: Kind): Try {
	return {
		uses: ["tag", "tenure", "signedTag", "organisation", ...(NAMING.includes(kind) ? (["named"] as const) : [])],
		send: (places, { member }, { head }) => {
			const place = {
				organisation: places.organisation as OrganisationId,
				caseTag: places.signedTag as CaseTag,
				policy: POLICY,
				seen: head,
			};
			const key = [...FIRST.members, ...SECOND.members].find((one) => one.key.statement.tenure === places.named)?.hash ?? member.hash;
			const naming = { ...named(member, place.caseTag), tenure: places.named as TenureId, key };
			const body = { tenure: places.tenure, act: anAct(kind, place, member, naming) };
			return post(`/api/desk/cases/${places.tag}/acts`, body, places);
		},
	};
}

const isUuid = (id: string) => /^[0-9a-f]{8}-/.test(id);
const isTag = (id: string) => /^[0-9a-f]{64}$/.test(id);

/** What is signed or sealed has to have the form of an id, or there is nothing to send; anywhere else anything may be tried. */
function mayStand(place: Place, id: string): boolean {
	if (place === "signedTag" || place === "mailbox" || place === "hash") return isTag(id);
	return place === "organisation" || place === "named" ? isUuid(id) : true;
}

const TRIES: Readonly<Record<string, Try>> = {
	readCase: { uses: ["tag", "tenure", "cookie"], send: (at) => get(`/api/desk/cases/${at.tag}?tenure=${at.tenure}`, at) },
	listGrantees: { uses: ["tag", "tenure", "cookie"], send: (at) => get(`/api/desk/cases/${at.tag}/grantees?tenure=${at.tenure}`, at) },
	listCases: { uses: ["cursor", "cookie"], send: (at) => get(`/api/desk/cases?cursor=${encodeURIComponent(at.cursor)}`, at) },
	readBeginnings: {
		uses: ["tag", "tenure", "cookie"],
		send: (at) => post("/api/desk/beginnings", { cases: [{ caseTag: at.tag, tenure: at.tenure }] }, at),
	},
	watchDesk: {
		uses: ["tag", "tenure", "cookie"],
		send: (at) => post("/api/desk/watch", { open: { caseTag: at.tag, tenure: at.tenure } }, at),
	},
	listNotices: { uses: ["cookie"], send: (at) => get("/api/desk/notices", at) },
	readOrganisation: { uses: ["organisation", "cookie"], send: (at) => get(`/api/desk/organisations/${at.organisation}`, at) },
	readFounding: { uses: ["organisation", "cookie"], send: (at) => get(`/api/desk/organisations/${at.organisation}/founding`, at) },
	listSoleOpeners: { uses: ["organisation", "cookie"], send: (at) => get(`/api/desk/organisations/${at.organisation}/sole-openers`, at) },
	listHandOver: { uses: ["tenure", "named", "cookie"], send: (at) => get(`/api/desk/hand-over?from=${at.tenure}&to=${at.named}`, at) },
	propose: {
		uses: ["organisation", "named"],
		send: (at, { member }, { trust }) => {
			const proposal = aRemoval(at.organisation as OrganisationId, at.named as TenureId, member.hash);
			return post("/api/desk/proposals", { proposal, countersignature: rootSigned(trust, proposal) }, at);
		},
	},
	countersign: {
		uses: ["hash"],
		send: (at, _asker, { trust }) =>
			post(`/api/desk/proposals/${at.hash}/countersignatures`, rootSigned(trust, aBranding(trust.id), 1), at),
	},
	decline: { uses: ["hash", "cookie"], send: (at) => post(`/api/desk/proposals/${at.hash}/declines`, {}, at) },
	signIn: { uses: ["name"], send: (at) => post("/api/desk/session", { name: at.name, secret: "ab".repeat(32), code: "000000" }, at) },
	endSession: { uses: ["session", "cookie"], send: (at) => remove(`/api/desk/sessions/${at.session}`, at) },
	confirmRenewal: { uses: ["invitation", "cookie"], send: (at) => post(`/api/desk/confirmations/${at.invitation}`, {}, at) },
	removePerson: { uses: ["person", "cookie"], send: (at) => remove(`/api/admin/people/${at.person}`, at) },
	renewAccess: { uses: ["person", "cookie"], send: (at) => post(`/api/admin/people/${at.person}/renewals`, { kind: "reset" }, at) },
	revokeInvitation: { uses: ["invitation", "cookie"], send: (at) => remove(`/api/admin/invitations/${at.invitation}`, at) },
	endAppointment: { uses: ["person", "cookie"], send: (at) => remove(`/api/admin/appointments/${at.person}`, at) },
	appointPerson: {
		uses: ["person", "organisation", "cookie"],
		send: (at) => post("/api/admin/appointments", { person: at.person, organisation: at.organisation, role: "guardian" }, at),
	},
	inviteSomebody: {
		uses: ["organisation", "cookie"],
		send: (at) => post("/api/admin/invitations", { as: "staff", organisation: at.organisation, roles: [] }, at),
	},
	openMailbox: {
		uses: ["organisation", "mailbox"],
		send: (at, _asker, { sealed }) => post("/api/mailbox", openingAt(at, sealed), at),
	},
	actAsReporter: {
		uses: ["organisation", "mailbox", "signedTag"],
		send: (at, _asker, { sealed, head, trust }) => {
			const place = { organisation: trust.id, caseTag: at.signedTag as CaseTag, policy: POLICY, seen: head };
			return post("/api/mailbox/acts", { opening: openingAt(at, sealed), act: reply(place, sealed.secrets) }, at);
		},
	},
	...Object.fromEntries(KINDS.map((kind) => [kind, actTry(kind)])),
};

/** Signed with the words of one's own concern, whatever it names. */
function openingAt({ organisation, mailbox }: Places, { secrets }: SealedRaise) {
	return opening({ ...secrets, mailboxTag: mailbox as never }, organisation as OrganisationId, SOON);
}

function ownPlaces({ trust, sealed, invitation }: Side, { member, cookie }: Staff): Places {
	const { caseTag, mailboxTag } = sealed.secrets;
	const { tenure } = member.key.statement;
	const cursor = `2026-11-23T12:00:05Z~${caseTag}~${tenure}`;
	const own = { tag: caseTag, tenure, signedTag: caseTag, organisation: trust.id, named: tenure, cursor };
	const session = createHash("sha256")
		.update(cookie.split("=")[1] ?? "")
		.digest("hex");
	const { person } = member.key.statement;
	return {
		...own,
		cookie,
		name: member.loginName,
		mailbox: mailboxTag,
		session,
		invitation,
		person,
		hash: proposalHash(aBranding(trust.id)),
	};
}

/** Everything that an answer shows. */
async function shown(answer: Response) {
	return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
}

/** Every row of every table of ours. */
async function dump(): Promise<readonly string[]> {
	const { sql } = world.owner;
	const tables = await sql<{ name: string }[]>`select table_name as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema = 'answerable' order by 1`;
	const rows = tables.map(async ({ name }) =>
		(await sql<{ row: string }[]>`select t::text as row from answerable.${sql(name)} t`).map(({ row }) => `${name} ${row}`),
	);
	return (await Promise.all(rows)).flat().sort();
}

/** Rows that are new, gone or different, each told by its beginning. */
function changed(before: readonly string[], after: readonly string[]): readonly string[] {
	const [old, now] = [new Set(before), new Set(after)];
	return [...before.filter((row) => !now.has(row)), ...after.filter((row) => !old.has(row))].map((row) => row.slice(0, 200));
}

const aTry = fc.record({
	role: fc.constantFrom(...Role.options),
	from: fc.constantFrom(0, 1),
	name: fc.constantFrom(...Object.keys(TRIES)),
	foreign: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
	where: fc.nat(),
	swapped: fc.nat(),
});

/** The places of a request with some of the other organisation's ids in them, and the same with ids that nobody has. */
function placesOf({ role, from, name, foreign, where, swapped }: typeof aTry extends fc.Arbitrary<infer T> ? T : never) {
	const [mine, theirs] = from === 0 ? [sides[0], sides[1]] : [sides[1], sides[0]];
	const asker = mine.staff.get(role);
	const tried = TRIES[name];
	if (asker === undefined || tried === undefined) throw new Error(`Nobody is ${role}, or nothing is ${name}.`);
	const own = ownPlaces(mine, asker);
	const other = theirs.staff.get(role);
	const fitting = other === undefined ? own : ownPlaces(theirs, other);
	const places = foreign.map((id, index) => {
		const place = tried.uses[(where + index) % tried.uses.length] ?? "tag";
		// Mostly an id of the right kind; every fourth, any of theirs. An outside body is one person to both, so what is theirs is its own.
		const fits =
			place === "cookie" || (role === "external_body" && ["tenure", "named", "name", "session"].includes(place)) ? null : fitting[place];
		const others = theirs.ids.filter((one) => mayStand(place, one));
		const value = fits !== null && (swapped + index) % 4 !== 0 ? fits : (others[id % others.length] ?? "");
		return [place, value] as const;
	});
	const inPlace = (place: Place, value: string) => (place === "cookie" ? `answerable=${value}` : value);
	const withTheirs = { ...own, ...Object.fromEntries(places.map(([place, value]) => [place, inPlace(place, value)])) };
	const withNobodys = { ...own, ...Object.fromEntries(places.map(([place, value]) => [place, inPlace(place, unknownOf(value))])) };
	return { mine, theirs, asker, tried, withTheirs, withNobodys };
}

describe("ids of another organisation", () => {
	test("are like ids that nobody has, for every role, on every route, in every place; and nothing is written", {
		timeout: 120_000,
	}, async () => {
		const before = await dump();
		const names = new Set<string>();
		await fc.assert(
			fc.asyncProperty(aTry, async (one) => {
				const { mine, theirs, asker, tried, withTheirs, withNobodys } = placesOf(one);
				names.add(`${one.name} ${one.role}`);
				const answer = await shown(await tried.send(withTheirs, asker, mine));
				expect(answer).toEqual(await shown(await tried.send(withNobodys, asker, mine)));
				if (!["listCases", "listNotices", "readBeginnings", "watchDesk"].includes(one.name))
					expect(answer.status).toBeGreaterThanOrEqual(400);
				expect(theirs.ids.filter((id) => id.length > 30 && answer.body.includes(id))).toEqual([]);
			}),
			{ numRuns: 500 },
		);
		expect(changed(before, await dump())).toEqual([]);
		expect(new Set([...names].map((each) => each.split(" ")[0])).size).toBe(Object.keys(TRIES).length);
	});

	test("every route that takes an id, each role once with the other's case and the other's tenure", async () => {
		const before = await dump();
		for (const role of Role.options)
			for (const name of Object.keys(TRIES))
				for (const where of [0, 1]) {
					const { mine, asker, tried, withTheirs, withNobodys } = placesOf({
						role,
						from: 0,
						name,
						foreign: [0, 1].slice(where),
						where,
						swapped: 1,
					});
					if (withTheirs.cookie !== asker.cookie) continue;
					const answer = await shown(await tried.send(withTheirs, asker, mine));
					expect([role, name, answer]).toEqual([role, name, await shown(await tried.send(withNobodys, asker, mine))]);
				}
		expect(changed(before, await dump())).toEqual([]);
	});

	test("are answered to their own organisation: the tries above would have found something", async () => {
		for (const side of sides) {
			for (const role of INSIDE) {
				const asker = side.staff.get(role);
				if (asker === undefined) throw new Error(`Nobody is ${role}.`);
				const own = ownPlaces(side, asker);
				expect([role, (await TRIES.readCase?.send(own, asker, side))?.status]).toEqual([role, 200]);
				const inbox = Inbox.parse(await (await asker.desk.get("/api/desk/cases")).json());
				expect(inbox.rows.map(({ caseTag }) => caseTag)).toEqual([side.sealed.secrets.caseTag]);
				const { notices } = NoticeList.parse(await (await asker.desk.get("/api/desk/notices")).json());
				expect(notices.map(({ tenure }) => tenure)).toEqual([asker.member.key.statement.tenure]);
				expect(notices.filter(({ id }) => !side.ids.includes(id))).toEqual([]);
			}
		}
	});
});

describe("what a concern may name", () => {
	const [mine, theirs] = [SECOND, FIRST];
	const raising = async (changes: Partial<Parameters<typeof sealRaise>[0]> = {}) => {
		const sealed = await sealRaise({ intake: await world.intake(mine.slug), ...changes });
		const answer = await world.raise(sealed.frame);
		return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
	};
	const receivedBy = (change: { tenure?: string; key?: string }) =>
		raising({
			spoilStatement: (statement) => ({
				...statement,
				recipients: statement.recipients.map((one, index) => (index === 0 ? { ...one, ...(change as object) } : one)),
			}),
		});

	test("no holder of another organisation, and none of their keys", async () => {
		const before = await dump();
		for (const role of INSIDE) {
			const { key, hash } = holderOf(theirs, role);
			for (const change of [{ tenure: key.statement.tenure }, { key: hash }, { tenure: key.statement.tenure, key: hash }]) {
				const unknown = Object.fromEntries(Object.entries(change).map(([name, id]) => [name, unknownOf(id)]));
				expect(await receivedBy(change)).toEqual(await receivedBy(unknown));
			}
		}
		expect((await receivedBy({ tenure: holderOf(theirs, "chair").key.statement.tenure })).code).toBe("stale-keys");
		expect(changed(before, await dump())).toEqual([]);
	});

	test("a puzzle of another organisation is no puzzle", async () => {
		const { work } = (await (await world.app.request(`/api/organisations/${theirs.slug}/work`)).json()) as IntakeParameters;
		const intake = { ...(await world.intake(mine.slug)), work };
		expect(await raising({ intake })).toEqual({ status: 403, code: "work-missing" });
	});

	test("leaving out somebody who works elsewhere is like leaving out nobody", async () => {
		const { person } = holderOf(theirs, "chair").key.statement;
		for (const excluded of [person, unknownOf(person) as PersonId])
			expect(await raising({ spoilStatement: (statement) => ({ ...statement, excluded: [excluded] }) })).toEqual({
				status: 201,
				code: undefined,
			});
	});

	test("a case tag that is in use is refused as in use, since the log shows it to everybody; the case it names stays as it was", async () => {
		const [first] = sides;
		const before = await mailboxOf(FIRST, first.sealed);
		// The puzzle of a raise under a tag that is taken is used up; nothing else is written.
		const rows = await dump();
		const secrets = { ...newSecrets(), caseTag: first.sealed.secrets.caseTag };
		expect(await raising({ secrets })).toEqual({ status: 409, code: "tag-taken" });
		expect(await raising({ secrets: { ...newSecrets(), mailboxTag: first.sealed.secrets.mailboxTag } })).toEqual({
			status: 409,
			code: "tag-taken",
		});
		expect(changed(rows, await dump()).filter((row) => !row.startsWith("spent_work"))).toEqual([]);
		expect(await mailboxOf(FIRST, first.sealed)).toEqual(before);
	});
});

test("tying one's case to another organisation's tag tells nothing of it and leaves it as it was", async () => {
	const [first, second] = sides;
	const guardian = second.staff.get("guardian");
	if (guardian === undefined) throw new Error("There is no guardian.");
	const before = [await mailboxOf(FIRST, first.sealed), await rowsOf(first.sealed.secrets.caseTag)];
	const statuses = [];
	for (const other of [first.sealed.secrets.caseTag, unknownOf(first.sealed.secrets.caseTag) as CaseTag]) {
		const head = (await mailboxOf(SECOND, second.sealed)).events.at(-1);
		if (head === undefined) throw new Error("The case has no events.");
		const place = {
			organisation: SECOND.id,
			caseTag: second.sealed.secrets.caseTag,
			policy: POLICY,
			seen: { sequence: head.sequence, hash: eventHash(head) },
		};
		const body = {
			tenure: guardian.member.key.statement.tenure,
			act: anAct("linked", place, guardian.member, named(guardian.member, other)),
		};
		statuses.push(await shown(await guardian.desk.post(`/api/desk/cases/${place.caseTag}/acts`, body)));
	}
	expect(statuses[0]).toEqual(statuses[1]);
	expect([await mailboxOf(FIRST, first.sealed), await rowsOf(first.sealed.secrets.caseTag)]).toEqual(before);
});

/** Rows that name a case. */
async function rowsOf(tag: CaseTag): Promise<readonly string[]> {
	return (await dump()).filter((row) => row.includes(tag));
}
