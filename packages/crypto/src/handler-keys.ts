/** The keys of a tenure, and keeping them under the handler's unlock phrase (FORMAT.md, "Tenure keys"). */
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import type { Role } from "@answerable/types/role";
import { ByteReader, concat } from "./bytes.ts";
import { contextBytes, uuid } from "./context.ts";
import { SealError } from "./errors.ts";
import { kemKeyPair } from "./kem-box.ts";
import { checkStart, SUITE } from "./letter-header.ts";
import { type Random, randomBytes } from "./random.ts";
import { sealingKeyHash } from "./sealing-key.ts";
import { signingKeyFromSeed } from "./signing.ts";
import { aeadOpen, aeadSeal, keyedBlake2b, NONCE_BYTES } from "./sodium.ts";

const MAGIC = 0xa5;
const SEALED_BYTES = 2 + NONCE_BYTES + 64 + 16;

/** Private keys of a tenure. They are made for it and never handed on. */
export type TenureKeys = {
	/** Ed25519 seed. */
	readonly sign: Uint8Array;
	/** X-Wing secret key. */
	readonly seal: Uint8Array;
};

/** Who holds which role, where. */
export type Appointment = {
	readonly organisation: OrganisationId;
	readonly person: PersonId;
	readonly tenure: TenureId;
	readonly role: Role;
};

/** A tenure with new keys: what roots countersign, the public key that letters are sealed to, and both private keys, open and sealed. */
export type NewTenure = {
	readonly statement: KeyStatement;
	readonly seal: Uint8Array;
	readonly keys: TenureKeys;
	readonly sealedKeys: Uint8Array;
};

/** Makes a tenure, with keys that were never anybody's before, sealed under its holder's `wrap` sub-key. */
export function newTenure(appointment: Appointment, wrapSubKey: Uint8Array, random: Random = randomBytes): NewTenure {
	const { organisation, person, tenure, role } = appointment;
	const keys = newTenureKeys(random);
	const { publicKey } = kemKeyPair(keys.seal);
	const [seal, sign] = [sealingKeyHash(publicKey), signingKeyFromSeed(keys.sign)];
	const statement: KeyStatement = { version: 1, organisation, person, tenure, role, seal, sign };
	return { statement, seal: publicKey, keys, sealedKeys: sealTenureKeys(keys, wrapSubKey, tenure, random) };
}

/** New keys for a tenure. */
export function newTenureKeys(random: Random = randomBytes): TenureKeys {
	return { sign: random(32), seal: random(32) };
}

/** Seals a tenure's keys under the `wrap` sub-key, for the server to keep. */
export function sealTenureKeys(keys: TenureKeys, wrapSubKey: Uint8Array, tenure: TenureId, random: Random = randomBytes): Uint8Array {
	if (keys.sign.length !== 32 || keys.seal.length !== 32) {
		throw new Error("A tenure key is not 32 bytes");
	}
	const nonce = random(NONCE_BYTES);
	const key = tenureKey(wrapSubKey, tenure);
	const bound = Uint8Array.of(MAGIC, SUITE);
	return concat(bound, nonce, aeadSeal(concat(keys.sign, keys.seal), { key, nonce, bound }));
}

/** Opens a tenure's keys. That they belong to its key statement is for the caller to check. */
export function openTenureKeys(sealed: Uint8Array, wrapSubKey: Uint8Array, tenure: TenureId): TenureKeys {
	if (sealed.length !== SEALED_BYTES) {
		throw new SealError("malformed", "Not the length of sealed tenure keys.");
	}
	const reader = new ByteReader(sealed);
	checkStart(reader, MAGIC);
	const nonce = reader.take(NONCE_BYTES);
	const opened = new ByteReader(aeadOpen(reader.rest(), { key: tenureKey(wrapSubKey, tenure), nonce, bound: Uint8Array.of(MAGIC, SUITE) }));
	return { sign: opened.take(32), seal: opened.take(32) };
}

function tenureKey(wrapSubKey: Uint8Array, tenure: TenureId): Uint8Array {
	return keyedBlake2b(wrapSubKey, contextBytes("tenure-keys", [["tenure", uuid(tenure)]]));
}
