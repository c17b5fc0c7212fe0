-- A list shows what is most urgent first, however many cases somebody may see. So each sight carries the due time that its case
-- is listed by, with an index in that order for each tenure: a page is read where it begins, and nothing is sorted.

set local search_path = answerable;

alter table case_sight add column due timestamptz;
update case_sight set due = coalesce(next_due, 'infinity') from case_file where case_file.case_tag = case_sight.case_tag;
alter table case_sight alter column due set not null;

create index case_sight_list on case_sight (tenure, due, case_tag);
drop index case_sight_tenure;

-- The row of the case says what is due next, to the sweep as to the audit that mends it; its sights repeat it.
create function keep_list_order() returns trigger language plpgsql set search_path = answerable, pg_temp as $$
begin
	update case_sight set due = coalesce(new.next_due, 'infinity') where case_tag = new.case_tag and due <> coalesce(new.next_due, 'infinity');
	return null;
end
$$;
create trigger keep_list_order after update of next_due on case_file for each row
	when (old.next_due is distinct from new.next_due) execute function keep_list_order();
alter table case_file enable always trigger keep_list_order;
