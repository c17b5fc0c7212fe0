/** Making the keys of staff: a person's unlock phrase, a tenure's keys under it, and the signatures that let others trust them. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { type Appointment, newTenure } from "@answerable/crypto/handler-keys";
import { deriveHandlerKeys, type HandlerSecrets, newPhrase } from "@answerable/crypto/phrase";
import { encodeSealingKey } from "@answerable/crypto/sealing-key";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { keyBytes, keyHash } from "@answerable/log/key-statement";
import type { Base64Url, Bytes32, Hash, SealingKey } from "@answerable/types/bytes";
import type { LoginName } from "@answerable/types/desk";
import type { OrganisationId } from "@answerable/types/id";
import type { Countersignature, KeyStatement, RootStatement } from "@answerable/types/key";

/** A person's way in. Words and secrets never leave the page; `login` is what the server learns, and keeps the SHA-256 of. */
export type StaffPhrase = {
	readonly loginName: LoginName;
	readonly words: readonly string[];
	readonly login: Bytes32;
	readonly secrets: HandlerSecrets;
};

/** What a directory keeps of a tenure: everything but its countersignatures. */
export type NewTenure = {
	readonly statement: KeyStatement;
	/** SHA-256 of the statement: the key's name. */
	readonly key: Hash;
	readonly seal: SealingKey;
	/** Both private keys, under the `wrap` sub-key of the phrase. */
	readonly sealedKeys: Base64Url;
};

/** An organisation's three roots, and the seeds that sign for them. */
export type NewRoots = { readonly statement: RootStatement; readonly seeds: readonly [Uint8Array, Uint8Array, Uint8Array] };

/** Makes a new unlock phrase for a login name. */
export async function newStaffPhrase(loginName: LoginName): Promise<StaffPhrase> {
	return staffPhrase(loginName, newPhrase({ purpose: "handler", loginName }));
}

/** The way in of a person whose words are known. */
export async function staffPhrase(loginName: LoginName, words: readonly string[]): Promise<StaffPhrase> {
	const secrets = await deriveHandlerKeys(words, loginName);
	return { loginName, words, login: secrets.login, secrets };
}

/** Makes the keys of a tenure and seals them under a person's phrase. */
export function makeTenure({ secrets }: StaffPhrase, appointment: Appointment): NewTenure {
	const { statement, seal, sealedKeys } = newTenure(appointment, secrets.wrap);
	return { statement, key: keyHash(statement), seal: encodeSealingKey(seal), sealedKeys: toBase64Url(sealedKeys) };
}

/** Makes the three roots of an organisation (guardian, non-exec lead, board secretary). */
export function makeRoots(organisation: OrganisationId): NewRoots {
	const seeds = [newSigningSeed(), newSigningSeed(), newSigningSeed()] as const;
	return { statement: { version: 1, organisation, roots: seeds.map(signingKeyFromSeed) }, seeds };
}

/** A root's signature over a key statement; two different roots must give theirs. */
export function countersign(statement: KeyStatement, rootSeed: Uint8Array): Countersignature {
	return { root: signingKeyFromSeed(rootSeed), signature: sign(rootSeed, keyBytes(statement)) };
}
