/** An invented trust, its regulator and the deployment's keys, as values: the same each time. */
import { newTenureKeys, type TenureKeys } from "@answerable/crypto/handler-keys";
import { type KemKeyPair, kemKeyPair } from "@answerable/crypto/kem-box";
import { encodeSealingKey, sealingKeyHash } from "@answerable/crypto/sealing-key";
import { sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { calendarFor } from "@answerable/domain/calendar";
import { policyById } from "@answerable/domain/policy";
import { canonicalHash } from "@answerable/log/canonical";
import { deploymentKeyBytes, keyBytes, keyHash, rootBytes } from "@answerable/log/key-statement";
import type { PhoneSecret } from "@answerable/types/account";
import type { Hash, Signature, SigningKey } from "@answerable/types/bytes";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { DeploymentKeyStatement, DirectoryKey, KeyStatement, RootStatement } from "@answerable/types/key";
import type { Role } from "@answerable/types/role";
import { generateSecret } from "otplib";
import { PROMISE_SEED } from "./deps.fixture.ts";

const seed = (value: number) => new Uint8Array(32).fill(value);
const uuid = (value: number) => `${String(value).padStart(8, "0")}-0000-4000-8000-000000000000`;

/** Somebody with a key: what the directory serves, and what they alone hold. */
export type Member = {
	readonly key: Omit<DirectoryKey, "leafIndex" | "addedAt" | "cooldownSeconds">;
	readonly hash: Hash;
	readonly keys: TenureKeys;
	readonly sealing: KemKeyPair;
	readonly loginName: string;
	readonly loginSecret: Uint8Array;
	readonly phone: PhoneSecret;
};

/** An organisation with its roots and members. */
export type Trust = {
	readonly id: OrganisationId;
	readonly slug: string;
	readonly name: string;
	readonly roots: { readonly statement: RootStatement; readonly signature: Signature };
	readonly rootSeeds: readonly Uint8Array[];
	readonly members: readonly Member[];
};

export const LOG_SEED = seed(1);
export const RELEASE_SEED = seed(2);
export const RELEASE = kemKeyPair(RELEASE_SEED);

/** A trust with a member in each of these roles. `number` keeps its ids apart from another's: they are a thousand apart. */
export function trust(number: number, slug: string, roles: readonly Role[]): Trust {
	const id = uuid(number) as OrganisationId;
	const rootSeeds = [1, 2, 3].map((root) => seed(number + root));
	const statement: RootStatement = { version: 1, organisation: id, roots: rootSeeds.map(signingKeyFromSeed) };
	return {
		id,
		slug,
		name: `Trust of ${slug}`,
		roots: { statement, signature: sign(LOG_SEED, rootBytes(statement)) },
		rootSeeds,
		members: roles.map((role, index) => member(id, number + 10 * (index + 1), role, rootSeeds.slice(0, 2))),
	};
}

function member(organisation: OrganisationId, number: number, role: Role, rootSeeds: readonly Uint8Array[]): Member {
	const keys = newTenureKeys();
	const sealing = kemKeyPair(keys.seal);
	const statement: KeyStatement = {
		version: 1,
		organisation,
		person: uuid(number + 5_000) as PersonId,
		tenure: uuid(number + 7_000) as TenureId,
		role,
		seal: sealingKeyHash(sealing.publicKey),
		sign: signingKeyFromSeed(keys.sign),
	};
	const countersignatures = rootSeeds.map((root) => ({ root: signingKeyFromSeed(root), signature: sign(root, keyBytes(statement)) }));
	return {
		key: { statement, seal: encodeSealingKey(sealing.publicKey), countersignatures },
		hash: keyHash(statement),
		keys,
		sealing,
		loginName: `${role.replaceAll("_", "-")}-${number}`,
		loginSecret: crypto.getRandomValues(new Uint8Array(32)),
		phone: generateSecret() as PhoneSecret,
	};
}

const LADDER: readonly Role[] = ["guardian", "deputy_guardian", "exec_lead", "ned_lead", "ceo", "chair", "sid"];

export const NORTHBROOK = trust(1_000, "northbrook", LADDER);
export const ELMVALE = trust(2_000, "elmvale", LADDER);
export const REGULATOR = trust(3_000, "regulator", ["external_body"]);

/** The member of a trust in a role. */
export function memberOf(of: Trust, role: Role): Member {
	const found = of.members.find(({ key }) => key.statement.role === role);
	if (found === undefined) throw new Error(`${of.slug} has no ${role}`);
	return found;
}

/** Two rule books: seconds and instants, or days and slots. */
export const RULES = {
	demo: { policy: policyById("demo@1"), calendar: calendarFor("england-and-wales") },
	england: { policy: policyById("default-england@1"), calendar: calendarFor("england-and-wales") },
} as const;

export const hashesOf = (rules: (typeof RULES)["demo"]) => ({
	policyHash: canonicalHash(rules.policy),
	calendarHash: canonicalHash(rules.calendar),
	releaseKeysTaken: [sealingKeyHash(RELEASE.publicKey)],
});

function deploymentKey(statement: DeploymentKeyStatement, bytes: Uint8Array) {
	return { statement, bytes, signature: sign(LOG_SEED, deploymentKeyBytes(statement)) };
}

export const DEPLOYMENT_KEYS = {
	promise: deploymentKey(
		{ version: 1, use: "promise", quarter: "", key: signingKeyFromSeed(PROMISE_SEED) },
		hexBytes(signingKeyFromSeed(PROMISE_SEED)),
	),
	release: deploymentKey({ version: 1, use: "release", quarter: "2026-Q4", key: sealingKeyHash(RELEASE.publicKey) }, RELEASE.publicKey),
} as const;

function hexBytes(key: SigningKey): Uint8Array {
	return Uint8Array.from(Buffer.from(key, "hex"));
}
