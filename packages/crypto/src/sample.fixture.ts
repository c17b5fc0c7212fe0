/** One case, the same in every test, vector and example. */
import type { Hash } from "@answerable/types/bytes";
import type { LoginName } from "@answerable/types/desk";
import type { CaseTag, OrganisationId, TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, toHex, u32, utf8 } from "./bytes.ts";
import type { Random } from "./random.ts";

export const ORGANISATION = "6f1c0f0a-3b52-4c7e-9d11-5a0b7c2e4d10" as OrganisationId;
export const OTHER_ORGANISATION = "6f1c0f0a-3b52-4c7e-9d11-5a0b7c2e4d11" as OrganisationId;
export const CASE_TAG = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00" as CaseTag;
export const OTHER_CASE_TAG = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee01" as CaseTag;
export const GUARDIAN = "0b9d6a5e-7f3c-4e21-8a44-1d2c3b4a5f60" as TenureId;
export const CHAIR = "1c8e7b6f-804d-4f32-9b55-2e3d4c5b6a71" as TenureId;
export const LOGIN_NAME = "amina.guardian" as LoginName;
export const NOT_BEFORE = "2026-04-20T16:00:00Z" as Instant;

/** A stand-in for the hash of a statement, a policy or a calendar. */
export function sampleHash(name: string): Hash {
	return toHex(sha256(utf8(name))) as Hash;
}

/**
 * The chance of the golden vectors: SHA-256("answerable vectors\n" ‖ label ‖ u32 counter),
 * counter from 0, block after block, taken in the order in which it is asked for.
 */
export function vectorRandom(label: string): Random {
	let counter = 0;
	let pool: Uint8Array = new Uint8Array();
	return (count) => {
		while (pool.length < count) {
			pool = concat(pool, sha256(concat(utf8(`answerable vectors\n${label}`), u32(counter))));
			counter += 1;
		}
		const taken = pool.slice(0, count);
		pool = pool.slice(count);
		return taken;
	};
}
