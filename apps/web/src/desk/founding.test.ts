/** What a first root's device believes of a founding: what its own key opens, and what the other two have read out. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { type NewTenure, newTenure } from "@answerable/crypto/handler-keys";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { newSigningSeed, sign, verify } from "@answerable/crypto/signing";
import { firstRoots } from "@answerable/log/founding";
import { keyBytes, keyHash, rootHash } from "@answerable/log/key-statement";
import type { FoundingDesk } from "@answerable/types/founding";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Countersignature } from "@answerable/types/key";
import { ROOT_ROLES } from "@answerable/types/role";
import { expect, test } from "vitest";
import type { CheckCode } from "../check-error.ts";
import { readFounding, signFounding } from "./founding.ts";
import type { DeskSession } from "./sign-in.ts";

const ORGANISATION = crypto.randomUUID() as OrganisationId;
const WRAP = newSigningSeed();

function keyFor(role: (typeof ROOT_ROLES)[number], wrap = newSigningSeed()): NewTenure {
	const [person, tenure] = [crypto.randomUUID() as PersonId, crypto.randomUUID() as TenureId];
	return newTenure({ organisation: ORGANISATION, person, tenure, role }, wrap);
}

/** Three keys; the guardian's words open the first. */
const KEYS = [keyFor("guardian", WRAP), keyFor("ned_lead"), keyFor("board_secretary")] as const;
const [GUARDIAN] = KEYS;
const FINGERPRINT = rootHash(firstRoots(KEYS.map(({ statement }) => statement)));

function shown(keys: readonly (NewTenure | null)[] = KEYS, mine: NewTenure | null = GUARDIAN): FoundingDesk {
	const posts = keys.map((key, place) => ({
		role: key?.statement.role ?? ROOT_ROLES[place] ?? "guardian",
		person: key?.statement.person ?? null,
		key:
			key === null
				? null
				: {
						hash: keyHash(key.statement),
						proposal: { kind: "key" as const, statement: key.statement, seal: encodeSealingKey(key.seal) },
						ownSignature: sign(key.keys.sign, keyBytes(key.statement)),
						signedBy: [],
					},
	}));
	return {
		organisation: { id: ORGANISATION, slug: "riverside", name: "Riverside" },
		...{ kind: "provider", odsCode: null, nation: "england", policy: "default-england@1" as never, zone: "Europe/London", directory: [] },
		posts,
		mine: mine === null ? null : { statement: mine.statement, key: keyHash(mine.statement), sealedKeys: toBase64Url(mine.sealedKeys) },
	};
}

/** The guardian's session with a server that shows this, and what was sent to it. */
function sessionWith(desk: FoundingDesk) {
	const sent: { readonly path: string; readonly signature: Countersignature }[] = [];
	const http = {
		getJson: async () => desk,
		postJson: async (path: string, signature: Countersignature) => void sent.push({ path, signature }),
	};
	const session = { http, person: GUARDIAN.statement.person, wrap: WRAP } as unknown as DeskSession;
	return { session, sent };
}

const refused = (code: CheckCode) => expect.objectContaining({ name: "CheckError", code });

test("the fingerprint is made of the three keys, and there is none before all were offered", async () => {
	expect((await readFounding(sessionWith(shown()).session, ORGANISATION)).fingerprint).toBe(FINGERPRINT);
	const two = await readFounding(sessionWith(shown([KEYS[0], KEYS[1], null])).session, ORGANISATION);
	expect([two.fingerprint, two.own?.statement]).toEqual([null, GUARDIAN.statement]);
	await expect(signFounding(sessionWith(shown()).session, two, FINGERPRINT)).rejects.toEqual(refused("no-key"));
});

test("signs the keys of both others, and no other text, once the others have read out the same", async () => {
	const { session, sent } = sessionWith(shown());
	const founding = await readFounding(session, ORGANISATION);
	await signFounding(session, founding, ` ${FINGERPRINT.toUpperCase().replaceAll(/(.{4})/g, "$1 ")}`);
	const others = KEYS.slice(1).map(({ statement }) => statement);
	expect(sent.map(({ path }) => path)).toEqual(others.map((other) => `/api/desk/proposals/${keyHash(other)}/countersignatures`));
	for (const [at, { signature }] of sent.entries()) {
		const other = others[at];
		expect(signature.root).toBe(GUARDIAN.statement.sign);
		expect(other !== undefined && verify(signature.root, keyBytes(other), signature.signature)).toBe(true);
	}
});

test("what has my signature is not signed again", async () => {
	const desk = shown();
	const signed = {
		...desk,
		posts: desk.posts.map(({ key, ...post }) => ({ ...post, key: key && { ...key, signedBy: [GUARDIAN.statement.sign] } })),
	};
	const { session, sent } = sessionWith(signed);
	await signFounding(session, await readFounding(session, ORGANISATION), FINGERPRINT);
	expect(sent).toEqual([]);
});

test("a key in another's place has another fingerprint than the one who made the true one reads out: nothing is signed", async () => {
	const { session, sent } = sessionWith(shown([KEYS[0], keyFor("ned_lead"), KEYS[2]]));
	const founding = await readFounding(session, ORGANISATION);
	await expect(signFounding(session, founding, FINGERPRINT)).rejects.toEqual(refused("roots-not-pinned"));
	expect(sent).toEqual([]);
});

test("a key whose other parts its maker did not sign is refused, though its fingerprint is the one that they read out", async () => {
	const { statement } = KEYS[1];
	const resealed = { ...KEYS[1], statement: { ...statement, seal: keyFor("ned_lead").statement.seal } };
	const desk = shown([KEYS[0], resealed, KEYS[2]]);
	const borrowed = sign(KEYS[1].keys.sign, keyBytes(statement));
	const posts = desk.posts.map((post) =>
		post.role === "ned_lead" ? { ...post, key: post.key && { ...post.key, ownSignature: borrowed } } : post,
	);
	expect(rootHash(firstRoots([GUARDIAN.statement, resealed.statement, KEYS[2].statement]))).toBe(FINGERPRINT);
	await expect(readFounding(sessionWith({ ...desk, posts }).session, ORGANISATION)).rejects.toEqual(refused("wrong-answer"));
});

test("my own key is the one that my words open: another in its place, or none, or a post that is not mine, is refused", async () => {
	const evil = newTenure({ ...GUARDIAN.statement, tenure: crypto.randomUUID() as TenureId }, newSigningSeed());
	const cases: readonly FoundingDesk[] = [
		shown([evil, KEYS[1], KEYS[2]], evil),
		shown([evil, KEYS[1], KEYS[2]]),
		shown([null, KEYS[1], KEYS[2]]),
		shown([KEYS[0], KEYS[1], KEYS[2]], null),
		shown([keyFor("guardian"), KEYS[1], KEYS[2]]),
	];
	for (const desk of cases)
		await expect(readFounding(sessionWith(desk).session, ORGANISATION)).rejects.toEqual(refused("wrong-tenure-key"));
});

test("what does not hold together is refused: another organisation, another order, a key under another name, one key twice", async () => {
	const desk = shown();
	const renamed = desk.posts.map((post) => ({ ...post, key: post.key && { ...post.key, hash: keyHash(GUARDIAN.statement) } }));
	const twice = newTenure({ ...KEYS[1].statement, person: GUARDIAN.statement.person }, newSigningSeed());
	const elsewhere = { ...desk, organisation: { ...desk.organisation, id: crypto.randomUUID() as OrganisationId } };
	for (const wrong of [
		elsewhere,
		{ ...desk, posts: [...desk.posts].reverse() },
		{ ...desk, posts: renamed },
		shown([KEYS[0], twice, KEYS[2]]),
	])
		await expect(readFounding(sessionWith(wrong).session, ORGANISATION)).rejects.toEqual(refused("wrong-answer"));
});
