/** Raises by the thousand: one is sealed as a reporter would, the rest are copies with cases, keys and signatures of their own. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { decodeRaise, encodeRaise, type RaiseParts } from "@answerable/crypto/frame";
import { mailboxHash } from "@answerable/crypto/mailbox";
import { actBytes, NOTHING_SEEN } from "@answerable/log/act";
import { utf8 } from "@answerable/log/bytes";
import { canonicalHash, canonicalJson } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import type { Bytes32, Signature, SigningKey } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import type { CaseTag, OrganisationId } from "@answerable/types/id";
import { RaiseHeader } from "@answerable/types/intake";
import type { Instant } from "@answerable/types/time";
import { createWork, type Work } from "../../apps/api/src/work.ts";
import { deviceClock } from "../../apps/web/src/clock.ts";
import { connectHttp, padded } from "../../apps/web/src/http.ts";
import { fetchIntake } from "../../apps/web/src/reporter/intake.ts";
import type { ConcernForm } from "../../apps/web/src/reporter/plan.ts";
import { sealRaise } from "../../apps/web/src/reporter/raise.ts";
import { solveWork } from "../../apps/web/src/reporter/work.ts";
import { PATHOLOGY } from "../../infra/demo/concerns.ts";

/** A raise ready to be sent, and what its reporter holds. */
export type Pressed = {
	readonly body: Uint8Array;
	readonly header: RaiseHeader;
	readonly organisation: OrganisationId;
	readonly caseTag: CaseTag;
	readonly mailboxTag: Bytes32;
	readonly mailboxAuth: KeyObject;
	readonly messageSign: KeyObject;
};

/** Two kilobytes of words, so that the sealed letter takes the padding bucket of two. */
const LETTER_CHARACTERS = 1_900;

/** Seals one raise with the real client, and returns its frame. Nothing is sent. */
export async function pressTemplate(origin: string, town: { slug: string; roots: string }, severity: Severity): Promise<Uint8Array> {
	const frames: Uint8Array[] = [];
	const real = connectHttp({ origin });
	const pins = { roots: town.roots as never, logKey: null };
	const intake = await fetchIntake(real, deviceClock, { slug: town.slug, pins });
	const recording = {
		...real,
		sendBytes: (_path: string, frame: Uint8Array) => {
			frames.push(frame);
			return Promise.reject(new Error("recorded"));
		},
	};
	const sealed = await sealRaise(recording, intake, formOf(severity));
	await sealed.send().catch((error: Error) => {
		if (error.message !== "recorded") throw error;
	});
	const [frame] = frames;
	if (frame === undefined) throw new Error("The client sealed nothing.");
	return frame;
}

function formOf(severity: Severity): ConcernForm {
	const danger = ({ S1: "now", S2: "serious", S3: "none" } as const)[severity];
	const { form } = PATHOLOGY;
	const text = form.concern.text.repeat(40).slice(0, LETTER_CHARACTERS);
	const answers = { danger, safeguarding: false, patientSafety: false, detriment: false, ignoredBefore: false, personalGrievance: false };
	return { ...form, concern: { ...form.concern, subject: "none", text }, answers, external: "full" };
}

/** Puzzles made and solved here, with the deployment's own key: fetching them is not what is measured. */
export function puzzles(key: string): Work {
	const now = () => `${new Date().toISOString().slice(0, 19)}Z` as Instant;
	return createWork({ key: Buffer.from(key, "hex"), table: "light", load: { count: () => undefined, steps: () => 0 }, now });
}

/** Copies of a template, each another case. */
export async function press(template: Uint8Array, work: Work, count: number): Promise<Pressed[]> {
	const { header, parts } = readTemplate(template);
	const pressed: Pressed[] = [];
	for (let made = 0; made < count; made += 1) {
		const work64 = await solveWork(await work.challenge(header.organisation, header.statement.severity));
		pressed.push(pressOne(parts, { ...header, work: work64 }));
	}
	return pressed;
}

/** A template as its parts. */
export function readTemplate(template: Uint8Array): { readonly header: RaiseHeader; readonly parts: RaiseParts } {
	const parts = decodeRaise(template);
	return { header: RaiseHeader.parse(JSON.parse(new TextDecoder().decode(parts.header))), parts };
}

/** A copy: another case, other keys, signed anew. */
export function pressOne(parts: RaiseParts, template: RaiseHeader): Pressed {
	const { organisation } = template;
	const [message, mailbox] = [newKey(), newKey()];
	const mailboxTag = randomBytes(32).toString("hex") as Bytes32;
	const caseTag = randomBytes(32).toString("hex") as CaseTag;
	const reporterKeys = {
		...template.reporterKeys,
		mailbox: mailboxHash(mailboxTag),
		mailboxAuth: mailbox.name,
		logSalt: randomBytes(32).toString("hex") as Bytes32,
	};
	const statement = { ...template.statement, messageSign: message.name, reporterKeys: canonicalHash(reporterKeys) };
	const ciphertext = ciphertextHash([parts.concern, parts.private]);
	const act = { organisation, caseTag, seen: NOTHING_SEEN, kind: "raised" as const, statement, ciphertext, policy: statement.policy };
	const signature = sign(null, actBytes(act), message.key).toString("hex") as Signature;
	const header: RaiseHeader = {
		...template,
		caseTag,
		statement,
		reporterKeys,
		act: { seen: NOTHING_SEEN, signature },
	};
	const body = encodeRaise({ ...parts, header: utf8(padded(canonicalJson(header), parts.header.length)) });
	return { body, header, organisation, caseTag, mailboxTag, mailboxAuth: mailbox.key, messageSign: message.key };
}

/** An Ed25519 key, made natively: a thousand of them in a blink. */
function newKey(): { readonly key: KeyObject; readonly name: SigningKey } {
	const { publicKey, privateKey } = generateKeyPairSync("ed25519");
	const { x = "" } = publicKey.export({ format: "jwk" });
	const key = createPrivateKey({ key: privateKey.export({ format: "der", type: "pkcs8" }), format: "der", type: "pkcs8" });
	return { key, name: Buffer.from(x, "base64url").toString("hex") as SigningKey };
}
