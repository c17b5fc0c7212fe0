import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey as pbkdf2 } from "altcha-lib/algorithms/web/pbkdf2";
import { deriveKey as sha } from "altcha-lib/algorithms/web/sha";
import { expect, test } from "vitest";
import { solveWork } from "./work.ts";

const secret = "a secret of the server's";

test.each([
	["SHA-256", sha],
	["PBKDF2/SHA-256", pbkdf2],
] as const)("a %s challenge is solved so that the server accepts it", async (algorithm, deriveKey) => {
	const challenge = await createChallenge({
		algorithm,
		cost: 20,
		keyPrefix: "0",
		deriveKey,
		hmacSignatureSecret: secret,
		data: { severity: "S1" },
	});
	const payload = JSON.parse(atob(await solveWork(JSON.parse(JSON.stringify(challenge)))));
	expect(await verifySolution({ ...payload, deriveKey, hmacSignatureSecret: secret })).toMatchObject({ verified: true });
});

test("a challenge of an unknown kind is refused before any work is done", async () => {
	await expect(solveWork({ parameters: { algorithm: "ROT13" } })).rejects.toMatchObject({ code: "malformed-answer" });
	await expect(solveWork(null)).rejects.toMatchObject({ code: "malformed-answer" });
});

test("work can be given up", async () => {
	const challenge = await createChallenge({
		algorithm: "SHA-256",
		cost: 1,
		keyPrefix: "0".repeat(64),
		deriveKey: sha,
		hmacSignatureSecret: secret,
	});
	const controller = new AbortController();
	controller.abort();
	await expect(solveWork(challenge, controller)).rejects.toMatchObject({ code: "work-too-dear" });
});
