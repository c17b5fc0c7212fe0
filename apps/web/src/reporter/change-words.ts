/** Changing words: new ones are made here and shown before anything is sent, so that nobody is left without any that open the mailbox. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { sealChangedWords } from "@answerable/crypto/changed-words";
import type { Argon2id, ReporterSecrets } from "@answerable/crypto/phrase";
import { reporterKeys } from "@answerable/crypto/reporter-keys";
import { sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { rekeyBytes } from "@answerable/log/rekey";
import type { ReporterAct } from "@answerable/types/intake";
import type { RekeyStatement } from "@answerable/types/statement";
import { CheckError } from "../check-error.ts";
import { ProblemError } from "../problem-error.ts";
import { freshWords } from "./fresh-words.ts";
import { type OpenMailbox, openWith } from "./mailbox.ts";
import { type Connected, send, signed } from "./mailbox-act.ts";

/** New words, which open nothing until they are sent. */
export type NewWords = {
	readonly words: readonly string[];
	/**
	 * From here on the mailbox opens with the new words alone, and is handed back opened with them. May be called again: an answer
	 * that got lost is found out by opening the mailbox.
	 */
	readonly use: () => Promise<OpenMailbox>;
};

/** Makes new words for a mailbox that is open. Takes as long as opening one. */
export async function newWords(connected: Connected, open: OpenMailbox, argon2id?: Argon2id): Promise<NewWords> {
	const { organisation, secrets } = open;
	const { words, secrets: derived } = await freshWords(organisation.id, argon2id);
	const own: ReporterSecrets = { ...derived, caseTag: secrets.caseTag, logSalt: secrets.logSalt };
	const act = rekeyAct(open, own);
	return { words, use: () => use(connected, open, { act, derived }) };
}

/** The act is signed by the old words, and the new ones prove that they agree (log FORMAT.md, "Changing words"). */
function rekeyAct(open: OpenMailbox, own: ReporterSecrets): ReporterAct {
	const { organisation, keys, secrets } = open;
	const { concern, private: secret } = keys;
	if (concern === undefined || secret === undefined)
		throw new CheckError("no-key", "The keys of this case could not be opened, so they cannot be passed on to new words.");
	const place = { organisation: organisation.id, caseTag: secrets.caseTag };
	const wrap = sealChangedWords({ logSalt: secrets.logSalt, keys: { concern, private: secret } }, place, own.kem.publicKey);
	const known = reporterKeys(own);
	const rekeying = { messageSign: signingKeyFromSeed(own.messageSign), reporterKeys: canonicalHash(known), wrap: sha256Hash(wrap) };
	const statement: RekeyStatement = { ...rekeying, proof: sign(own.messageSign, rekeyBytes({ ...place, ...rekeying })) };
	const act = signed(open, { kind: "rekeyed", statement, ciphertext: null });
	return { kind: "rekeyed", statement, act, ciphertext: null, reporterKeys: known, wrap: toBase64Url(wrap) };
}

type Using = { readonly act: ReporterAct; readonly derived: ReporterSecrets };

async function use(connected: Connected, open: OpenMailbox, { act, derived }: Using): Promise<OpenMailbox> {
	try {
		await send(connected, open, act);
	} catch (error) {
		// The old words open nothing any more: the change was kept, and its answer got lost.
		if (!(error instanceof ProblemError && error.code === "not-found")) throw error;
	}
	return openWith(connected.http, connected.deployment, derived);
}
