/** What the reporter's own browser proves about their case: the promise, every leaf, and the log that anyone else sees. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import type { ReporterSecrets } from "@answerable/crypto/phrase";
import { verify } from "@answerable/crypto/signing";
import type { CaseState } from "@answerable/domain/case";
import { nextUnmet } from "@answerable/domain/unmet";
import { fromHex, sha256Hash, toHex } from "@answerable/log/bytes";
import { canonicalJson } from "@answerable/log/canonical";
import { checkEventLeaf } from "@answerable/log/event-leaf";
import { type CaseLeaf, isLeafOf, leafDue, leafResolution } from "@answerable/log/leaf";
import { checkPromise, promiseOf } from "@answerable/log/promise";
import { ProofError } from "@answerable/log/proof-error";
import type { SigningKey } from "@answerable/types/bytes";
import type { Mailbox } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import type { Finding, ReadCase } from "../case-reading.ts";
import { isOwn } from "./own-keys.ts";

/** Where an event's leaf stands in the log; null while it is not published yet. */
export type LeafPlace = { readonly sequence: number; readonly index: number | null };

/** What a mailbox is checked against. */
export type MailboxChecking = {
	readonly mailbox: Mailbox;
	readonly read: ReadCase;
	readonly leaves: readonly LeafPlace[];
	/** Null if the log could not be had or believed. */
	readonly entries: readonly Uint8Array[] | null;
	readonly promiseKey: SigningKey;
	/** The server's time just before the log was read. */
	readonly asOf: Instant;
	readonly secrets: ReporterSecrets;
	readonly hasKeys: boolean;
};

/** Finds the leaf of every event in the whole log. */
export function placesInLog({ events, leaves }: Mailbox, entries: readonly Uint8Array[]): readonly LeafPlace[] {
	const indexes = new Map(entries.map((entry, index) => [toHex(entry), index]));
	return events.map(({ sequence }, at) => ({ sequence, index: indexes.get(leaves[at] ?? "") ?? null }));
}

/** Everything that is wrong with a mailbox beyond its history; an empty list means that it could all be proved. */
export function checkMailbox(checking: MailboxChecking): readonly Finding[] {
	return [...raiseFindings(checking), ...promiseFindings(checking), ...leafFindings(checking), ...hiddenFindings(checking)];
}

/** The raise must be the one that these words made, or whose words were changed to these, and the wraps the ones that it was made with. */
function raiseFindings({ mailbox, read, secrets, hasKeys }: MailboxChecking): readonly Finding[] {
	const [first] = read.trusted;
	if (first?.happening.kind !== "raised") return [{ sequence: 0, code: "raise-not-trusted" }];
	const { statement } = first.happening;
	const findings: Finding[] = [];
	if (!isOwn(statement, mailbox, read, secrets)) findings.push({ sequence: 0, code: "wrong-signature" });
	if (!hasKeys || sha256Hash(fromBase64Url(mailbox.wraps)) !== statement.wraps) findings.push({ sequence: 0, code: "wrong-wraps" });
	return findings;
}

/** The promise must be for this raise; once it has run out, the leaf must stand in the log. */
function promiseFindings({ mailbox, read, leaves, entries, promiseKey, asOf }: MailboxChecking): readonly Finding[] {
	const [raised] = read.trusted;
	if (raised === undefined) return [];
	const { statement } = mailbox.promise;
	const isKept = holds(() => {
		const expected = promiseOf(raised, fromHex(mailbox.leaves[0] ?? ""), statement.publishBy);
		if (canonicalJson(statement) !== canonicalJson(expected)) throw new ProofError("promise-differs", "The promise is for something else.");
		checkPromise(mailbox.promise, promiseKey, verify);
	});
	const isLate = entries !== null && leaves[0]?.index === null && statement.publishBy < asOf;
	return [
		...(isKept ? [] : [{ sequence: 0, code: "wrong-promise" as const }]),
		...(isLate ? [{ sequence: 0, code: "leaf-not-published" as const }] : []),
	];
}

/**
 * Every leaf must be its event's and say truly which clock is due next: that is what strangers go by when they call a case
 * overdue. A leaf stands in the log no later than one that came after it.
 */
function leafFindings({ mailbox, read, leaves, secrets }: MailboxChecking): readonly Finding[] {
	const lastPublished = leaves.findLastIndex(({ index }) => index !== null);
	return mailbox.events.flatMap((event, at) => {
		const state = read.states.get(event.sequence);
		const isTrue = holds(() => {
			const leaf = checkEventLeaf(event, mailbox.leaves[at] ?? "", secrets.logSalt);
			if (state !== undefined) requireNext(leaf, state, read);
		});
		const isHeldBack = leaves[at]?.index === null && at < lastPublished;
		return [
			...(isTrue ? [] : [{ sequence: event.sequence, code: "wrong-leaf" as const }]),
			...(isHeldBack ? [{ sequence: event.sequence, code: "leaf-not-published" as const }] : []),
		];
	});
}

function requireNext({ next }: CaseLeaf, state: CaseState, { context }: ReadCase): void {
	const unmet = nextUnmet(state);
	const resolution = leafResolution(context.policy, state.gravest);
	const expected = unmet === null ? null : { clock: unmet.clock, due: leafDue(unmet.due, resolution) };
	if (canonicalJson(next) !== canonicalJson(expected))
		throw new ProofError("leaf-differs", "The leaf names another clock or another time.");
}

/** A leaf of this case in the log that the mailbox does not show: something happened that is being kept from the reporter. */
function hiddenFindings({ mailbox, entries, secrets }: MailboxChecking): readonly Finding[] {
	if (entries === null) return [{ sequence: null, code: "log-unproved" }];
	const shown = new Set(mailbox.leaves);
	const hidden = entries.filter((entry) => isLeafOf(entry, secrets.caseTag) && !shown.has(toHex(entry)));
	return hidden.length === 0 ? [] : [{ sequence: null, code: "hidden-leaf" }];
}

function holds(check: () => void): boolean {
	try {
		check();
		return true;
	} catch (error) {
		if (error instanceof ProofError) return false;
		throw error;
	}
}
