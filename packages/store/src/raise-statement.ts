/** Writes raises with everything that goes with them, in one statement. */
import type { NewNotice } from "@answerable/domain/command";
import type { Context } from "@answerable/domain/context";
import type { RaiseAnswer } from "@answerable/types/intake";
import { CompiledQuery } from "kysely";
import { chainedRows } from "./append.ts";
import type { Chained } from "./chaining.ts";
import { bytesOfBase64Url } from "./column.ts";
import type { Queries } from "./context.ts";
import type { IntakeFacts } from "./intake-facts.ts";
import { projectionOf } from "./projection.ts";
import type { RaiseRequest } from "./raise-request.ts";

export type NewRaise = {
	readonly request: RaiseRequest;
	readonly answer: RaiseAnswer;
	readonly chained: readonly Chained[];
	readonly notices: readonly NewNotice[];
	readonly rules: Context;
	/** What was checked, and must still be so when the raise is written. */
	readonly facts: IntakeFacts;
};

/** `current`: the facts were still true. `spent`: the proof of work was still good. `made`: the case is new, and everything was written. */
export type Inserted = { readonly current: boolean; readonly spent: boolean; readonly made: boolean };

/**
 * One statement is one transaction: each raise is there whole or not at all, and all are durable when it returns. An error
 * leaves none of them behind. No two of them may share a case's tag or a proof of work. Facts that are no longer true let
 * none in. The worker is told at once only where a policy resolves instants; otherwise a notification would tell when
 * somebody was at a screen.
 *
 * Rows go as JSON and bytes as one value with the places of its parts, so that the statement is the same, and prepared,
 * however many there are. Bytes go as Base64, a third shorter than the hexadecimal that the driver would make of them and copy four
 * times; they are joined as `sealed`, since a subquery would copy all of them for each place at which they are cut.
 * Tags and puzzles are written in their order, so that two processes never wait for each other.
 */
export async function insertRaises(query: Queries, raises: readonly NewRaise[]): Promise<readonly Inserted[]> {
	const bytes: Uint8Array[] = [];
	let length = 0;
	const place = (part: Uint8Array): number => {
		bytes.push(part);
		length += part.length;
		return length - part.length;
	};
	const given = raises.map((raise, number) => ({ number, ...rowOf(raise), ...partsOf(raise.request, place), end: length }));
	const parameters = [given, expectedRules(raises), expectedHolders(raises), Buffer.concat(bytes).toString("base64")];
	const { rows } = await query.executeQuery(CompiledQuery.raw(STATEMENT, parameters));
	return rows as readonly Inserted[];
}

function rowOf({ request: { header, work }, answer, chained, notices, rules }: NewRaise) {
	const { reporterKeys, statement } = header;
	const last = chained.at(-1);
	if (last === undefined) throw new Error("A raise has an event.");
	const { severity, wakeAt, releaseAt, next, closed, sights } = projectionOf(last.state, rules);
	const { mailbox, mailboxAuth, logSalt } = reporterKeys;
	return {
		tag: header.caseTag,
		organisation: header.organisation,
		...{ policy: statement.policy, calendar: statement.calendar, severity, excluded: statement.excluded },
		...{ sequence: last.event.sequence, head: last.hash, at: answer.event.at },
		...{ wake_at: wakeAt, release_at: releaseAt, next, next_due: next?.due ?? null, closed },
		...{ work: work?.hash ?? null, work_until: work?.expiresOn ?? null },
		...{ mailbox, mailbox_auth: mailboxAuth, message_sign: statement.messageSign, log_salt: logSalt, promise: answer.promise },
		...chainedRows(chained, notices),
		sights,
		notifies: rules.policy.clockResolution[statement.severity] === "instant",
	};
}

/** Where each part begins in the bytes of all; one ends where the next begins. */
function partsOf({ header, concern, private: letter, wraps }: RaiseRequest, place: (part: Uint8Array) => number) {
	const kem = place(bytesOfBase64Url(header.reporterKeys.kem));
	return { kem, concern: place(concern), private: place(letter), wraps: place(wraps) };
}

/** Each organisation's policy and calendar, once. */
function expectedRules(raises: readonly NewRaise[]): readonly unknown[] {
	const rules = raises.map(({ request: { header }, facts: { policy, calendar } }) => ({
		organisation: header.organisation,
		policy,
		calendar,
	}));
	return distinct(rules, ({ organisation, policy, calendar }) => `${organisation} ${policy} ${calendar}`);
}

/** Everybody to whom one of these raises is sealed, once for each organisation. */
function expectedHolders(raises: readonly NewRaise[]): readonly unknown[] {
	const holders = raises.flatMap(({ request: { header, today }, facts }) => {
		const named = new Set(header.statement.recipients.map(({ tenure }) => tenure));
		return facts.holders
			.filter(({ tenure }) => named.has(tenure))
			.map((holder) => ({ organisation: header.organisation, today, ...holder }));
	});
	return distinct(holders, (holder) => Object.values(holder).join(" "));
}

function distinct<T>(values: readonly T[], nameOf: (value: T) => string): readonly T[] {
	return [...new Map(values.map((value) => [nameOf(value), value])).values()];
}

const STATEMENT = `
with given as materialized (
	select decode(tag, 'hex') as case_tag, decode(work, 'hex') as work_hash, given.*
	from jsonb_to_recordset($1::jsonb) as given (
		number integer, tag text, organisation uuid, policy text, calendar text, severity text, excluded uuid[], sequence integer, head text,
		at timestamptz, wake_at timestamptz, release_at timestamptz, next jsonb, next_due timestamptz, closed boolean, work text, work_until date,
		mailbox text, mailbox_auth text, message_sign text, log_salt text, promise jsonb, events jsonb, leaves jsonb, notices jsonb, sights jsonb, notifies boolean,
		kem integer, concern integer, private integer, wraps integer, "end" integer
	)
),
stale as materialized (
	select from jsonb_to_recordset($2::jsonb) as expected (organisation uuid, policy text, calendar text)
	where not exists (
		select from organisation where id = expected.organisation and kind = 'provider'
			and policy_hash = decode(expected.policy, 'hex') and calendar_hash = decode(expected.calendar, 'hex')
	)
	union all
	select from jsonb_to_recordset($3::jsonb)
		as expected (organisation uuid, today date, tenure uuid, person uuid, role text, key text)
	where not exists (
		select from tenure where id = expected.tenure and not removed and person = expected.person and role = expected.role
			and key_hash = decode(expected.key, 'hex')
			and (organisation = expected.organisation or exists (
				select from external_directory where body = tenure.organisation and external_directory.organisation = expected.organisation
					and valid_from <= expected.today and (valid_until is null or valid_until > expected.today)
			))
	)
),
sealed as materialized (select decode($4, 'base64') as bytes),
current as materialized (select not exists (select from stale) as holds),
spent as (
	insert into spent_work (hash, expires_on)
	select work_hash, work_until from given, current where work is not null and current.holds order by work_hash
	on conflict do nothing returning hash
),
gate as (
	insert into case_file (
		case_tag, organisation, severity, policy_hash, calendar_hash, excluded, head_sequence, head_hash, news_sequence, visible_at, wake_at,
		release_at, next, next_due, closed
	)
	select case_tag, organisation, severity, decode(policy, 'hex'), decode(calendar, 'hex'), excluded, sequence, decode(head, 'hex'),
		sequence, at, wake_at, release_at, next, next_due, closed
	from given, current
	where current.holds and (work is null or work_hash in (select hash from spent)) order by case_tag
	on conflict do nothing returning case_tag
),
made as (select given.* from given join gate on gate.case_tag = given.case_tag),
new_event as (
	insert into event (case_tag, sequence, hash, body, act_hash)
	select case_tag, one.sequence, decode(one.hash, 'hex'), one.body, decode(one.act_hash, 'hex')
	from made, jsonb_to_recordset(made.events) as one (sequence integer, hash text, body jsonb, act_hash text)
),
given_leaf as (
	select case_tag, one.* from made,
		jsonb_to_recordset(made.leaves) as one (id uuid, sequence integer, bytes text, publish_after timestamptz, lane text)
),
new_leaf as (
	insert into leaf (id, case_tag, sequence, bytes, publish_after, lane)
	select id, case_tag, sequence, decode(bytes, 'hex'), publish_after, lane from given_leaf
),
new_pending as (
	insert into pending_leaf (leaf_id, case_tag, sequence, publish_after, lane)
	select id, case_tag, sequence, publish_after, lane from given_leaf
),
new_notice as (
	insert into notice (id, tenure, kind, at, attempts, delivered)
	select one.id, one.tenure, one.kind, one.at, 0, false
	from made, jsonb_to_recordset(made.notices) as one (id uuid, tenure uuid, kind text, at timestamptz)
),
new_keys as (
	insert into reporter_key (case_tag, mailbox, mailbox_auth, message_sign, kem, log_salt, promise)
	select case_tag, decode(mailbox, 'hex'), decode(mailbox_auth, 'hex'), decode(message_sign, 'hex'),
		substring(sealed.bytes from kem + 1 for concern - kem), decode(log_salt, 'hex'), promise
	from made, sealed
),
new_letters as (
	insert into letter (case_tag, sequence, part, ciphertext)
	select case_tag, 0, one.part, substring(sealed.bytes from one.start + 1 for one.until - one.start)
	from made, sealed, lateral (values (0, concern, private), (1, private, wraps)) as one (part, start, until)
),
new_wraps as (
	insert into case_wraps (case_tag, wraps) select case_tag, substring(sealed.bytes from wraps + 1 for "end" - wraps) from made, sealed
),
new_sight as (
	insert into case_sight (case_tag, tenure, sight, rung, opens, due)
	select case_tag, one.tenure, one.sight, one.rung, one.opens, coalesce(made.next_due, 'infinity'::timestamptz)
	from made, jsonb_to_recordset(made.sights) as one (tenure uuid, sight text, rung smallint, opens text[]) join tenure on tenure.id = one.tenure
	where not tenure.person = any (made.excluded)
)
select current.holds as current, work is null or work_hash in (select hash from spent) as spent,
	case_tag in (select case_tag from gate) as made,
	case when notifies and case_tag in (select case_tag from gate) then pg_notify('answerable_case', '') end
from given, current order by number`;
