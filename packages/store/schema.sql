-- Written by scripts/write-schema.ts from a migrated database. Never edited by hand.

create table admin_action (
	id uuid not null,
	organisation uuid,
	by uuid,
	what text not null,
	subject uuid,
	at timestamp with time zone not null,
	constraint admin_action_by_fkey FOREIGN KEY (by) REFERENCES person(id),
	constraint admin_action_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint admin_action_pkey PRIMARY KEY (id),
	constraint admin_action_what_check CHECK ((what ~ '^[a-z][a-z-]{1,60}$'::text))
);
CREATE INDEX admin_action_list ON answerable.admin_action USING btree (organisation, at, id);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.admin_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table admin_action enable always trigger insert_only;
grant insert, select on admin_action to answerable_api;

create table appointment (
	id uuid not null,
	organisation uuid not null,
	person uuid not null,
	role text not null,
	made_by uuid,
	made_at timestamp with time zone not null,
	ended_at timestamp with time zone,
	constraint appointment_check CHECK ((ended_at >= made_at)),
	constraint appointment_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
	constraint appointment_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint appointment_person_fkey FOREIGN KEY (person) REFERENCES person(id),
	constraint appointment_pkey PRIMARY KEY (id),
	constraint appointment_role_check CHECK ((role = ANY (ARRAY['guardian'::text, 'deputy_guardian'::text, 'buddy_guardian'::text, 'exec_lead'::text, 'medical_director'::text, 'nursing_director'::text, 'ned_lead'::text, 'ceo'::text, 'chair'::text, 'sid'::text, 'lead_governor'::text, 'board_secretary'::text, 'dpo'::text, 'siro'::text, 'external_body'::text])))
);
CREATE UNIQUE INDEX appointment_once ON answerable.appointment USING btree (organisation, person, role) WHERE (ended_at IS NULL);
CREATE INDEX appointment_person ON answerable.appointment USING btree (person);
CREATE TRIGGER no_administrator BEFORE INSERT OR UPDATE ON answerable.appointment FOR EACH ROW EXECUTE FUNCTION refuse_administrator();
alter table appointment enable always trigger no_administrator;
grant insert, select, update (ended_at) on appointment to answerable_api;

create table branding (
	organisation uuid not null,
	number integer not null,
	statement jsonb not null,
	countersignatures jsonb not null,
	body jsonb not null,
	constraint branding_number_check CHECK ((number >= 1)),
	constraint branding_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint branding_pkey PRIMARY KEY (organisation, number)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.branding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table branding enable always trigger insert_only;
grant insert, select on branding to answerable_api;
grant select on branding to answerable_releaser;
grant select on branding to answerable_worker;

create table calendar (
	hash bytea not null,
	id text not null,
	body jsonb not null,
	constraint calendar_hash_check CHECK ((length(hash) = 32)),
	constraint calendar_id_check CHECK ((length(id) <= 60)),
	constraint calendar_pkey PRIMARY KEY (hash)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.calendar FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table calendar enable always trigger insert_only;
grant select on calendar to answerable_api;
grant select on calendar to answerable_releaser;
grant select on calendar to answerable_worker;

create table case_file (
	case_tag bytea not null,
	organisation uuid not null,
	severity text not null,
	policy_hash bytea not null,
	calendar_hash bytea not null,
	excluded uuid[] not null,
	head_sequence integer not null,
	head_hash bytea not null,
	visible_at timestamp with time zone not null,
	wake_at timestamp with time zone,
	release_at timestamp with time zone,
	next jsonb,
	next_due timestamp with time zone,
	closed boolean not null,
	news_sequence integer not null,
	constraint case_file_calendar_hash_fkey FOREIGN KEY (calendar_hash) REFERENCES calendar(hash),
	constraint case_file_case_tag_check CHECK ((length(case_tag) = 32)),
	constraint case_file_head_hash_check CHECK ((length(head_hash) = 32)),
	constraint case_file_head_sequence_check CHECK ((head_sequence >= 0)),
	constraint case_file_news_sequence_check CHECK ((news_sequence >= 0)),
	constraint case_file_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint case_file_pkey PRIMARY KEY (case_tag),
	constraint case_file_policy_hash_fkey FOREIGN KEY (policy_hash) REFERENCES policy(hash),
	constraint case_file_severity_check CHECK ((severity = ANY (ARRAY['S1'::text, 'S2'::text, 'S3'::text])))
);
CREATE INDEX case_file_release ON answerable.case_file USING btree (release_at) WHERE (release_at IS NOT NULL);
CREATE INDEX case_file_wake ON answerable.case_file USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE TRIGGER keep_list_order AFTER UPDATE OF next_due ON answerable.case_file FOR EACH ROW WHEN ((old.next_due IS DISTINCT FROM new.next_due)) EXECUTE FUNCTION keep_list_order();
alter table case_file enable always trigger keep_list_order;
grant insert, select, update (severity, head_sequence, head_hash, wake_at, release_at, next, next_due, closed, news_sequence) on case_file to answerable_api;
grant select, update (severity, head_sequence, head_hash, wake_at, release_at, next, next_due, closed, news_sequence) on case_file to answerable_releaser;
grant select, update (organisation, severity, policy_hash, calendar_hash, excluded, head_sequence, head_hash, visible_at, wake_at, release_at, next, next_due, closed, news_sequence) on case_file to answerable_worker;

create table case_sight (
	case_tag bytea not null,
	tenure uuid not null,
	sight text not null,
	rung smallint not null,
	due timestamp with time zone not null,
	opens text[] not null,
	constraint case_sight_case_tag_fkey FOREIGN KEY (case_tag) REFERENCES case_file(case_tag),
	constraint case_sight_opens_check CHECK ((opens <@ ARRAY['concern'::text, 'private'::text, 'notes'::text])),
	constraint case_sight_pkey PRIMARY KEY (case_tag, tenure),
	constraint case_sight_rung_check CHECK (((rung >= 0) AND (rung <= 5))),
	constraint case_sight_sight_check CHECK ((sight = ANY (ARRAY['existence'::text, 'content'::text]))),
	constraint case_sight_tenure_fkey FOREIGN KEY (tenure) REFERENCES tenure(id)
);
CREATE INDEX case_sight_list ON answerable.case_sight USING btree (tenure, due, case_tag);
grant insert, select, update on case_sight to answerable_api;
grant insert, select, update on case_sight to answerable_releaser;
grant insert, select, update on case_sight to answerable_worker;

create table case_wraps (
	case_tag bytea not null,
	wraps bytea storage external not null,
	constraint case_wraps_case_tag_fkey FOREIGN KEY (case_tag) REFERENCES case_file(case_tag),
	constraint case_wraps_pkey PRIMARY KEY (case_tag),
	constraint case_wraps_wraps_check CHECK (((length(wraps) >= 1) AND (length(wraps) <= 1048576)))
);
grant insert, select on case_wraps to answerable_api;
grant select on case_wraps to answerable_releaser;

create table checkpoint (
	number bigint not null,
	size bigint not null,
	root bytea not null,
	note text not null,
	published_at timestamp with time zone not null,
	constraint checkpoint_note_check CHECK ((length(note) <= 10000)),
	constraint checkpoint_number_check CHECK ((number >= 0)),
	constraint checkpoint_pkey PRIMARY KEY (number),
	constraint checkpoint_root_check CHECK ((length(root) = 32)),
	constraint checkpoint_size_check CHECK ((size >= 0))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table checkpoint enable always trigger insert_only;
grant select on checkpoint to answerable_api;
grant select on checkpoint to answerable_releaser;
grant insert, select on checkpoint to answerable_worker;

create table deployment (
	single boolean not null,
	id uuid not null,
	log_key text not null,
	epoch_seconds integer not null,
	made_by text not null,
	key_cooldown_seconds integer not null,
	constraint deployment_epoch_seconds_check CHECK (((epoch_seconds >= 1) AND (epoch_seconds <= 86400))),
	constraint deployment_key_cooldown_seconds_check CHECK (((key_cooldown_seconds >= 0) AND (key_cooldown_seconds <= 2678400))),
	constraint deployment_log_key_check CHECK (((length(log_key) >= 1) AND (length(log_key) <= 200))),
	constraint deployment_made_by_check CHECK ((length(made_by) <= 40)),
	constraint deployment_pkey PRIMARY KEY (single),
	constraint deployment_single_check CHECK (single)
);
grant select on deployment to answerable_api;
grant select on deployment to answerable_releaser;
grant select on deployment to answerable_worker;

create table deployment_key (
	hash bytea not null,
	statement jsonb not null,
	key bytea not null,
	signature bytea not null,
	leaf_id uuid not null,
	constraint deployment_key_hash_check CHECK ((length(hash) = 32)),
	constraint deployment_key_key_check CHECK ((length(key) = ANY (ARRAY[32, 1216]))),
	constraint deployment_key_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint deployment_key_pkey PRIMARY KEY (hash),
	constraint deployment_key_signature_check CHECK ((length(signature) = 64))
);
grant select on deployment_key to answerable_api;
grant select on deployment_key to answerable_releaser;
grant select on deployment_key to answerable_worker;

create table destroyed_key (
	hash bytea not null,
	statement jsonb not null,
	signature bytea not null,
	leaf_id uuid not null,
	constraint destroyed_key_hash_fkey FOREIGN KEY (hash) REFERENCES deployment_key(hash),
	constraint destroyed_key_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint destroyed_key_pkey PRIMARY KEY (hash),
	constraint destroyed_key_signature_check CHECK ((length(signature) = 64))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.destroyed_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table destroyed_key enable always trigger insert_only;
grant select on destroyed_key to answerable_api;
grant select on destroyed_key to answerable_releaser;
grant select on destroyed_key to answerable_worker;

create table event (
	case_tag bytea not null,
	sequence integer not null,
	hash bytea not null,
	body jsonb storage external not null,
	act_hash bytea,
	constraint event_act_hash_check CHECK ((length(act_hash) = 32)),
	constraint event_case_tag_act_hash_key UNIQUE (case_tag, act_hash),
	constraint event_case_tag_fkey FOREIGN KEY (case_tag) REFERENCES case_file(case_tag),
	constraint event_hash_check CHECK ((length(hash) = 32)),
	constraint event_pkey PRIMARY KEY (case_tag, sequence),
	constraint event_sequence_check CHECK (((sequence >= 0) AND (sequence <= 100000)))
) with (toast_tuple_target=8160);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table event enable always trigger insert_only;
grant insert, select on event to answerable_api;
grant insert, select on event to answerable_releaser;
grant insert, select on event to answerable_worker;

create table external_directory (
	organisation uuid not null,
	body uuid not null,
	valid_from date not null,
	valid_until date,
	remit text not null,
	remits text[] not null,
	constraint external_directory_body_fkey FOREIGN KEY (body) REFERENCES organisation(id),
	constraint external_directory_check CHECK (((valid_until IS NULL) OR (valid_until > valid_from))),
	constraint external_directory_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint external_directory_pkey PRIMARY KEY (organisation, body, valid_from),
	constraint external_directory_remit_check CHECK ((length(remit) <= 300)),
	constraint external_directory_remits_check CHECK ((remits <@ ARRAY['quality'::text, 'region'::text, 'commissioning'::text, 'counter_fraud'::text, 'data_protection'::text]))
);
grant select on external_directory to answerable_api;
grant select on external_directory to answerable_releaser;
grant select on external_directory to answerable_worker;

create table founding_post (
	organisation uuid not null,
	place smallint not null,
	role text not null,
	invitation uuid not null,
	constraint founding_post_invitation_fkey FOREIGN KEY (invitation) REFERENCES invitation(id),
	constraint founding_post_invitation_key UNIQUE (invitation),
	constraint founding_post_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint founding_post_organisation_role_key UNIQUE (organisation, role),
	constraint founding_post_pkey PRIMARY KEY (organisation, place),
	constraint founding_post_place_check CHECK (((place >= 0) AND (place <= 2))),
	constraint founding_post_role_check CHECK ((role = ANY (ARRAY['guardian'::text, 'ned_lead'::text, 'board_secretary'::text, 'external_body'::text, 'chair'::text])))
);
grant select on founding_post to answerable_api;

create table granted_wrap (
	case_tag bytea not null,
	sequence integer not null,
	tenure uuid not null,
	wrap bytea storage external not null,
	constraint granted_wrap_case_tag_sequence_fkey FOREIGN KEY (case_tag, sequence) REFERENCES event(case_tag, sequence),
	constraint granted_wrap_pkey PRIMARY KEY (case_tag, sequence),
	constraint granted_wrap_tenure_fkey FOREIGN KEY (tenure) REFERENCES tenure(id),
	constraint granted_wrap_wrap_check CHECK (((length(wrap) >= 1) AND (length(wrap) <= 16384)))
) with (toast_tuple_target=8160);
grant insert, select on granted_wrap to answerable_api;
grant insert on granted_wrap to answerable_worker;

create table heartbeat (
	process text not null,
	beat_at timestamp with time zone not null,
	detail jsonb not null,
	constraint heartbeat_pkey PRIMARY KEY (process),
	constraint heartbeat_process_check CHECK ((length(process) <= 60))
);
grant insert, select, update on heartbeat to answerable_api;
grant insert, select, update on heartbeat to answerable_releaser;
grant insert, select, update on heartbeat to answerable_worker;

create table interests_register (
	organisation uuid not null,
	number integer not null,
	statement jsonb not null,
	countersignatures jsonb not null,
	lines jsonb not null,
	leaf_id uuid not null,
	constraint interests_register_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint interests_register_lines_check CHECK ((length((lines)::text) <= 1048576)),
	constraint interests_register_number_check CHECK ((number >= 1)),
	constraint interests_register_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint interests_register_pkey PRIMARY KEY (organisation, number)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.interests_register FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table interests_register enable always trigger insert_only;
grant insert, select on interests_register to answerable_api;
grant select on interests_register to answerable_releaser;
grant select on interests_register to answerable_worker;

create table invitation (
	id uuid not null,
	token_hash bytea not null,
	kind text not null,
	organisation uuid,
	roles text[] not null,
	person uuid,
	made_by uuid,
	made_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	confirmed_by uuid,
	accepted_at timestamp with time zone,
	revoked_at timestamp with time zone,
	constraint invitation_check CHECK (((kind = 'join'::text) OR (person IS NOT NULL))),
	constraint invitation_check1 CHECK (((kind = 'join'::text) OR (cardinality(roles) = 0))),
	constraint invitation_check2 CHECK (((accepted_at IS NULL) OR (person IS NOT NULL))),
	constraint invitation_check3 CHECK (((accepted_at IS NULL) OR (revoked_at IS NULL))),
	constraint invitation_check4 CHECK (((accepted_at IS NULL) OR (kind = 'join'::text) OR (confirmed_by IS NOT NULL))),
	constraint invitation_check5 CHECK (((confirmed_by IS NULL) OR ((confirmed_by <> person) AND (confirmed_by IS DISTINCT FROM made_by)))),
	constraint invitation_check6 CHECK ((expires_at > made_at)),
	constraint invitation_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES person(id),
	constraint invitation_kind_check CHECK ((kind = ANY (ARRAY['join'::text, 'phone'::text, 'reset'::text]))),
	constraint invitation_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
	constraint invitation_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint invitation_person_fkey FOREIGN KEY (person) REFERENCES person(id),
	constraint invitation_pkey PRIMARY KEY (id),
	constraint invitation_roles_check CHECK ((cardinality(roles) <= 15)),
	constraint invitation_token_hash_check CHECK ((length(token_hash) = 32)),
	constraint invitation_token_hash_key UNIQUE (token_hash)
);
grant insert, select, update (person, confirmed_by, accepted_at, revoked_at) on invitation to answerable_api;

create table key_removal (
	tenure uuid not null,
	organisation uuid not null,
	statement jsonb not null,
	countersignatures jsonb not null,
	removed_at timestamp with time zone not null,
	leaf_id uuid not null,
	constraint key_removal_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint key_removal_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint key_removal_pkey PRIMARY KEY (tenure),
	constraint key_removal_tenure_fkey FOREIGN KEY (tenure) REFERENCES tenure(id)
);
CREATE INDEX key_removal_organisation ON answerable.key_removal USING btree (organisation);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.key_removal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table key_removal enable always trigger insert_only;
grant insert, select on key_removal to answerable_api;
grant select on key_removal to answerable_releaser;
grant select on key_removal to answerable_worker;

create table leaf (
	id uuid not null,
	case_tag bytea,
	sequence integer,
	bytes bytea not null,
	publish_after timestamp with time zone not null,
	lane text not null,
	constraint leaf_bytes_check CHECK ((length(bytes) = 128)),
	constraint leaf_case_tag_check CHECK ((length(case_tag) = 32)),
	constraint leaf_case_tag_sequence_key UNIQUE (case_tag, sequence),
	constraint leaf_check CHECK (((case_tag IS NULL) = (sequence IS NULL))),
	constraint leaf_check1 CHECK (((case_tag IS NOT NULL) OR (lane = 'epoch'::text))),
	constraint leaf_lane_check CHECK ((lane = ANY (ARRAY['epoch'::text, 'day'::text]))),
	constraint leaf_pkey PRIMARY KEY (id),
	constraint leaf_sequence_check CHECK ((sequence >= 0))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table leaf enable always trigger insert_only;
grant insert, select on leaf to answerable_api;
grant insert, select on leaf to answerable_releaser;
grant insert, select on leaf to answerable_worker;

create table letter (
	case_tag bytea not null,
	sequence integer not null,
	part smallint not null,
	ciphertext bytea storage external not null,
	constraint letter_case_tag_sequence_fkey FOREIGN KEY (case_tag, sequence) REFERENCES event(case_tag, sequence),
	constraint letter_ciphertext_check CHECK (((length(ciphertext) >= 1) AND (length(ciphertext) <= 1114112))),
	constraint letter_part_check CHECK (((part >= 0) AND (part <= 1))),
	constraint letter_pkey PRIMARY KEY (case_tag, sequence, part)
) with (toast_tuple_target=8160);
grant insert, select on letter to answerable_api;
grant insert on letter to answerable_worker;

create table log_entry (
	index bigint not null,
	leaf_id uuid not null,
	leaf_hash bytea not null,
	constraint log_entry_index_check CHECK ((index >= 0)),
	constraint log_entry_leaf_hash_check CHECK ((length(leaf_hash) = 32)),
	constraint log_entry_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint log_entry_leaf_id_key UNIQUE (leaf_id),
	constraint log_entry_pkey PRIMARY KEY (index)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.log_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table log_entry enable always trigger insert_only;
grant select on log_entry to answerable_api;
grant select on log_entry to answerable_releaser;
grant insert, select on log_entry to answerable_worker;

create table migration (
	number integer not null,
	name text not null,
	hash bytea not null,
	constraint migration_hash_check CHECK ((length(hash) = 32)),
	constraint migration_pkey PRIMARY KEY (number)
);

create table notice (
	id uuid not null,
	tenure uuid not null,
	kind text not null,
	at timestamp with time zone not null,
	attempts smallint not null,
	delivered boolean not null,
	constraint notice_kind_check CHECK ((kind = ANY (ARRAY['waiting'::text, 'warned'::text, 'escalated'::text, 'released'::text, 'key-added'::text, 'key-removed'::text, 'root-changed'::text]))),
	constraint notice_pkey PRIMARY KEY (id),
	constraint notice_tenure_fkey FOREIGN KEY (tenure) REFERENCES tenure(id)
);
CREATE INDEX notice_tenure ON answerable.notice USING btree (tenure, at);
CREATE INDEX notice_undelivered ON answerable.notice USING btree (attempts, at, id) WHERE (NOT delivered);
grant insert, select on notice to answerable_api;
grant insert on notice to answerable_releaser;
grant insert, select, update (attempts, delivered) on notice to answerable_worker;

create table organisation (
	id uuid not null,
	slug text not null,
	name text not null,
	kind text not null,
	policy_hash bytea,
	calendar_hash bytea,
	zone text not null,
	ods_code text,
	nation text,
	constraint organisation_calendar_hash_fkey FOREIGN KEY (calendar_hash) REFERENCES calendar(hash),
	constraint organisation_check CHECK (((kind = 'external'::text) OR ((policy_hash IS NOT NULL) AND (calendar_hash IS NOT NULL)))),
	constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['provider'::text, 'external'::text]))),
	constraint organisation_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
	constraint organisation_nation_check CHECK ((nation = ANY (ARRAY['england'::text, 'scotland'::text, 'wales'::text, 'northern-ireland'::text]))),
	constraint organisation_ods_code_check CHECK ((ods_code ~ '^[A-Z0-9]{3,8}$'::text)),
	constraint organisation_ods_code_key UNIQUE (ods_code),
	constraint organisation_pkey PRIMARY KEY (id),
	constraint organisation_policy_hash_fkey FOREIGN KEY (policy_hash) REFERENCES policy(hash),
	constraint organisation_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{1,60}$'::text)),
	constraint organisation_slug_key UNIQUE (slug),
	constraint organisation_zone_check CHECK ((length(zone) <= 60))
);
grant select, update (name, policy_hash) on organisation to answerable_api;
grant select on organisation to answerable_releaser;
grant select on organisation to answerable_worker;

create table page_manifest (
	number integer not null,
	body text not null,
	statement jsonb not null,
	signature bytea not null,
	leaf_id uuid not null,
	constraint page_manifest_body_check CHECK (((length(body) >= 1) AND (length(body) <= 100000))),
	constraint page_manifest_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint page_manifest_leaf_id_key UNIQUE (leaf_id),
	constraint page_manifest_number_check CHECK ((number > 0)),
	constraint page_manifest_pkey PRIMARY KEY (number),
	constraint page_manifest_signature_check CHECK ((length(signature) = 64))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.page_manifest FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table page_manifest enable always trigger insert_only;
grant select on page_manifest to answerable_api;

create table pending_leaf (
	leaf_id uuid not null,
	case_tag bytea,
	sequence integer,
	publish_after timestamp with time zone not null,
	lane text not null,
	constraint pending_leaf_case_tag_check CHECK ((length(case_tag) = 32)),
	constraint pending_leaf_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint pending_leaf_pkey PRIMARY KEY (leaf_id)
);
CREATE INDEX pending_leaf_case ON answerable.pending_leaf USING btree (case_tag, sequence);
CREATE INDEX pending_leaf_ready ON answerable.pending_leaf USING btree (publish_after);
grant insert on pending_leaf to answerable_api;
grant insert on pending_leaf to answerable_releaser;
grant delete, insert, select on pending_leaf to answerable_worker;

create table pending_release (
	case_tag bytea not null,
	sequence integer not null,
	rung smallint not null,
	tenure uuid not null,
	constraint pending_release_case_tag_sequence_fkey FOREIGN KEY (case_tag, sequence) REFERENCES event(case_tag, sequence),
	constraint pending_release_pkey PRIMARY KEY (case_tag, rung, tenure),
	constraint pending_release_rung_check CHECK (((rung >= 1) AND (rung <= 5))),
	constraint pending_release_tenure_fkey FOREIGN KEY (tenure) REFERENCES tenure(id)
);
grant delete, insert, select on pending_release to answerable_releaser;

create table person (
	id uuid not null,
	organisation uuid,
	login_name text not null,
	login_hash bytea not null,
	administrator boolean not null,
	ended_at timestamp with time zone,
	constraint person_belongs CHECK ((administrator = (organisation IS NULL))),
	constraint person_login_hash_check CHECK ((length(login_hash) = 32)),
	constraint person_login_name_check CHECK ((login_name ~ '^[a-z0-9][a-z0-9._-]{1,60}$'::text)),
	constraint person_login_name_key UNIQUE (login_name),
	constraint person_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint person_pkey PRIMARY KEY (id)
);
grant insert, select, update (login_hash, ended_at) on person to answerable_api;

create table phone (
	person uuid not null,
	sealed bytea not null,
	used_step integer not null,
	told_steps integer[] not null,
	wrong_codes integer not null,
	wait_until timestamp with time zone,
	constraint phone_person_fkey FOREIGN KEY (person) REFERENCES person(id),
	constraint phone_pkey PRIMARY KEY (person),
	constraint phone_sealed_check CHECK (((length(sealed) >= 1) AND (length(sealed) <= 200))),
	constraint phone_used_step_check CHECK ((used_step >= 0)),
	constraint phone_wrong_codes_check CHECK ((wrong_codes >= 0))
);
grant delete, insert, select, update (used_step, told_steps, wrong_codes, wait_until) on phone to answerable_api;

create table policy (
	hash bytea not null,
	id text not null,
	body jsonb not null,
	constraint policy_hash_check CHECK ((length(hash) = 32)),
	constraint policy_id_check CHECK ((length(id) <= 60)),
	constraint policy_pkey PRIMARY KEY (hash)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.policy FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table policy enable always trigger insert_only;
grant insert, select on policy to answerable_api;
grant select on policy to answerable_releaser;
grant select on policy to answerable_worker;

create table policy_adoption (
	organisation uuid not null,
	number integer not null,
	statement jsonb not null,
	countersignatures jsonb not null,
	leaf_id uuid not null,
	constraint policy_adoption_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint policy_adoption_number_check CHECK ((number >= 1)),
	constraint policy_adoption_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint policy_adoption_pkey PRIMARY KEY (organisation, number)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.policy_adoption FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table policy_adoption enable always trigger insert_only;
grant insert, select on policy_adoption to answerable_api;
grant select on policy_adoption to answerable_releaser;
grant select on policy_adoption to answerable_worker;

create table proposal (
	hash bytea not null,
	organisation uuid not null,
	kind text not null,
	body jsonb not null,
	proposer uuid not null,
	made_at timestamp with time zone not null,
	enacted boolean not null,
	constraint proposal_body_check CHECK ((length((body)::text) <= 1048576)),
	constraint proposal_hash_check CHECK ((length(hash) = 32)),
	constraint proposal_kind_check CHECK ((kind = ANY (ARRAY['key'::text, 'key-removal'::text, 'root-change'::text, 'policy-adoption'::text, 'interests'::text, 'branding'::text]))),
	constraint proposal_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint proposal_pkey PRIMARY KEY (hash),
	constraint proposal_proposer_fkey FOREIGN KEY (proposer) REFERENCES person(id)
);
CREATE INDEX proposal_open ON answerable.proposal USING btree (organisation) WHERE (NOT enacted);
grant insert, select, update (proposer, made_at, enacted) on proposal to answerable_api;

create table proposal_decline (
	proposal bytea not null,
	person uuid not null,
	at timestamp with time zone not null,
	constraint proposal_decline_person_fkey FOREIGN KEY (person) REFERENCES person(id),
	constraint proposal_decline_pkey PRIMARY KEY (proposal, person),
	constraint proposal_decline_proposal_fkey FOREIGN KEY (proposal) REFERENCES proposal(hash)
);
grant delete, insert, select on proposal_decline to answerable_api;

create table proposal_signature (
	proposal bytea not null,
	root bytea not null,
	signature bytea not null,
	constraint proposal_signature_pkey PRIMARY KEY (proposal, root),
	constraint proposal_signature_proposal_fkey FOREIGN KEY (proposal) REFERENCES proposal(hash),
	constraint proposal_signature_root_check CHECK ((length(root) = 32)),
	constraint proposal_signature_signature_check CHECK ((length(signature) = 64))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.proposal_signature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table proposal_signature enable always trigger insert_only;
grant insert, select on proposal_signature to answerable_api;

create table recovery_copy (
	set_id text not null,
	name text not null,
	copy bytea not null,
	signature bytea not null,
	constraint recovery_copy_copy_check CHECK ((length(copy) = 1194)),
	constraint recovery_copy_name_check CHECK ((name ~ '^(log|promise|view|work|phone|release-[0-9]{4}-Q[1-4])$'::text)),
	constraint recovery_copy_pkey PRIMARY KEY (set_id, name),
	constraint recovery_copy_set_id_fkey FOREIGN KEY (set_id) REFERENCES recovery_set(set_id) ON DELETE CASCADE,
	constraint recovery_copy_signature_check CHECK ((length(signature) = 64))
);

create table recovery_set (
	set_id text not null,
	key bytea not null,
	made_at timestamp with time zone not null,
	complete_at timestamp with time zone,
	constraint recovery_set_key_check CHECK ((length(key) = 1216)),
	constraint recovery_set_pkey PRIMARY KEY (set_id),
	constraint recovery_set_set_id_check CHECK ((set_id ~ '^[0-9a-f]{4}$'::text))
);
grant select (set_id, made_at, complete_at) on recovery_set to answerable_api;

create table recovery_share (
	set_id text not null,
	index smallint not null,
	keeper text not null,
	hash bytea not null,
	read_back_at timestamp with time zone,
	constraint recovery_share_hash_check CHECK ((length(hash) = 32)),
	constraint recovery_share_index_check CHECK (((index >= 1) AND (index <= 3))),
	constraint recovery_share_keeper_check CHECK (((length(keeper) >= 2) AND (length(keeper) <= 120))),
	constraint recovery_share_pkey PRIMARY KEY (set_id, index),
	constraint recovery_share_set_id_fkey FOREIGN KEY (set_id) REFERENCES recovery_set(set_id) ON DELETE CASCADE,
	constraint recovery_share_set_id_keeper_key UNIQUE (set_id, keeper)
);

create table released_wrap (
	case_tag bytea not null,
	rung smallint not null,
	tenure uuid not null,
	inner_wrap bytea storage external not null,
	constraint released_wrap_case_tag_fkey FOREIGN KEY (case_tag) REFERENCES case_file(case_tag),
	constraint released_wrap_inner_wrap_check CHECK (((length(inner_wrap) >= 1) AND (length(inner_wrap) <= 16384))),
	constraint released_wrap_pkey PRIMARY KEY (case_tag, rung, tenure),
	constraint released_wrap_rung_check CHECK (((rung >= 1) AND (rung <= 5))),
	constraint released_wrap_tenure_fkey FOREIGN KEY (tenure) REFERENCES tenure(id)
) with (toast_tuple_target=8160);
grant select on released_wrap to answerable_api;
grant insert, select on released_wrap to answerable_releaser;

create table reporter_key (
	case_tag bytea not null,
	mailbox bytea not null,
	mailbox_auth bytea not null,
	kem bytea not null,
	log_salt bytea not null,
	promise jsonb not null,
	message_sign bytea not null,
	own_wrap bytea,
	constraint reporter_key_case_tag_fkey FOREIGN KEY (case_tag) REFERENCES case_file(case_tag),
	constraint reporter_key_kem_check CHECK ((length(kem) = 1216)),
	constraint reporter_key_log_salt_check CHECK ((length(log_salt) = 32)),
	constraint reporter_key_mailbox_auth_check CHECK ((length(mailbox_auth) = 32)),
	constraint reporter_key_mailbox_check CHECK ((length(mailbox) = 32)),
	constraint reporter_key_mailbox_key UNIQUE (mailbox),
	constraint reporter_key_message_sign_check CHECK ((length(message_sign) = 32)),
	constraint reporter_key_own_wrap_check CHECK (((length(own_wrap) >= 1) AND (length(own_wrap) <= 16384))),
	constraint reporter_key_pkey PRIMARY KEY (case_tag)
) with (toast_tuple_target=8160);
grant insert, select, update (mailbox, mailbox_auth, kem, message_sign, own_wrap) on reporter_key to answerable_api;
grant select (case_tag, log_salt) on reporter_key to answerable_releaser;
grant select (case_tag, log_salt) on reporter_key to answerable_worker;

create table root_change (
	organisation uuid not null,
	number integer not null,
	statement jsonb not null,
	countersignatures jsonb not null,
	leaf_id uuid not null,
	constraint root_change_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint root_change_number_check CHECK ((number >= 1)),
	constraint root_change_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint root_change_pkey PRIMARY KEY (organisation, number)
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.root_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table root_change enable always trigger insert_only;
grant insert, select on root_change to answerable_api;
grant select on root_change to answerable_releaser;
grant select on root_change to answerable_worker;

create table root_set (
	organisation uuid not null,
	statement jsonb not null,
	signature bytea not null,
	leaf_id uuid not null,
	constraint root_set_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint root_set_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint root_set_pkey PRIMARY KEY (organisation),
	constraint root_set_signature_check CHECK ((length(signature) = 64))
);
grant select on root_set to answerable_api;
grant select on root_set to answerable_releaser;
grant select on root_set to answerable_worker;

create table session (
	id bytea not null,
	person uuid not null,
	expires_at timestamp with time zone not null,
	absolute_expires_at timestamp with time zone not null,
	opened_on date not null,
	used_at timestamp with time zone not null,
	constraint session_id_check CHECK ((length(id) = 32)),
	constraint session_person_fkey FOREIGN KEY (person) REFERENCES person(id),
	constraint session_pkey PRIMARY KEY (id)
);
CREATE INDEX session_person ON answerable.session USING btree (person);
grant delete, insert, select, update on session to answerable_api;

create table spent_work (
	hash bytea not null,
	expires_on date not null,
	constraint spent_work_hash_check CHECK ((length(hash) = 32)),
	constraint spent_work_pkey PRIMARY KEY (hash)
);
grant delete, insert, select on spent_work to answerable_api;

create table successor_seal (
	case_tag bytea not null,
	sequence integer not null,
	rung smallint not null,
	tenure uuid not null,
	seal bytea storage external not null,
	constraint successor_seal_case_tag_sequence_fkey FOREIGN KEY (case_tag, sequence) REFERENCES event(case_tag, sequence),
	constraint successor_seal_pkey PRIMARY KEY (case_tag, sequence),
	constraint successor_seal_rung_check CHECK (((rung >= 2) AND (rung <= 5))),
	constraint successor_seal_seal_check CHECK (((length(seal) >= 1) AND (length(seal) <= 16384))),
	constraint successor_seal_tenure_fkey FOREIGN KEY (tenure) REFERENCES tenure(id)
) with (toast_tuple_target=8160);
grant insert on successor_seal to answerable_api;
grant select on successor_seal to answerable_releaser;
grant insert on successor_seal to answerable_worker;

create table tenure (
	id uuid not null,
	organisation uuid not null,
	person uuid not null,
	role text not null,
	key_hash bytea not null,
	statement jsonb not null,
	seal_key bytea not null,
	countersignatures jsonb not null,
	sealed_keys bytea not null,
	leaf_id uuid not null,
	removed boolean not null,
	added_at timestamp with time zone not null,
	cooldown_seconds integer not null,
	constraint tenure_cooldown_seconds_check CHECK (((cooldown_seconds >= 0) AND (cooldown_seconds <= 2678400))),
	constraint tenure_key_hash_check CHECK ((length(key_hash) = 32)),
	constraint tenure_key_hash_key UNIQUE (key_hash),
	constraint tenure_leaf_id_fkey FOREIGN KEY (leaf_id) REFERENCES leaf(id),
	constraint tenure_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
	constraint tenure_person_fkey FOREIGN KEY (person) REFERENCES person(id),
	constraint tenure_pkey PRIMARY KEY (id),
	constraint tenure_role_check CHECK ((role = ANY (ARRAY['guardian'::text, 'deputy_guardian'::text, 'buddy_guardian'::text, 'exec_lead'::text, 'medical_director'::text, 'nursing_director'::text, 'ned_lead'::text, 'ceo'::text, 'chair'::text, 'sid'::text, 'lead_governor'::text, 'board_secretary'::text, 'dpo'::text, 'siro'::text, 'external_body'::text]))),
	constraint tenure_seal_key_check CHECK ((length(seal_key) = 1216)),
	constraint tenure_sealed_keys_check CHECK ((length(sealed_keys) <= 16384))
);
CREATE INDEX tenure_organisation ON answerable.tenure USING btree (organisation);
CREATE INDEX tenure_person ON answerable.tenure USING btree (person);
CREATE TRIGGER no_administrator BEFORE INSERT OR UPDATE ON answerable.tenure FOR EACH ROW EXECUTE FUNCTION refuse_administrator();
alter table tenure enable always trigger no_administrator;
grant insert, select, update (removed) on tenure to answerable_api;
grant select (id, organisation, person, role, key_hash, statement, seal_key, countersignatures, leaf_id, removed, added_at, cooldown_seconds) on tenure to answerable_releaser;
grant select (id, organisation, person, role, key_hash, statement, seal_key, countersignatures, leaf_id, removed, added_at, cooldown_seconds) on tenure to answerable_worker;

create table tile (
	level smallint not null,
	index bigint not null,
	width smallint not null,
	bytes bytea not null,
	constraint tile_check CHECK ((length(bytes) = (width * 32))),
	constraint tile_index_check CHECK ((index >= 0)),
	constraint tile_level_check CHECK (((level >= 0) AND (level <= 7))),
	constraint tile_pkey PRIMARY KEY (level, index, width),
	constraint tile_width_check CHECK (((width >= 1) AND (width <= 256)))
);
CREATE TRIGGER insert_only BEFORE DELETE OR UPDATE OR TRUNCATE ON answerable.tile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table tile enable always trigger insert_only;
grant select on tile to answerable_api;
grant select on tile to answerable_releaser;
grant insert, select on tile to answerable_worker;

create table waiting_act (
	id uuid not null,
	case_tag bytea not null,
	place smallint not null,
	visible_at timestamp with time zone not null,
	act_hash bytea not null,
	act jsonb not null,
	ciphertext bytea storage external,
	refused text,
	wrap bytea storage external,
	constraint waiting_act_act_hash_check CHECK ((length(act_hash) = 32)),
	constraint waiting_act_case_tag_act_hash_key UNIQUE (case_tag, act_hash),
	constraint waiting_act_case_tag_fkey FOREIGN KEY (case_tag) REFERENCES case_file(case_tag),
	constraint waiting_act_case_tag_place_key UNIQUE (case_tag, place),
	constraint waiting_act_ciphertext_check CHECK (((length(ciphertext) >= 1) AND (length(ciphertext) <= 1114112))),
	constraint waiting_act_pkey PRIMARY KEY (id),
	constraint waiting_act_place_check CHECK ((place >= 0)),
	constraint waiting_act_wrap_check CHECK (((length(wrap) >= 1) AND (length(wrap) <= 16384)))
);
CREATE INDEX waiting_act_due ON answerable.waiting_act USING btree (visible_at, case_tag, place) WHERE (refused IS NULL);
grant insert, select on waiting_act to answerable_api;
grant delete, select, update (refused) on waiting_act to answerable_worker;

CREATE OR REPLACE FUNCTION answerable.keep_list_order()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'answerable', 'pg_temp'
AS $function$
begin
	update case_sight set due = coalesce(new.next_due, 'infinity') where case_tag = new.case_tag and due <> coalesce(new.next_due, 'infinity');
	return null;
end
$function$;

CREATE OR REPLACE FUNCTION answerable.refuse_administrator()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'answerable', 'pg_temp'
AS $function$
begin
	if exists (select from person where id = new.person and administrator) then
		raise exception 'an administrator holds no role' using errcode = 'integrity_constraint_violation';
	end if;
	return new;
end
$function$;

CREATE OR REPLACE FUNCTION answerable.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
	raise exception 'rows of % are never changed', tg_table_name using errcode = 'integrity_constraint_violation';
end
$function$;

grant usage on schema answerable to answerable_api;

grant usage on schema answerable to answerable_releaser;

grant usage on schema answerable to answerable_worker;

grant usage on schema bullmq to answerable_worker;
