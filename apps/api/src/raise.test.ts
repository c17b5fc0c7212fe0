import { toBase64Url } from "@answerable/crypto/bytes";
import { encodeRaise } from "@answerable/crypto/frame";
import { kemKeyPair } from "@answerable/crypto/kem-box";
import { encodeSealingKey, sealingKeyHash } from "@answerable/crypto/sealing-key";
import { GRANT_RUNG } from "@answerable/crypto/wrap-header";
import type { WrapEntry } from "@answerable/crypto/wrap-list";
import type { Hash } from "@answerable/types/bytes";
import { IntakeParameters, type RaiseAnswer } from "@answerable/types/intake";
import { Problem } from "@answerable/types/problem";
import { beforeAll, describe, expect, test } from "vitest";
import { NOON, testApp } from "./deps.fixture.ts";
import { type Concern, newSecrets, sealRaise } from "./reporter.fixture.ts";
import type { Intake, Store } from "./store-port.ts";
import { DEPLOYMENT_KEYS, ELMVALE, hashesOf, memberOf, NORTHBROOK, REGULATOR, RULES, type Trust } from "./trust.fixture.ts";

function intakeOf(trust: Trust, rules: (typeof RULES)["demo"]): Intake {
	const { promise, release } = DEPLOYMENT_KEYS;
	return {
		organisation: { id: trust.id, slug: trust.slug, name: trust.name },
		...rules,
		...hashesOf(rules),
		roots: { ...trust.roots, leafIndex: 49, changes: [] },
		removals: [],
		interests: null,
		adoption: null,
		branding: null,
		externalBodies: [
			{
				organisation: { id: REGULATOR.id, slug: REGULATOR.slug, name: REGULATOR.name },
				roots: { ...REGULATOR.roots, leafIndex: 48, changes: [] },
				remits: [],
			},
		],
		keys: [...trust.members, ...REGULATOR.members].map(({ key }, leafIndex) => ({ ...key, addedAt: NOON, cooldownSeconds: 0, leafIndex })),
		promiseKey: { statement: promise.statement, key: promise.statement.key as never, signature: promise.signature, leafIndex: 50 },
		releaseKey: { statement: release.statement, key: toBase64Url(release.bytes) as never, signature: release.signature, leafIndex: 51 },
		logKey: "log.test+00000000+AAAA",
	};
}

const INTAKE = intakeOf(NORTHBROOK, RULES.demo);
const ANSWER = { event: {}, leaf: "", promise: {} } as unknown as RaiseAnswer;
let kept = 0;
const STORE: Partial<Store> = {
	intake: async (which) => ("id" in which ? [INTAKE].find(({ organisation }) => organisation.id === which.id) : INTAKE) ?? null,
	raisedBefore: async () => null,
	raise: async () => {
		kept += 1;
		return { answer: ANSWER, again: false };
	},
};

let parameters: IntakeParameters;
beforeAll(async () => {
	const { app } = testApp(STORE);
	parameters = (await (await app.request("/api/organisations/northbrook/intake")).json()) as IntakeParameters;
});

async function send(changes: Partial<Concern>, store: Partial<Store> = {}): Promise<{ status: number; code: string | null }> {
	const { frame } = await sealRaise({ intake: parameters, ...changes });
	return post(frame, store);
}

async function post(frame: Uint8Array, store: Partial<Store> = {}): Promise<{ status: number; code: string | null }> {
	const { app } = testApp({ ...STORE, ...store });
	const answer = await app.request("/api/concerns", {
		method: "POST",
		body: new Uint8Array(frame),
		headers: { "content-type": "application/octet-stream" },
	});
	return { status: answer.status, code: answer.ok ? null : Problem.parse(await answer.json()).code };
}

test("the intake parameters are what a client needs, and no more than the contract says", () => {
	expect(IntakeParameters.safeParse(parameters).error).toBeUndefined();
	expect(parameters.now).toBe(NOON);
});

test.each([
	["in full, by seconds", {}],
	["of immediate danger", { severity: "S1" }],
	["whose existence may go outside", { external: "existence" }],
	["of which nothing may go outside", { external: "nothing" }],
	["about the guardian", { subject: "guardian" }],
] as const)("a concern %s is kept", async (_name, changes) => {
	kept = 0;
	expect(await send(changes)).toEqual({ status: 201, code: null });
	expect(kept).toBe(1);
});

describe("refused, and nothing kept", () => {
	const refusals: readonly (readonly [string, string, Partial<Concern>])[] = [
		["an unknown organisation", "unknown-organisation", { spoilHeader: (header) => ({ ...header, organisation: ELMVALE.id }) }],
		[
			"an organisation in capitals",
			"malformed",
			{ spoilHeader: (header) => ({ ...header, organisation: "ABCDEFAB-0000-4000-8000-000000000000" }) },
		],
		["a header of another version", "malformed", { spoilHeader: (header) => ({ ...header, version: 2 }) }],
		["a field too many", "malformed", { spoilHeader: (header) => ({ ...header, address: "10.0.0.1" }) }],
		["a header that is no JSON", "malformed", { spoilParts: (parts) => ({ ...parts, header: new TextEncoder().encode("{") }) }],
		["a header that is no UTF-8", "malformed", { spoilParts: (parts) => ({ ...parts, header: Uint8Array.of(0xff, 0xfe) }) }],
		[
			"a signer who claims to have seen something",
			"malformed",
			{ spoilHeader: (header) => ({ ...header, act: { ...header.act, seen: { sequence: 0, hash: header.act.seen.hash } } }) },
		],
		[
			"another signature",
			"wrong-signature",
			{ spoilHeader: (header) => ({ ...header, act: { ...header.act, signature: "00".repeat(64) } }) },
		],
		[
			"a statement changed after signing",
			"wrong-signature",
			{ spoilHeader: (header) => ({ ...header, statement: { ...header.statement, external: "existence" } }) },
		],
		["another case tag than was signed", "wrong-signature", { spoilHeader: (header) => ({ ...header, caseTag: "ab".repeat(32) }) }],
		["a letter changed after signing", "wrong-signature", { spoilParts: (parts) => ({ ...parts, concern: parts.private }) }],
		["letters that are swapped", "ciphertext-mismatch", { compartments: ["private", "concern"] }],
		["notes in a raise", "ciphertext-mismatch", { compartments: ["concern", "notes"] }],
		[
			"other reporter keys than were signed",
			"ciphertext-mismatch",
			{ spoilHeader: (header) => ({ ...header, reporterKeys: { ...header.reporterKeys, logSalt: "ab".repeat(32) } }) },
		],
		[
			"wraps changed after signing",
			"wraps-mismatch",
			{ spoilParts: (parts) => ({ ...parts, wraps: parts.wraps.with(-1, (parts.wraps.at(-1) ?? 0) ^ 1) }) },
		],
		["a wrap too few", "wraps-mismatch", { spoilWraps: (entries) => entries.slice(1) }],
		["no wrap for the reporter", "wraps-mismatch", { spoilWraps: (entries) => entries.slice(0, -1) }],
		["a wrap twice", "wraps-mismatch", { spoilWraps: (entries) => [...entries, ...entries.slice(0, 1)] }],
		[
			"a wrap for another rung",
			"wraps-mismatch",
			{ spoilWraps: (entries) => entries.map((entry, index) => (index === 0 ? { ...entry, rung: 1 } : entry)) },
		],
		[
			"a wrap for a grant",
			"wraps-mismatch",
			{ spoilWraps: (entries) => entries.map((entry, index) => (index === 0 ? { ...entry, rung: GRANT_RUNG } : entry)) },
		],
		[
			"a wrap to another key",
			"wraps-mismatch",
			{ spoilWraps: (entries) => entries.map((entry, index) => (index === 0 ? { ...entry, keyHash: "ab".repeat(32) as Hash } : entry)) },
		],
		[
			"a board's wrap that is sealed once",
			"wraps-mismatch",
			{ spoilWraps: (entries) => entries.map((entry) => (entry.rung === 4 ? { ...entry, layer: 1, notBefore: null } : entry)) },
		],
		[
			"a wrap whose earliest instant is a second too late",
			"wraps-mismatch",
			{ spoilWraps: (entries) => entries.map((entry) => moved(entry, 4, 1)) },
		],
		[
			"a wrap whose earliest instant is more than a day too early",
			"wraps-mismatch",
			{ spoilWraps: (entries) => entries.map((entry) => moved(entry, 4, -86_401)) },
		],
		["another policy", "stale-parameters", { spoilStatement: (statement) => ({ ...statement, policy: "ab".repeat(32) as Hash }) }],
		["another calendar", "stale-parameters", { spoilStatement: (statement) => ({ ...statement, calendar: "ab".repeat(32) as Hash }) }],
		["a stranger's puzzle", "work-missing", { work: "bm9uZQ" }],
		[
			"an excluded recipient",
			"excluded-person",
			{ spoilStatement: (statement) => ({ ...statement, excluded: [memberOf(NORTHBROOK, "chair").key.statement.person] }) },
		],
		[
			"a recipient's old key",
			"stale-keys",
			{
				spoilStatement: (statement) => ({
					...statement,
					recipients: statement.recipients.map((recipient, index) =>
						index === 0 ? { ...recipient, key: "ab".repeat(32) as Hash } : recipient,
					),
				}),
			},
		],
		[
			"a recipient from elsewhere",
			"stale-keys",
			{
				spoilStatement: (statement) => ({
					...statement,
					recipients: statement.recipients.map((recipient, index) =>
						index === 0 ? { ...recipient, tenure: memberOf(ELMVALE, "guardian").key.statement.tenure } : recipient,
					),
				}),
			},
		],
		[
			"a board that would read what stays with the guardian",
			"wrong-compartment",
			{
				spoilStatement: (statement) => ({
					...statement,
					recipients: statement.recipients.map((recipient) =>
						recipient.rung === 4 ? { ...recipient, opens: ["concern", "private"] } : recipient,
					),
				}),
			},
		],
		[
			"a regulator who would read although nothing may go outside",
			"wrong-compartment",
			{ spoilStatement: (statement) => ({ ...statement, external: "nothing" }) },
		],
		[
			"the same recipient twice on a rung",
			"wraps-mismatch",
			{ spoilStatement: (statement) => ({ ...statement, recipients: [...statement.recipients, ...statement.recipients.slice(0, 1)] }) },
		],
	];

	test.each(refusals)("%s: %s", async (_name, code, changes) => {
		kept = 0;
		expect((await send(changes)).code).toBe(code);
		expect(kept).toBe(0);
	});

	test("a seal to last quarter's release key", async () => {
		const old = kemKeyPair(new Uint8Array(32).fill(77));
		const statement = { ...parameters.releaseKey.statement, quarter: "2026-Q3", key: sealingKeyHash(old.publicKey) };
		const releaseKey = { ...parameters.releaseKey, statement, key: encodeSealingKey(old.publicKey) };
		expect((await send({ intake: { ...parameters, releaseKey } })).code).toBe("stale-keys");
	});

	test("an unpadded letter, signed as it is", async () => {
		const { header, parts } = await sealRaise({ intake: parameters });
		const short = parts.concern.slice(0, -1);
		const frame = encodeRaise({ ...parts, header: new TextEncoder().encode(JSON.stringify(header)), concern: short });
		expect((await post(frame)).code).toBe("wrong-signature");
	});

	test("whatever byte of it is changed on the way", async () => {
		const { frame } = await sealRaise({ intake: parameters });
		const places = Array.from({ length: 150 }, (_, index) => Math.floor((frame.length * index) / 150));
		for (const place of [...places, 19, 20, 21, 22, 23, frame.length - 1]) {
			kept = 0;
			const { status } = await post(frame.with(place, (frame[place] ?? 0) ^ 0x20));
			expect([place, status >= 400 && status < 500, kept]).toEqual([place, true, 0]);
		}
	});

	test("wraps that are blown up beyond what the table takes, and seals longer than a wrap is", async () => {
		const blown = (length: number) => (entries: WrapEntry[]) =>
			entries.map((entry) => (entry.rung === 4 ? { ...entry, body: new Uint8Array([...entry.body, ...new Uint8Array(length)]) } : entry));
		expect((await send({ spoilWraps: blown(1) })).code).toBe("wraps-mismatch");
		const many = (entries: WrapEntry[]) =>
			Array.from({ length: 120 }, (_, index) => blown(13_000)(entries)[index % entries.length] ?? entries[0]).filter(
				(entry) => entry !== undefined,
			);
		expect((await send({ spoilWraps: many })).code).toBe("too-large");
	});

	test("a frame with something behind it, cut short, or of another kind", async () => {
		const { frame } = await sealRaise({ intake: parameters });
		expect((await post(Uint8Array.of(...frame.slice(0, 40)))).code).toBe("malformed");
		expect((await post(frame.slice(0, -1))).code).toBe("malformed");
		expect((await post(new Uint8Array([...frame, 0]))).code).toBe("malformed");
		expect((await post(frame.with(0, 0))).code).toBe("malformed");
	});
});

test("a wrap whose earliest instant was computed a day before is still accepted", async () => {
	expect(await send({ spoilWraps: (entries) => entries.map((entry) => moved(entry, 4, -86_400)) })).toEqual({ status: 201, code: null });
});

test("the same raise again is answered again, although its puzzle is used and the keys have changed", async () => {
	const { frame } = await sealRaise({ intake: parameters });
	const changed = { ...INTAKE, keys: INTAKE.keys.slice(1) };
	expect(await post(frame, { intake: async () => changed, raisedBefore: async () => ANSWER })).toEqual({ status: 200, code: null });
	expect(await post(frame, { intake: async () => changed })).toEqual({ status: 409, code: "stale-keys" });
});

test("a used puzzle costs the person nothing but another one", async () => {
	const secrets = newSecrets();
	const { frame } = await sealRaise({ intake: parameters, secrets });
	expect(await post(frame, { raise: async () => ({ refused: "work-spent" }) })).toEqual({ status: 409, code: "work-spent" });
});

function moved<Entry extends { rung: number; notBefore: string | null }>(entry: Entry, rung: number, seconds: number): Entry {
	if (entry.rung !== rung || entry.notBefore === null) return entry;
	return { ...entry, notBefore: Temporal.Instant.from(entry.notBefore).add({ seconds }).toString() };
}
