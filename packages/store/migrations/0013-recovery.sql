-- Whoever loses the deployment's keys can open nothing above the first rung any more. So each key has a copy here, sealed to a
-- recovery key whose private half exists only in three shares on paper, of which any two bring it back. Copies lie beside the
-- cases that they are needed for, and a key is only gone for good when its copy is deleted too.

set local search_path = answerable;

create table recovery_set (
	set_id text primary key check (set_id ~ '^[0-9a-f]{4}$'),
	-- The recovery key, public half.
	key bytea not null check (length(key) = 1216),
	made_at timestamptz not null,
	-- When the last of its shares was read back from paper. Until then the set before it stays.
	complete_at timestamptz
);

-- Who keeps which share. The hash tells whether what was written down is what was made; from 33 random bytes it gives nothing away.
create table recovery_share (
	set_id text not null references recovery_set on delete cascade,
	index smallint not null check (index between 1 and 3),
	keeper text not null check (length(keeper) between 2 and 120),
	hash bytea not null check (length(hash) = 32),
	read_back_at timestamptz,
	primary key (set_id, index),
	unique (set_id, keeper)
);

create table recovery_copy (
	set_id text not null references recovery_set on delete cascade,
	name text not null check (name ~ '^(log|promise|view|work|release-[0-9]{4}-Q[1-4])$'),
	copy bytea not null check (length(copy) = 1194),
	-- By the log key: anybody can seal something to a public key.
	signature bytea not null check (length(signature) = 64),
	primary key (set_id, name)
);

-- Release keys that are gone: no wrap waits for them, and no copy is left.
create table destroyed_key (
	hash bytea primary key references deployment_key,
	statement jsonb not null,
	signature bytea not null check (length(signature) = 64),
	leaf_id uuid not null references leaf
);
create trigger insert_only before update or delete or truncate on destroyed_key
	for each statement execute function refuse_change();
alter table destroyed_key enable always trigger insert_only;

-- So that `/readyz` can say whether the keys could be brought back.
grant select (set_id, made_at, complete_at) on recovery_set to answerable_api;
grant select on destroyed_key to answerable_api, answerable_worker, answerable_releaser;
