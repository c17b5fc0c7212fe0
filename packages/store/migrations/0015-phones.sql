-- A second factor is a phone, here as in the code and on the screen: one word for one thing.

set local search_path = answerable;

alter table second_factor rename to phone;
alter table phone rename constraint second_factor_pkey to phone_pkey;
alter table phone rename constraint second_factor_person_fkey to phone_person_fkey;
alter table phone rename constraint second_factor_sealed_check to phone_sealed_check;
alter table phone rename constraint second_factor_used_step_check to phone_used_step_check;
alter table phone rename constraint second_factor_wrong_codes_check to phone_wrong_codes_check;

-- The key under which phones are sealed has its recovery copy like every other.
alter table recovery_copy drop constraint recovery_copy_name_check;
alter table recovery_copy add constraint recovery_copy_name_check
	check (name ~ '^(log|promise|view|work|phone|release-[0-9]{4}-Q[1-4])$');
