-- What is sealed is as good as random, so PostgreSQL tries to compress it in vain, at a third of what a raise costs it. It is
-- kept as it is: beside its row where the row fits a page, else in pieces. The same goes for events, which are mostly hashes.

set local search_path = answerable;

alter table letter alter column ciphertext set storage external;
alter table case_wraps alter column wraps set storage external;
alter table granted_wrap alter column wrap set storage external;
alter table released_wrap alter column inner_wrap set storage external;
alter table waiting_act alter column ciphertext set storage external;
alter table event alter column body set storage external;

alter table letter set (toast_tuple_target = 8160);
alter table granted_wrap set (toast_tuple_target = 8160);
alter table released_wrap set (toast_tuple_target = 8160);
alter table reporter_key set (toast_tuple_target = 8160);
alter table event set (toast_tuple_target = 8160);
