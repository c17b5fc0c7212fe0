-- An organisation begins when the three who will be its first roots have signed one another's keys, and the operator the three of
-- them. Until it has a row in root_set it is being founded: each post of its roots has an invitation, and whoever came by it offers
-- the post's key. Written at the machine alone: the api, and whoever administers over it, only reads.

set local search_path = answerable;

create table founding_post (
	organisation uuid not null references organisation,
	-- In the order in which the keys stand in the fingerprint of the roots.
	place smallint not null check (place between 0 and 2),
	role text not null check (role in ('guardian', 'ned_lead', 'board_secretary', 'external_body', 'chair')),
	invitation uuid not null unique references invitation,
	primary key (organisation, place),
	unique (organisation, role)
);

grant select on founding_post to answerable_api;
