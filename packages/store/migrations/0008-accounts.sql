-- How people get in and out. Somebody is invited once, by a token of which only the hash is kept; they sign in with a derived
-- secret and a code of their phone; whoever administers invites, appoints and removes, holds no key, and is watched by the roots.

set local search_path = answerable;

-- Whoever administers the deployment belongs to no organisation of it.
alter table person alter column organisation drop not null;
alter table person add column administrator boolean not null default false;
alter table person alter column administrator drop default;
alter table person add column ended_at timestamptz;
alter table person add constraint person_belongs check (administrator = (organisation is null));

-- The secret of a phone (RFC 6238), sealed under a key file of the api: a stolen table makes no codes. A code counts once:
-- `used_step` is the last that let somebody in, `told_steps` those of which their sender was told that they were a code.
create table second_factor (
	person uuid primary key references person,
	sealed bytea not null check (length(sealed) between 1 and 200),
	used_step integer not null check (used_step >= 0),
	told_steps integer[] not null,
	-- Wrong codes behind a right secret since the last right one.
	wrong_codes integer not null check (wrong_codes >= 0),
	wait_until timestamptz
);

-- `join`: a new person. `phone`: a new phone for a person who still has their words. `reset`: new words and a new phone.
create table invitation (
	id uuid primary key,
	token_hash bytea not null unique check (length(token_hash) = 32),
	kind text not null check (kind in ('join', 'phone', 'reset')),
	-- Of whoever joins; null for an administrator.
	organisation uuid references organisation,
	roles text[] not null check (cardinality(roles) <= 15),
	-- Whose phone or words are lost; of `join`, who came of it.
	person uuid references person,
	-- Null: at the machine itself, by `answerable admin`.
	made_by uuid references person,
	made_at timestamptz not null,
	expires_at timestamptz not null,
	-- Of `phone` and `reset`: the second person, who knows whoever asks.
	confirmed_by uuid references person,
	accepted_at timestamptz,
	revoked_at timestamptz,
	check (kind = 'join' or person is not null),
	check (kind = 'join' or cardinality(roles) = 0),
	check (accepted_at is null or person is not null),
	check (accepted_at is null or revoked_at is null),
	check (accepted_at is null or kind = 'join' or confirmed_by is not null),
	check (confirmed_by is null or (confirmed_by <> person and confirmed_by is distinct from made_by)),
	check (expires_at > made_at)
);

-- Somebody is to hold a role. Their browser makes the keys, and two roots countersign them.
create table appointment (
	id uuid primary key,
	organisation uuid not null references organisation,
	person uuid not null references person,
	role text not null check (role in (
		'guardian', 'deputy_guardian', 'buddy_guardian', 'exec_lead', 'medical_director', 'nursing_director', 'ned_lead', 'ceo', 'chair', 'sid',
		'lead_governor', 'board_secretary', 'dpo', 'siro', 'external_body'
	)),
	-- Null: at the machine itself.
	made_by uuid references person,
	made_at timestamptz not null,
	ended_at timestamptz,
	check (ended_at >= made_at)
);
create unique index appointment_once on appointment (organisation, person, role) where ended_at is null;
create index appointment_person on appointment (person);

-- Everything that an administrator ever did: who as an opaque id, what, to what, and when. Shown to the roots.
create table admin_action (
	id uuid primary key,
	-- Of whom it is; null for what is the whole deployment's.
	organisation uuid references organisation,
	-- Null: at the machine itself.
	by uuid references person,
	what text not null check (what ~ '^[a-z][a-z-]{1,60}$'),
	-- The invitation, person, appointment or organisation that it was done to.
	subject uuid,
	at timestamptz not null
);
create index admin_action_list on admin_action (organisation, at, id);
create trigger insert_only before update or delete or truncate on admin_action
	for each statement execute function refuse_change();
alter table admin_action enable always trigger insert_only;

-- Whoever administers holds no role and no key: the database refuses what a rule would forget.
create function refuse_administrator() returns trigger
language plpgsql
set search_path = answerable, pg_temp
as $$
begin
	if exists (select from person where id = new.person and administrator) then
		raise exception 'an administrator holds no role' using errcode = 'integrity_constraint_violation';
	end if;
	return new;
end
$$;
create trigger no_administrator before insert or update on appointment for each row execute function refuse_administrator();
create trigger no_administrator before insert or update on tenure for each row execute function refuse_administrator();
alter table appointment enable always trigger no_administrator;
alter table tenure enable always trigger no_administrator;
-- The trigger of a tenure reads the person in whoever's name writes it.
alter function refuse_administrator() security definer;
revoke execute on function refuse_administrator() from public;

-- No address and no browser of anybody: the day a session was opened, and in which quarter of which day it was last used.
alter table session add column opened_on date not null default current_date;
alter table session alter column opened_on drop default;
alter table session add column used_at timestamptz not null default date_trunc('day', now());
alter table session alter column used_at drop default;

grant insert, update (login_hash, ended_at) on person to answerable_api;
grant select, insert, delete on second_factor to answerable_api;
grant update (used_step, told_steps, wrong_codes, wait_until) on second_factor to answerable_api;
grant select, insert, update (person, confirmed_by, accepted_at, revoked_at) on invitation to answerable_api;
grant select, insert, update (ended_at) on appointment to answerable_api;
grant select, insert on admin_action to answerable_api;
