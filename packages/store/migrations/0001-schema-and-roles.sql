-- Everything of ours lives in one schema, and the three processes are three roles that own nothing in it:
-- a stolen credential or a slip of the hand cannot rewrite what is insert-only. (The database's owner still can;
-- the log proves it.) Roles belong to the whole cluster, so they may be there already; they can log in only once
-- a password was set for them.

create schema answerable;

do $$
declare
	name text;
begin
	foreach name in array array['answerable_api', 'answerable_worker', 'answerable_releaser'] loop
		begin
			if not exists (select from pg_roles where rolname = name) then
				execute format('create role %I nologin noinherit', name);
			end if;
		exception when duplicate_object or unique_violation then
			null; -- another database of the same cluster was migrated at the same moment
		end;
		execute format('grant usage on schema answerable to %I', name);
	end loop;
end
$$;

-- The queue keeps its own tables in its own schema. They are made by the owner; only the worker may use them.
create schema bullmq;
grant usage on schema bullmq to answerable_worker;
alter default privileges in schema bullmq grant select, insert, update, delete, truncate on tables to answerable_worker;
alter default privileges in schema bullmq grant usage, select, update on sequences to answerable_worker;
alter default privileges in schema bullmq grant execute on functions to answerable_worker;

-- Refuses to change what was written. The triggers that call it are enabled "always", so that they also
-- hold in a session that pretends to be a replica.
create function answerable.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
	raise exception 'rows of % are never changed', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;
