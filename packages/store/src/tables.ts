/** The tables as Kysely sees them; `schema.sql` is what PostgreSQL says. */

import type { AdminActionKind, InvitationKind } from "@answerable/types/admin";
import type { Branding, BrandingStatement } from "@answerable/types/branding";
import type { OpenedClock, Severity } from "@answerable/types/clock";
import type { Notice, Sight } from "@answerable/types/desk";
import type { CaseEvent } from "@answerable/types/event";
import type { AppointmentId, InvitationId, NoticeId, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { WaitingAct } from "@answerable/types/intake";
import type { Countersignature, DeploymentKeyStatement, KeyStatement, RootChangeStatement, RootStatement } from "@answerable/types/key";
import type { Nation } from "@answerable/types/organisation";
import type { PagesStatement } from "@answerable/types/pages";
import type { PolicyAdoptionStatement } from "@answerable/types/policy";
import type { RefusalCode } from "@answerable/types/problem";
import type { SignedPromise } from "@answerable/types/promise";
import type { Proposal } from "@answerable/types/proposal";
import type { InterestsStatement, KeyDestroyedStatement, KeyRemovalStatement } from "@answerable/types/published";
import type { Compartment, Role, Rung } from "@answerable/types/role";
import type { PublishedTie, Remit } from "@answerable/types/routing";
import type { CivilDate, Instant } from "@answerable/types/time";

export type Lane = "epoch" | "day";
export type NoticeKind = Notice["kind"];

/** A version of what an organisation says about itself. */
type Published = { organisation: OrganisationId; number: number; countersignatures: readonly Countersignature[] };

export type Tables = {
	migration: { number: number; name: string; hash: Uint8Array };
	leaf: {
		id: string;
		case_tag: Uint8Array | null;
		sequence: number | null;
		bytes: Uint8Array;
		publish_after: Instant;
		lane: Lane;
	};
	pending_leaf: { leaf_id: string; case_tag: Uint8Array | null; sequence: number | null; publish_after: Instant; lane: Lane };
	log_entry: { index: number; leaf_id: string; leaf_hash: Uint8Array };
	tile: { level: number; index: number; width: number; bytes: Uint8Array };
	checkpoint: { number: number; size: number; root: Uint8Array; note: string; published_at: Instant };
	policy: { hash: Uint8Array; id: string; body: unknown };
	calendar: { hash: Uint8Array; id: string; body: unknown };
	organisation: {
		id: OrganisationId;
		slug: string;
		name: string;
		kind: "provider" | "external";
		policy_hash: Uint8Array | null;
		calendar_hash: Uint8Array | null;
		zone: string;
		ods_code: string | null;
		nation: Nation | null;
	};
	interests_register: Published & { statement: InterestsStatement; lines: readonly PublishedTie[]; leaf_id: string };
	branding: Published & { statement: BrandingStatement; body: Branding };
	policy_adoption: Published & { statement: PolicyAdoptionStatement; leaf_id: string };
	root_set: { organisation: OrganisationId; statement: RootStatement; signature: Uint8Array; leaf_id: string };
	/** An administrator belongs to no organisation. */
	person: {
		id: PersonId;
		organisation: OrganisationId | null;
		login_name: string;
		login_hash: Uint8Array;
		administrator: boolean;
		ended_at: Instant | null;
	};
	phone: {
		person: PersonId;
		sealed: Uint8Array;
		used_step: number;
		told_steps: readonly number[];
		wrong_codes: number;
		wait_until: Instant | null;
	};
	invitation: {
		id: InvitationId;
		token_hash: Uint8Array;
		kind: InvitationKind;
		organisation: OrganisationId | null;
		roles: readonly Role[];
		person: PersonId | null;
		made_by: PersonId | null;
		made_at: Instant;
		expires_at: Instant;
		confirmed_by: PersonId | null;
		accepted_at: Instant | null;
		revoked_at: Instant | null;
	};
	/** Of an organisation that is being founded, and after. */
	founding_post: { organisation: OrganisationId; place: number; role: Role; invitation: InvitationId };
	/** Somebody is to hold a role; the keys of it are a tenure. */
	appointment: {
		id: AppointmentId;
		organisation: OrganisationId;
		person: PersonId;
		role: Role;
		made_by: PersonId | null;
		made_at: Instant;
		ended_at: Instant | null;
	};
	admin_action: {
		id: string;
		organisation: OrganisationId | null;
		by: PersonId | null;
		what: AdminActionKind;
		subject: string | null;
		at: Instant;
	};
	tenure: {
		id: TenureId;
		organisation: OrganisationId;
		person: PersonId;
		role: Role;
		key_hash: Uint8Array;
		statement: KeyStatement;
		seal_key: Uint8Array;
		countersignatures: readonly Countersignature[];
		sealed_keys: Uint8Array;
		leaf_id: string;
		removed: boolean;
		added_at: Instant;
		cooldown_seconds: number;
	};
	key_removal: {
		tenure: TenureId;
		organisation: OrganisationId;
		statement: KeyRemovalStatement;
		countersignatures: readonly Countersignature[];
		removed_at: Instant;
		leaf_id: string;
	};
	root_change: {
		organisation: OrganisationId;
		number: number;
		statement: RootChangeStatement;
		countersignatures: readonly Countersignature[];
		leaf_id: string;
	};
	proposal: {
		hash: Uint8Array;
		organisation: OrganisationId;
		kind: Proposal["kind"];
		body: Proposal;
		proposer: PersonId;
		made_at: Instant;
		enacted: boolean;
	};
	proposal_decline: { proposal: Uint8Array; person: PersonId; at: Instant };
	proposal_signature: { proposal: Uint8Array; root: Uint8Array; signature: Uint8Array };
	external_directory: {
		organisation: OrganisationId;
		body: OrganisationId;
		valid_from: CivilDate;
		valid_until: CivilDate | null;
		remit: string;
		remits: readonly Remit[];
	};
	deployment_key: { hash: Uint8Array; statement: DeploymentKeyStatement; key: Uint8Array; signature: Uint8Array; leaf_id: string };
	recovery_set: { set_id: string; key: Uint8Array; made_at: Instant; complete_at: Instant | null };
	recovery_share: { set_id: string; index: number; keeper: string; hash: Uint8Array; read_back_at: Instant | null };
	recovery_copy: { set_id: string; name: string; copy: Uint8Array; signature: Uint8Array };
	destroyed_key: { hash: Uint8Array; statement: KeyDestroyedStatement; signature: Uint8Array; leaf_id: string };
	page_manifest: { number: number; body: string; statement: PagesStatement; signature: Uint8Array; leaf_id: string };
	deployment: {
		single: boolean;
		id: string;
		log_key: string;
		epoch_seconds: number;
		made_by: string;
		key_cooldown_seconds: number;
	};
	session: {
		id: Uint8Array;
		person: PersonId;
		expires_at: Instant;
		absolute_expires_at: Instant;
		opened_on: CivilDate;
		used_at: Instant;
	};
	spent_work: { hash: Uint8Array; expires_on: CivilDate };
	heartbeat: { process: string; beat_at: Instant; detail: Readonly<Record<string, string>> };
	case_file: {
		case_tag: Uint8Array;
		organisation: OrganisationId;
		severity: Severity;
		policy_hash: Uint8Array;
		calendar_hash: Uint8Array;
		excluded: readonly PersonId[];
		head_sequence: number;
		head_hash: Uint8Array;
		/** The last event that is news (domain, `lastNews`). */
		news_sequence: number;
		visible_at: Instant;
		wake_at: Instant | null;
		release_at: Instant | null;
		next: OpenedClock | null;
		next_due: Instant | null;
		closed: boolean;
	};
	event: { case_tag: Uint8Array; sequence: number; hash: Uint8Array; body: CaseEvent; act_hash: Uint8Array | null };
	/** `due` repeats the next due time of the case, `infinity` if nothing runs: the order of lists. */
	case_sight: { case_tag: Uint8Array; tenure: TenureId; sight: Sight; rung: Rung; opens: readonly Compartment[]; due: Instant };
	reporter_key: {
		case_tag: Uint8Array;
		mailbox: Uint8Array;
		mailbox_auth: Uint8Array;
		/** The key that signs for the reporter from their next act on. */
		message_sign: Uint8Array;
		kem: Uint8Array;
		log_salt: Uint8Array;
		promise: SignedPromise;
		/** The case's keys for changed words; null while the words are the first. */
		own_wrap: Uint8Array | null;
	};
	letter: { case_tag: Uint8Array; sequence: number; part: number; ciphertext: Uint8Array };
	case_wraps: { case_tag: Uint8Array; wraps: Uint8Array };
	granted_wrap: { case_tag: Uint8Array; sequence: number; tenure: TenureId; wrap: Uint8Array };
	successor_seal: { case_tag: Uint8Array; sequence: number; rung: Rung; tenure: TenureId; seal: Uint8Array };
	released_wrap: { case_tag: Uint8Array; rung: Rung; tenure: TenureId; inner_wrap: Uint8Array };
	pending_release: { case_tag: Uint8Array; sequence: number; rung: Rung; tenure: TenureId };
	waiting_act: {
		id: string;
		case_tag: Uint8Array;
		place: number;
		visible_at: Instant;
		act_hash: Uint8Array;
		act: WaitingAct;
		ciphertext: Uint8Array | null;
		/** Of a place that the reporter gives to somebody. */
		wrap: Uint8Array | null;
		refused: RefusalCode | null;
	};
	notice: { id: NoticeId; tenure: TenureId; kind: NoticeKind; at: Instant; attempts: number; delivered: boolean };
};
