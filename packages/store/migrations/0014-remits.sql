-- What an outside body is for, as routing reads it; `remit` stays the sentence for people.

set local search_path = answerable;

alter table external_directory add column remits text[] not null default '{}'
	check (remits <@ array['quality', 'region', 'commissioning', 'counter_fraud', 'data_protection']);
alter table external_directory alter column remits drop default;
