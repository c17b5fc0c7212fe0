/** The keys of a case for the words in hand, whether they are the first or were changed; and the proof that they are the reporter's own. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import { openChangedWords } from "@answerable/crypto/changed-words";
import type { CompartmentKeys } from "@answerable/crypto/compartment";
import { SealError } from "@answerable/crypto/errors";
import type { ReporterSecrets } from "@answerable/crypto/phrase";
import { reporterKeys } from "@answerable/crypto/reporter-keys";
import { signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { openWrap, reporterWrapContext } from "@answerable/crypto/wrap";
import { REPORTER_RUNG } from "@answerable/crypto/wrap-header";
import { decodeWraps } from "@answerable/crypto/wrap-list";
import { actBytes } from "@answerable/log/act";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { isProved } from "@answerable/log/rekey";
import type { SigningKey } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import type { Mailbox, WaitingAct } from "@answerable/types/intake";
import type { RaiseStatement, RekeyStatement } from "@answerable/types/statement";
import type { ReadCase } from "../case-reading.ts";
import { CheckError } from "../check-error.ts";

/** What the words in hand open. `secrets` carry the case's own tag and salt. */
export type OwnKeys = { readonly secrets: ReporterSecrets; readonly keys: CompartmentKeys | null };

type RekeyAct = Extract<WaitingAct, { kind: "rekeyed" }>;

/**
 * The case's keys: from the raise's own wrap for the first words, from what was sealed to them for changed ones. A mailbox of
 * another case is not shown at all: nothing in it was meant for whoever holds these words.
 */
export function ownKeys(mailbox: Mailbox, organisation: OrganisationId, words: ReporterSecrets): OwnKeys {
	const isOne = mailbox.events.every((event) => event.caseTag === mailbox.caseTag && event.organisation === organisation);
	if (!isOne) throw otherCase();
	if (mailbox.rekeyed !== null) return changedKeys(mailbox, organisation, words, mailbox.rekeyed);
	if (mailbox.caseTag !== words.caseTag) throw otherCase();
	return { secrets: words, keys: firstKeys(mailbox, organisation, words) };
}

/** Whether the words in hand are the case's own: those of the raise, or those that they were changed to, change by change. */
export function isOwn(raised: RaiseStatement, mailbox: Mailbox, read: ReadCase, secrets: ReporterSecrets): boolean {
	const change = lastChange(mailbox, read);
	const wrap = mailbox.rekeyed === null ? null : sha256Hash(fromBase64Url(mailbox.rekeyed));
	const { messageSign, reporterKeys: known } = change ?? raised;
	const isKnown = messageSign === signingKeyFromSeed(secrets.messageSign) && known === canonicalHash(reporterKeys(secrets));
	return isKnown && wrap === (change?.wrap ?? null);
}

/** The change that counts: of those that wait for their slot the last that the key before it signed, or the last that happened. */
function lastChange({ waiting, caseTag }: Mailbox, read: ReadCase): RekeyStatement | null {
	let last = read.trusted.reduce<RekeyStatement | null>(
		(before, { happening }) => (happening.kind === "rekeyed" ? happening.statement : before),
		null,
	);
	let signer = read.state?.messageSign;
	for (const { act, refused } of waiting) {
		if (act.kind !== "rekeyed" || refused !== null || signer === undefined) continue;
		if (!isSigned(act, { signer, caseTag, read })) continue;
		last = act.statement;
		signer = act.statement.messageSign;
	}
	return last;
}

type Signing = { readonly signer: SigningKey; readonly caseTag: Mailbox["caseTag"]; readonly read: ReadCase };

function isSigned({ statement, act }: RekeyAct, { signer, caseTag, read }: Signing): boolean {
	const organisation = read.trusted[0]?.organisation;
	if (organisation === undefined) return false;
	const parts = { organisation, caseTag, seen: act.seen, kind: "rekeyed" as const, statement, ciphertext: null, policy: read.policy };
	return verify(signer, actBytes(parts), act.signature) && isProved({ organisation, caseTag }, statement, verify);
}

function firstKeys(mailbox: Mailbox, organisation: OrganisationId, { kem, caseTag }: ReporterSecrets): CompartmentKeys | null {
	const context = reporterWrapContext({ organisation, caseTag }, kem.publicKey);
	return orNull(() => {
		const own = decodeWraps(fromBase64Url(mailbox.wraps)).find(({ rung }) => rung === REPORTER_RUNG);
		return own === undefined ? null : openWrap(own.body, kem.secretKey, context);
	});
}

function changedKeys({ caseTag }: Mailbox, organisation: OrganisationId, words: ReporterSecrets, sealed: string): OwnKeys {
	const kept = orNull(() => openChangedWords(fromBase64Url(sealed), words.kem.secretKey, { organisation, caseTag }));
	if (kept === null) throw otherCase();
	return { secrets: { ...words, caseTag, logSalt: kept.logSalt }, keys: kept.keys };
}

function orNull<T>(open: () => T): T | null {
	try {
		return open();
	} catch (error) {
		if (error instanceof SealError) return null;
		throw error;
	}
}

function otherCase(): CheckError {
	return new CheckError("other-case", "The server shows another case than the words' own.");
}
