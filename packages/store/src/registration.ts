/** Writing the directory: by the owner's connection only. Every key and root set gets its leaf in the same transaction. */
import { canonicalHash } from "@answerable/log/canonical";
import { deploymentKeyHash, keyHash } from "@answerable/log/key-statement";
import type { KeyAddition, StatementLeaf } from "@answerable/log/statement-leaf";
import type { SignedBranding } from "@answerable/types/branding";
import type { Hash, SealingKey, Signature } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import type { Countersignature, DeploymentKeyStatement, KeyStatement, RootStatement } from "@answerable/types/key";
import type { Nation, OdsCode } from "@answerable/types/organisation";
import type { Calendar, Policy } from "@answerable/types/policy";
import type { Remit } from "@answerable/types/routing";
import type { CivilDate, Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { bytesColumn, bytesOfBase64Url } from "./column.ts";
import type { Database } from "./connect.ts";
import type { Queries } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { appendStatement } from "./statement-log.ts";

export type NewOrganisation = {
	readonly id: OrganisationId;
	readonly slug: string;
	readonly name: string;
	/** External bodies follow no policy of ours. */
	readonly rules: { readonly policy: Policy; readonly calendar: Calendar } | null;
	readonly zone: string;
	/** Of an organisation of the NHS. */
	readonly odsCode?: OdsCode;
	readonly nation?: Nation;
};

/** Names a policy and a calendar by their hashes, once. */
export async function addRules(
	{ query }: Pick<Database, "query">,
	policy: Policy,
	calendar: Calendar,
): Promise<{ readonly policy: Hash; readonly calendar: Hash }> {
	const hashes = { policy: canonicalHash(policy), calendar: canonicalHash(calendar) };
	await query
		.insertInto("policy")
		.values({ hash: bytesColumn(hashes.policy), id: policy.id, body: policy })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await query
		.insertInto("calendar")
		.values({ hash: bytesColumn(hashes.calendar), id: calendar.id, body: calendar })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return hashes;
}

export async function addOrganisation(
	db: Pick<Database, "query">,
	{ id, slug, name, rules, zone, odsCode, nation }: NewOrganisation,
): Promise<void> {
	const hashes = rules === null ? null : await addRules(db, rules.policy, rules.calendar);
	await db.query
		.insertInto("organisation")
		.values({
			id,
			slug,
			name,
			kind: rules === null ? "external" : "provider",
			policy_hash: hashes === null ? null : bytesColumn(hashes.policy),
			calendar_hash: hashes === null ? null : bytesColumn(hashes.calendar),
			zone,
			ods_code: odsCode ?? null,
			nation: nation ?? null,
		})
		.execute();
}

/** The first roots of an organisation, signed by the log key. */
export async function addRoots(db: Database, statement: RootStatement, signature: Signature, now: Instant): Promise<void> {
	await withLeaf(db, { kind: "root", statement }, now, (query, leaf) => insertRoots(query, { statement, signature, leaf }));
}

/** Writes the row of first roots whose leaf was appended. */
export async function insertRoots(
	query: Queries,
	{ statement, signature, leaf }: { readonly statement: RootStatement; readonly signature: Signature; readonly leaf: string },
): Promise<void> {
	await query
		.insertInto("root_set")
		.values({ organisation: statement.organisation, statement, signature: bytesColumn(signature), leaf_id: leaf })
		.execute();
}

export type NewTenure = {
	readonly statement: KeyStatement;
	readonly seal: SealingKey;
	readonly countersignatures: readonly Countersignature[];
	readonly sealedKeys: Uint8Array;
};

/** Writes a key that two roots have signed. Without a cooldown it serves from the checkpoint that holds it: for the first keys of an organisation. */
export async function addTenure(db: Database, tenure: NewTenure, now: Instant, cooldownSeconds = 0): Promise<void> {
	const addition = { addedAt: now, cooldownSeconds };
	await withLeaf(db, { kind: "key", statement: tenure.statement, ...addition }, now, (query, leaf) =>
		insertTenure(query, { ...tenure, ...addition, leaf }),
	);
}

/** Writes the row of a key whose leaf was appended. */
export async function insertTenure(
	query: Queries,
	{ statement, seal, ...rest }: NewTenure & KeyAddition & { leaf: string },
): Promise<void> {
	const { tenure, organisation, person, role } = statement;
	await query
		.insertInto("tenure")
		.values({
			id: tenure,
			organisation,
			person,
			role,
			key_hash: bytesColumn(keyHash(statement)),
			statement,
			seal_key: bytesOfBase64Url(seal),
			countersignatures: sql`${rest.countersignatures}::jsonb`,
			sealed_keys: rest.sealedKeys,
			leaf_id: rest.leaf,
			removed: false,
			added_at: rest.addedAt,
			cooldown_seconds: rest.cooldownSeconds,
		})
		.execute();
}

/** How an organisation shows itself, as two of its roots signed it. The name is that of the organisation from now on. */
export async function insertBranding(query: Queries, { statement, branding, countersignatures }: SignedBranding): Promise<void> {
	const { organisation, number } = statement;
	await query
		.insertInto("branding")
		.values({ organisation, number, statement, countersignatures: sql`${countersignatures}::jsonb`, body: branding })
		.execute();
	await query.updateTable("organisation").set({ name: branding.name }).where("id", "=", organisation).execute();
}

export type NewExternalEntry = {
	readonly organisation: OrganisationId;
	readonly body: OrganisationId;
	readonly validFrom: CivilDate;
	readonly validUntil: CivilDate | null;
	readonly remit: string;
	readonly remits: readonly Remit[];
};

export async function addExternalEntry({ query }: Pick<Database, "query">, entry: NewExternalEntry): Promise<void> {
	const { organisation, body, validFrom, validUntil, remit, remits } = entry;
	await query
		.insertInto("external_directory")
		.values({ organisation, body, valid_from: validFrom, valid_until: validUntil, remit, remits })
		.execute();
}

export type NewDeploymentKey = {
	readonly statement: DeploymentKeyStatement;
	/** 32 bytes for `promise`, 1,216 for `release`. */
	readonly key: Uint8Array;
	/** By the log key. */
	readonly signature: Signature;
};

/** Adds a key of the deployment; the same one again changes nothing. */
export async function addDeploymentKey(db: Database, { statement, key, signature }: NewDeploymentKey, now: Instant): Promise<boolean> {
	const hash = bytesColumn(deploymentKeyHash(statement));
	const known = await db.query.selectFrom("deployment_key").select("hash").where("hash", "=", hash).executeTakeFirst();
	if (known !== undefined) return false;
	await withLeaf(db, { kind: "deployment-key", statement }, now, async (query, leaf) => {
		await query
			.insertInto("deployment_key")
			.values({ hash, statement, key, signature: bytesColumn(signature), leaf_id: leaf })
			.execute();
	});
	return true;
}

/** Writes a row with the leaf that says it, and forces an epoch, so that nobody waits for what is there. */
export async function withLeaf(
	db: Database,
	leaf: StatementLeaf,
	now: Instant,
	writeRow: (query: Queries, leafId: string) => Promise<void>,
): Promise<void> {
	const { epochSeconds } = await requireDeployment(db);
	await db.query.transaction().execute(async (query) => writeRow(query, await appendStatement(query, leaf, { now, epochSeconds })));
}
