-- A root may say that they will not sign a proposal, and whoever made it may take it back: otherwise it would wait for ever, and
-- somebody would one day sign what another has thought better of. Whoever signs it afterwards has changed their mind, and their row
-- goes. What one root took back another may propose, and is then its proposer. Nothing is proved with these rows: what holds is what
-- two roots signed.

set local search_path = answerable;

create table proposal_decline (
	proposal bytea not null references proposal,
	person uuid not null references person,
	at timestamptz not null,
	primary key (proposal, person)
);

grant select, insert, delete on proposal_decline to answerable_api;
grant update (proposer, made_at) on proposal to answerable_api;
