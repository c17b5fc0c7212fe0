-- A reporter who comes back may give a place on a rung that is still to come, too. Its keys are sealed twice, like those of the raise's
-- own places, and lie here until the releaser opens the outer seal at the rung's turn. Whoever writes one here cannot open it, and
-- nobody but the releaser reads it.

set local search_path = answerable;

create table successor_seal (
	case_tag bytea not null,
	sequence integer not null,
	rung smallint not null check (rung between 2 and 5),
	tenure uuid not null references tenure,
	seal bytea not null check (length(seal) between 1 and 16384),
	primary key (case_tag, sequence),
	foreign key (case_tag, sequence) references event
);
alter table successor_seal alter column seal set storage external;
alter table successor_seal set (toast_tuple_target = 8160);

grant insert on successor_seal to answerable_api, answerable_worker;
grant select on successor_seal to answerable_releaser;
