-- A reporter who comes back may give a place on the ladder to whoever holds its office now. Where acts wait for their slot, the wrap
-- waits with its act, and the worker puts it where wraps of grants lie. It opens nothing to the worker, as no wrap does.

set local search_path = answerable;

alter table waiting_act add column wrap bytea check (length(wrap) between 1 and 16384);
alter table waiting_act alter column wrap set storage external;

grant insert on granted_wrap to answerable_worker;
