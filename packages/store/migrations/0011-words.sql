-- A reporter may change their seven words. The mailbox then answers to the new ones alone, and at once: whoever found the old slip
-- must not get in until some slot has come. So the row of the reporter's keys says which key signs for them from now on, and
-- keeps the case's keys for the new words beside it.

set local search_path = answerable;

alter table reporter_key add column message_sign bytea check (length(message_sign) = 32);
update reporter_key set message_sign = decode(event.body -> 'happening' -> 'statement' ->> 'messageSign', 'hex')
	from event where event.case_tag = reporter_key.case_tag and event.sequence = 0;
alter table reporter_key alter column message_sign set not null;

alter table reporter_key add column own_wrap bytea check (length(own_wrap) between 1 and 16384);

grant update (mailbox, mailbox_auth, message_sign, kem, own_wrap) on reporter_key to answerable_api;
