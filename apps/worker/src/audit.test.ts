import { calendarFor } from "@answerable/domain/calendar";
import { policyById } from "@answerable/domain/policy";
import { addRules } from "@answerable/store/registration";
import { act } from "@answerable/store/signed-act.fixture";
import { at, makeWorld, member, secondsAfter, type World } from "@answerable/store/world.fixture";
import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newAudit } from "./audit.ts";
import { heldWorker, raised, rungsOf } from "./case.fixture.ts";
import { sweep } from "./sweep.ts";

const T0 = at("2026-04-02T09:00:00Z");
const running = () => false;
let world: World;

beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});

afterAll(async () => {
	await world.close();
});

function tagOf(caseTag: CaseTag): Uint8Array {
	return Buffer.from(caseTag, "hex");
}

async function audited(now = T0) {
	const worker = heldWorker(world, { now });
	const auditPage = newAudit(worker);
	while (await auditPage()) {}
	return worker;
}

async function asOwner(change: string): Promise<void> {
	await world.owner.sql.begin(async (sql) => {
		await sql`alter table event disable trigger all`;
		await sql.unsafe(change);
		await sql`alter table event enable always trigger insert_only`;
	});
}

describe("the audit", () => {
	it.each([
		["its wake was taken away", { wake_at: null }],
		["its wake was put off", { wake_at: at("9999-01-01T00:00:00Z") }],
		["its row says that it is closed", { wake_at: null, release_at: null, next: null, next_due: null, closed: true }],
		["its row says that nobody may see it yet", { visible_at: at("9999-01-01T00:00:00Z") }],
	])("lets a case climb though %s", async (_what, change) => {
		const { caseTag } = await raised(world, { now: T0 });
		await sweep(heldWorker(world, { now: T0 }), running);
		const rows = world.owner.query.selectFrom("case_file").select(["wake_at", "release_at", "next", "next_due", "closed", "severity"]);
		const before = await rows.where("case_tag", "=", tagOf(caseTag)).executeTakeFirstOrThrow();
		await world.owner.query.updateTable("case_file").set(change).where("case_tag", "=", tagOf(caseTag)).execute();
		await sweep(heldWorker(world, { now: secondsAfter(T0, 8) }), running);
		expect(await rungsOf(world, caseTag)).toEqual([]);
		const worker = await audited(T0);
		expect(await rows.where("case_tag", "=", tagOf(caseTag)).executeTakeFirstOrThrow()).toEqual(before);
		expect(worker.raisedAlarms.filter((alarm) => alarm.caseTag === caseTag)).toHaveLength(1);
		await audited(secondsAfter(T0, 8));
		expect(await rungsOf(world, caseTag)).toEqual([[1, secondsAfter(T0, 8), secondsAfter(T0, 8)]]);
	});

	it("puts right what a case's row repeats of the signed raise, tells it once, and then says nothing more", async () => {
		const { caseTag } = await raised(world, { now: T0, subject: "guardian" });
		await sweep(heldWorker(world, { now: T0 }), running);
		const repeated = ["organisation", "policy_hash", "calendar_hash", "excluded", "visible_at"] as const;
		const row = world.owner.query.selectFrom("case_file").select(repeated).where("case_tag", "=", tagOf(caseTag));
		const before = await row.executeTakeFirstOrThrow();
		const slow = await addRules(world.owner, policyById("default-england@1"), calendarFor("scotland"));
		const change = {
			organisation: member(world, "external_body").statement.organisation,
			policy_hash: Buffer.from(slow.policy, "hex"),
			calendar_hash: Buffer.from(slow.calendar, "hex"),
			excluded: [member(world, "chair").person],
			visible_at: at("9998-01-01T00:00:00Z"),
		};
		await world.owner.query.updateTable("case_file").set(change).where("case_tag", "=", tagOf(caseTag)).execute();
		const alarms = async () => (await audited(T0)).raisedAlarms.filter((alarm) => alarm.caseTag === caseTag).map(({ alarm }) => alarm);
		expect(await alarms()).toEqual(["row-mended"]);
		expect(await row.executeTakeFirstOrThrow()).toEqual(before);
		expect(await alarms()).toEqual([]);
	});

	it("tells of an answer that was taken out of the history, and of a raise that was dated later", async () => {
		const [cut, moved] = [await raised(world, { now: T0 }), await raised(world, { now: T0 })];
		await sweep(heldWorker(world, { now: T0 }), running);
		const command = { kind: "letter" as const, statement: { purpose: "acknowledgement" as const, compartment: "concern" as const } };
		await act(world, member(world, "guardian"), { caseTag: cut.caseTag, command, now: secondsAfter(T0, 1) });
		await asOwner(`delete from letter where encode(case_tag, 'hex') = '${cut.caseTag}' and sequence = 2;
			delete from event where encode(case_tag, 'hex') = '${cut.caseTag}' and sequence = 2`);
		await asOwner(`update event set body = jsonb_set(body, '{happening,consequence,received,dayZero}', '"2026-05-02"')
			where encode(case_tag, 'hex') = '${moved.caseTag}' and sequence = 0`);
		const { raisedAlarms } = await audited(secondsAfter(T0, 2));
		const alarmsOf = (caseTag: CaseTag) =>
			raisedAlarms.filter((alarm) => alarm.caseTag === caseTag && alarm.alarm === "suspect-leaf").map(({ code, place }) => [code, place]);
		expect(alarmsOf(cut.caseTag)).toEqual([["event-missing", "event 2"]]);
		expect(alarmsOf(moved.caseTag)).toContainEqual(["leaf-differs", "event 0"]);
	});

	it("writes nothing and says nothing about cases that are as they were signed", async () => {
		const { caseTag } = await raised(world, { now: T0 });
		await sweep(heldWorker(world, { now: T0 }), running);
		const version = () => world.owner.sql`select ctid::text from case_file where case_tag = ${tagOf(caseTag)}`;
		const before = [...(await version())];
		const worker = await audited(secondsAfter(T0, 1));
		expect([...(await version())]).toEqual(before);
		expect(worker.raisedAlarms.filter((alarm) => alarm.caseTag === caseTag)).toEqual([]);
	});
});
