import { sha256Hash } from "@answerable/log/bytes";
import type { CaseTag } from "@answerable/types/id";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readMailbox } from "./mailbox.ts";
import { raise } from "./raise.ts";
import { at, makeWorld, newReporter, type World } from "./world.fixture.ts";

let world: World;
beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => world?.close());

const START = at("2026-04-07T09:00:00Z");

async function raised() {
	const { caseTag, request } = newReporter(world, { now: START });
	expect(await raise(world.api, request)).toHaveProperty("answer");
	return { caseTag, wraps: Buffer.from(request.wraps) };
}

const seen = async (caseTag: CaseTag) => {
	const mailbox = await readMailbox(world.api, caseTag, START);
	return mailbox === null ? null : Buffer.from(Buffer.from(mailbox.wraps).toString(), "base64url");
};
const write = (caseTag: CaseTag, wraps: Uint8Array) =>
	world.owner.sql`update case_wraps set wraps = ${wraps} where case_tag = ${Buffer.from(caseTag, "hex")}`;

test("a mailbox has the wraps of its own raise, however often and with whomever it is opened", async () => {
	const cases = await Promise.all([raised(), raised(), raised()]);
	for (let times = 0; times < 2; times += 1) {
		expect(await Promise.all(cases.map(({ caseTag }) => seen(caseTag)))).toEqual(cases.map(({ wraps }) => wraps));
	}
});

test("wraps that are not what the raise names are served as they stand, each time anew", async () => {
	const { caseTag } = await raised();
	for (const forged of ["forged", "forged again"]) {
		await write(caseTag, Buffer.from(forged));
		expect((await seen(caseTag))?.toString()).toBe(forged);
	}
});

test("wraps that were opened before are gone once they are erased", async () => {
	const { caseTag, wraps } = await raised();
	expect(await seen(caseTag)).toEqual(wraps);
	await world.owner.sql`delete from case_wraps where case_tag = ${Buffer.from(caseTag, "hex")}`;
	expect(await seen(caseTag)).toBeNull();
});

test("wraps that are larger than anybody's are read each time", async () => {
	const wraps = Buffer.alloc(200 * 1024, 7);
	const signed = newReporter(world, { now: START, change: (statement) => ({ ...statement, wraps: sha256Hash(wraps) }) });
	expect(await raise(world.api, { ...signed.request, wraps })).toHaveProperty("answer");
	expect(await seen(signed.caseTag)).toEqual(wraps);
	await write(signed.caseTag, Buffer.from("others"));
	expect((await seen(signed.caseTag))?.toString()).toBe("others");
});
