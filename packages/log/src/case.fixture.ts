/** A signed case for tests and golden vectors: deterministic keys, Ed25519 by node:crypto. */
import { createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from "node:crypto";
import type { Bytes32, Hash, Signature, SigningKey } from "@answerable/types/bytes";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { DirectoryKey, KeyStatement, RootChangeStatement, RootStatement } from "@answerable/types/key";
import type { PagesStatement } from "@answerable/types/pages";
import type { OrganisationDaysStatement, PolicyAdoptionStatement } from "@answerable/types/policy";
import type { CanaryStatement, InterestsStatement, KeyDestroyedStatement, KeyRemovalStatement } from "@answerable/types/published";
import type { RaiseStatement } from "@answerable/types/statement";
import type { CivilDate, Instant } from "@answerable/types/time";
import { fromHex, fromHex32, sha256Hash, utf8 } from "./bytes.ts";
import { keyBytes, keyHash, rootHash } from "./key-statement.ts";
import type { RecoveryCopyStatement } from "./recovery-statement.ts";
import type { Rekeying } from "./rekey.ts";
import type { Sign, Verify } from "./signing.ts";

/** An Ed25519 pair from a label, so that vectors come out the same each time. */
export type Pair = { readonly key: SigningKey; readonly seed: string; readonly sign: Sign };

const PKCS8 = "302e020100300506032b657004220420";
const SPKI = "302a300506032b6570032100";

export function pair(label: string): Pair {
	const seed = named(`seed of ${label}`);
	const secret = createPrivateKey({ key: Buffer.from(PKCS8 + seed, "hex"), format: "der", type: "pkcs8" });
	const key = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32).toString("hex") as SigningKey;
	return { key, seed, sign: (message) => nodeSign(null, message, secret).toString("hex") as Signature };
}

export const verify: Verify = (key, message, signature) =>
	nodeVerify(null, message, createPublicKey({ key: Buffer.from(SPKI + key, "hex"), format: "der", type: "spki" }), fromHex(signature));

/** 32 bytes that nothing else has, from a name. */
export function named(name: string): Hash {
	return sha256Hash(utf8(name));
}

export const organisation = "1d4f8a36-5c2e-4b7a-9c35-0a8e6f1b2d47" as OrganisationId;
export const caseTag = named("case tag") as string as CaseTag;
export const logSalt = named("log salt") as string as Bytes32;
export const viewKey = fromHex32(named("view key"));
export const reporter = pair("reporter");
export const guardian = pair("guardian");
export const logPair = pair("log");
export const promisePair = pair("promise");
export const roots = ["guardian root", "non-exec lead root", "board secretary root"].map(pair);
export const tenure = "7b0c2f9e-3d41-4e8a-8f16-5a9d0c3e7b21" as TenureId;
export const person = "c2a9e5d0-8f3b-4a17-b6d4-91e07f2c3a58" as PersonId;
export const policyHash = named("policy");

export const keys = { handler: (id: TenureId) => (id === tenure ? guardian.key : undefined) };

export const sealBytes = Uint8Array.from({ length: 1_216 }, (_, at) => at % 251);

export const keyStatement: KeyStatement = {
	version: 1,
	organisation,
	person,
	tenure,
	role: "guardian",
	seal: sha256Hash(sealBytes),
	sign: guardian.key,
};

export const rootStatement: RootStatement = { version: 1, organisation, roots: roots.map(({ key }) => key) };

export const keyRemoval: KeyRemovalStatement = { version: 1, organisation, tenure, key: keyHash(keyStatement), because: "left" };

/** The key's leaf says when it was added, and its cooldown of two days. */
export const addition = { addedAt: "2026-03-30T09:00:00Z" as Instant, cooldownSeconds: 172_800 };

/** Who comes when the first root leaves. */
export const newRoot = pair("new root");
export const rootChange: RootChangeStatement = {
	version: 1,
	organisation,
	previous: rootHash(rootStatement),
	out: at(roots, 0).key,
	in: newRoot.key,
};

export const interests: InterestsStatement = { version: 1, organisation, number: 3, lines: named("lines") };

export const policyAdoption: PolicyAdoptionStatement = {
	version: 1,
	organisation,
	number: 2,
	policy: "northbrook@2" as PolicyAdoptionStatement["policy"],
	hash: policyHash,
	adoption: {
		base: "default-england@1" as PolicyAdoptionStatement["policy"],
		changes: [{ kind: "clock", clock: "acknowledgement", severity: "S3", due: { workingDays: 2 } }],
		reason: null,
	},
};

export const organisationDays: OrganisationDaysStatement = {
	version: 1,
	organisation,
	calendar: "scotland@1" as OrganisationDaysStatement["calendar"],
	days: [{ date: "2026-06-15" as CivilDate, title: "World Cup holiday" }],
	reason: "The whole of Scotland was given the day.",
};

export const keyDestroyed: KeyDestroyedStatement = { version: 1, quarter: "2026-Q4", key: named("release key") };
export const recoveryCopy: RecoveryCopyStatement = { set: "3f9a", name: "release-2026-Q4", copy: named("sealed copy") };
export const pages: PagesStatement = { version: 1, number: 2, from: "2026-04-01T06:00:00Z" as Instant, manifest: named("page manifest") };
export const canary: CanaryStatement = { version: 1, organisation, on: "2026-11-23" as CivilDate };

/** The words that the reporter changes to. */
export const newReporter = pair("new reporter");
export const rekeying: Rekeying = {
	organisation,
	caseTag,
	messageSign: newReporter.key,
	reporterKeys: named("new reporter keys"),
	wrap: named("new wrap"),
};

export const directoryKey: Omit<DirectoryKey, "seal"> = {
	statement: keyStatement,
	...addition,
	leafIndex: 4,
	countersignatures: roots.slice(0, 2).map(({ key, sign }) => ({ root: key, signature: sign(keyBytes(keyStatement)) })),
};

export const raiseStatement: RaiseStatement = {
	origin: "own",
	severity: "S2",
	safetyAction: false,
	external: "full",
	externalEligible: true,
	excluded: [],
	recipients: [{ tenure, rung: 0, key: keyHash(keyStatement), opens: ["concern", "private", "notes"] }],
	wraps: named("wraps"),
	messageSign: reporter.key,
	reporterKeys: named("reporter keys"),
	policy: policyHash,
	calendar: named("calendar"),
};

/** The element at this index, which the test knows to be there. */
export function at<Item>(items: readonly Item[], index: number): Item {
	const item = items[index];
	if (item === undefined) throw new Error(`Nothing at ${index}.`);
	return item;
}

/** The same bytes with one of them changed. */
export function corrupted(bytes: Uint8Array, index: number, by = 1): Uint8Array {
	return bytes.map((byte, place) => (place === index ? byte ^ by : byte));
}

export function instant(text: string): Instant {
	return text as Instant;
}
