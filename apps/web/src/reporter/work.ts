/** Proof of work: what raising a concern costs instead of an address (ALTCHA, version 2). */
import { solveChallenge } from "altcha-lib";
import { deriveKey as derivePbkdf2 } from "altcha-lib/algorithms/web/pbkdf2";
import { deriveKey as deriveSha } from "altcha-lib/algorithms/web/sha";
import { z } from "zod/mini";
import { CheckError } from "../check-error.ts";

/** Longer than any honest challenge takes on an old phone; a server that asks for more is keeping people out. */
const LIMIT_MS = 90_000;

const Hex = z.string().check(z.regex(/^([0-9a-fA-F]{2})+$/), z.maxLength(256));
const Known = z.looseObject({
	parameters: z.looseObject({
		algorithm: z.enum(["SHA-256", "SHA-384", "SHA-512", "PBKDF2/SHA-256", "PBKDF2/SHA-384", "PBKDF2/SHA-512"]),
		nonce: Hex,
		salt: Hex,
		cost: z.int().check(z.gte(1), z.lte(10_000_000)),
		keyLength: z.int().check(z.gte(1), z.lte(64)),
		keyPrefix: z.string().check(z.regex(/^[0-9a-f]+$/), z.maxLength(128)),
	}),
	signature: z.string().check(z.maxLength(256)),
});

/** Solves a challenge as served, and encodes it as ALTCHA's own widget would. */
export async function solveWork(served: unknown, controller = new AbortController()): Promise<string> {
	const known = Known.safeParse(served);
	if (!known.success) throw new CheckError("malformed-answer", "The proof of work asked for is of no known kind.", known.error);
	// What we do not know is kept: the server's signature covers every parameter.
	const challenge = known.data;
	const deriveKey = challenge.parameters.algorithm.startsWith("SHA") ? deriveSha : derivePbkdf2;
	const solution = await solveChallenge({ challenge, deriveKey, controller, timeout: LIMIT_MS });
	if (solution === null) throw new CheckError("work-too-dear", "The proof of work asked for could not be done in time.");
	return btoa(JSON.stringify({ challenge, solution: { counter: solution.counter, derivedKey: solution.derivedKey } }));
}
