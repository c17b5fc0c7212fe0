-- A page that stays open asks once a minute whether something is new. That somebody opened a case is an event of it and no news, or
-- every page would tell of it to everybody. So a case's row says which of its events was the last that is news; a list is compared by
-- that, without reading an event.

set local search_path = answerable;

alter table case_file add column news_sequence integer check (news_sequence >= 0);
update case_file set news_sequence = head_sequence;
alter table case_file alter column news_sequence set not null;

grant update (news_sequence) on case_file to answerable_api, answerable_worker, answerable_releaser;
