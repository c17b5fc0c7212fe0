/** The people and organisations of the stand-in, with real keys in its log, and what a browser is told of them. */
import { releaseKeyPair } from "@answerable/crypto/release";
import { encodeSealingKey, sealingKeyHash } from "@answerable/crypto/sealing-key";
import { newSigningSeed, sign, signingKeyFromSeed } from "@answerable/crypto/signing";
import { calendarFor } from "@answerable/domain/calendar";
import { policyById } from "@answerable/domain/policy";
import { sha256Hash, toHex } from "@answerable/log/bytes";
import { canonicalHash } from "@answerable/log/canonical";
import { deploymentKeyBytes, keyHash, rootBytes, rootHash } from "@answerable/log/key-statement";
import { encodeStatementLeaf } from "@answerable/log/leaf";
import { encodeVerifierKey } from "@answerable/log/note";
import { brandingText, interestsLeaf, interestsText, keyRemovalText } from "@answerable/log/organisation-statement";
import { rootChangeHash, rootChangeText } from "@answerable/log/root-history";
import type { Branding, SignedBranding } from "@answerable/types/branding";
import type { Hash } from "@answerable/types/bytes";
import type { LoginName, MyTenure } from "@answerable/types/desk";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { IntakeParameters, LoggedInterests, LoggedRemoval, LoggedRootChange, LoggedRoots } from "@answerable/types/intake";
import type { DeploymentKeyStatement, DirectoryKey } from "@answerable/types/key";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { createChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/sha";
import { countersign, makeRoots, makeTenure, type NewRoots, newStaffPhrase, type StaffPhrase } from "./desk/staff-keys.ts";
import { StandInLog } from "./stand-in-log.fixture.ts";

export const ORIGIN = "https://speak-up.example";
export const SLUG = "northbrook";

export type Staff = { readonly role: Role; readonly person: PersonId; readonly directory: DirectoryKey; readonly mine: MyTenure };

/** A provider and a regulator. */
export class StandInPeople extends StandInLog {
	now = "2026-11-23T10:00:00Z" as Instant;
	/** Of keys that are added from now on. */
	cooldownSeconds = 0;
	readonly provider = crypto.randomUUID() as OrganisationId;
	readonly body = crypto.randomUUID() as OrganisationId;
	readonly policyId: string;
	/** Where it is served: openings are signed for an origin. */
	origin = ORIGIN;
	readonly staff: Staff[] = [];
	/** Whose tenure ended. */
	readonly gone: Staff[] = [];
	readonly phrases = new Map<LoginName, { phrase: StaffPhrase; person: PersonId }>();
	readonly roots: readonly [NewRoots, NewRoots];
	readonly promiseSeed = newSigningSeed();
	readonly release = releaseKeyPair(newSigningSeed());
	readonly removals: LoggedRemoval[] = [];
	interests: LoggedInterests | null = null;
	branding: SignedBranding | null = null;
	readonly rootChanges: LoggedRootChange[] = [];

	constructor(policyId = "demo@1") {
		super();
		this.policyId = policyId;
		this.roots = [makeRoots(this.provider), makeRoots(this.body)];
	}

	get rules() {
		return { policy: policyById(this.policyId), calendar: calendarFor("england-and-wales") };
	}

	/** Appoints somebody. Only who gets a login name gets a real phrase, since deriving one takes a while. */
	async appoint(role: Role, loginName: LoginName | null = null, person = crypto.randomUUID() as PersonId): Promise<Staff> {
		const organisation = role === "external_body" ? this.body : this.provider;
		const [home, away] = this.roots;
		const { seeds } = role === "external_body" ? away : home;
		const nobody = "nobody" as LoginName;
		const secrets = { login: toHex(newSigningSeed()) as StaffPhrase["login"], wrap: newSigningSeed() };
		const phrase = loginName === null ? { loginName: nobody, words: [], login: secrets.login, secrets } : await newStaffPhrase(loginName);
		const made = makeTenure(phrase, { organisation, person, tenure: crypto.randomUUID() as TenureId, role });
		const { statement, seal, key, sealedKeys } = made;
		const countersignatures = [countersign(statement, seeds[0]), countersign(statement, seeds[1])];
		const addition = { addedAt: this.now, cooldownSeconds: this.cooldownSeconds };
		const leafIndex = this.entries.push(encodeStatementLeaf({ kind: "key", statement, ...addition })) - 1;
		const staff = {
			role,
			person,
			directory: { statement, seal, countersignatures, ...addition, leafIndex },
			mine: { statement, key, sealedKeys },
		};
		this.staff.push(staff);
		if (loginName !== null) this.phrases.set(loginName, { phrase, person });
		return staff;
	}

	/** Ends a tenure, with the signatures of two roots. */
	remove(
		who: Staff,
		seeds: readonly Uint8Array[] = this.roots[0].seeds.slice(0, 2),
		organisation = who.directory.statement.organisation,
	): LoggedRemoval {
		const { tenure } = who.directory.statement;
		const statement = { version: 1 as const, organisation, tenure, key: keyHash(who.directory.statement), because: "left" as const };
		const countersignatures = this.#signedBy(seeds, keyRemovalText(statement));
		const leafIndex = this.entries.push(encodeStatementLeaf({ kind: "key-removal", statement })) - 1;
		const removal = { statement, countersignatures, leafIndex };
		this.removals.push(removal);
		this.gone.push(...this.staff.splice(this.staff.indexOf(who), 1));
		return removal;
	}

	/** Two roots sign a register of ties. */
	declare(lines: LoggedInterests["lines"]): void {
		const number = (this.interests?.statement.number ?? 0) + 1;
		const statement = { version: 1 as const, organisation: this.provider, number, lines: canonicalHash(lines) };
		const countersignatures = this.#signedBy(this.roots[0].seeds.slice(0, 2), interestsText(statement));
		const leafIndex = this.entries.push(encodeStatementLeaf({ kind: "interests", statement: interestsLeaf(statement) })) - 1;
		this.interests = { statement, lines, countersignatures, leafIndex };
	}

	/** Two roots sign a name, a colour and a sentence. */
	dress(branding: Branding, seeds: readonly Uint8Array[] = this.roots[0].seeds.slice(1)): void {
		const number = (this.branding?.statement.number ?? 0) + 1;
		const statement = { version: 1 as const, organisation: this.provider, number, branding: canonicalHash(branding) };
		this.branding = { statement, branding, countersignatures: this.#signedBy(seeds, brandingText(statement)) };
	}

	/** The first root makes way for a new one; returns the fingerprint of the roots after that. */
	changeRoot(seed: Uint8Array): Hash {
		const [{ statement: before, seeds }] = this.roots;
		const [out] = before.roots;
		if (out === undefined) throw new Error("no root");
		const statement = { version: 1 as const, organisation: this.provider, previous: rootHash(before), out, in: signingKeyFromSeed(seed) };
		const countersignatures = this.#signedBy(seeds.slice(1), rootChangeText(statement));
		const leafIndex = this.entries.push(encodeStatementLeaf({ kind: "root-change", statement })) - 1;
		this.rootChanges.push({ statement, countersignatures, leafIndex });
		return rootChangeHash(statement);
	}

	#signedBy(seeds: readonly Uint8Array[], text: string) {
		return seeds.map((root) => ({ root: signingKeyFromSeed(root), signature: sign(root, new TextEncoder().encode(text)) }));
	}

	pins() {
		return { roots: sha256Hash(rootBytes(this.roots[0].statement)), logKey: encodeVerifierKey(this.logKey) };
	}

	protected card() {
		return { id: this.provider, slug: SLUG, name: "Northbrook University Hospitals" };
	}

	protected async intake(): Promise<IntakeParameters> {
		const promise = { version: 1 as const, use: "promise" as const, quarter: "", key: signingKeyFromSeed(this.promiseSeed) };
		const release = { version: 1 as const, use: "release" as const, quarter: "2026-Q4", key: sealingKeyHash(this.release.publicKey) };
		return {
			organisation: this.card(),
			now: this.now,
			...this.rules,
			roots: this.#loggedRoots(this.roots[0]),
			externalBodies: [
				{
					organisation: { id: this.body, slug: "regulator", name: "The regulator" },
					roots: this.#loggedRoots(this.roots[1]),
					remits: ["quality"],
				},
			],
			keys: this.staff.map(({ directory }) => directory),
			removals: this.removals,
			interests: this.interests,
			adoption: null,
			branding: this.branding,
			promiseKey: { ...this.#loggedKey(promise), key: signingKeyFromSeed(this.promiseSeed) },
			releaseKey: { ...this.#loggedKey(release), key: encodeSealingKey(this.release.publicKey) },
			logKey: encodeVerifierKey(this.logKey),
			work: await challenge(),
		};
	}

	#loggedRoots({ statement }: NewRoots): LoggedRoots {
		return {
			statement,
			signature: sign(this.logSeed, rootBytes(statement)),
			leafIndex: this.indexOf(encodeStatementLeaf({ kind: "root", statement })),
			changes: statement.organisation === this.provider ? this.rootChanges : [],
		};
	}

	#loggedKey(statement: DeploymentKeyStatement) {
		const leafIndex = this.indexOf(encodeStatementLeaf({ kind: "deployment-key", statement }));
		return { statement, signature: sign(this.logSeed, deploymentKeyBytes(statement)), leafIndex };
	}
}

export function challenge() {
	return createChallenge({ algorithm: "SHA-256", cost: 1, keyPrefix: "0", deriveKey, hmacSignatureSecret: "secret" });
}
