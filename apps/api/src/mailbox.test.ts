import { toBase64Url } from "@answerable/crypto/bytes";
import { newCompartmentKeys } from "@answerable/crypto/compartment";
import { newKemKeyPair } from "@answerable/crypto/kem-box";
import { mailboxHash } from "@answerable/crypto/mailbox";
import { reporterKeys } from "@answerable/crypto/reporter-keys";
import { sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { sealReleasable } from "@answerable/crypto/wrap";
import { CHANGED_WORDS_BYTES, encodeWrapHeader, GRANT_RUNG, INNER_BYTES, type Layer, type WrapRung } from "@answerable/crypto/wrap-header";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { FIRST_PREVIOUS } from "@answerable/log/event-hash";
import { rekeyBytes } from "@answerable/log/rekey";
import type { ReadMailbox } from "@answerable/store/mailbox";
import type { Bytes32, Hash, Signature } from "@answerable/types/bytes";
import type { TenureId } from "@answerable/types/id";
import type { MailboxOpening, ReporterAct } from "@answerable/types/intake";
import { Problem } from "@answerable/types/problem";
import type { Compartment } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { describe, expect, test } from "vitest";
import { heldClock, NOON, testApp } from "./deps.fixture.ts";
import { newSecrets, opening, reply, signedAct } from "./reporter.fixture.ts";
import type { Intake, SignedAct, Store } from "./store-port.ts";
import { ELMVALE, hashesOf, NORTHBROOK, RELEASE, RULES } from "./trust.fixture.ts";

const SECRETS = newSecrets();
const POLICY = "cd".repeat(32) as Hash;
const SOON = "2026-11-23T12:01:00Z";
const PLACE = { organisation: NORTHBROOK.id, caseTag: SECRETS.caseTag, policy: POLICY, seen: { sequence: 3, hash: FIRST_PREVIOUS } };
const MAILBOX = { caseTag: SECRETS.caseTag, policy: {}, calendar: {}, wraps: Buffer.from("wraps") } as unknown as ReadMailbox;

function storeWith(acts: SignedAct[] = []): Partial<Store> {
	return {
		mailboxDoor: async (organisation, mailbox) =>
			organisation === NORTHBROOK.id && mailbox === mailboxHash(SECRETS.mailboxTag)
				? {
						organisation,
						caseTag: SECRETS.caseTag,
						policy: POLICY,
						mailboxAuth: signingKeyFromSeed(SECRETS.mailboxAuth),
						messageSign: signingKeyFromSeed(SECRETS.messageSign),
					}
				: null,
		mailbox: async () => MAILBOX,
		intake: async () => hashesOf(RULES.demo) as unknown as Intake,
		reporterAct: async (act) => {
			acts.push(act);
			return { visibleAt: NOON };
		},
	};
}

type App = ReturnType<typeof testApp>["app"];

async function post(app: App, path: string, body: unknown): Promise<Response> {
	return app.request(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
}

async function open(app: App, request: MailboxOpening): Promise<{ status: number; body: string; headers: string }> {
	const answer = await post(app, "/api/mailbox", request);
	return { status: answer.status, body: await answer.text(), headers: JSON.stringify([...answer.headers]) };
}

const codeOf = async (answer: Response) => Problem.parse(await answer.json()).code;
const flipped = (signature: Signature) => `${signature.startsWith("0") ? "1" : "0"}${signature.slice(1)}` as Signature;

describe("opening a mailbox", () => {
	test("lets in whoever signed with the mailbox's key", async () => {
		expect((await open(testApp(storeWith()).app, opening(SECRETS, NORTHBROOK.id, SOON))).status).toBe(200);
	});

	test("an unknown tag, another organisation, a wrong key, a changed signature and another origin cannot be told apart", async () => {
		const { app } = testApp(storeWith());
		const right = opening(SECRETS, NORTHBROOK.id, SOON);
		const answers = [
			await open(app, opening(newSecrets(), NORTHBROOK.id, SOON)),
			await open(app, opening(SECRETS, ELMVALE.id, SOON)),
			await open(app, opening({ ...newSecrets(), mailboxTag: SECRETS.mailboxTag }, NORTHBROOK.id, SOON)),
			await open(app, { ...right, signature: flipped(right.signature) }),
			await open(app, opening(SECRETS, NORTHBROOK.id, SOON, { origin: "http://evil.test" })),
			await open(app, { ...right, tag: "ef".repeat(32) as Bytes32 }),
		];
		expect(answers[0]?.status).toBe(404);
		for (const answer of answers) expect(answer).toEqual(answers[0]);
	});

	test("an unknown tag costs a verification too, against a key that nobody holds", async () => {
		const { app, deps } = testApp(storeWith());
		expect((await open(app, opening(newSecrets(), NORTHBROOK.id, SOON))).status).toBe(404);
		expect(deps.nobody.signingKey).toMatch(/^[0-9a-f]{64}$/);
	});

	test("an opening that has expired, or is good for more than two minutes, is refused whether or not there is a mailbox", async () => {
		const { app } = testApp(storeWith());
		for (const secrets of [SECRETS, newSecrets()]) {
			for (const expires of [NOON, "2026-11-23T11:59:59Z", "2026-11-23T12:02:01Z"]) {
				expect(await codeOf(await post(app, "/api/mailbox", opening(secrets, NORTHBROOK.id, expires)))).toBe("out-of-date");
			}
		}
		expect((await open(app, opening(SECRETS, NORTHBROOK.id, "2026-11-23T12:02:00Z"))).status).toBe(200);
	});

	test("an opening that was overheard opens nothing again, neither the mailbox nor the way for an act", async () => {
		const { app } = testApp(storeWith());
		const once = opening(SECRETS, NORTHBROOK.id, SOON);
		expect((await open(app, once)).status).toBe(200);
		expect(await codeOf(await post(app, "/api/mailbox", once))).toBe("out-of-date");
		expect(await codeOf(await post(app, "/api/mailbox/acts", { opening: once, act: reply(PLACE, SECRETS) }))).toBe("out-of-date");
	});

	test("a clock that goes backwards opens nothing twice", async () => {
		const clock = heldClock();
		const { app } = testApp(storeWith(), { now: clock.now });
		const once = opening(SECRETS, NORTHBROOK.id, SOON);
		expect((await open(app, once)).status).toBe(200);
		clock.set("2026-11-23T11:59:30Z");
		expect((await open(app, once)).status).toBe(409);
	});

	test.each([
		["an opening without a signature", { organisation: NORTHBROOK.id, tag: "ab".repeat(32), nonce: "ab".repeat(32), expires: SOON }],
		["an organisation in capitals", { ...opening(SECRETS, NORTHBROOK.id, SOON), organisation: "ABCDEFAB-0000-4000-8000-000000000000" }],
		["a time that is none", { ...opening(SECRETS, NORTHBROOK.id, SOON), expires: "soon" }],
		["nothing", null],
	])("%s is malformed", async (_name, request) => {
		expect(await codeOf(await post(testApp({}).app, "/api/mailbox", request))).toBe("malformed");
	});
});

describe("a reporter's later act", () => {
	const act = async (what: unknown, acts: SignedAct[] = []) =>
		post(testApp(storeWith(acts)).app, "/api/mailbox/acts", { opening: opening(SECRETS, NORTHBROOK.id, SOON), act: what });
	const dispute = (compartment: "concern" | "private" | "notes", seed = SECRETS.messageSign) =>
		signedAct(PLACE, { kind: "disputed", statement: { sequence: 2 }, seed, letter: { purpose: "dispute", compartment } });

	test("is kept with its signature and its letter", async () => {
		const acts: SignedAct[] = [];
		const answer = await act(reply(PLACE, SECRETS), acts);
		expect([answer.status, await answer.json()]).toEqual([202, { visibleAt: NOON }]);
		expect(acts[0]?.parts).toMatchObject({ kind: "letter", caseTag: SECRETS.caseTag, policy: POLICY });
		expect(acts[0]?.ciphertext).toHaveLength(64 + 1024 + 16);
	});

	test("a dispute and a withdrawal are kept", async () => {
		const withdrawal = signedAct(PLACE, { kind: "withdrawal-asked", statement: {}, seed: SECRETS.messageSign, letter: null });
		expect((await act(dispute("concern"))).status).toBe(202);
		expect((await act(withdrawal)).status).toBe(202);
	});

	test("counts only with the key that signed the raise", async () => {
		expect(await codeOf(await act(dispute("concern", SECRETS.mailboxAuth)))).toBe("wrong-signature");
	});

	test("counts only for what was signed", async () => {
		const signed = reply(PLACE, SECRETS);
		const elsewhere = reply({ ...PLACE, caseTag: "ab".repeat(32) as never }, SECRETS);
		const other = { ...signed, statement: { purpose: "reply", compartment: "concern" } };
		const swapped = { ...signed, ciphertext: reply(PLACE, SECRETS).ciphertext };
		const reordered = { ...signed, act: { ...signed.act, seen: { ...signed.act.seen, sequence: 2 } } };
		for (const spoiled of [elsewhere, other, swapped, reordered]) expect(await codeOf(await act(spoiled))).toBe("wrong-signature");
	});

	test("a letter that is not what its statement says is refused although it is signed", async () => {
		const letterOf = (letter: Parameters<typeof signedAct>[1]["letter"]) =>
			signedAct(PLACE, { kind: "letter", statement: { purpose: "reply", compartment: "private" }, seed: SECRETS.messageSign, letter });
		expect(await codeOf(await act(letterOf({ purpose: "reply", compartment: "concern" })))).toBe("ciphertext-mismatch");
		expect(await codeOf(await act(letterOf({ purpose: "question", compartment: "private" })))).toBe("ciphertext-mismatch");
		expect(await codeOf(await act(dispute("notes")))).toBe("ciphertext-mismatch");
		expect(await codeOf(await act(dispute("private")))).toBe("ciphertext-mismatch");
	});

	test("a letter sealed for another place in the chain is refused", async () => {
		const early = reply({ ...PLACE, seen: { ...PLACE.seen, sequence: 2 } }, SECRETS);
		const signed = signedAct(PLACE, {
			kind: "letter",
			statement: early.statement,
			seed: SECRETS.messageSign,
			letter: { purpose: "reply", compartment: "private" },
		});
		expect((await act(signed)).status).toBe(202);
		expect((await act({ ...signed, act: early.act })).status).toBe(403);
	});

	test.each(["%%%", "A", "AAAAA"])("a ciphertext %j is no letter", async (ciphertext) => {
		const answer = await act({ ...reply(PLACE, SECRETS), ciphertext });
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(answer.status).toBeLessThan(500);
	});

	test("new words are kept with the keys and the wrap that were signed for, and with no others", async () => {
		const fresh = newSecrets();
		const keys = { ...reporterKeys(fresh), logSalt: SECRETS.logSalt };
		const wrap = new Uint8Array(CHANGED_WORDS_BYTES).fill(7);
		const signed = (sealed: Uint8Array) => {
			const rekeying = { messageSign: signingKeyFromSeed(fresh.messageSign), reporterKeys: canonicalHash(keys), wrap: sha256Hash(sealed) };
			const proof = sign(fresh.messageSign, rekeyBytes({ organisation: NORTHBROOK.id, caseTag: SECRETS.caseTag, ...rekeying }));
			const statement = { ...rekeying, proof };
			const changed = signedAct(PLACE, { kind: "rekeyed", statement, seed: SECRETS.messageSign, letter: null });
			return { ...changed, reporterKeys: keys, wrap: toBase64Url(sealed) };
		};
		expect((await act(signed(wrap))).status).toBe(202);
		const other = { ...signed(wrap), wrap: toBase64Url(new Uint8Array(CHANGED_WORDS_BYTES)) };
		const stranger = { ...signed(wrap), reporterKeys: reporterKeys(newSecrets()) };
		for (const spoiled of [other, stranger, signed(wrap.subarray(1))]) expect(await codeOf(await act(spoiled))).toBe("ciphertext-mismatch");
	});

	/** A place that is given to somebody, with what is sealed beside it. */
	const given = (layer: Layer, rung: number, sealed: Uint8Array) => {
		const [tenure, other, person] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
		const statement = { place: { tenure: other, rung }, tenure, person, key: POLICY, opens: ["concern"], layer, wrap: sha256Hash(sealed) };
		const signed = signedAct(PLACE, { kind: "rewrapped", statement, seed: SECRETS.messageSign, letter: null });
		return { ...signed, wrap: toBase64Url(sealed) } as ReporterAct;
	};

	test("a place that is given to somebody comes with the wrap that was signed for, made for a later grant, and opening what was said", async () => {
		const wrapOf = (rung: WrapRung, layer: Layer, opens: readonly Compartment[]) => {
			const wrap = new Uint8Array(INNER_BYTES).fill(7);
			wrap.set(encodeWrapHeader({ rung, layer, opens }));
			return wrap;
		};
		const signed = (sealed: Uint8Array) => given(1, 0, sealed);
		const right = wrapOf(GRANT_RUNG, 1, ["concern"]);
		expect((await act(signed(right))).status).toBe(202);
		const swapped = { ...signed(right), wrap: toBase64Url(wrapOf(GRANT_RUNG, 1, ["private"])) } as ReporterAct;
		const wrong = [wrapOf(0, 1, ["concern"]), wrapOf(GRANT_RUNG, 2, ["concern"]), wrapOf(GRANT_RUNG, 1, ["concern", "notes"])];
		for (const spoiled of [swapped, ...[...wrong, right.subarray(1)].map(signed)])
			expect(await codeOf(await act(spoiled))).toBe("ciphertext-mismatch");
		expect(await codeOf(await act({ ...signed(right), wrap: "%" } as ReporterAct))).toBe("malformed");
	});

	test("a place on a rung that is still to come comes with a seal that the releaser can open when its turn comes", async () => {
		const sealedTo = (releaseKey: Uint8Array) => {
			const rules = { notBefore: NOON, policy: POLICY, calendar: POLICY };
			const place = { organisation: NORTHBROOK.id, caseTag: SECRETS.caseTag, rung: 4 as const, tenure: crypto.randomUUID() as TenureId };
			const whom = { keyHash: POLICY, opens: ["concern" as const], recipientKey: newKemKeyPair().publicKey };
			return sealReleasable({ ...place, ...whom, ...rules, keys: newCompartmentKeys() }, releaseKey).body;
		};
		const right = sealedTo(RELEASE.publicKey);
		expect((await act(given(2, 4, right))).status).toBe(202);
		expect(await codeOf(await act(given(2, 4, sealedTo(newKemKeyPair().publicKey))))).toBe("stale-keys");
		for (const spoiled of [right.subarray(1), right.subarray(0, -1), new Uint8Array(INNER_BYTES).fill(7)])
			expect(await codeOf(await act(given(2, 4, spoiled)))).toBe("ciphertext-mismatch");
		const swapped = { ...given(2, 4, right), wrap: toBase64Url(sealedTo(RELEASE.publicKey)) } as ReporterAct;
		expect(await codeOf(await act(swapped))).toBe("ciphertext-mismatch");
	});

	test("an act that only handlers do is malformed", async () => {
		const closed = signedAct(PLACE, { kind: "closed", statement: { reason: "outcome" }, seed: SECRETS.messageSign, letter: null });
		expect(await codeOf(await act(closed as unknown as ReporterAct))).toBe("malformed");
	});
});

test("an opening's expiry is compared with the server's clock alone", async () => {
	const { app } = testApp(storeWith(), { now: () => "2030-01-01T00:00:00Z" as Instant });
	expect((await open(app, opening(SECRETS, NORTHBROOK.id, "2030-01-01T00:01:00Z"))).status).toBe(200);
});
