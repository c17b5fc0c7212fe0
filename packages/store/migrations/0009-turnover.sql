-- People join, leave and take over. An added key waits its cooldown before anything is sealed to it; a removal holds at once;
-- one root at a time makes way for another. What two roots have to sign waits as a proposal until both did.

set local search_path = answerable;

alter table deployment add column key_cooldown_seconds integer not null default 172800 check (key_cooldown_seconds between 0 and 2678400);
alter table deployment alter column key_cooldown_seconds drop default;

alter table tenure add column added_at timestamptz not null default now();
alter table tenure alter column added_at drop default;
alter table tenure add column cooldown_seconds integer not null default 0 check (cooldown_seconds between 0 and 2678400);
alter table tenure alter column cooldown_seconds drop default;

create table key_removal (
	tenure uuid primary key references tenure,
	organisation uuid not null references organisation,
	statement jsonb not null,
	countersignatures jsonb not null,
	removed_at timestamptz not null,
	leaf_id uuid not null references leaf
);
create index key_removal_organisation on key_removal (organisation);

-- The first roots stand in root_set. Two changes that follow the same roots cannot both be written.
create table root_change (
	organisation uuid not null references organisation,
	number integer not null check (number >= 1),
	statement jsonb not null,
	countersignatures jsonb not null,
	leaf_id uuid not null references leaf,
	primary key (organisation, number)
);

create table proposal (
	hash bytea primary key check (length(hash) = 32),
	organisation uuid not null references organisation,
	kind text not null check (kind in ('key', 'key-removal', 'root-change', 'policy-adoption', 'interests', 'branding')),
	body jsonb not null,
	proposer uuid not null references person,
	made_at timestamptz not null,
	enacted boolean not null,
	check (length(body::text) <= 1048576)
);
create index proposal_open on proposal (organisation) where not enacted;

create table proposal_signature (
	proposal bytea not null references proposal,
	root bytea not null check (length(root) = 32),
	signature bytea not null check (length(signature) = 64),
	primary key (proposal, root)
);

do $$
declare
	name text;
begin
	foreach name in array array['key_removal', 'root_change', 'proposal_signature'] loop
		execute format('create trigger insert_only before update or delete or truncate on answerable.%I
			for each statement execute function answerable.refuse_change()', name);
		execute format('alter table answerable.%I enable always trigger insert_only', name);
	end loop;
end
$$;

-- Somebody is told that a key of their organisation was added or removed, or that a root changed.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check
	check (kind in ('waiting', 'warned', 'escalated', 'released', 'key-added', 'key-removed', 'root-changed'));

grant select on key_removal, root_change to answerable_api, answerable_worker, answerable_releaser;
grant select (added_at, cooldown_seconds) on tenure to answerable_worker, answerable_releaser;
grant select, insert on proposal, proposal_signature to answerable_api;
grant update (enacted) on proposal to answerable_api;
grant insert on tenure, key_removal, root_change to answerable_api;
grant update (removed) on tenure to answerable_api;
