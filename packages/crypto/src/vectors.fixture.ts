/** The golden vectors, computed. The script writes them; Node and the browser must both compute the same again. */
import type { Bytes32, Hash } from "@answerable/types/bytes";
import type { Instant } from "@answerable/types/time";
import { fromHex, toBase64Url, toHex, utf8 } from "./bytes.ts";
import { sealChangedWords } from "./changed-words.ts";
import { type CompartmentKeys, keyCommitment, newCompartmentKeys } from "./compartment.ts";
import { openDraft, sealDraft } from "./draft.ts";
import { encodeRaise } from "./frame.ts";
import { newTenureKeys, openTenureKeys, sealTenureKeys } from "./handler-keys.ts";
import { kemKeyPair } from "./kem-box.ts";
import { openLetter, sealLetter } from "./letter.ts";
import { openingText, signOpening } from "./mailbox.ts";
import { checkPhrase, deriveHandlerKeys, deriveReporterKeys, newPhrase, type PhraseSubject, stretch } from "./phrase.ts";
import { openOuter, releaseKeyPair } from "./release.ts";
import { reporterKeys } from "./reporter-keys.ts";
import { CASE_TAG, CHAIR, GUARDIAN, LOGIN_NAME, NOT_BEFORE, ORGANISATION, sampleHash, vectorRandom } from "./sample.fixture.ts";
import { sealingKeyHash } from "./sealing-key.ts";
import { sign, signingKeyFromSeed } from "./signing.ts";
import { openWrap, reporterWrapContext, sealReleasable, sealWrap, type WrapRequest } from "./wrap.ts";
import { decodeWraps, encodeWraps } from "./wrap-list.ts";

const REPORTER: PhraseSubject = { purpose: "reporter", organisation: ORGANISATION };
const HANDLER: PhraseSubject = { purpose: "handler", loginName: LOGIN_NAME };

/** Return code and unlock phrase, from words to keys. */
export async function phraseVectors() {
	const code = newPhrase(REPORTER, vectorRandom("return code"));
	const unlock = newPhrase(HANDLER, vectorRandom("unlock phrase"));
	const reporter = await deriveReporterKeys(code, ORGANISATION);
	const handler = await deriveHandlerKeys(unlock, LOGIN_NAME);
	return {
		returnCode: {
			organisation: ORGANISATION,
			words: code.join(" "),
			check: checkPhrase(code, REPORTER),
			master: toHex(await stretch(code, REPORTER)),
			mailboxTag: reporter.mailboxTag,
			mailboxAuthSeed: toHex(reporter.mailboxAuth),
			messageSignSeed: toHex(reporter.messageSign),
			messageSign: signingKeyFromSeed(reporter.messageSign),
			kemSecretKey: toHex(reporter.kem.secretKey),
			caseTag: reporter.caseTag,
			logSalt: reporter.logSalt,
			reporterKeys: reporterKeys(reporter),
		},
		unlockPhrase: {
			loginName: LOGIN_NAME,
			words: unlock.join(" "),
			check: checkPhrase(unlock, HANDLER),
			login: handler.login,
			wrap: toHex(handler.wrap),
		},
	};
}

/** A raise to a guardian and a chair, sealed and opened again. */
export async function sealingVectors() {
	const code = newPhrase(REPORTER, vectorRandom("return code"));
	const reporter = await deriveReporterKeys(code, ORGANISATION);
	const place = { organisation: ORGANISATION, caseTag: reporter.caseTag };
	const keys = newCompartmentKeys(vectorRandom("compartment keys"));
	const letter = {
		...place,
		compartment: "concern",
		sender: "reporter",
		sequence: 0,
		purpose: "raise",
		text: utf8("Nobody counts the swabs.\n"),
	} as const;
	const concern = sealLetter(letter, keys.concern, vectorRandom("concern"));
	const privately = sealLetter(
		{ ...letter, compartment: "private", text: utf8("Please do not tell my ward.\n") },
		keys.private,
		vectorRandom("private"),
	);
	const wrapped = wrapVectors(place, keys, reporter.kem.publicKey);
	return {
		place,
		compartmentKeys: { concern: toHex(keys.concern), private: toHex(keys.private), notes: toHex(keys.notes) },
		letter: {
			sender: letter.sender,
			sequence: letter.sequence,
			purpose: letter.purpose,
			compartment: letter.compartment,
			textHex: toHex(letter.text),
			commitment: toHex(keyCommitment(keys.concern)),
			sealed: toBase64Url(concern),
			opened: toHex(openLetter(concern, letter, keys.concern)),
		},
		...wrapped,
		raise: { header: "{}", frame: toBase64Url(encodeRaise({ header: utf8("{}"), concern, private: privately, wraps: new Uint8Array(3) })) },
		mailbox: openingVector(reporter.mailboxTag, reporter.mailboxAuth),
		tenureKeys: tenureKeyVector(),
		draft: draftVector(),
		signature: signatureVector(reporter.messageSign),
	};
}

type Place = Pick<WrapRequest, "organisation" | "caseTag">;

function wrapVectors(place: Place, keys: CompartmentKeys, reporterKey: Uint8Array) {
	const guardian = kemKeyPair(vectorRandom("guardian key")(32));
	const chair = kemKeyPair(vectorRandom("chair key")(32));
	const release = releaseKeyPair(vectorRandom("release key")(32));
	const direct = {
		...place,
		rung: 0,
		tenure: GUARDIAN,
		keyHash: sampleHash("guardian statement"),
		opens: ["concern", "private", "notes"],
	} as const;
	const later = { ...place, rung: 4, tenure: CHAIR, keyHash: sampleHash("chair statement"), opens: ["concern"] } as const;
	const rules = { notBefore: NOT_BEFORE, policy: sampleHash("policy"), calendar: sampleHash("calendar") };
	const entries = [
		sealWrap({ ...direct, keys, recipientKey: guardian.publicKey }, vectorRandom("guardian wrap")),
		sealReleasable({ ...later, ...rules, keys, recipientKey: chair.publicKey }, release.publicKey, vectorRandom("chair wrap")),
		sealWrap({ ...reporterWrapContext(place, reporterKey), keys, recipientKey: reporterKey }, vectorRandom("reporter wrap")),
	] as const;
	const [one, two] = entries;
	const list = encodeWraps(entries, vectorRandom("dummies"));
	const inner = openOuter(two, { ...later, ...rules }, release.secretKey);
	return {
		wrap: {
			...direct,
			layer: 1,
			recipientSecretKey: toHex(guardian.secretKey),
			recipient: sealingKeyHash(guardian.publicKey),
			body: toBase64Url(one.body),
			opened: hexKeys(openWrap(one.body, guardian.secretKey, { ...direct, layer: 1 })),
		},
		releasable: {
			...later,
			...rules,
			layer: 2,
			recipientSecretKey: toHex(chair.secretKey),
			releaseSecretKey: toHex(release.secretKey),
			holder: sealingKeyHash(release.publicKey),
			body: toBase64Url(two.body),
			inner: toBase64Url(inner),
			opened: hexKeys(openWrap(inner, chair.secretKey, { ...later, layer: 2 })),
		},
		wraps: { list: toBase64Url(list), entries: decodeWraps(list).map(({ body, ...entry }) => ({ ...entry, bytes: body.length })) },
	};
}

function hexKeys(keys: CompartmentKeys): Record<string, string> {
	return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, toHex(key)]));
}

function openingVector(tag: Bytes32, seed: Uint8Array) {
	const fields = {
		origin: "https://speakup.example",
		organisation: ORGANISATION,
		tag,
		nonce: toHex(vectorRandom("nonce")(32)) as Bytes32,
		expires: "2026-04-02T09:05:00Z" as Instant,
	};
	return { text: openingText(fields), mailboxAuth: signingKeyFromSeed(seed), opening: signOpening(fields, seed) };
}

function tenureKeyVector() {
	const keys = newTenureKeys(vectorRandom("tenure keys"));
	const wrap = vectorRandom("wrap sub-key")(32);
	const sealed = sealTenureKeys(keys, wrap, GUARDIAN, vectorRandom("sealed tenure keys"));
	const opened = openTenureKeys(sealed, wrap, GUARDIAN);
	return {
		tenure: GUARDIAN,
		wrap: toHex(wrap),
		sign: toHex(opened.sign),
		seal: toHex(opened.seal),
		signingKey: signingKeyFromSeed(keys.sign),
		sealed: toBase64Url(sealed),
	};
}

function draftVector() {
	const wrap = vectorRandom("draft wrap sub-key")(32);
	const sealed = sealDraft(utf8("Thank you for telling me. I have"), wrap, vectorRandom("draft"));
	return { wrap: toHex(wrap), textHex: toHex(openDraft(sealed, wrap)), sealed: toBase64Url(sealed) };
}

function signatureVector(seed: Uint8Array) {
	const message: Hash = sampleHash("act");
	return { message, key: signingKeyFromSeed(seed), signature: sign(seed, fromHex(message)) };
}

/** What changed words keep, sealed to them. */
export function changedWordsVector() {
	const own = kemKeyPair(vectorRandom("changed words key")(32));
	const place = { organisation: ORGANISATION, caseTag: CASE_TAG };
	const keys = { concern: vectorRandom("kept concern")(32), private: vectorRandom("kept private")(32) };
	const logSalt = toHex(vectorRandom("kept salt")(32)) as Bytes32;
	const sealed = sealChangedWords({ logSalt, keys }, place, own.publicKey, vectorRandom("changed words"));
	return {
		...place,
		kemSecretKey: toHex(own.secretKey),
		recipient: sealingKeyHash(own.publicKey),
		logSalt,
		concern: toHex(keys.concern),
		private: toHex(keys.private),
		sealed: toBase64Url(sealed),
	};
}
