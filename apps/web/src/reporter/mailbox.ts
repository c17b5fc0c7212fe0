/** Coming back with seven words: opening the mailbox, checking everything in it, and reading what happened. */
import { fromBase64Url, toHex } from "@answerable/crypto/bytes";
import type { CompartmentKeys } from "@answerable/crypto/compartment";
import { letterHeader } from "@answerable/crypto/letter-header";
import { signOpening } from "@answerable/crypto/mailbox";
import { type Argon2id, checkPhrase, deriveReporterKeys, type PhraseCheck, type ReporterSecrets } from "@answerable/crypto/phrase";
import { randomBytes } from "@answerable/crypto/random";
import type { CaseState } from "@answerable/domain/case";
import { epochSeconds, instantOf } from "@answerable/log/epoch";
import { ProofError } from "@answerable/log/proof-error";
import type { Bytes32 } from "@answerable/types/bytes";
import { Mailbox, type MailboxOpening, type OrganisationCard } from "@answerable/types/intake";
import { type Finding, type ReadCase, readCase } from "../case-reading.ts";
import { CheckError } from "../check-error.ts";
import type { Http } from "../http.ts";
import { type Content, openContent, type Unread } from "../letter.ts";
import type { WholeLog } from "../log-reader.ts";
import { ProblemError } from "../problem-error.ts";
import { stateAhead } from "./ahead.ts";
import type { CheckedDeployment } from "./intake.ts";
import { checkMailbox, type LeafPlace, placesInLog } from "./mailbox-check.ts";
import { ownKeys } from "./own-keys.ts";
import { type Trace, traceOf } from "./trace.ts";
import { wordsIn } from "./typed-words.ts";

/** Something that the reporter did and that staff cannot see yet, or never will: `refused` tells why. */
export type Waiting = Pick<Mailbox["waiting"][number], "act" | "visibleAt" | "refused"> & { readonly says: Content | Unread | null };

/** A mailbox, opened and checked. Whatever is wrong with what was served is in `case.findings` and `findings`. */
export type OpenMailbox = {
	readonly organisation: OrganisationCard;
	readonly mailbox: Mailbox;
	readonly case: ReadCase;
	/** Where the case will stand once what waits has come to its slot; null if where it stands cannot be told. */
	readonly ahead: CaseState | null;
	readonly waiting: readonly Waiting[];
	/** The log that everything was checked against; null if it could not be had or believed. */
	readonly log: WholeLog | null;
	/** Where each event's leaf stands in the log: one an event, same order. */
	readonly leaves: readonly LeafPlace[];
	readonly findings: readonly Finding[];
	readonly secrets: ReporterSecrets;
	readonly keys: CompartmentKeys;
};

/** What came of seven words. `not-found`: they are right in themselves, and the server says that it has no such concern. */
export type Opening =
	| { readonly outcome: "opened"; readonly mailbox: OpenMailbox }
	| { readonly outcome: "typo"; readonly what: Exclude<PhraseCheck, "ok"> }
	| { readonly outcome: "not-found"; readonly trace: Trace };

/** Openings are good for two minutes at most, and once. */
const OPENING_SECONDS = 90;
const OPENING_TRIES = 3;

/** Who hears how far it is, and where the long part is done, if not here. */
export type Unlocking = {
	readonly onProgress?: ((step: "unlocking" | "fetching") => void) | undefined;
	readonly argon2id?: Argon2id | undefined;
};

/**
 * Opens a mailbox with what somebody typed.
 *
 * [Note: Buried or mistyped] The check word tells a slip of the pen apart from a concern that is gone, before any server is
 * asked: whoever gets `not-found` typed the words of their slip, and the slip's promise proves that the concern was there.
 */
export async function openMailbox(
	http: Http,
	deployment: CheckedDeployment,
	typed: string,
	{ onProgress = () => undefined, argon2id }: Unlocking = {},
): Promise<Opening> {
	const words = wordsIn(typed);
	const check = checkPhrase(words, { purpose: "reporter", organisation: deployment.organisation.id });
	if (check !== "ok") return { outcome: "typo", what: check };
	onProgress("unlocking");
	const secrets = await deriveReporterKeys(words, deployment.organisation.id, argon2id);
	onProgress("fetching");
	try {
		return { outcome: "opened", mailbox: await openWith(http, deployment, secrets) };
	} catch (error) {
		if (error instanceof ProblemError && error.code === "not-found")
			return { outcome: "not-found", trace: traceOf(secrets.caseTag, await readLog(deployment)) };
		throw error;
	}
}

/** Fetches a mailbox again, to see what happened since. */
export async function refreshMailbox(http: Http, deployment: CheckedDeployment, open: OpenMailbox): Promise<OpenMailbox> {
	return openWith(http, deployment, open.secrets);
}

/**
 * Opens a mailbox with what words gave.
 *
 * [Note: The log first] The log is read before the mailbox: whatever it holds of the case by then the mailbox must show. Read
 * the other way round, an event that came in between would look as if it were being hidden.
 */
export async function openWith(http: Http, deployment: CheckedDeployment, words: ReporterSecrets): Promise<OpenMailbox> {
	const asOf = deployment.serverNow();
	const log = await readLog(deployment);
	const mailbox = await sendOpening(http, { deployment, secrets: words }, (opening) => http.postOnce("/api/mailbox", opening, Mailbox));
	const { secrets, keys } = ownKeys(mailbox, deployment.organisation.id, words);
	const read = readCase(mailbox, () => keys ?? {});
	const leaves = placesInLog(mailbox, log?.entries ?? []);
	const { promiseKey } = deployment;
	const entries = log?.entries ?? null;
	const found = checkMailbox({ mailbox, read, leaves, entries, promiseKey, asOf, secrets, hasKeys: keys !== null });
	// [Note: A mailbox behind a false poster] What was signed when it was raised holds whatever a poster says, so it is shown, with the doubt.
	const findings: readonly Finding[] = deployment.hasPinnedRoots ? found : [{ sequence: null, code: "other-roots" }, ...found];
	const waiting = mailbox.waiting.map((act) => readWaiting(act, { deployment, keys: keys ?? {}, secrets }));
	const ahead = stateAhead(read, mailbox.waiting);
	return { organisation: deployment.organisation, mailbox, case: read, ahead, waiting, log, leaves, findings, secrets, keys: keys ?? {} };
}

/** The whole log, or null if it cannot be had or believed: that is a finding, and no reason to keep a letter from its reader. */
export async function readLog({ log }: Pick<CheckedDeployment, "log">): Promise<WholeLog | null> {
	try {
		return await log.entries();
	} catch (error) {
		if (error instanceof CheckError || error instanceof ProofError || error instanceof ProblemError) return null;
		throw error;
	}
}

/** Signs an opening and sends it with what it opens the way for; signs a fresh one if the answer got lost. */
export async function sendOpening<T>(
	http: Http,
	{ deployment, secrets }: { deployment: CheckedDeployment; secrets: ReporterSecrets },
	send: (opening: MailboxOpening) => Promise<T>,
): Promise<T> {
	for (let left = OPENING_TRIES - 1; ; left -= 1) {
		const fields = {
			origin: http.origin,
			organisation: deployment.organisation.id,
			tag: secrets.mailboxTag,
			nonce: toHex(randomBytes(32)) as Bytes32,
			expires: instantOf(epochSeconds(deployment.serverNow()) + OPENING_SECONDS),
		};
		try {
			return await send(signOpening(fields, secrets.mailboxAuth));
		} catch (error) {
			if (left === 0 || !(error instanceof CheckError && error.code === "unreachable")) throw error;
		}
	}
}

type WaitingRead = { readonly deployment: CheckedDeployment; readonly keys: CompartmentKeys; readonly secrets: ReporterSecrets };

/** A waiting letter has no event yet; its own header says where it will stand, and its seal proves that it was made for there. */
function readWaiting({ act, visibleAt, refused, letter }: Mailbox["waiting"][number], { deployment, keys, secrets }: WaitingRead): Waiting {
	const told = { act, visibleAt, refused };
	if (letter === null) return { ...told, says: null };
	const bytes = fromBase64Url(letter);
	const { compartment, purpose, sequence } = letterHeader(bytes);
	const key = keys[compartment];
	if (key === undefined) return { ...told, says: "not-for-me" };
	const place = { organisation: deployment.organisation.id, caseTag: secrets.caseTag, sender: "reporter" as const };
	const kind = purpose === "feedback" ? "feedback" : "letter";
	return { ...told, says: openContent(bytes, { kind, context: { ...place, compartment, purpose, sequence } }, key) };
}
