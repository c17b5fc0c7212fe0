/** Doing what two roots have signed: the row, its leaf and whoever is told, in one transaction. */
import { randomUUID } from "node:crypto";
import { localDate } from "@answerable/domain/instant";
import { interestsLeaf, policyAdoptionLeaf } from "@answerable/log/organisation-statement";
import type { RootSet } from "@answerable/log/root-history";
import type { StatementLeaf } from "@answerable/log/statement-leaf";
import type { NoticeId, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { Countersignature } from "@answerable/types/key";
import type { Proposal } from "@answerable/types/proposal";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { closeAppointment } from "./appointment-store.ts";
import { bytesColumn, bytesOfBase64Url } from "./column.ts";
import type { Turn } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { readSoleOpeners } from "./openers.ts";
import {
	lastNumber,
	type NotDone,
	type Proposed,
	refusalOfKey,
	refusalOfRemoval,
	refusalOfRootChange,
	refusalToPropose,
} from "./proposal-check.ts";
import { insertBranding, insertTenure } from "./registration.ts";
import { appendStatement, hasPendingStatements } from "./statement-log.ts";
import type { NoticeKind } from "./tables.ts";

export type Enacting<P extends Proposal = Proposal> = {
	readonly proposal: P;
	readonly countersignatures: readonly Countersignature[];
	readonly roots: readonly RootSet[];
	/** Whoever learns whether it could be done: no number tells them of a case that they may not know of. */
	readonly knownTo: readonly PersonId[];
	readonly now: Instant;
};

/** Does it, or says why it cannot be done (any more). What was right when it was proposed is looked at again. */
export async function enact(turn: Turn, enacting: Enacting): Promise<NotDone | null> {
	const { proposal } = enacting;
	switch (proposal.kind) {
		case "key":
			return enactKey(turn, { ...enacting, proposal });
		case "key-removal":
			return enactRemoval(turn, { ...enacting, proposal });
		case "root-change":
			return enactRootChange(turn, { ...enacting, proposal });
		case "policy-adoption":
			return enactAdoption(turn, { ...enacting, proposal });
		case "interests":
			return enactInterests(turn, { ...enacting, proposal });
		case "branding":
			return enactBranding(turn, { ...enacting, proposal });
	}
}

/** An added key serves after its cooldown; the appointment that it came of has done its work. */
async function enactKey(turn: Turn, { proposal, countersignatures, now }: Enacting<Proposed<"key">>): Promise<NotDone | null> {
	const { query } = turn;
	const { statement, seal, sealedKeys } = proposal;
	const refused = await refusalOfKey(query, statement.person, proposal);
	if (refused !== null) return { refused };
	const { keyCooldownSeconds } = await requireDeployment(turn.ctx.db);
	const addition = { addedAt: now, cooldownSeconds: keyCooldownSeconds };
	const leaf = await append(turn, { kind: "key", statement, ...addition }, now);
	await insertTenure(query, { statement, seal, countersignatures, sealedKeys: bytesOfBase64Url(sealedKeys), ...addition, leaf });
	await closeAppointment(query, statement, now);
	await tell(turn, { ...statement, kind: "key-added", now });
	return null;
}

/**
 * At once. Whoever leaves must not take what only they can open; whoever lost their key has taken it already, and then the case goes
 * up (worker, `nobody-can-open`). What the tenure signed before stays valid.
 */
async function enactRemoval(
	turn: Turn,
	{ proposal, countersignatures, roots, knownTo, now }: Enacting<Proposed<"key-removal">>,
): Promise<NotDone | null> {
	const { query } = turn;
	const { statement } = proposal;
	const { organisation, tenure } = statement;
	const refused = await refusalOfRemoval(query, proposal, roots);
	if (refused !== null) return { refused };
	if (statement.because === "left") {
		const sole = (await readSoleOpeners(query, { organisation, knownTo, now })).find((one) => one.tenure === tenure);
		if (sole !== undefined) return { refused: "sole-opener", count: sole.cases };
	}
	const leaf = await append(turn, { kind: "key-removal", statement }, now);
	await query
		.insertInto("key_removal")
		.values({ tenure, organisation, statement, countersignatures: sql`${countersignatures}::jsonb`, removed_at: now, leaf_id: leaf })
		.execute();
	await query.updateTable("tenure").set({ removed: true }).where("id", "=", tenure).execute();
	await tell(turn, { organisation, tenure, kind: "key-removed", now });
	await sql`select pg_notify('answerable_case', '')`.execute(query);
	return null;
}

/** Only when nothing of the organisation's waits for its place: what the outgoing root signed must stand before its end (log, "Who held then"). */
async function enactRootChange(
	turn: Turn,
	{ proposal, countersignatures, roots, now }: Enacting<Proposed<"root-change">>,
): Promise<NotDone | null> {
	const { query } = turn;
	const { statement } = proposal;
	const { organisation } = statement;
	const refused = await refusalOfRootChange(query, proposal, roots);
	if (refused !== null) return { refused };
	if (await hasPendingStatements(query, organisation)) return { refused: "not-published" };
	const leaf = await append(turn, { kind: "root-change", statement }, now);
	const number = (await lastNumber(query, "root_change", organisation)) + 1;
	await query
		.insertInto("root_change")
		.values({ organisation, number, statement, countersignatures: sql`${countersignatures}::jsonb`, leaf_id: leaf })
		.execute();
	const into = await query
		.selectFrom("tenure")
		.select("id")
		.where("organisation", "=", organisation)
		.where(sql<string>`statement ->> 'sign'`, "=", statement.in)
		.executeTakeFirst();
	if (into !== undefined) await tell(turn, { organisation, tenure: into.id, kind: "root-changed", now });
	return null;
}

/** Raises from now on run by it. Running cases keep theirs, whose hash is in their raise. */
async function enactAdoption(turn: Turn, enacting: Enacting<Proposed<"policy-adoption">>): Promise<NotDone | null> {
	const { query } = turn;
	const { proposal, countersignatures, now } = enacting;
	const { statement, policy } = proposal;
	const { organisation, number, hash } = statement;
	const refused = await stillRight(turn, enacting);
	if (refused !== null) return refused;
	const leaf = await append(turn, { kind: "policy-adoption", statement: policyAdoptionLeaf(statement) }, now);
	await query
		.insertInto("policy")
		.values({ hash: bytesColumn(hash), id: policy.id, body: policy })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await query
		.insertInto("policy_adoption")
		.values({ organisation, number, statement, countersignatures: sql`${countersignatures}::jsonb`, leaf_id: leaf })
		.execute();
	await query
		.updateTable("organisation")
		.set({ policy_hash: bytesColumn(hash) })
		.where("id", "=", organisation)
		.where("kind", "=", "provider")
		.execute();
	return null;
}

async function enactInterests(turn: Turn, enacting: Enacting<Proposed<"interests">>): Promise<NotDone | null> {
	const { statement, lines } = enacting.proposal;
	const refused = await stillRight(turn, enacting);
	if (refused !== null) return refused;
	const leaf = await append(turn, { kind: "interests", statement: interestsLeaf(statement) }, enacting.now);
	const countersignatures = sql<readonly Countersignature[]>`${enacting.countersignatures}::jsonb`;
	const version = { organisation: statement.organisation, number: statement.number, statement, countersignatures };
	await turn.query
		.insertInto("interests_register")
		.values({ ...version, lines: sql`${lines}::jsonb`, leaf_id: leaf })
		.execute();
	return null;
}

/** No leaf: nothing is proved with a name and a colour. Two roots sign it, so that nobody alone tells reporters whom to ring. */
async function enactBranding(turn: Turn, enacting: Enacting<Proposed<"branding">>): Promise<NotDone | null> {
	const { statement, branding } = enacting.proposal;
	const refused = await stillRight(turn, enacting);
	if (refused !== null) return refused;
	await insertBranding(turn.query, { statement, branding, countersignatures: [...enacting.countersignatures] });
	return null;
}

async function stillRight(turn: Turn, { proposal, roots, knownTo }: Enacting): Promise<NotDone | null> {
	const refused = await refusalToPropose(turn, { person: knownTo[0] ?? ("" as PersonId), proposal, roots, isSigned: true });
	return refused === null ? null : { refused };
}

async function append({ ctx, query }: Turn, leaf: StatementLeaf, now: Instant): Promise<string> {
	const { epochSeconds } = await requireDeployment(ctx.db);
	return appendStatement(query, leaf, { now, epochSeconds });
}

type Telling = { readonly organisation: OrganisationId; readonly tenure: TenureId; readonly kind: NoticeKind; readonly now: Instant };

/** Tells the person, the board secretary and the outside bodies that serve the organisation (design §5, "Key transparency"). */
async function tell({ query }: Turn, { organisation, tenure, kind, now }: Telling): Promise<void> {
	const { rows } = await sql<{ id: TenureId }>`
		select id from tenure where id = ${tenure}
		union select id from tenure where organisation = ${organisation} and role = 'board_secretary' and not removed
		union select tenure.id from external_directory join tenure on tenure.organisation = external_directory.body
		where external_directory.organisation = ${organisation} and tenure.role = 'external_body' and not tenure.removed
			and valid_from <= ${localDate(now, "UTC")}::date and (valid_until is null or valid_until > ${localDate(now, "UTC")}::date)`.execute(
		query,
	);
	const notices = rows.map(({ id }) => ({ id: randomUUID() as NoticeId, tenure: id, kind, at: now, attempts: 0, delivered: false }));
	await query.insertInto("notice").values(notices).execute();
}
