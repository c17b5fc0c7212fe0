-- Who receives concerns, with which keys, by which rules. Policies and calendars are named by their hash, which is
-- hashed into every raise, so they are never changed either.

create table answerable.policy (
	hash bytea primary key check (length(hash) = 32),
	id text not null check (length(id) <= 60),
	body jsonb not null
);

create table answerable.calendar (
	hash bytea primary key check (length(hash) = 32),
	id text not null check (length(id) <= 60),
	body jsonb not null
);

create trigger insert_only before update or delete or truncate on answerable.policy
	for each statement execute function answerable.refuse_change();
alter table answerable.policy enable always trigger insert_only;
create trigger insert_only before update or delete or truncate on answerable.calendar
	for each statement execute function answerable.refuse_change();
alter table answerable.calendar enable always trigger insert_only;

create table answerable.organisation (
	id uuid primary key,
	slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,60}$'),
	name text not null check (length(name) between 1 and 120),
	kind text not null check (kind in ('provider', 'external')),
	policy_hash bytea references answerable.policy,
	calendar_hash bytea references answerable.calendar,
	zone text not null check (length(zone) <= 60),
	check (kind = 'external' or (policy_hash is not null and calendar_hash is not null))
);

create table answerable.root_set (
	organisation uuid primary key references answerable.organisation,
	statement jsonb not null,
	signature bytea not null check (length(signature) = 64),
	leaf_id uuid not null references answerable.leaf
);

-- A person is opaque: no name, no address, nothing to display.
create table answerable.person (
	id uuid primary key,
	organisation uuid not null references answerable.organisation,
	login_name text not null unique check (login_name ~ '^[a-z0-9][a-z0-9._-]{1,60}$'),
	login_hash bytea not null check (length(login_hash) = 32)
);

create table answerable.tenure (
	id uuid primary key,
	organisation uuid not null references answerable.organisation,
	person uuid not null references answerable.person,
	role text not null check (role in (
		'guardian', 'deputy_guardian', 'buddy_guardian', 'exec_lead', 'medical_director', 'nursing_director', 'ned_lead', 'ceo', 'chair', 'sid',
		'lead_governor', 'board_secretary', 'dpo', 'siro', 'external_body'
	)),
	key_hash bytea not null unique check (length(key_hash) = 32),
	statement jsonb not null,
	seal_key bytea not null check (length(seal_key) = 1216),
	countersignatures jsonb not null,
	sealed_keys bytea not null check (length(sealed_keys) <= 16384),
	leaf_id uuid not null references answerable.leaf,
	removed boolean not null
);
create index tenure_person on answerable.tenure (person);
create index tenure_organisation on answerable.tenure (organisation);

-- Which external bodies serve which organisation. Bodies come and go by law, so an entry has its dates.
create table answerable.external_directory (
	organisation uuid not null references answerable.organisation,
	body uuid not null references answerable.organisation,
	valid_from date not null,
	valid_until date,
	remit text not null check (length(remit) <= 300),
	primary key (organisation, body, valid_from),
	check (valid_until is null or valid_until > valid_from)
);

create table answerable.deployment_key (
	hash bytea primary key check (length(hash) = 32),
	statement jsonb not null,
	key bytea not null check (length(key) in (32, 1216)),
	signature bytea not null check (length(signature) = 64),
	leaf_id uuid not null references answerable.leaf
);

-- One row: which deployment this database belongs to. A demo is never seeded into somebody else's rows.
create table answerable.deployment (
	single boolean primary key check (single),
	id uuid not null,
	-- The log's verifier key (C2SP signed-note), whose name is the log's origin.
	log_key text not null check (length(log_key) between 1 and 200),
	epoch_seconds integer not null check (epoch_seconds between 1 and 86400),
	made_by text not null check (length(made_by) <= 40)
);

-- Staff only. The token itself is never stored.
create table answerable.session (
	id bytea primary key check (length(id) = 32),
	person uuid not null references answerable.person,
	expires_at timestamptz not null,
	absolute_expires_at timestamptz not null
);
create index session_person on answerable.session (person);

-- Proofs of work that were used. A reporter solved them, so only the day is kept.
create table answerable.spent_work (
	hash bytea primary key check (length(hash) = 32),
	expires_on date not null
);

create table answerable.heartbeat (
	process text primary key check (length(process) <= 60),
	beat_at timestamptz not null,
	detail jsonb not null
);
