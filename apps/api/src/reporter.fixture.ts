/** A reporter's client for tests: seals for real, and lets a test spoil any part of what it sends. */
import { toBase64Url } from "@answerable/crypto/bytes";
import { newCompartmentKeys } from "@answerable/crypto/compartment";
import { encodeRaise, type RaiseParts } from "@answerable/crypto/frame";
import { newKemKeyPair } from "@answerable/crypto/kem-box";
import { sealLetter } from "@answerable/crypto/letter";
import type { SealedPurpose } from "@answerable/crypto/letter-header";
import { signOpening } from "@answerable/crypto/mailbox";
import type { ReporterSecrets } from "@answerable/crypto/phrase";
import { reporterKeys } from "@answerable/crypto/reporter-keys";
import { decodeSealingKey } from "@answerable/crypto/sealing-key";
import { sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { reporterWrapContext, sealReleasable, sealWrap } from "@answerable/crypto/wrap";
import { encodeWraps, type WrapEntry } from "@answerable/crypto/wrap-list";
import { isRefused } from "@answerable/domain/command";
import { decide } from "@answerable/domain/decide";
import { earliestFiring } from "@answerable/domain/not-before";
import { route } from "@answerable/domain/routing";
import { actBytes, NOTHING_SEEN } from "@answerable/log/act";
import { sha256Hash } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { keyHash } from "@answerable/log/key-statement";
import type { Bytes32, Hash, SealingKey } from "@answerable/types/bytes";
import type { OpenedClock, Severity } from "@answerable/types/clock";
import type { HappeningKind, Seen } from "@answerable/types/event";
import type { CaseTag, PersonId } from "@answerable/types/id";
import type { IntakeParameters, MailboxOpening, RaiseHeader, ReporterAct } from "@answerable/types/intake";
import type { Compartment } from "@answerable/types/role";
import type { Subject } from "@answerable/types/routing";
import type { External, RaiseStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { ORIGIN } from "./deps.fixture.ts";

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Sub-keys of a return code, drawn at random: tests need no Argon2id. */
export function newSecrets(): ReporterSecrets {
	return {
		mailboxTag: hex(random(32)) as Bytes32,
		mailboxAuth: random(32),
		messageSign: random(32),
		kem: newKemKeyPair(),
		caseTag: hex(random(32)) as CaseTag,
		logSalt: hex(random(32)) as Bytes32,
	};
}

/** Solves a puzzle as a browser would. */
export async function solve(work: unknown): Promise<string> {
	const challenge = work as Challenge;
	const solution = await solveChallenge({ challenge, deriveKey });
	return btoa(JSON.stringify({ challenge, solution }));
}

export type Concern = {
	readonly intake: IntakeParameters;
	readonly secrets?: ReporterSecrets;
	readonly severity?: Severity;
	readonly external?: External;
	readonly subject?: Subject;
	readonly named?: readonly PersonId[];
	/** Who receives it and who is left out, instead of whom the route names. */
	readonly to?: Pick<RaiseStatement, "recipients" | "excluded">;
	readonly text?: string;
	readonly work?: string;
	/** Spoils, each just before what it goes into is hashed, signed or framed. */
	readonly spoilWraps?: (entries: WrapEntry[]) => WrapEntry[];
	readonly spoilStatement?: (statement: RaiseStatement) => RaiseStatement;
	readonly spoilHeader?: (header: RaiseHeader) => unknown;
	readonly spoilParts?: (parts: RaiseParts) => RaiseParts;
	/** Which letter goes where; `["private", "concern"]` swaps them. */
	readonly compartments?: readonly [Compartment, Compartment];
};

export type SealedRaise = {
	readonly frame: Uint8Array;
	readonly secrets: ReporterSecrets;
	readonly header: RaiseHeader;
	readonly parts: RaiseParts;
};

/** Seals a concern for the organisation whose intake parameters were fetched. */
export async function sealRaise(concern: Concern): Promise<SealedRaise> {
	const { intake, secrets = newSecrets(), text = "Two falls were not reported.", compartments = ["concern", "private"] } = concern;
	const organisation = intake.organisation.id;
	const place = { organisation, caseTag: secrets.caseTag };
	const keys = newCompartmentKeys();
	const letter = (compartment: Compartment, words: string) =>
		sealLetter(
			{ ...place, compartment, sender: "reporter", sequence: 0, purpose: "raise", text: new TextEncoder().encode(words) },
			keys[compartment],
		);
	const draft = draftStatement(concern, secrets);
	const entries = sealEntries(concern, draft, { ...place, keys, secrets });
	const wraps = encodeWraps(concern.spoilWraps?.(entries) ?? entries);
	const signed: RaiseStatement = { ...draft, wraps: sha256Hash(wraps) };
	const statement = concern.spoilStatement?.(signed) ?? signed;
	const sealed = { concern: letter(compartments[0], text), private: letter(compartments[1], "Nobody") };
	const ciphertext = ciphertextHash([sealed.concern, sealed.private]);
	const act = { ...place, seen: NOTHING_SEEN, kind: "raised", statement, ciphertext, policy: statement.policy } as const;
	const header: RaiseHeader = {
		version: 1,
		...place,
		statement,
		reporterKeys: reporterKeys(secrets),
		act: { seen: NOTHING_SEEN, signature: sign(secrets.messageSign, actBytes(act)) },
		work: concern.work ?? (await solve(intake.work)),
	};
	const parts = { header: new TextEncoder().encode(JSON.stringify(concern.spoilHeader?.(header) ?? header)), ...sealed, wraps };
	return { frame: encodeRaise(concern.spoilParts?.(parts) ?? parts), secrets, header, parts };
}

function draftStatement(
	{ intake, severity = "S2", external = "full", subject = "none", named = [], to }: Concern,
	secrets: ReporterSecrets,
): RaiseStatement {
	const holders = intake.keys.map(({ statement }) => ({ ...statement, key: keyHash(statement) }));
	const routed = route({
		subject,
		named,
		inLine: [],
		interests: [],
		bodies: [],
		holders,
		severity,
		external,
		externalEligible: true,
		shareWithDeputy: false,
		policy: intake.policy,
	});
	if (isRefused(routed)) throw new Error(`No route: ${routed.refused}`);
	const receiving = to ?? routed;
	return {
		origin: "own",
		severity,
		safetyAction: false,
		external,
		externalEligible: true,
		excluded: [...receiving.excluded],
		recipients: receiving.recipients.map(({ tenure, rung, key, opens }) => ({ tenure, rung, key, opens: [...opens] })),
		wraps: "00".repeat(32) as Hash,
		messageSign: signingKeyFromSeed(secrets.messageSign),
		reporterKeys: canonicalHash(reporterKeys(secrets)),
		policy: canonicalHash(intake.policy),
		calendar: canonicalHash(intake.calendar),
	};
}

type Sealing = {
	organisation: RaiseHeader["organisation"];
	caseTag: CaseTag;
	keys: ReturnType<typeof newCompartmentKeys>;
	secrets: ReporterSecrets;
};

function sealEntries({ intake }: Concern, statement: RaiseStatement, { keys, secrets, ...place }: Sealing): WrapEntry[] {
	const clocks = clocksOf(intake, statement, place.caseTag);
	const staff = statement.recipients
		.filter(({ opens }) => opens.length > 0)
		.map(({ tenure, rung, key, opens }) => {
			const holder = intake.keys.find(({ statement: held }) => held.tenure === tenure);
			if (holder === undefined) throw new Error("A recipient without a key");
			const request = { ...place, rung, tenure, keyHash: key, opens, keys, recipientKey: decodeSealingKey(holder.seal) };
			if (rung < 2) return sealWrap(request);
			const notBefore = earliestFiring({ ...statement, rung, clocks }, intake);
			return sealReleasable(
				{ ...request, notBefore, policy: statement.policy, calendar: statement.calendar },
				decodeSealingKey(intake.releaseKey.key as SealingKey),
			);
		});
	const own = sealWrap({ ...reporterWrapContext(place, secrets.kem.publicKey), keys, recipientKey: secrets.kem.publicKey });
	return [...staff, own];
}

function clocksOf(intake: IntakeParameters, statement: RaiseStatement, caseTag: CaseTag): readonly OpenedClock[] {
	const decided = decide(null, { kind: "raise", organisation: intake.organisation.id, caseTag, statement }, intake.now, intake);
	if (isRefused(decided)) throw new Error(`Not decided: ${decided.refused}`);
	return decided.events.flatMap(({ happening }) => (happening.kind === "raised" ? happening.consequence.clocks : []));
}

/** A signed opening, good for a minute unless the test says otherwise. */
export function opening(
	secrets: ReporterSecrets,
	organisation: RaiseHeader["organisation"],
	expires: string,
	changes: Partial<MailboxOpening> & { origin?: string } = {},
): MailboxOpening {
	const { origin = ORIGIN, ...rest } = changes;
	const fields = { origin, organisation, tag: secrets.mailboxTag, nonce: hex(random(32)) as Bytes32, expires: expires as Instant };
	return { ...signOpening({ ...fields, ...rest }, secrets.mailboxAuth), ...rest };
}

export type ActPlace = {
	readonly organisation: RaiseHeader["organisation"];
	readonly caseTag: CaseTag;
	readonly policy: Hash;
	readonly seen: Seen;
};

/** Signs an act of the reporter or of a handler, with a letter sealed under a key that only the test knows. */
export function signedAct<Kind extends HappeningKind, Statement>(
	place: ActPlace,
	{
		kind,
		statement,
		seed,
		letter,
	}: { kind: Kind; statement: Statement; seed: Uint8Array; letter: { purpose: SealedPurpose; compartment: Compartment } | null },
) {
	const { seen, policy, ...where } = place;
	const sealed =
		letter === null
			? null
			: sealLetter(
					{ ...where, ...letter, sender: "reporter", sequence: seen.sequence + 1, text: new TextEncoder().encode("Words") },
					random(32),
				);
	const ciphertext = sealed === null ? null : ciphertextHash([sealed]);
	const signature = sign(seed, actBytes({ ...place, kind, statement, ciphertext }));
	return { kind, statement, act: { seen, signature }, ciphertext: sealed === null ? null : toBase64Url(sealed) };
}

/** A reply of the reporter. */
export function reply(place: ActPlace, secrets: ReporterSecrets): ReporterAct {
	return signedAct(place, {
		kind: "letter",
		statement: { purpose: "reply", compartment: "private" },
		seed: secrets.messageSign,
		letter: { purpose: "reply", compartment: "private" },
	}) as ReporterAct;
}
