/**
 * Proof of work (ALTCHA version 2): what abuse costs, instead of an address.
 *
 * [Note: Work is priced, never refused] A finished letter is never refused for
 * where it came from. A puzzle that is missing, wrong, used or too old is refused
 * with the advice to fetch another and send the same letter again; the letter
 * itself is still on the person's screen, and nothing of it was stored.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { addDays } from "@answerable/domain/instant";
import { canonicalJson } from "@answerable/log/canonical";
import type { Hash } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import type { OrganisationId } from "@answerable/types/id";
import { CivilDate, type Instant } from "@answerable/types/time";
import { type Challenge, createChallenge, randomInt } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod/mini";
import type { Load } from "./load.ts";
import type { Refused } from "./problem.ts";
import { civilDateOf } from "./time.ts";

/**
 * A price table. `attempts` is the most derivations that a puzzle takes; the mean
 * is three quarters of it. `normal` assumes an old phone of 400,000 PBKDF2
 * iterations a second: 2,000 iterations are 5 ms, 200 attempts a second, and the
 * cap of 2,000 attempts is the ten seconds of the design. S1 is dearer and flat.
 */
type Prices = { readonly iterations: number; readonly ordinary: number; readonly cap: number; readonly urgent: number };

const PRICES: Readonly<Record<WorkTable, Prices>> = {
	normal: { iterations: 2_000, ordinary: 200, cap: 2_000, urgent: 500 },
	light: { iterations: 100, ordinary: 8, cap: 8, urgent: 8 },
};

/** `light` for demo and tests, `normal` otherwise. */
export type WorkTable = "normal" | "light";

/** Work that was done: what to remember so that it is not used twice, and until which day. */
export type DoneWork = { readonly hash: Hash; readonly expiresOn: CivilDate };

/** The puzzles of this process; any process with the same key can check them. */
export type Work = {
	readonly challenge: (organisation: OrganisationId, severity: Severity) => Promise<Challenge>;
	readonly check: (solved: string, organisation: OrganisationId, severity: Severity) => DoneWork | Refused;
};

/** What puzzles are made from. */
export type WorkOptions = { readonly key: Uint8Array; readonly table: WorkTable; readonly load: Load; readonly now: () => Instant };

const Hex = z.string().check(z.regex(/^(?:[0-9a-f]{2}){1,64}$/));
const Counter = z.int().check(z.minimum(0), z.maximum(0xffff_ffff));
const Solved = z.strictObject({
	challenge: z.strictObject({
		parameters: z.strictObject({
			algorithm: z.literal("PBKDF2/SHA-256"),
			cost: z.int(),
			data: z.strictObject({ attempts: z.int(), organisation: z.string(), until: CivilDate }),
			keyLength: z.literal(32),
			keyPrefix: Hex,
			keySignature: Hex,
			nonce: Hex,
			salt: Hex,
		}),
		signature: Hex,
	}),
	solution: z.strictObject({ counter: Counter, derivedKey: Hex, time: z.optional(z.number()) }),
});

/**
 * Makes and checks puzzles.
 *
 * [Note: Puzzles end with a day] The last day of a puzzle is signed inside its
 * `data`, not in `expiresAt`: a day tells nothing about when a letter was written
 * once its hash stands in `spent_work`, and the day is compared with the clock
 * that is handed in.
 */
export function createWork({ key, table, load, now }: WorkOptions): Work {
	const prices = PRICES[table];
	const secrets = { hmacSignatureSecret: subKey(key, "challenge"), hmacKeySignatureSecret: subKey(key, "solution") };
	return {
		challenge: (organisation, severity) => {
			const attempts = severity === "S1" ? prices.urgent : Math.min(prices.cap, prices.ordinary * 2 ** load.steps(organisation));
			const until = addDays(civilDateOf(now()), 1);
			return createChallenge({
				...secrets,
				algorithm: "PBKDF2/SHA-256",
				cost: prices.iterations,
				counter: randomInt(attempts, Math.ceil(attempts / 2)),
				data: { attempts, organisation, until },
				deriveKey,
			});
		},
		check: (solved, organisation, severity) => {
			const { success, data } = Solved.safeParse(decode(solved));
			if (!success) return { refused: "work-missing" };
			const { parameters, signature } = data.challenge;
			if (parameters.data.organisation !== organisation || !isSolved(data, secrets)) return { refused: "work-missing" };
			if (severity === "S1" && parameters.data.attempts < prices.urgent) return { refused: "work-missing" };
			if (parameters.data.until < civilDateOf(now())) return { refused: "work-spent" };
			return { hash: sha256Of(signature), expiresOn: parameters.data.until };
		},
	};
}

/**
 * [Note: A puzzle is checked here] The library that makes and solves puzzles checks them too, but through WebCrypto: four
 * jobs for other threads, which cost a raise more than reading it does. It is two HMACs (ALTCHA version 2, "Verification"): of
 * the parameters in canonical JSON, so that nobody makes a puzzle or a cheaper one, and of the key that only work finds.
 */
function isSolved({ challenge: { parameters, signature }, solution }: z.infer<typeof Solved>, secrets: Secrets): boolean {
	const isOurs = isHmac(signature, secrets.hmacSignatureSecret, canonicalJson(parameters));
	return isOurs && isHmac(parameters.keySignature, secrets.hmacKeySignatureSecret, Buffer.from(solution.derivedKey, "hex"));
}

type Secrets = { readonly hmacSignatureSecret: string; readonly hmacKeySignatureSecret: string };

function isHmac(claimed: string, secret: string, message: string | Uint8Array): boolean {
	const right = createHmac("sha256", secret).update(message).digest();
	const given = Buffer.from(claimed, "hex");
	return given.length === right.length && timingSafeEqual(given, right);
}

function decode(solved: string): unknown {
	try {
		return JSON.parse(Buffer.from(solved, "base64").toString("utf8"));
	} catch {
		return null;
	}
}

function sha256Of(text: string): Hash {
	return createHash("sha256").update(text).digest("hex") as Hash;
}

function subKey(key: Uint8Array, purpose: string): string {
	return createHmac("sha256", key).update(`answerable/v1/proof-of-work/${purpose}`).digest("hex");
}
