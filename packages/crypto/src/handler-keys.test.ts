import type { OrganisationId, PersonId } from "@answerable/types/id";
import { expect, test } from "vitest";
import { newTenure, newTenureKeys, openTenureKeys, sealTenureKeys } from "./handler-keys.ts";
import { kemKeyPair } from "./kem-box.ts";
import { randomBytes } from "./random.ts";
import { flipped, refusalOf } from "./refusal.fixture.ts";
import { CHAIR, GUARDIAN } from "./sample.fixture.ts";
import { sealingKeyHash } from "./sealing-key.ts";
import { signingKeyFromSeed } from "./signing.ts";

const WRAP = randomBytes(32);

test("a tenure's keys come back under the same phrase, for the same tenure, and otherwise not at all", () => {
	const keys = newTenureKeys();
	const sealed = sealTenureKeys(keys, WRAP, GUARDIAN);
	expect(openTenureKeys(sealed, WRAP, GUARDIAN)).toEqual(keys);
	expect(refusalOf(() => openTenureKeys(sealed, randomBytes(32), GUARDIAN))).toBe("cannot-open");
	expect(refusalOf(() => openTenureKeys(sealed, WRAP, CHAIR))).toBe("cannot-open");
});

test("a new tenure's statement names its keys, which come back under the phrase", () => {
	const organisation = "11111111-1111-4111-8111-111111111111" as OrganisationId;
	const person = "22222222-2222-4222-8222-222222222222" as PersonId;
	const { statement, seal, keys, sealedKeys } = newTenure({ organisation, person, tenure: GUARDIAN, role: "guardian" }, WRAP);
	expect(openTenureKeys(sealedKeys, WRAP, GUARDIAN)).toEqual(keys);
	expect(kemKeyPair(keys.seal).publicKey).toEqual(seal);
	const names = { seal: sealingKeyHash(seal), sign: signingKeyFromSeed(keys.sign) };
	expect(statement).toEqual({ version: 1, organisation, person, tenure: GUARDIAN, role: "guardian", ...names });
});

test("a tenure's keys are refused with any byte changed", () => {
	const sealed = sealTenureKeys(newTenureKeys(), WRAP, GUARDIAN);
	const refusals = Array.from(sealed, (_, index) => refusalOf(() => openTenureKeys(flipped(sealed, index), WRAP, GUARDIAN)));
	expect(refusals.slice(0, 2)).toEqual(["malformed", "unknown-version"]);
	expect(new Set(refusals.slice(2))).toEqual(new Set(["cannot-open"]));
	expect(refusalOf(() => openTenureKeys(sealed.slice(1), WRAP, GUARDIAN))).toBe("malformed");
});

test("keys of the wrong length are a bug, not something to seal", () => {
	expect(() => sealTenureKeys({ sign: new Uint8Array(31), seal: new Uint8Array(32) }, WRAP, GUARDIAN)).toThrow(/32 bytes/);
});
