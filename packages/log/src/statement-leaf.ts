/** Bodies of the leaves that stand in clear: who holds which role with which keys, and by which rules, for anyone to watch. */
import type { SigningKey } from "@answerable/types/bytes";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Cooldown, DeploymentKeyStatement, KeyStatement, RootChangeStatement, RootStatement } from "@answerable/types/key";
import type { PagesStatement } from "@answerable/types/pages";
import type { CanaryStatement, KeyDestroyedStatement, KeyRemovalStatement, RemovalReason } from "@answerable/types/published";
import type { Role } from "@answerable/types/role";
import type { CivilDate, Instant } from "@answerable/types/time";
import { concat, fromHex, fromHex32, readUint, toHash, toHex, u32, u64, utf8 } from "./bytes.ts";
import { nameOf } from "./code-table.ts";
import { epochSeconds, instantOf, LAST_SECOND } from "./epoch.ts";
import type { InterestsLeaf, OrganisationDaysLeaf, PolicyAdoptionLeaf } from "./organisation-statement.ts";
import { ProofError } from "./proof-error.ts";

export type StatementLeaf =
	| ({ readonly kind: "key"; readonly statement: KeyStatement } & KeyAddition)
	| { readonly kind: "root"; readonly statement: RootStatement }
	| { readonly kind: "deployment-key"; readonly statement: DeploymentKeyStatement }
	| { readonly kind: "key-removal"; readonly statement: KeyRemovalStatement }
	| { readonly kind: "policy-adoption"; readonly statement: PolicyAdoptionLeaf }
	| { readonly kind: "organisation-days"; readonly statement: OrganisationDaysLeaf }
	| { readonly kind: "root-change"; readonly statement: RootChangeStatement }
	| { readonly kind: "interests"; readonly statement: InterestsLeaf }
	| { readonly kind: "key-destroyed"; readonly statement: KeyDestroyedStatement }
	| { readonly kind: "pages"; readonly statement: PagesStatement }
	| { readonly kind: "canary"; readonly statement: CanaryStatement };

/** When a key was added, and how long it waits before anything is sealed to it. */
export type KeyAddition = { readonly addedAt: Instant; readonly cooldownSeconds: Cooldown };

/** Codes are added, never changed or used again. */
const ROLE_CODES: Readonly<Record<Role, number>> = {
	guardian: 1,
	deputy_guardian: 2,
	buddy_guardian: 3,
	exec_lead: 4,
	medical_director: 5,
	nursing_director: 6,
	ned_lead: 7,
	ceo: 8,
	chair: 9,
	sid: 10,
	lead_governor: 11,
	board_secretary: 12,
	dpo: 13,
	siro: 14,
	external_body: 15,
};

const USE_CODES: Readonly<Record<DeploymentKeyStatement["use"], number>> = { promise: 1, release: 2 };

const REMOVAL_CODES: Readonly<Record<RemovalReason, number>> = { left: 1, lost: 2 };

const BODY_BYTES: Readonly<Record<StatementLeaf["kind"], number>> = {
	key: 125,
	root: 112,
	"deployment-key": 40,
	"key-removal": 65,
	"policy-adoption": 80,
	"organisation-days": 48,
	"root-change": 112,
	interests: 56,
	"key-destroyed": 39,
	pages: 48,
	canary: 26,
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const QUARTER = /^\d{4}-Q[1-4]$/;
const NO_QUARTER = "\0\0\0\0\0\0\0";

/** Writes everything of a statement but its version, which is the leaf's. */
export function encodeStatement(leaf: StatementLeaf): Uint8Array {
	switch (leaf.kind) {
		case "key":
			return encodeKey(leaf.statement, leaf);
		case "root": {
			const { organisation, roots } = leaf.statement;
			if (roots.length !== 3) throw new ProofError("malformed-leaf", "An organisation has three roots.");
			return concat(uuidBytes(organisation), ...roots.map(fromHex32));
		}
		case "deployment-key": {
			const { use, quarter, key } = leaf.statement;
			if (quarter !== "" && !QUARTER.test(quarter)) throw new ProofError("malformed-leaf", "A quarter is written 2026-Q4.");
			return concat(Uint8Array.of(USE_CODES[use]), utf8(quarter === "" ? NO_QUARTER : quarter), fromHex32(key));
		}
		case "key-removal": {
			const { organisation, tenure, key, because } = leaf.statement;
			return concat(uuidBytes(organisation), uuidBytes(tenure), fromHex32(key), Uint8Array.of(REMOVAL_CODES[because]));
		}
		case "policy-adoption": {
			const { organisation, policy, statement } = leaf.statement;
			return concat(uuidBytes(organisation), fromHex32(policy), fromHex32(statement));
		}
		case "organisation-days": {
			const { organisation, statement } = leaf.statement;
			return concat(uuidBytes(organisation), fromHex32(statement));
		}
		case "key-destroyed": {
			const { quarter, key } = leaf.statement;
			if (!QUARTER.test(quarter)) throw new ProofError("malformed-leaf", "A quarter is written 2026-Q4.");
			return concat(utf8(quarter), fromHex32(key));
		}
		case "root-change": {
			const { organisation, previous, out } = leaf.statement;
			return concat(uuidBytes(organisation), fromHex32(previous), fromHex32(out), fromHex32(leaf.statement.in));
		}
		case "interests": {
			const { organisation, number, statement } = leaf.statement;
			return concat(uuidBytes(organisation), u64(number), fromHex32(statement));
		}
		case "pages": {
			const { number, from, manifest } = leaf.statement;
			return concat(u64(number), u64(epochSeconds(from)), fromHex32(manifest));
		}
		case "canary": {
			const { organisation, on } = leaf.statement;
			if (!isDate(on)) throw new ProofError("malformed-leaf", "A day is written 2026-04-02.");
			return concat(uuidBytes(organisation), utf8(on));
		}
	}
}

function encodeKey(
	{ role, organisation, person, tenure, seal, sign }: KeyStatement,
	{ addedAt, cooldownSeconds }: KeyAddition,
): Uint8Array {
	const ids = [organisation, person, tenure].map(uuidBytes);
	const added = [u64(epochSeconds(addedAt)), u32(cooldownSeconds)];
	return concat(Uint8Array.of(ROLE_CODES[role]), ...ids, fromHex32(seal), fromHex32(sign), ...added);
}

/** Reads the body of a leaf of this kind; what follows the statement must be zero. */
export function decodeStatement(kind: StatementLeaf["kind"], body: Uint8Array): StatementLeaf {
	const length = BODY_BYTES[kind];
	if (body.subarray(length).some((byte) => byte !== 0)) throw new ProofError("malformed-leaf", "Reserved bytes are not zero.");
	switch (kind) {
		case "key":
			return { kind, statement: decodeKey(body), ...decodeAddition(body.subarray(113, 125)) };
		case "root":
			return { kind, statement: decodeRoot(body) };
		case "deployment-key":
			return { kind, statement: decodeDeploymentKey(body) };
		case "key-removal":
			return { kind, statement: decodeKeyRemoval(body) };
		case "policy-adoption":
			return {
				kind,
				statement: { organisation: organisationOf(body), policy: toHash(body.subarray(16, 48)), statement: toHash(body.subarray(48, 80)) },
			};
		case "organisation-days":
			return { kind, statement: { organisation: organisationOf(body), statement: toHash(body.subarray(16, 48)) } };
		case "root-change":
			return { kind, statement: decodeRootChange(body) };
		case "interests": {
			const number = readUint(body.subarray(16, 24));
			return { kind, statement: { organisation: organisationOf(body), number, statement: toHash(body.subarray(24, 56)) } };
		}
		case "key-destroyed":
			return { kind, statement: decodeKeyDestroyed(body) };
		case "pages":
			return { kind, statement: decodePages(body) };
		case "canary":
			return { kind, statement: { version: 1, organisation: organisationOf(body), on: dateOf(body.subarray(16, 26)) } };
	}
}

function decodeKey(body: Uint8Array): KeyStatement {
	return {
		version: 1,
		organisation: uuidText(body.subarray(1, 17)) as OrganisationId,
		person: uuidText(body.subarray(17, 33)) as PersonId,
		tenure: uuidText(body.subarray(33, 49)) as TenureId,
		role: named(ROLE_CODES, body[0]),
		seal: toHash(body.subarray(49, 81)),
		sign: toHex(body.subarray(81, 113)) as SigningKey,
	};
}

function decodeRoot(body: Uint8Array): RootStatement {
	const roots = [16, 48, 80].map((at) => toHex(body.subarray(at, at + 32)) as SigningKey);
	return { version: 1, organisation: uuidText(body.subarray(0, 16)) as OrganisationId, roots };
}

function decodeDeploymentKey(body: Uint8Array): DeploymentKeyStatement {
	const written = String.fromCharCode(...body.subarray(1, 8));
	const quarter = written === NO_QUARTER ? "" : written;
	if (quarter !== "" && !QUARTER.test(quarter)) throw new ProofError("malformed-leaf", "The quarter cannot be read.");
	return { version: 1, use: named(USE_CODES, body[0]), quarter, key: toHash(body.subarray(8, 40)) };
}

function decodeKeyDestroyed(body: Uint8Array): KeyDestroyedStatement {
	const quarter = String.fromCharCode(...body.subarray(0, 7));
	if (!QUARTER.test(quarter)) throw new ProofError("malformed-leaf", "The quarter cannot be read.");
	return { version: 1, quarter, key: toHash(body.subarray(7, 39)) };
}

function decodeKeyRemoval(body: Uint8Array): KeyRemovalStatement {
	const tenure = uuidText(body.subarray(16, 32)) as TenureId;
	const because = named(REMOVAL_CODES, body[64]);
	return { version: 1, organisation: organisationOf(body), tenure, key: toHash(body.subarray(32, 64)), because };
}

function decodeRootChange(body: Uint8Array): RootChangeStatement {
	const [previous, out, into] = [toHash(body.subarray(16, 48)), toHex(body.subarray(48, 80)), toHex(body.subarray(80, 112))];
	return { version: 1, organisation: organisationOf(body), previous, out: out as SigningKey, in: into as SigningKey };
}

function decodePages(body: Uint8Array): PagesStatement {
	return {
		version: 1,
		number: readUint(body.subarray(0, 8)),
		from: momentOf(body.subarray(8, 16)),
		manifest: toHash(body.subarray(16, 48)),
	};
}

function decodeAddition(bytes: Uint8Array): KeyAddition {
	return { addedAt: momentOf(bytes.subarray(0, 8)), cooldownSeconds: readUint(bytes.subarray(8, 12)) };
}

function momentOf(bytes: Uint8Array): Instant {
	const second = readUint(bytes);
	if (second > LAST_SECOND) throw new ProofError("malformed-leaf", "A moment in a statement cannot be read.");
	return instantOf(second);
}

function organisationOf(body: Uint8Array): OrganisationId {
	return uuidText(body.subarray(0, 16)) as OrganisationId;
}

function dateOf(bytes: Uint8Array): CivilDate {
	const on = String.fromCharCode(...bytes);
	if (!isDate(on)) throw new ProofError("malformed-leaf", "The day cannot be read.");
	return on;
}

function isDate(text: string): text is CivilDate {
	return DATE.test(text);
}

function uuidBytes(id: string): Uint8Array {
	if (!UUID.test(id)) throw new ProofError("malformed-leaf", "An id is not a lower-case UUID (RFC 9562).");
	return fromHex(id.replaceAll("-", ""));
}

function uuidText(bytes: Uint8Array): string {
	const hex = toHex(bytes);
	const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
	if (!UUID.test(id)) throw new ProofError("malformed-leaf", "An id is not a UUID (RFC 9562).");
	return id;
}

function named<Name extends string>(codes: Readonly<Record<Name, number>>, code: number | undefined): Name {
	const name = nameOf(codes, code);
	if (name === undefined) throw new ProofError("malformed-leaf", `Unknown code in a statement: ${code}`);
	return name;
}
