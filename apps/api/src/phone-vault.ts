/** Keeping phones' secrets so that a stolen table makes no codes: sealed under a key that is a file of this process alone. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { PhoneSecret } from "@answerable/types/account";
import type { PersonId } from "@answerable/types/id";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens the secrets of phones. */
export type PhoneVault = {
	readonly seal: (person: PersonId, secret: PhoneSecret) => Uint8Array;
	/** Throws for what was changed, or sealed for somebody else, or under another key. */
	readonly open: (person: PersonId, sealed: Uint8Array) => PhoneSecret;
};

/**
 * A vault under a 32-byte key. The bytes are a version, a nonce, AES-256-GCM (NIST SP 800-38D) of the base32 text, and its tag;
 * the person is authenticated with it, so that nobody's phone can be put in another's row.
 */
export function openPhoneVault(key: Uint8Array): PhoneVault {
	return {
		seal: (person, secret) => {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(contextOf(person));
			return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
		},
		open: (person, sealed) => {
			const bytes = Buffer.from(sealed);
			if (bytes[0] !== VERSION) throw new Error("A phone's secret is sealed in no version that this process knows.");
			const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
			const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES })
				.setAAD(contextOf(person))
				.setAuthTag(bytes.subarray(-TAG_BYTES));
			const text = Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
			return PhoneSecret.parse(text.toString("utf8"));
		},
	};
}

function contextOf(person: PersonId): Buffer {
	return Buffer.from(`answerable/v1/phone\n${person}`);
}
