/** The schema as PostgreSQL has it, in a form that does not depend on its version: what `schema.sql` is made of. */
import type postgres from "postgres";

type Line = { readonly text: string };

/** Tables with columns, constraints, indexes, triggers and grants, functions; in a fixed order. */
export async function schemaText(sql: postgres.Sql): Promise<string> {
	await sql`set search_path = answerable`;
	const tables = await sql<{ oid: number; name: string; options: string | null }[]>`
		select oid::integer, relname as name, array_to_string(reloptions, ', ') as options from pg_class
		where relnamespace = 'answerable'::regnamespace and relkind = 'r' order by relname collate "C"`;
	const parts = ["-- Written by scripts/write-schema.ts from a migrated database. Never edited by hand.\n"];
	for (const { oid, name, options } of tables) {
		const columns = await columnLines(sql, oid);
		const constraints = await constraintLines(sql, oid);
		const body = [...columns, ...constraints].map(({ text }) => `\t${text}`).join(",\n");
		const after = [...(await indexLines(sql, oid)), ...(await triggerLines(sql, oid, name)), ...(await grantLines(sql, oid, name))];
		const kept = options === null ? "" : ` with (${options})`;
		parts.push(`create table ${name} (\n${body}\n)${kept};\n${after.map(({ text }) => `${text};\n`).join("")}`);
	}
	const functions = await functionLines(sql);
	return [
		...parts,
		...functions.map(({ text }) => `${text.trimEnd()};\n`),
		...(await schemaGrants(sql)).map(({ text }) => `${text};\n`),
	].join("\n");
}

function columnLines(sql: postgres.Sql, table: number): Promise<readonly Line[]> {
	return sql<Line[]>`
		select attname || ' ' || format_type(atttypid, atttypmod)
			|| case when attstorage = 'e' and typstorage <> 'e' then ' storage external' else '' end || case when attnotnull then ' not null' else '' end
			|| coalesce(' default ' || pg_get_expr(adbin, adrelid), '') as text
		from pg_attribute join pg_type on pg_type.oid = atttypid left join pg_attrdef on adrelid = attrelid and adnum = attnum
		where attrelid = ${table} and attnum > 0 and not attisdropped order by attnum`;
}

/** Newer versions list `not null` among the constraints as well. */
function constraintLines(sql: postgres.Sql, table: number): Promise<readonly Line[]> {
	return sql<Line[]>`
		select 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) as text
		from pg_constraint where conrelid = ${table} and contype <> 'n' order by conname collate "C"`;
}

function indexLines(sql: postgres.Sql, table: number): Promise<readonly Line[]> {
	return sql<Line[]>`
		select pg_get_indexdef(indexrelid) as text from pg_index
		where indrelid = ${table} and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
		order by indexrelid::regclass::text collate "C"`;
}

function triggerLines(sql: postgres.Sql, table: number, name: string): Promise<readonly Line[]> {
	return sql<Line[]>`
		select pg_get_triggerdef(oid) || case tgenabled when 'A' then ${`;\nalter table ${name} enable always trigger `} || tgname else ' -- enabled: ' || tgenabled::text end as text
		from pg_trigger where tgrelid = ${table} and not tgisinternal order by tgname collate "C"`;
}

/** To whom, without the owner. Rights on single columns stand beside those on the table. */
function grantLines(sql: postgres.Sql, table: number, name: string): Promise<readonly Line[]> {
	return sql<Line[]>`
		with granted as (
			select pg_get_userbyid(acl.grantee) as role, lower(acl.privilege_type) as what, null as columns
			from pg_class, aclexplode(relacl) as acl where oid = ${table} and acl.grantee <> relowner
			union all
			select pg_get_userbyid(acl.grantee), lower(acl.privilege_type), string_agg(attname, ', ' order by attnum)
			from pg_attribute join pg_class on pg_class.oid = attrelid, aclexplode(attacl) as acl
			where attrelid = ${table} and acl.grantee <> relowner group by 1, 2
		)
		select 'grant ' || string_agg(what || coalesce(' (' || columns || ')', ''), ', ' order by what, columns)
			|| ${` on ${name} to `} || role as text
		from granted group by role order by role`;
}

function functionLines(sql: postgres.Sql): Promise<readonly Line[]> {
	return sql<Line[]>`
		select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'answerable'::regnamespace order by proname collate "C"`;
}

function schemaGrants(sql: postgres.Sql): Promise<readonly Line[]> {
	return sql<Line[]>`
		select 'grant ' || lower(acl.privilege_type) || ' on schema ' || nspname || ' to ' || pg_get_userbyid(acl.grantee) as text
		from pg_namespace, aclexplode(nspacl) as acl
		where nspname in ('answerable', 'bullmq') and acl.grantee <> nspowner
		order by nspname, pg_get_userbyid(acl.grantee), acl.privilege_type`;
}
