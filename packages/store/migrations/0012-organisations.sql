-- What an organisation says about itself, each version signed by two of its roots and kept; and which compartments a tenure's
-- wraps open, so that whoever alone can open something is found without replaying every case.

set local search_path = answerable;

alter table case_sight add column opens text[] not null default '{}' check (opens <@ array['concern', 'private', 'notes']);
alter table case_sight alter column opens drop default;

-- The code by which the NHS knows the organisation (Organisation Data Service), and the nation whose rules it follows.
alter table organisation add column ods_code text unique check (ods_code ~ '^[A-Z0-9]{3,8}$');
alter table organisation add column nation text check (nation in ('england', 'scotland', 'wales', 'northern-ireland'));

-- Opaque people, and whether two are tied or were cleared: what routing needs, and nothing of how they are tied.
create table interests_register (
	organisation uuid not null references organisation,
	number integer not null check (number >= 1),
	statement jsonb not null,
	countersignatures jsonb not null,
	lines jsonb not null check (length(lines::text) <= 1048576),
	leaf_id uuid not null references leaf,
	primary key (organisation, number)
);

create table branding (
	organisation uuid not null references organisation,
	number integer not null check (number >= 1),
	statement jsonb not null,
	countersignatures jsonb not null,
	body jsonb not null,
	primary key (organisation, number)
);

create table policy_adoption (
	organisation uuid not null references organisation,
	number integer not null check (number >= 1),
	statement jsonb not null,
	countersignatures jsonb not null,
	leaf_id uuid not null references leaf,
	primary key (organisation, number)
);

do $$
declare
	name text;
begin
	foreach name in array array['interests_register', 'branding', 'policy_adoption'] loop
		execute format('create trigger insert_only before update or delete or truncate on answerable.%I
			for each statement execute function answerable.refuse_change()', name);
		execute format('alter table answerable.%I enable always trigger insert_only', name);
	end loop;
end
$$;

grant select, insert on interests_register, branding, policy_adoption to answerable_api;
grant select on interests_register, branding, policy_adoption to answerable_worker, answerable_releaser;
grant insert on policy to answerable_api;
grant update (name, policy_hash) on organisation to answerable_api;
