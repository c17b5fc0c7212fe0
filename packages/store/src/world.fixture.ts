/** A small world on a real database: a provider, its staff, a regulator, and a reporter who can act. */
import { randomBytes, randomUUID } from "node:crypto";
import { newSigningSeed, sign, signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { calendarFor } from "@answerable/domain/calendar";
import type { Context } from "@answerable/domain/context";
import { addSeconds } from "@answerable/domain/instant";
import { policyById } from "@answerable/domain/policy";
import { type Holder, route } from "@answerable/domain/routing";
import { actBytes, NOTHING_SEEN } from "@answerable/log/act";
import { sha256Hash, toHex } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { ciphertextHash } from "@answerable/log/ciphertext";
import { deploymentKeyBytes, keyBytes, keyHash, rootBytes } from "@answerable/log/key-statement";
import { encodeVerifierKey, noteKey } from "@answerable/log/note";
import type { Sign } from "@answerable/log/signing";
import type { Bytes32, Hash, SealingKey } from "@answerable/types/bytes";
import type { Severity } from "@answerable/types/clock";
import type { CaseEvent } from "@answerable/types/event";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { ReporterKeys } from "@answerable/types/intake";
import type { DeploymentKeyStatement, KeyStatement } from "@answerable/types/key";
import type { Role } from "@answerable/types/role";
import type { Subject } from "@answerable/types/routing";
import type { External, RaiseStatement } from "@answerable/types/statement";
import type { CivilDate, Instant } from "@answerable/types/time";
import { connect, type Database } from "./connect.ts";
import type { StoreContext } from "./context.ts";
import { writeDeployment } from "./deployment.ts";
import { addPerson } from "./person-store.ts";
import { type PublishRequest, publish } from "./publication.ts";
import type { RaiseRequest } from "./raise-request.ts";
import { addDeploymentKey, addExternalEntry, addOrganisation, addRoots, addTenure } from "./registration.ts";
import { openSuiteDatabase, type SuiteDatabase } from "./suite-database.fixture.ts";

export type Staff = {
	readonly role: Role;
	readonly person: PersonId;
	readonly tenure: TenureId;
	readonly seed: Uint8Array;
	readonly statement: KeyStatement;
	readonly key: Hash;
};

export type World = {
	readonly suite: SuiteDatabase;
	readonly owner: Database;
	readonly api: StoreContext;
	readonly worker: StoreContext;
	readonly releaser: StoreContext;
	readonly organisation: OrganisationId;
	readonly rules: Context;
	readonly staff: ReadonlyMap<Role, Staff>;
	/** Seeds of the organisation's three roots, who hold no tenure at first. */
	readonly roots: RootSeeds;
	readonly signLog: Sign;
	readonly signPromise: Sign;
	readonly promiseKey: string;
	readonly close: () => Promise<void>;
};

export type Reporter = {
	readonly seed: Uint8Array;
	readonly caseTag: CaseTag;
	readonly request: RaiseRequest;
};

const ROLES: readonly Role[] = [
	"guardian",
	"deputy_guardian",
	"exec_lead",
	"medical_director",
	"nursing_director",
	"ned_lead",
	"ceo",
	"chair",
	"sid",
];
export const MADE_AT = at("2026-04-01T08:00:00Z");

export function at(text: string): Instant {
	return text as Instant;
}

export function secondsAfter(start: Instant, seconds: number): Instant {
	return addSeconds(start, seconds);
}

/** Builds the world with `epochSeconds` and publishes its keys. */
export async function makeWorld(policyId: string, epochSeconds = 600): Promise<World> {
	const suite = await openSuiteDatabase();
	const owner = connect(suite.ownerUrl, { max: 2, applicationName: "suite-owner" });
	const context = (url: string, name: string): StoreContext => ({
		db: connect(url, { max: 4, applicationName: `suite-${name}` }),
		verify,
		viewKey: new Uint8Array(32).fill(9),
		remembersCases: true,
	});
	const [api, worker, releaser] = [
		context(suite.urls.api, "api"),
		context(suite.urls.worker, "worker"),
		context(suite.urls.releaser, "releaser"),
	];
	const [logSeed, promiseSeed] = [newSigningSeed(), newSigningSeed()];
	const signLog: Sign = (message) => sign(logSeed, message);
	await writeDeployment(owner, {
		id: randomUUID(),
		logKey: encodeVerifierKey(noteKey("suite.example/log", signingKeyFromSeed(logSeed))),
		epochSeconds,
		madeBy: "suite",
		keyCooldownSeconds: 60,
	});
	const rules = { policy: policyById(policyId), calendar: calendarFor("england-and-wales") };
	const organisation = randomUUID() as OrganisationId;
	const body = randomUUID() as OrganisationId;
	await addOrganisation(owner, { id: organisation, slug: "hillside", name: "Hillside NHS Trust", rules, zone: "Europe/London" });
	await addOrganisation(owner, { id: body, slug: "regulator", name: "The Regulator", rules: null, zone: "Europe/London" });
	await addExternalEntry(owner, {
		organisation,
		body,
		validFrom: "2020-01-01" as CivilDate,
		validUntil: null,
		remit: "Care",
		remits: ["quality"],
	});
	const staff = new Map<Role, Staff>();
	const inside = await addRootSet(owner, organisation, signLog);
	for (const role of ROLES) staff.set(role, await addStaff(owner, { organisation, role, roots: inside }));
	staff.set(
		"external_body",
		await addStaff(owner, { organisation: body, role: "external_body", roots: await addRootSet(owner, body, signLog) }),
	);
	await addKeys(owner, signingKeyFromSeed(promiseSeed), signLog);
	const close = async () => {
		await Promise.all([owner.close(), api.db.close(), worker.db.close(), releaser.db.close()]);
		await suite.drop();
	};
	const signPromise: Sign = (message) => sign(promiseSeed, message);
	const world = { suite, owner, api, worker, releaser, organisation, rules, staff, roots: inside, signLog, signPromise, close };
	await publishNow({ ...world, promiseKey: signingKeyFromSeed(promiseSeed) }, MADE_AT, true);
	return { ...world, promiseKey: signingKeyFromSeed(promiseSeed) };
}

export type RootSeeds = readonly [Uint8Array, Uint8Array, Uint8Array];

async function addRootSet(owner: Database, organisation: OrganisationId, signLog: Sign): Promise<RootSeeds> {
	const seeds: RootSeeds = [newSigningSeed(), newSigningSeed(), newSigningSeed()];
	const statement = { version: 1 as const, organisation, roots: seeds.map(signingKeyFromSeed) };
	await addRoots(owner, statement, signLog(rootBytes(statement)), MADE_AT);
	return seeds;
}

export async function addStaff(
	owner: Database,
	{ organisation, role, roots, person }: { organisation: OrganisationId; role: Role; roots: readonly Uint8Array[]; person?: PersonId },
): Promise<Staff> {
	const seed = newSigningSeed();
	const seal = randomBytes(1_216);
	const known = person ?? (randomUUID() as PersonId);
	const statement: KeyStatement = {
		version: 1,
		organisation,
		person: known,
		tenure: randomUUID() as TenureId,
		role,
		seal: sha256Hash(seal),
		sign: signingKeyFromSeed(seed),
	};
	if (person === undefined) {
		const loginName = `p${randomBytes(6).toString("hex")}`;
		const phone = { sealed: randomBytes(48), usedStep: 0 };
		await addPerson(owner, { id: known, organisation, loginName, loginHash: randomBytes(32), phone });
	}
	const countersignatures = roots
		.slice(0, 2)
		.map((root) => ({ root: signingKeyFromSeed(root), signature: sign(root, keyBytes(statement)) }));
	const sealed = { seal: seal.toString("base64url") as SealingKey, sealedKeys: randomBytes(200) };
	await addTenure(owner, { statement, countersignatures, ...sealed }, MADE_AT);
	return { role, person: known, tenure: statement.tenure, seed, statement, key: keyHash(statement) };
}

async function addKeys(owner: Database, promiseKey: string, signLog: Sign): Promise<void> {
	const release = randomBytes(1_216);
	const statements: readonly (readonly [DeploymentKeyStatement, Uint8Array])[] = [
		[{ version: 1, use: "promise", quarter: "", key: promiseKey }, Buffer.from(promiseKey, "hex")],
		[{ version: 1, use: "release", quarter: "2026-Q2", key: sha256Hash(release) }, release],
	];
	for (const [statement, key] of statements) {
		await addDeploymentKey(owner, { statement, key, signature: signLog(deploymentKeyBytes(statement)) }, MADE_AT);
	}
}

/** Publishes with the worker's role. */
export async function publishNow(world: World, now: Instant, force = false, more: Partial<PublishRequest> = {}) {
	return publish(world.worker.db, { now, force, chance: (count) => randomBytes(count), sign: world.signLog, ...more });
}

export function holders(world: World): readonly Holder[] {
	return [...world.staff.values()].map(({ tenure, person, role, key }) => ({ tenure, person, role, key }));
}

export function member(world: World, role: Role): Staff {
	const found = world.staff.get(role);
	if (found === undefined) throw new Error(`Nobody is ${role}.`);
	return found;
}

export type Choice = {
	readonly now: Instant;
	readonly severity?: Severity;
	readonly subject?: Subject;
	readonly external?: External;
	readonly caseTag?: CaseTag;
	readonly mailbox?: Hash;
	readonly change?: (statement: RaiseStatement) => RaiseStatement;
};

/** Everything that a raise needs, signed. */
export function newReporter(world: World, { now, severity = "S3", subject = "none", external = "full", ...more }: Choice): Reporter {
	const seed = newSigningSeed();
	const { change, caseTag = toHex(randomBytes(32)) as CaseTag, mailbox = sha256Hash(randomBytes(32)) } = more;
	const routed = route({
		subject,
		named: [],
		inLine: [],
		interests: [],
		bodies: [],
		holders: holders(world),
		severity,
		external,
		externalEligible: true,
		shareWithDeputy: false,
		policy: world.rules.policy,
	});
	if ("refused" in routed) throw new Error("The world has nobody to receive a concern.");
	const [concern, secret, wraps] = [randomBytes(1_100), randomBytes(1_100), randomBytes(2_000)];
	const reporterKeys: ReporterKeys = {
		mailbox,
		mailboxAuth: signingKeyFromSeed(newSigningSeed()),
		kem: randomBytes(1_216).toString("base64url") as SealingKey,
		logSalt: toHex(randomBytes(32)) as Bytes32,
	};
	const plain: RaiseStatement = {
		origin: "own",
		severity: routed.severity,
		safetyAction: false,
		external,
		externalEligible: true,
		excluded: [...routed.excluded],
		recipients: routed.recipients.map(({ tenure, rung, key, opens }) => ({ tenure, rung, key, opens: [...opens] })),
		wraps: sha256Hash(wraps),
		messageSign: signingKeyFromSeed(seed),
		reporterKeys: canonicalHash(reporterKeys),
		policy: canonicalHash(world.rules.policy),
		calendar: canonicalHash(world.rules.calendar),
	};
	const statement = change === undefined ? plain : change(plain);
	const ciphertext = ciphertextHash([concern, secret]);
	const parts = { organisation: world.organisation, caseTag, kind: "raised" as const, statement, ciphertext, policy: statement.policy };
	const act = { seen: NOTHING_SEEN, signature: sign(seed, actBytes({ ...parts, seen: NOTHING_SEEN })) };
	return {
		seed,
		caseTag,
		request: {
			header: { organisation: world.organisation, caseTag, statement, reporterKeys, act },
			concern,
			private: secret,
			wraps,
			work: { hash: sha256Hash(randomBytes(32)), expiresOn: "2026-12-31" as CivilDate },
			now,
			today: now.slice(0, 10) as CivilDate,
			signPromise: world.signPromise,
		},
	};
}

export async function eventsOf(world: World, caseTag: CaseTag): Promise<readonly CaseEvent[]> {
	const tag = Buffer.from(caseTag, "hex");
	const rows = await world.owner.query.selectFrom("event").select("body").where("case_tag", "=", tag).orderBy("sequence").execute();
	return rows.map(({ body }) => body);
}
