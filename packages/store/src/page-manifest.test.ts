import { sign, verify } from "@answerable/crypto/signing";
import { sha256Hash, utf8 } from "@answerable/log/bytes";
import { decodeLeaf } from "@answerable/log/leaf";
import { parseVerifierKey } from "@answerable/log/note";
import { checkLoggedPages } from "@answerable/log/pages-statement";
import type { Instant } from "@answerable/types/time";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { requireDeployment } from "./deployment.ts";
import { logPages, readLoggedPages } from "./page-manifest.ts";
import { makeWorld, publishNow, type World } from "./world.fixture.ts";

const FIRST = "2026-04-02T09:00:00Z" as Instant;
const LATER = "2026-04-03T09:00:00Z" as Instant;
let world: World;

beforeAll(async () => {
	world = await makeWorld("demo@1", 2);
});
afterAll(async () => {
	await world.close();
});

const listOf = (hash: string) => `${JSON.stringify({ version: 1, files: { "index.html": hash.repeat(64) } })}\n`;
const log = (manifest: string, now = FIRST, db = world.owner) => logPages(db, manifest, { now, signLog: world.signLog });

async function pagesLeaves() {
	const rows = await world.owner.query.selectFrom("leaf").select("bytes").where("case_tag", "is", null).execute();
	return rows.map(({ bytes }) => decodeLeaf(bytes)).filter(({ kind }) => kind === "pages");
}

async function checked(number: number | null = null) {
	const pages = await readLoggedPages(world.api.db, number);
	if (pages === null) throw new Error("No pages are shown.");
	const { logKey } = await requireDeployment(world.api.db);
	return { ...pages, size: checkLoggedPages(pages, parseVerifierKey(logKey), verify) };
}

test("of two starts at once that bring in the same pages one logs them, and a third logs nothing", async () => {
	const other = connect(world.suite.ownerUrl, { max: 2, applicationName: "another-start" });
	const said = await Promise.all([log(listOf("a")), log(listOf("a"), FIRST, other), log(listOf("a"), FIRST, other)]);
	await other.close();
	expect(said.filter((each) => each !== null)).toEqual([{ version: 1, number: 1, from: FIRST, manifest: sha256Hash(utf8(listOf("a"))) }]);
	expect(await log(listOf("a"), LATER)).toBeNull();
	expect(await pagesLeaves()).toHaveLength(1);
});

test("nothing is shown before the log has it; then its proof holds, and goes on holding while the log grows", async () => {
	expect(await readLoggedPages(world.api.db, null)).toBeNull();
	await publishNow(world, FIRST, true);
	const first = await checked();
	expect(first).toMatchObject({ manifest: listOf("a"), statement: { number: 1, from: FIRST } });
	await log(listOf("b"), LATER);
	expect((await checked()).statement.number).toBe(1);
	await publishNow(world, LATER, true);
	expect((await checked(1)).size).toBeGreaterThan(first.size);
});

test("going back to an earlier build is said again, and every list stays to be read", async () => {
	await log(listOf("a"), LATER);
	await publishNow(world, LATER, true);
	expect((await Promise.all([1, 2, 3, null].map(checked))).map(({ manifest }) => manifest)).toEqual(["a", "b", "a", "a"].map(listOf));
	expect(await readLoggedPages(world.api.db, 4)).toBeNull();
	await expect(world.owner.query.deleteFrom("page_manifest").execute()).rejects.toThrow("never changed");
});

test("a list that another key signed is found", async () => {
	await logPages(world.owner, listOf("c"), { now: LATER, signLog: (message) => sign(new Uint8Array(32).fill(1), message) });
	await publishNow(world, LATER, true);
	await expect(checked()).rejects.toThrow(expect.objectContaining({ code: "wrong-signature" }));
});
