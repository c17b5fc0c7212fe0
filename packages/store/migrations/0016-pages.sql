-- Which files our pages were made of, and since when: each list of them that a build made, signed by the log's key, with its leaf.
-- Lists are kept for ever, so that it can be told later which code somebody was served.

set local search_path = answerable;

create table page_manifest (
	number integer primary key check (number > 0),
	-- The list as it was built, every byte of it: its hash is what was signed.
	body text not null check (length(body) between 1 and 100000),
	statement jsonb not null,
	-- By the log key.
	signature bytea not null check (length(signature) = 64),
	leaf_id uuid not null unique references leaf
);
create trigger insert_only before update or delete or truncate on page_manifest
	for each statement execute function refuse_change();
alter table page_manifest enable always trigger insert_only;

grant select on page_manifest to answerable_api;
