-- The worker's audit puts right what a case's row repeats of the signed raise. Nobody else may touch these columns.

set local search_path = answerable;

grant update (organisation, policy_hash, calendar_hash, excluded, visible_at) on case_file to answerable_worker;
