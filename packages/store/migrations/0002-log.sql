-- The public log. A leaf is final when the transaction of its case commits; its place in the log is chosen later, in
-- one append order under a lock. Neither a leaf nor its pending row says when it was made, and ids are random:
-- `publish_after` is an epoch's or a day's boundary.

create table answerable.leaf (
	id uuid primary key,
	case_tag bytea check (length(case_tag) = 32),
	sequence integer check (sequence >= 0),
	bytes bytea not null check (length(bytes) = 128),
	publish_after timestamptz not null,
	lane text not null check (lane in ('epoch', 'day')),
	unique (case_tag, sequence),
	check ((case_tag is null) = (sequence is null)),
	check (case_tag is not null or lane = 'epoch')
);

-- What waits for its epoch: the row goes when the leaf has its place.
create table answerable.pending_leaf (
	leaf_id uuid primary key references answerable.leaf,
	case_tag bytea check (length(case_tag) = 32),
	sequence integer,
	publish_after timestamptz not null,
	lane text not null
);
create index pending_leaf_ready on answerable.pending_leaf (publish_after);
create index pending_leaf_case on answerable.pending_leaf (case_tag, sequence);

create table answerable.log_entry (
	index bigint primary key check (index >= 0),
	leaf_id uuid not null unique references answerable.leaf,
	leaf_hash bytea not null check (length(leaf_hash) = 32)
);

-- Hash tiles of height 8 (C2SP tlog-tiles). A narrower tile is a prefix of a wider one.
create table answerable.tile (
	level smallint not null check (level between 0 and 7),
	index bigint not null check (index >= 0),
	width smallint not null check (width between 1 and 256),
	bytes bytea not null,
	primary key (level, index, width),
	check (length(bytes) = width * 32)
);

-- Every signed checkpoint, for ever. An empty epoch signs the same tree again.
create table answerable.checkpoint (
	number bigint primary key check (number >= 0),
	size bigint not null check (size >= 0),
	root bytea not null check (length(root) = 32),
	note text not null check (length(note) <= 10000),
	published_at timestamptz not null
);

create trigger insert_only before update or delete or truncate on answerable.leaf
	for each statement execute function answerable.refuse_change();
alter table answerable.leaf enable always trigger insert_only;
create trigger insert_only before update or delete or truncate on answerable.log_entry
	for each statement execute function answerable.refuse_change();
alter table answerable.log_entry enable always trigger insert_only;
create trigger insert_only before update or delete or truncate on answerable.tile
	for each statement execute function answerable.refuse_change();
alter table answerable.tile enable always trigger insert_only;
create trigger insert_only before update or delete or truncate on answerable.checkpoint
	for each statement execute function answerable.refuse_change();
alter table answerable.checkpoint enable always trigger insert_only;
