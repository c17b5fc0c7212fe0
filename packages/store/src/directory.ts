/** The directory: who receives concerns, with which keys, all of them in the log. */
import { localDate } from "@answerable/domain/instant";
import { quartersTaken, servingQuarter } from "@answerable/domain/quarter";
import type { Hash } from "@answerable/types/bytes";
import type { MyTenure } from "@answerable/types/desk";
import type { OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { IntakeParameters, LoggedDeploymentKey, LoggedRemoval, LoggedRoots, OrganisationCard } from "@answerable/types/intake";
import type { DeploymentKeyStatement, DirectoryKey, KeyStatement } from "@answerable/types/key";
import type { Remit } from "@answerable/types/routing";
import type { CivilDate, Instant } from "@answerable/types/time";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { base64UrlOf, bytesColumn, hashOf, sealingKeyOf, signatureOf, signingKeyOf } from "./column.ts";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { readStoredRoots, servedRoots } from "./root-store.ts";
import { readRules } from "./rules.ts";
import { readSaid } from "./said.ts";

/** The part of the intake parameters that is stored, with the hashes that a raise must name. */
export type Intake = Omit<IntakeParameters, "now" | "work"> & {
	readonly policyHash: Hash;
	readonly calendarHash: Hash;
	/** Names of the release keys that a raise may be sealed to when it arrives today. */
	readonly releaseKeysTaken: readonly string[];
};

/** Organisations that take concerns: those whose first roots stand in the log. */
export async function readOrganisations({ query }: Database): Promise<readonly OrganisationCard[]> {
	return query
		.selectFrom("organisation")
		.innerJoin("root_set", "root_set.organisation", "organisation.id")
		.innerJoin("log_entry", "log_entry.leaf_id", "root_set.leaf_id")
		.select(["organisation.id", "organisation.slug", "organisation.name"])
		.where("organisation.kind", "=", "provider")
		.orderBy("organisation.name")
		.execute();
}

/**
 * Null if no such organisation takes concerns, or if it cannot yet: a key that is not in a published checkpoint is not
 * served, nor is one in its cooldown. External bodies are those whose directory entry is in force on the day (UTC).
 */
export async function readIntake(
	db: Database,
	which: { readonly slug: string } | { readonly id: OrganisationId },
	now: Instant,
): Promise<Intake | null> {
	const { query } = db;
	const today = localDate(now, "UTC");
	const column = "slug" in which ? "slug" : "id";
	const organisation = await query
		.selectFrom("organisation")
		.select(["id", "slug", "name", "policy_hash", "calendar_hash"])
		.where(column, "=", "slug" in which ? which.slug : which.id)
		.where("kind", "=", "provider")
		.executeTakeFirst();
	if (organisation === undefined || organisation.policy_hash === null || organisation.calendar_hash === null) return null;
	const { id, slug, name, policy_hash, calendar_hash } = organisation;
	const hashes = { policy: hashOf(policy_hash), calendar: hashOf(calendar_hash) };
	const bodies = await readBodies(query, id, today);
	const ids = [id, ...bodies.map((body) => body.id)];
	const [rules, roots, keys, removals, said, promiseKey, releaseKeys, { logKey }] = await Promise.all([
		readRules(query, hashes),
		readRoots(query, ids),
		readDirectoryKeys(db, ids, now),
		readRemovals(query, ids),
		readSaid(query, id),
		readDeploymentKey(db, "promise", ""),
		Promise.all(quartersTaken(today).map((quarter) => readDeploymentKey(db, "release", quarter))),
		requireDeployment(db),
	]);
	const own = roots.get(id);
	const [releaseKey = null] = releaseKeys;
	if (own === undefined || promiseKey === null || releaseKey === null) return null;
	const externalBodies = bodies.flatMap(({ remits, ...card }) => {
		const bodyRoots = roots.get(card.id);
		return bodyRoots === undefined ? [] : [{ organisation: card, roots: bodyRoots, remits }];
	});
	// Of an external body only those who answer for it outside receive concerns; its other keys are its own roots.
	const served = keys.filter(({ statement }) => statement.organisation === id || statement.role === "external_body");
	return {
		organisation: { id, slug, name },
		...rules,
		policyHash: hashes.policy,
		calendarHash: hashes.calendar,
		roots: own,
		externalBodies,
		keys: served,
		removals,
		interests: said.interests,
		adoption: said.adoption,
		branding: said.branding,
		promiseKey,
		releaseKey,
		releaseKeysTaken: releaseKeys.flatMap((each) => each?.statement.key ?? []),
		logKey,
	};
}

type Body = OrganisationCard & { readonly remits: Remit[] };

async function readBodies(query: Queries, organisation: OrganisationId, today: CivilDate): Promise<readonly Body[]> {
	const rows = await query
		.selectFrom("external_directory")
		.innerJoin("organisation", "organisation.id", "external_directory.body")
		.select(["organisation.id", "organisation.slug", "organisation.name", "external_directory.remits"])
		.where("external_directory.organisation", "=", organisation)
		.where("external_directory.valid_from", "<=", today)
		.where(({ eb, or }) => or([eb("valid_until", "is", null), eb("valid_until", ">", today)]))
		.orderBy("organisation.name")
		.execute();
	// A body may have several entries, each with its own days.
	return rows
		.filter(({ id }, at) => rows.findIndex((row) => row.id === id) === at)
		.map(({ remits: _, ...card }) => ({
			...card,
			remits: [...new Set(rows.flatMap((row) => (row.id === card.id ? row.remits : [])))],
		}));
}

async function readRoots(query: Queries, organisations: readonly OrganisationId[]): Promise<ReadonlyMap<OrganisationId, LoggedRoots>> {
	const stored = await readStoredRoots(query, organisations);
	return new Map(
		[...stored].flatMap(([organisation, roots]) => {
			const served = servedRoots(roots);
			return served === null ? [] : [[organisation, served] as const];
		}),
	);
}

/** Keys of these organisations that stand in the log, are not in their cooldown, and were not removed. */
export async function readDirectoryKeys(
	{ query }: Database,
	organisations: readonly OrganisationId[],
	now: Instant,
): Promise<readonly DirectoryKey[]> {
	const rows = await query
		.selectFrom("tenure")
		.innerJoin("log_entry", "log_entry.leaf_id", "tenure.leaf_id")
		.select(["tenure.statement", "tenure.seal_key", "tenure.countersignatures", "log_entry.index"])
		.select(["tenure.added_at as addedAt", "tenure.cooldown_seconds as cooldownSeconds"])
		.where("tenure.organisation", "in", organisations)
		.where("tenure.removed", "=", false)
		.where(isUsable("tenure", now))
		.orderBy("log_entry.index")
		.execute();
	return rows.map(({ statement, seal_key, countersignatures, addedAt, cooldownSeconds, index }) => ({
		statement,
		seal: sealingKeyOf(seal_key),
		countersignatures: [...countersignatures],
		addedAt,
		cooldownSeconds,
		leafIndex: index,
	}));
}

/** Whether a tenure's cooldown is over. */
export function isUsable(table: string, now: Instant): RawBuilder<SqlBool> {
	const [added, cooldown] = [sql.ref(`${table}.added_at`), sql.ref(`${table}.cooldown_seconds`)];
	return sql<SqlBool>`${added} + ${cooldown} * interval '1 second' <= ${now}::timestamptz`;
}

const MOST_REMOVALS = 512;

/** The newest removals of keys of these organisations that stand in the log. */
async function readRemovals(query: Queries, organisations: readonly OrganisationId[]): Promise<LoggedRemoval[]> {
	const rows = await query
		.selectFrom("key_removal")
		.innerJoin("log_entry", "log_entry.leaf_id", "key_removal.leaf_id")
		.select(["key_removal.statement", "key_removal.countersignatures", "log_entry.index"])
		.where("key_removal.organisation", "in", organisations)
		.orderBy("log_entry.index", "desc")
		.limit(MOST_REMOVALS)
		.execute();
	return rows.map(({ statement, countersignatures, index }) => ({
		statement,
		countersignatures: [...countersignatures],
		leafIndex: index,
	}));
}

/**
 * The key for this use that serves a quarter (the empty one for a promise key), of those that stand in the log: where several were
 * named for one quarter, the last. Null before any is published. A key that is gone serves nothing.
 */
export async function readDeploymentKey(
	{ query }: Database,
	use: DeploymentKeyStatement["use"],
	quarter: string,
): Promise<LoggedDeploymentKey | null> {
	const rows = await query
		.selectFrom("deployment_key")
		.innerJoin("log_entry", "log_entry.leaf_id", "deployment_key.leaf_id")
		.leftJoin("destroyed_key", "destroyed_key.hash", "deployment_key.hash")
		.select(["deployment_key.statement", "deployment_key.key", "deployment_key.signature", "log_entry.index"])
		.where("destroyed_key.hash", "is", null)
		.orderBy("log_entry.index", "desc")
		.execute();
	const fitting = rows.filter(({ statement }) => statement.use === use);
	const serving = servingQuarter(
		fitting.map(({ statement }) => statement.quarter),
		quarter,
	);
	const row = fitting.find(({ statement }) => statement.quarter === serving);
	if (row === undefined) return null;
	const key = row.key.length === 32 ? signingKeyOf(row.key) : sealingKeyOf(row.key);
	return { statement: row.statement, key, signature: signatureOf(row.signature), leafIndex: row.index };
}

/** Quarters whose release key stands in the log. */
export async function readReleaseQuarters({ query }: Database): Promise<readonly string[]> {
	const rows = await query
		.selectFrom("deployment_key")
		.innerJoin("log_entry", "log_entry.leaf_id", "deployment_key.leaf_id")
		.select("deployment_key.statement")
		.execute();
	return rows.flatMap(({ statement: { use, quarter } }) => (use === "release" ? [quarter] : []));
}

/** Present tenures of a person, with their private keys as the person sealed them. */
export async function readTenures({ query }: Database, person: PersonId): Promise<readonly MyTenure[]> {
	const rows = await query
		.selectFrom("tenure")
		.select(["statement", "key_hash", "sealed_keys"])
		.where("person", "=", person)
		.where("removed", "=", false)
		.orderBy("id")
		.execute();
	return rows.map(({ statement, key_hash, sealed_keys }) => ({ statement, key: hashOf(key_hash), sealedKeys: base64UrlOf(sealed_keys) }));
}

/** A tenure that is held now; null if there is none. */
export async function readTenure({ query }: Database, tenure: TenureId): Promise<KeyStatement | null> {
	const row = await query.selectFrom("tenure").select("statement").where("id", "=", tenure).where("removed", "=", false).executeTakeFirst();
	return row?.statement ?? null;
}

/** Whether a key statement's leaf stands in a published checkpoint. */
export async function isKeyLogged({ query }: Database, key: Hash): Promise<boolean> {
	const row = await query
		.selectFrom("tenure")
		.innerJoin("log_entry", "log_entry.leaf_id", "tenure.leaf_id")
		.select("tenure.id")
		.where("tenure.key_hash", "=", bytesColumn(key))
		.executeTakeFirst();
	return row !== undefined;
}
