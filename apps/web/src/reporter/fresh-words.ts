/** New words for a concern, with the keys that grow from them. Nothing is sent, so they can be made long before they are needed. */
import { type Argon2id, deriveReporterKeys, newPhrase, type ReporterSecrets } from "@answerable/crypto/phrase";
import type { OrganisationId } from "@answerable/types/id";

export type FreshWords = { readonly words: readonly string[]; readonly secrets: ReporterSecrets };

/** Draws new words. `argon2id`: where the long part is done, if not here. */
export async function freshWords(organisation: OrganisationId, argon2id?: Argon2id): Promise<FreshWords> {
	const words = newPhrase({ purpose: "reporter", organisation });
	return { words, secrets: await deriveReporterKeys(words, organisation, argon2id) };
}
