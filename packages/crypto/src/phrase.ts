/** Seven words, and the keys that grow from them (FORMAT.md, "Phrases"). */
import type { Bytes32 } from "@answerable/types/bytes";
import type { LoginName } from "@answerable/types/desk";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import { ByteReader, toHex, utf8 } from "./bytes.ts";
import { checkWordOf } from "./check-word.ts";
import { type ContextLine, contextBytes, uuid } from "./context.ts";
import { SealError } from "./errors.ts";
import { type KemKeyPair, kemKeyPair } from "./kem-box.ts";
import { type Random, randomBytes } from "./random.ts";
import { blake2b, keyedBlake2b, argon2id as ownArgon2id } from "./sodium.ts";
import { isListed, WORDS, wordAt } from "./wordlist.ts";

/** Six words of chance and one to check them. */
export const PHRASE_WORDS = 7;

/**
 * [Note: The client fixes the cost]
 * Argon2id with 3 passes over 64 MiB, one lane. The server is never asked: a
 * server that could name the cost or the salt could make guessing cheap.
 */
export const PHRASE_COST = { passes: 3, memoryBytes: 64 * 1024 * 1024 } as const;

/** What a phrase belongs to: a return code to an organisation, an unlock phrase to a handler. */
export type PhraseSubject =
	| { readonly purpose: "reporter"; readonly organisation: OrganisationId }
	| { readonly purpose: "handler"; readonly loginName: LoginName };

/** What can be wrong with words that somebody typed. */
export type PhraseCheck = "ok" | "wrong-length" | "unknown-word" | "check-word-wrong";

/** The keys of a return code, one job each. */
export type ReporterSecrets = {
	readonly mailboxTag: Bytes32;
	/** Ed25519 seed. */
	readonly mailboxAuth: Uint8Array;
	/** Ed25519 seed. */
	readonly messageSign: Uint8Array;
	readonly kem: KemKeyPair;
	/** Sub-key `log-tag`. */
	readonly caseTag: CaseTag;
	readonly logSalt: Bytes32;
};

/** The keys of an unlock phrase: `login` is sent to sign in, `wrap` never leaves the browser. */
export type HandlerSecrets = { readonly login: Bytes32; readonly wrap: Uint8Array };

/** A new phrase: six words drawn evenly (77.5 bits), and their check word. */
export function newPhrase(subject: PhraseSubject, random: Random = randomBytes): readonly string[] {
	const words = Array.from({ length: PHRASE_WORDS - 1 }, () => wordAt(evenIndex(random)));
	return [...words, checkWord(words, subject)];
}

/** The words of what somebody typed: any spacing, commas, full stops, capitals, and typographic hyphens. */
export function splitPhrase(typed: string): readonly string[] {
	const plain = typed
		.normalize("NFKC")
		.toLowerCase()
		.replaceAll(/[\u2010-\u2015]/g, "-");
	return plain.split(/[\s,.;]+/).filter((word) => word !== "");
}

/** Tells a slip of the pen apart from a phrase that leads nowhere, without asking any server. */
export function checkPhrase(words: readonly string[], subject: PhraseSubject): PhraseCheck {
	if (words.length !== PHRASE_WORDS) {
		return "wrong-length";
	}
	if (!words.every(isListed)) {
		return "unknown-word";
	}
	return checkWord(words.slice(0, -1), subject) === words.at(-1) ? "ok" : "check-word-wrong";
}

/** What an Argon2id costs. */
export type Cost = { readonly passes: number; readonly memoryBytes: number };

/** Argon2id, wherever it is done: in a thread of its own it does not hold up this one. */
export type Argon2id = (password: Uint8Array, salt: Uint8Array, cost: Cost) => Uint8Array | Promise<Uint8Array>;

/** The keys of a return code. Takes about half a second of one core and 64 MiB, without WebAssembly up to minutes. */
export async function deriveReporterKeys(
	words: readonly string[],
	organisation: OrganisationId,
	argon2id?: Argon2id,
): Promise<ReporterSecrets> {
	const master = await stretch(words, { purpose: "reporter", organisation }, { argon2id });
	return {
		mailboxTag: toHex(subKey(master, "mailbox-tag")) as Bytes32,
		mailboxAuth: subKey(master, "mailbox-auth"),
		messageSign: subKey(master, "message-sign"),
		kem: kemKeyPair(subKey(master, "kem")),
		caseTag: toHex(subKey(master, "log-tag")) as CaseTag,
		logSalt: toHex(subKey(master, "log-salt")) as Bytes32,
	};
}

/** The keys of an unlock phrase. */
export async function deriveHandlerKeys(words: readonly string[], loginName: LoginName): Promise<HandlerSecrets> {
	const master = await stretch(words, { purpose: "handler", loginName });
	return { login: toHex(subKey(master, "login")) as Bytes32, wrap: subKey(master, "wrap") };
}

/** The master key of a phrase. Anything cheaper than `PHRASE_COST` is refused: see [Note: The client fixes the cost]. */
export async function stretch(
	words: readonly string[],
	subject: PhraseSubject,
	{ cost = PHRASE_COST, argon2id = ownArgon2id }: { readonly cost?: Cost; readonly argon2id?: Argon2id | undefined } = {},
): Promise<Uint8Array> {
	if (cost.passes < PHRASE_COST.passes || cost.memoryBytes < PHRASE_COST.memoryBytes) {
		throw new SealError("weak-parameters", "The derivation would be cheaper than the format fixes.");
	}
	if (checkPhrase(words, subject) !== "ok") {
		throw new SealError("wrong-phrase", "These are not words of this organisation or handler.");
	}
	const salt = blake2b(contextBytes("phrase", subjectLines(subject))).slice(0, 16);
	return argon2id(utf8(words.slice(0, -1).join(" ")), salt, cost);
}

function subKey(master: Uint8Array, use: string): Uint8Array {
	return keyedBlake2b(master, contextBytes("sub-key", [["use", use]]));
}

function checkWord(words: readonly string[], subject: PhraseSubject): string {
	return checkWordOf(words, subjectLines(subject));
}

function subjectLines(subject: PhraseSubject): readonly ContextLine[] {
	return [
		["purpose", subject.purpose],
		["subject", subject.purpose === "reporter" ? uuid(subject.organisation) : subject.loginName],
	];
}

/** An index that is as likely as any other: two random bytes, drawn again when they fall into the last, incomplete run. */
function evenIndex(random: Random): number {
	const limit = 65_536 - (65_536 % WORDS.length);
	for (;;) {
		const drawn = new ByteReader(random(2)).number(2);
		if (drawn < limit) {
			return drawn % WORDS.length;
		}
	}
}
