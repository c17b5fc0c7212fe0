-- Cases. Events say what happened in hashes and instants and are insert-only; words, wraps and salts lie apart and can
-- be deleted, and no replay needs them. No column says when a row was written: a reporter's act is told in time only
-- by its event, which the decision has already rounded.

-- What the sweep, the inbox and the lock need: a projection of the events, and the row that every decision locks.
create table answerable.case_file (
	case_tag bytea primary key check (length(case_tag) = 32),
	organisation uuid not null references answerable.organisation,
	severity text not null check (severity in ('S1', 'S2', 'S3')),
	policy_hash bytea not null references answerable.policy,
	calendar_hash bytea not null references answerable.calendar,
	excluded uuid[] not null,
	head_sequence integer not null check (head_sequence >= 0),
	head_hash bytea not null check (length(head_hash) = 32),
	visible_at timestamptz not null,
	wake_at timestamptz,
	release_at timestamptz,
	next jsonb,
	next_due timestamptz,
	closed boolean not null
);
create index case_file_wake on answerable.case_file (wake_at) where wake_at is not null;
create index case_file_release on answerable.case_file (release_at) where release_at is not null;

create table answerable.event (
	case_tag bytea not null references answerable.case_file,
	sequence integer not null check (sequence between 0 and 100000),
	hash bytea not null check (length(hash) = 32),
	body jsonb not null,
	act_hash bytea check (length(act_hash) = 32),
	primary key (case_tag, sequence),
	unique (case_tag, act_hash)
);
create trigger insert_only before update or delete or truncate on answerable.event
	for each statement execute function answerable.refuse_change();
alter table answerable.event enable always trigger insert_only;

-- Who may list the case, and how much of it: written with the events that change it.
create table answerable.case_sight (
	case_tag bytea not null references answerable.case_file,
	tenure uuid not null references answerable.tenure,
	sight text not null check (sight in ('existence', 'content')),
	rung smallint not null check (rung between 0 and 5),
	primary key (case_tag, tenure)
);
create index case_sight_tenure on answerable.case_sight (tenure);

create table answerable.reporter_key (
	case_tag bytea primary key references answerable.case_file,
	mailbox bytea not null unique check (length(mailbox) = 32),
	mailbox_auth bytea not null check (length(mailbox_auth) = 32),
	kem bytea not null check (length(kem) = 1216),
	log_salt bytea not null check (length(log_salt) = 32),
	promise jsonb not null
);

create table answerable.letter (
	case_tag bytea not null,
	sequence integer not null,
	part smallint not null check (part between 0 and 1),
	ciphertext bytea not null check (length(ciphertext) between 1 and 1114112),
	primary key (case_tag, sequence, part),
	foreign key (case_tag, sequence) references answerable.event
);

create table answerable.case_wraps (
	case_tag bytea primary key references answerable.case_file,
	wraps bytea not null check (length(wraps) between 1 and 1048576)
);

create table answerable.granted_wrap (
	case_tag bytea not null,
	sequence integer not null,
	tenure uuid not null references answerable.tenure,
	wrap bytea not null check (length(wrap) between 1 and 16384),
	primary key (case_tag, sequence),
	foreign key (case_tag, sequence) references answerable.event
);

create table answerable.released_wrap (
	case_tag bytea not null references answerable.case_file,
	rung smallint not null check (rung between 1 and 5),
	tenure uuid not null references answerable.tenure,
	inner_wrap bytea not null check (length(inner_wrap) between 1 and 16384),
	primary key (case_tag, rung, tenure)
);

-- A release is logged first; the opened wrap is stored once a checkpoint holds its leaf.
create table answerable.pending_release (
	case_tag bytea not null,
	sequence integer not null,
	rung smallint not null check (rung between 1 and 5),
	tenure uuid not null references answerable.tenure,
	primary key (case_tag, rung, tenure),
	foreign key (case_tag, sequence) references answerable.event
);

-- What a reporter did on a case of day resolution waits here until its slot. `place` keeps the order of one case.
create table answerable.waiting_act (
	id uuid primary key,
	case_tag bytea not null references answerable.case_file,
	place smallint not null check (place >= 0),
	visible_at timestamptz not null,
	act_hash bytea not null check (length(act_hash) = 32),
	act jsonb not null,
	ciphertext bytea check (length(ciphertext) between 1 and 1114112),
	-- Why the rules refused it at its slot; the letter is kept for its writer.
	refused text,
	unique (case_tag, act_hash),
	unique (case_tag, place)
);
create index waiting_act_due on answerable.waiting_act (visible_at, case_tag, place) where refused is null;

-- A notice says that something waits, never what. `at` is the instant of the event, already rounded.
create table answerable.notice (
	id uuid primary key,
	tenure uuid not null references answerable.tenure,
	kind text not null check (kind in ('waiting', 'warned', 'escalated', 'released')),
	at timestamptz not null,
	attempts smallint not null,
	delivered boolean not null
);
create index notice_undelivered on answerable.notice (attempts, at, id) where not delivered;
create index notice_tenure on answerable.notice (tenure, at);
