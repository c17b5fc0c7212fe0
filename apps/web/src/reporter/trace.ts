/** What a log still knows of a concern whose mailbox is not there, and of a promise on a slip. Nobody else is asked. */
import { verify } from "@answerable/crypto/signing";
import { toHex } from "@answerable/log/bytes";
import { decodeLeaf, isLeafOf } from "@answerable/log/leaf";
import { ProofError } from "@answerable/log/proof-error";
import { leafHash } from "@answerable/log/tree";
import type { Signature, SigningKey } from "@answerable/types/bytes";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import type { WholeLog } from "../log-reader.ts";

/**
 * `none`: the log holds nothing of these words. `changed`: the words were changed since. `deleted`: what could be read was
 * deleted, as was announced. `buried`: the concern stands in the log, and its mailbox is kept back. `unproved`: no log to look in.
 */
export type Trace = "none" | "changed" | "deleted" | "buried" | "unproved";

/** What became of a promise. */
export type PromiseTrace =
	| { readonly outcome: "no-promise" | "not-signed" | "other-organisation" | "unproved" }
	/** Its leaf is in the log: the concern was there. */
	| { readonly outcome: "published"; readonly index: number }
	/** Not in the log, and it need not be yet. */
	| { readonly outcome: "not-yet"; readonly publishBy: Instant }
	/** Not in the log, and only the leaf was given, which does not tell until when it need not be. */
	| { readonly outcome: "absent" }
	/** Not in the log, though it was promised. */
	| { readonly outcome: "broken"; readonly publishBy: Instant };

/** What the log knows of a case. Anybody who knows the words finds every leaf of theirs in any copy of it. */
export function traceOf(caseTag: CaseTag, log: WholeLog | null): Trace {
	if (log === null) return "unproved";
	const kinds = log.entries.filter((entry) => isLeafOf(entry, caseTag)).flatMap(kindOf);
	if (kinds.length === 0) return "none";
	if (kinds.includes("rekeyed")) return "changed";
	return kinds.includes("shredded") ? "deleted" : "buried";
}

export type PromiseAsk = {
	readonly text: string;
	readonly organisation: OrganisationId;
	readonly promiseKey: SigningKey;
	readonly log: WholeLog | null;
	readonly now: Instant;
};

/** Looks for the promise of a slip, however it was pasted, scanned or typed: its leaf alone is enough. */
export function tracePromise({ text, organisation, promiseKey, log, now }: PromiseAsk): PromiseTrace {
	const read = readPromise(text);
	if (read === null) return { outcome: "no-promise" };
	if (read.organisation !== null && read.organisation !== organisation) return { outcome: "other-organisation" };
	if (read.signed !== null && !verify(promiseKey, read.signed.message, read.signed.signature)) return { outcome: "not-signed" };
	if (log === null) return { outcome: "unproved" };
	const index = log.entries.findIndex((entry) => toHex(leafHash(entry)) === read.leaf);
	if (index >= 0) return { outcome: "published", index };
	if (read.publishBy === null) return { outcome: "absent" };
	return { outcome: read.publishBy >= now ? "not-yet" : "broken", publishBy: read.publishBy };
}

type ReadPromise = {
	readonly leaf: string;
	readonly organisation: string | null;
	readonly publishBy: Instant | null;
	readonly signed: { readonly message: Uint8Array; readonly signature: Signature } | null;
};

/** The lines of a promise (log FORMAT.md, "Promises") in a text of any spacing. */
function readPromise(text: string): ReadPromise | null {
	const plain = text.replaceAll(/\s+/g, " ").trim();
	const leaf = (/\bleaf ([0-9a-f]{64})\b/i.exec(plain) ?? /\b([0-9a-f]{64})\b/i.exec(plain))?.[1]?.toLowerCase();
	if (leaf === undefined) return null;
	const [, body, signature] = /(answerable\/v1\/promise .*?publish-by \S+) signature ([0-9a-f]{128})\b/.exec(plain) ?? [];
	const signed =
		body === undefined || signature === undefined
			? null
			: { message: new TextEncoder().encode(linesOf(body)), signature: signature as Signature };
	return {
		leaf,
		organisation: /\borganisation ([0-9a-f-]{36})\b/.exec(plain)?.[1] ?? null,
		publishBy: (/\bpublish-by (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/.exec(plain)?.[1] as Instant | undefined) ?? null,
		signed,
	};
}

const NAMES = ["organisation", "case", "leaf", "received", "policy", "calendar", "due", "publish-by"];

/** The text as it was signed: each field on its line. */
function linesOf(body: string): string {
	return `${body.replaceAll(new RegExp(` (?=(?:${NAMES.join("|")}) )`, "g"), "\n")}\n`;
}

function kindOf(entry: Uint8Array): readonly string[] {
	try {
		return [decodeLeaf(entry).kind];
	} catch (error) {
		if (error instanceof ProofError) return [];
		throw error;
	}
}
