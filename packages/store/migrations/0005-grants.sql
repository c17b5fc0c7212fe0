-- Least rights, table by table. Nobody but the owner may update or delete an event, a leaf, a log entry, a tile or a
-- checkpoint. The worker never reads a letter or a wrap, and of the reporter's keys only the salt of the leaves;
-- the releaser touches no session; only the releaser stores an opened wrap.

set local search_path = answerable;

grant select on
	policy, calendar, organisation, root_set, external_directory, deployment_key, deployment, case_file, event, case_sight,
	leaf, log_entry, checkpoint, tile, heartbeat
	to answerable_api, answerable_worker, answerable_releaser;
grant insert, update on heartbeat to answerable_api, answerable_worker, answerable_releaser;

-- What every decision writes.
grant insert on event, leaf, pending_leaf, notice to answerable_api, answerable_worker, answerable_releaser;
grant update (severity, head_sequence, head_hash, wake_at, release_at, next, next_due, closed) on case_file
	to answerable_api, answerable_worker, answerable_releaser;
grant insert, update on case_sight to answerable_api, answerable_worker, answerable_releaser;

grant select on tenure, person, notice, letter, case_wraps, granted_wrap, released_wrap, reporter_key, waiting_act to answerable_api;
grant insert on case_file, letter, case_wraps, granted_wrap, reporter_key, waiting_act to answerable_api;
grant select, insert, update, delete on session to answerable_api;
grant select, insert, delete on spent_work to answerable_api;

grant select (id, organisation, person, role, key_hash, statement, seal_key, countersignatures, leaf_id, removed) on tenure
	to answerable_worker, answerable_releaser;
grant select (case_tag, log_salt) on reporter_key to answerable_worker, answerable_releaser;

grant select, delete on pending_leaf to answerable_worker;
grant insert on log_entry, tile, checkpoint, letter to answerable_worker;
grant select, update (attempts, delivered) on notice to answerable_worker;
grant select, delete, update (refused) on waiting_act to answerable_worker;

grant select on case_wraps to answerable_releaser;
grant select, insert on released_wrap to answerable_releaser;
grant select, insert, delete on pending_release to answerable_releaser;
