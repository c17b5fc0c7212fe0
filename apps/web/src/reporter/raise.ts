/** Raising a concern: new words, two sealed letters, wraps for whoever may open them, and a promise that is checked before the words are shown. */
import { type CompartmentKeys, newCompartmentKeys } from "@answerable/crypto/compartment";
import { encodeRaise } from "@answerable/crypto/frame";
import type { ReporterSecrets } from "@answerable/crypto/phrase";
import { reporterKeys } from "@answerable/crypto/reporter-keys";
import { sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { type ActParts, actBytes, NOTHING_SEEN } from "@answerable/log/act";
import { sha256Hash, utf8 } from "@answerable/log/bytes";
import { canonicalHash, canonicalJson } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import type { Severity } from "@answerable/types/clock";
import type { CaseTag } from "@answerable/types/id";
import { RaiseAnswer, type RaiseHeader } from "@answerable/types/intake";
import type { SignedPromise } from "@answerable/types/promise";
import type { RaiseStatement } from "@answerable/types/statement";
import type { Instant } from "@answerable/types/time";
import { type Http, padded } from "../http.ts";
import { raisePlaces, sealContent } from "../letter.ts";
import { ProblemError } from "../problem-error.ts";
import { type FreshWords, freshWords } from "./fresh-words.ts";
import { type CheckedIntake, fetchWork } from "./intake.ts";
import { type ConcernForm, type Plan, planRaise } from "./plan.ts";
import { checkAnswer, type ExpectedRaise } from "./raise-answer.ts";
import { sealWraps } from "./raise-wraps.ts";
import { solveWork } from "./work.ts";

/** What the reporter keeps: words and promise belong on one slip. */
export type Raised = {
	readonly words: readonly string[];
	readonly promise: SignedPromise;
	readonly caseTag: CaseTag;
	/** When staff can see the concern. */
	readonly visibleAt: Instant;
};

/** A concern, sealed and signed. The words stay inside until the server has promised to keep it. */
export type SealedRaise = {
	readonly plan: Plan;
	readonly statement: RaiseStatement;
	readonly caseTag: CaseTag;
	/**
	 * Sends the concern, checks the promise, and only then hands out the words. May be called again: it is the same concern.
	 * `work`: a proof of work that was done ahead; without one it is done now.
	 */
	readonly send: (work?: Promise<string> | null) => Promise<Raised>;
};

type Sealed = ExpectedRaise & {
	readonly header: Omit<RaiseHeader, "work">;
	readonly parts: { readonly concern: Uint8Array; readonly private: Uint8Array; readonly wraps: Uint8Array };
};

/** A header holds a row for each recipient: unpadded, its length would tell how many there are, and so whom the concern is about. */
const HEADER_BYTES = 16_384;

/** Plans, seals and sends a concern. */
export async function raise(http: Http, intake: CheckedIntake, form: ConcernForm): Promise<Raised> {
	return (await sealRaise(http, intake, form)).send();
}

/** Who writes the concern down, and words that were made ahead and never used; without them some are made now. */
export type Sealer = { readonly origin?: RaiseStatement["origin"]; readonly fresh?: FreshWords | undefined };

/** Plans and seals a concern; nothing is sent yet. */
export async function sealRaise(
	http: Http,
	intake: CheckedIntake,
	form: ConcernForm,
	{ origin = "own", fresh }: Sealer = {},
): Promise<SealedRaise> {
	const plan = planRaise(intake, form);
	const { words, secrets } = fresh ?? (await freshWords(intake.organisation.id));
	const sealed = seal(intake, { form, plan, secrets, origin });
	const send = async (work: Promise<string> | null = null) => {
		const answer = await deliver(http, intake, { ...sealed, work });
		checkAnswer(answer, sealed, intake);
		return { words, promise: answer.promise, caseTag: secrets.caseTag, visibleAt: answer.event.at };
	};
	return { plan, statement: sealed.statement, caseTag: secrets.caseTag, send };
}

type Sealing = {
	readonly form: ConcernForm;
	readonly plan: Plan;
	readonly secrets: ReporterSecrets;
	readonly origin: RaiseStatement["origin"];
};

function seal(intake: CheckedIntake, { form, plan, secrets, origin }: Sealing): Sealed {
	const place = { organisation: intake.organisation.id, caseTag: secrets.caseTag };
	const sealedAt = intake.serverNow();
	const keys = newCompartmentKeys();
	const letters = sealLetters(form, { place, keys });
	const wraps = sealWraps(intake, { plan, secrets, keys, now: sealedAt });
	const known = reporterKeys(secrets);
	const statement: RaiseStatement = {
		origin,
		...plan.switches,
		external: plan.external,
		excluded: [...plan.route.excluded],
		recipients: plan.route.recipients.map(({ tenure, rung, key, opens }) => ({ tenure, rung, key, opens: [...opens] })),
		wraps: sha256Hash(wraps),
		messageSign: signingKeyFromSeed(secrets.messageSign),
		reporterKeys: canonicalHash(known),
		policy: intake.policy,
		calendar: intake.calendar,
	};
	const ciphertext = ciphertextHash([letters.concern, letters.private]);
	const parts: ActParts = { ...place, seen: NOTHING_SEEN, kind: "raised", statement, ciphertext, policy: intake.policy };
	const act = { seen: NOTHING_SEEN, signature: sign(secrets.messageSign, actBytes(parts)) };
	const header = { version: 1 as const, ...place, statement, reporterKeys: known, act };
	return { ...place, statement, ciphertext, act, logSalt: secrets.logSalt, sealedAt, header, parts: { ...letters, wraps } };
}

function sealLetters(
	form: ConcernForm,
	{ place, keys }: { place: Pick<RaiseHeader, "organisation" | "caseTag">; keys: Required<CompartmentKeys> },
): { concern: Uint8Array; private: Uint8Array } {
	const [concern, own] = raisePlaces({ ...place, sender: "reporter", sequence: 0 });
	return {
		concern: sealContent({ kind: "concern", content: form.concern }, concern.context, keys.concern),
		private: sealContent({ kind: "private", content: form.private }, own.context, keys.private),
	};
}

/** Does the work that a concern of this severity costs: served with the parameters, or asked for if it is dearer. */
async function workFor(http: Http, intake: CheckedIntake, severity: Severity): Promise<string> {
	return solveWork(severity === "S1" ? await fetchWork(http, intake.organisation.slug, severity) : intake.work);
}

/** Sends the concern. Work that was used up or is too cheap is done once more: a finished letter is never lost for that. */
async function deliver(
	http: Http,
	intake: CheckedIntake,
	sealed: Sealed & { readonly work: Promise<string> | null },
): Promise<RaiseAnswer> {
	const { severity } = sealed.statement;
	try {
		return await post(http, sealed, await (sealed.work ?? workFor(http, intake, severity)));
	} catch (error) {
		const isWork = error instanceof ProblemError && (error.code === "work-missing" || error.code === "work-spent");
		if (!isWork) throw error;
		return await post(http, sealed, await solveWork(await fetchWork(http, intake.organisation.slug, severity)));
	}
}

async function post(http: Http, { header, parts }: Sealed, work: string): Promise<RaiseAnswer> {
	const frame = encodeRaise({ header: utf8(padded(canonicalJson({ ...header, work } satisfies RaiseHeader), HEADER_BYTES)), ...parts });
	return http.sendBytes("/api/concerns", frame, RaiseAnswer);
}
