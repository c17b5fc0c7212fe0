/** A new organisation beside those of the demo, from the operator's file to a guardian who reads; and nobody's key in another's place. */
import { join } from "node:path";
import { toBase64Url } from "@answerable/crypto/bytes";
import { newTenure } from "@answerable/crypto/handler-keys";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { rootBytes } from "@answerable/log/key-statement";
import { proposalBytes, proposalHash } from "@answerable/log/proposal-text";
import { connect, type Database } from "@answerable/store/connect";
import { keepSignature } from "@answerable/store/proposal-signature";
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationId, TenureId } from "@answerable/types/id";
import type { Proposal } from "@answerable/types/proposal";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readKeys } from "../../apps/cli/src/admin/key-files.ts";
import { deviceClock } from "../../apps/web/src/clock.ts";
import { connectHttp } from "../../apps/web/src/http.ts";
import { fetchIntake } from "../../apps/web/src/reporter/intake.ts";
import { raise } from "../../apps/web/src/reporter/raise.ts";
import { signInWithPhone } from "../../infra/demo/authenticator.ts";
import { PATHOLOGY } from "../../infra/demo/concerns.ts";
import { openStage, type Stage } from "../stage/stage.ts";
import { type Party, readable } from "../story/cast.ts";
import { FIRST_ROLES, foundOn } from "../story/founding.ts";
import { administratorOf, type Joined, runAdmin } from "../story/joining.ts";
import { until } from "../story/narrator.ts";

const SLUG = "riverside";
const WITHIN_SECONDS = 90;

let stage: Stage;
let database: Database;
let organisation: OrganisationId;
let guardian: Joined;
let ned: Joined;
let secretary: Joined;
/** What the three read out to one another, and to the operator. */
let fingerprint: Hash;

beforeAll(async () => {
	stage = await openStage();
	database = connect(stage.ownerUrl(), { max: 1, applicationName: "thief" });
	({
		organisation,
		three: [guardian, ned, secretary],
	} = await foundOn(stage, SLUG));
}, 240_000);

afterAll(async () => {
	await database?.close();
	await stage?.close();
}, 60_000);

/** As somebody with the poster in their hand would. */
const intakeAs = (roots: Hash | null) =>
	fetchIntake(connectHttp({ origin: stage.origin }), deviceClock, { slug: SLUG, pins: { roots, logKey: null } });
const refusalOf = (asked: Promise<unknown>) =>
	asked.then(
		() => "none",
		(cause: { code?: string }) => cause.code ?? String(cause),
	);
const names = async () => (await (await fetch(`${stage.origin}/api/organisations`)).text()).includes(SLUG);

test("each makes a key on their own device, and all three see one fingerprint; to everybody else there is nothing", async () => {
	for (const [at, { desk }] of [guardian, ned, secretary].entries()) {
		expect((await desk.founding(organisation)).fingerprint).toBeNull();
		await desk.offerKey({ organisation, role: FIRST_ROLES[at] ?? "guardian", isFirst: true });
	}
	const shown = await Promise.all([guardian, ned, secretary].map(async ({ desk }) => (await desk.founding(organisation)).fingerprint));
	expect([new Set(shown).size, shown[0]]).toEqual([1, expect.stringMatching(/^[0-9a-f]{64}$/)]);
	fingerprint = shown[0] as Hash;
	expect([await names(), await refusalOf(intakeAs(fingerprint))]).toEqual([false, "unknown-organisation"]);
	const administrator = await administratorOf(stage);
	expect(await refusalOf(administrator.desk.founding(organisation))).toBe("not-found");
}, 120_000);

test("a key that somebody with the database put in another's place: its owner's device says so, and the others sign nothing", async () => {
	const evil = newTenure(
		{ organisation, person: ned.desk.session.person, tenure: crypto.randomUUID() as TenureId, role: "ned_lead" },
		newSigningSeed(),
	);
	const { statement, seal, sealedKeys } = evil;
	const proposal: Proposal = { kind: "key", statement, seal: encodeSealingKey(seal), sealedKeys: toBase64Url(sealedKeys) };
	const hash = Buffer.from(proposalHash(proposal), "hex");
	const { sql } = database;
	await sql`update answerable.proposal set enacted = true where proposer = ${statement.person}`;
	await database.query
		.insertInto("proposal")
		.values({
			hash,
			organisation,
			kind: "key",
			body: proposal,
			proposer: statement.person,
			made_at: "2026-11-26T12:00:00Z" as never,
			enacted: false,
		})
		.execute();
	expect(await refusalOf(ned.desk.founding(organisation))).toBe("wrong-tenure-key");
	expect((await guardian.desk.founding(organisation)).fingerprint).toBeNull();
	await keepSignature(database.query, proposalHash(proposal), {
		root: statement.sign,
		signature: sign(evil.keys.sign, proposalBytes(proposal)),
	});
	expect(await refusalOf(ned.desk.founding(organisation))).toBe("wrong-tenure-key");
	const swapped = await guardian.desk.founding(organisation);
	expect(swapped.fingerprint).not.toBe(fingerprint);
	expect(await refusalOf(guardian.desk.signFounding(swapped, fingerprint))).toBe("roots-not-pinned");
	await sql`update answerable.proposal set enacted = (hash = ${hash}) where proposer = ${statement.person}`;
	expect((await ned.desk.founding(organisation)).fingerprint).toBe(fingerprint);
});

test("they sign one another, the operator begins it, a reporter raises by the poster, and the guardian reads", async () => {
	expect(() => runAdmin(stage, "found", "--begin", SLUG, "--fingerprint", fingerprint)).toThrow(
		/does not have the signatures of both others/,
	);
	const readOut = (fingerprint.match(/.{4}/g) ?? []).join(" ");
	for (const { desk } of [guardian, ned, secretary]) await desk.signFounding(await desk.founding(organisation), readOut);
	const other = "ab".repeat(32);
	expect(() => runAdmin(stage, "found", "--begin", SLUG, "--fingerprint", other)).toThrow(/another fingerprint/);
	expect(await names()).toBe(false);
	expect(runAdmin(stage, "found", "--begin", SLUG, "--fingerprint", readOut).trim()).toBe(fingerprint);
	const intake = await until("the organisation to take concerns", WITHIN_SECONDS, () => intakeAs(fingerprint).catch(() => null));
	expect([intake.organisation.slug, intake.roots, intake.context.policy.id]).toEqual([SLUG, fingerprint, "demo@1"]);
	expect(intake.holders.map(({ statement }) => statement.role).sort()).toEqual([
		"board_secretary",
		"external_body",
		"guardian",
		"ned_lead",
	]);
	const raised = await raise(connectHttp({ origin: stage.origin }), intake, PATHOLOGY.form);
	const { phrase, phone } = guardian.wayIn;
	const desk = await signInWithPhone(
		{ origin: stage.origin },
		{ login: guardian.name, phrase: phrase.words.join(" "), phone: phone.secret },
	);
	const party: Party = { login: guardian.name, desk };
	const open = await until("the guardian to read it", WITHIN_SECONDS, () => readable(party, raised.caseTag));
	expect(JSON.stringify(open)).toContain(PATHOLOGY.form.concern.text.slice(0, 40));
	const administrator = await administratorOf(stage);
	expect([await administrator.desk.cases(), administrator.desk.session.tenures]).toEqual([[], []]);
}, 240_000);

test("roots of somebody's own choosing are refused by whoever holds the poster, even under the log's own signature", async () => {
	const { log } = readKeys(join(stage.directory, "keys"));
	const genuine = await database.query
		.selectFrom("root_set")
		.selectAll()
		.where("organisation", "=", organisation)
		.executeTakeFirstOrThrow();
	const [one, , three] = genuine.statement.roots;
	if (one === undefined || three === undefined) throw new Error("There are three roots.");
	const statement = { ...genuine.statement, roots: [one, signingKeyFromSeed(newSigningSeed()), three] };
	const put = async (signature: Uint8Array) => {
		const { sql } = database;
		await sql`alter table answerable.root_set disable trigger all`;
		await database.query.updateTable("root_set").set({ statement, signature }).where("organisation", "=", organisation).execute();
	};
	await put(genuine.signature);
	expect(await refusalOf(intakeAs(fingerprint))).toBe("roots-not-signed");
	await put(Buffer.from(sign(log, rootBytes(statement)), "hex"));
	expect(await refusalOf(intakeAs(fingerprint))).toBe("roots-not-pinned");
	expect(await refusalOf(intakeAs(null))).not.toBe("none");
});
