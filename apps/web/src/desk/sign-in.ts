/** Signing in to the desk: the phrase stays here, and so do the keys that it opens. */
import { fromBase64Url } from "@answerable/crypto/bytes";
import { SealError } from "@answerable/crypto/errors";
import { openTenureKeys, type TenureKeys } from "@answerable/crypto/handler-keys";
import { kemKeyPair } from "@answerable/crypto/kem-box";
import { checkPhrase, deriveHandlerKeys, type PhraseCheck, splitPhrase } from "@answerable/crypto/phrase";
import { sealingKeyHash } from "@answerable/crypto/sealing-key";
import { signingKeyFromSeed } from "@answerable/crypto/signing";
import { keyHash } from "@answerable/log/key-statement";
import { type Appointment, type PhoneCode, SignInAnswer, type SignInRequest } from "@answerable/types/account";
import type { Hash } from "@answerable/types/bytes";
import type { LoginName, MyTenure } from "@answerable/types/desk";
import type { PersonId, TenureId } from "@answerable/types/id";
import type { KeyStatement } from "@answerable/types/key";
import { z } from "zod/mini";
import { CheckError } from "../check-error.ts";
import type { Http } from "../http.ts";

/** A tenure with its private keys, for as long as the page is open. */
export type OpenTenure = { readonly statement: KeyStatement; readonly key: Hash; readonly keys: TenureKeys };

/** Somebody signed in. */
export type DeskSession = {
	readonly http: Http;
	readonly person: PersonId;
	readonly administrator: boolean;
	readonly tenures: readonly OpenTenure[];
	/** Theirs too, but these words do not open the keys: they were made under words that are lost. Two roots have to end them. */
	readonly locked: readonly KeyStatement[];
	/** The `wrap` sub-key of the phrase: what the keys of a further role are sealed under. It stays here. */
	readonly wrap: Uint8Array;
	/** What they are to hold. Of what is a tenure already they hold the keys. */
	readonly appointments: readonly Appointment[];
	/** Wrong codes behind their own words since they last signed in: if those were not theirs, somebody has the words. */
	readonly wrongCodes: number;
	/** All of this as the server gave it: the keys in it are sealed. */
	readonly sealed: SignInAnswer;
};

/** Somebody whose keys were put away while their session goes on: nothing in it opens anything without their words. */
export type Locked = { readonly name: LoginName; readonly sealed: SignInAnswer };

/** What came of a name and a phrase. A wrong phrase that is no typo is the server's `wrong-credentials`. */
export type SignIn =
	| { readonly outcome: "signed-in"; readonly session: DeskSession }
	| { readonly outcome: "typo"; readonly what: Exclude<PhraseCheck, "ok"> };

/** What somebody types to sign in. */
export type Credentials = { readonly name: LoginName; readonly phrase: string; readonly code: PhoneCode };

/**
 * Signs in with a name, an unlock phrase and a code of the phone. The server sees the `login` sub-key; the `wrap` sub-key opens
 * the tenures' keys here. A code counts once, so it is sent once: should the answer be lost, the next code is asked for.
 */
export async function signIn(http: Http, { name, phrase, code }: Credentials): Promise<SignIn> {
	const words = splitPhrase(phrase);
	const check = checkPhrase(words, { purpose: "handler", loginName: name });
	if (check !== "ok") return { outcome: "typo", what: check };
	const { login, wrap } = await deriveHandlerKeys(words, name);
	const answer = await http.postOnce("/api/desk/session", { name, secret: login, code } satisfies SignInRequest, SignInAnswer);
	return { outcome: "signed-in", session: sessionOf(http, answer, wrap) };
}

/** A session of what the server answered, with its tenures' keys opened by the `wrap` sub-key. */
export function sessionOf(http: Http, { tenures, ...answer }: SignInAnswer, wrap: Uint8Array): DeskSession {
	const open = tenures.flatMap((tenure) => openTenure(tenure, { person: answer.person, wrap }) ?? []);
	const isOpen = ({ statement }: MyTenure) => open.some((one) => one.statement.tenure === statement.tenure);
	const locked = tenures.filter((tenure) => !isOpen(tenure)).map(({ statement }) => statement);
	return { http, ...answer, wrap, tenures: open, locked, sealed: { tenures, ...answer } };
}

/**
 * Opens the keys again with the words, and asks the server nothing: the session goes on. Other words than theirs throw
 * `wrong-tenure-key`, which needs a tenure that they open: whoever has none signs in again.
 */
export async function unlock(http: Http, { name, sealed }: Locked, phrase: string): Promise<SignIn> {
	const words = splitPhrase(phrase);
	const check = checkPhrase(words, { purpose: "handler", loginName: name });
	if (check !== "ok") return { outcome: "typo", what: check };
	const session = sessionOf(http, sealed, (await deriveHandlerKeys(words, name)).wrap);
	if (session.tenures.length === 0) throw new CheckError("wrong-tenure-key", "These words open none of the keys.");
	return { outcome: "signed-in", session };
}

/** Ends the session. */
export async function signOut({ http }: DeskSession): Promise<void> {
	await http.delete("/api/desk/session", z.object({}));
}

/** One of the tenures of a session. */
export function tenureOf({ tenures }: DeskSession, tenure: TenureId): OpenTenure {
	const found = tenures.find(({ statement }) => statement.tenure === tenure);
	if (found === undefined) throw new CheckError("no-key", "This tenure is not yours, or its keys are not at hand.");
	return found;
}

/**
 * Null for keys that these words do not open. Keys that they open and that are not those of the statement would sign what nobody
 * believes, or open nothing: better to be told at once.
 */
export function openTenure(
	{ statement, key, sealedKeys }: MyTenure,
	{ person, wrap }: { person: PersonId; wrap: Uint8Array },
): OpenTenure | null {
	const keys = unseal(sealedKeys, wrap, statement.tenure);
	if (keys === null) return null;
	const isOwn =
		statement.person === person &&
		keyHash(statement) === key &&
		signingKeyFromSeed(keys.sign) === statement.sign &&
		sealingKeyHash(kemKeyPair(keys.seal).publicKey) === statement.seal;
	if (!isOwn) throw new CheckError("wrong-tenure-key", "The keys kept for your role are not the ones that it was given.");
	return { statement, key, keys };
}

function unseal(sealed: MyTenure["sealedKeys"], wrap: Uint8Array, tenure: TenureId): TenureKeys | null {
	try {
		return openTenureKeys(fromBase64Url(sealed), wrap, tenure);
	} catch (error) {
		if (error instanceof SealError) return null;
		throw error;
	}
}
