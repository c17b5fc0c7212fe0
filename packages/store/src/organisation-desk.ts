/** An organisation as its own staff see it. */

import { compartmentsFor } from "@answerable/domain/sight";
import { usableFrom } from "@answerable/log/directory-check";
import type { SigningKey } from "@answerable/types/bytes";
import type { CaseTag, OrganisationId, PersonId, TenureId } from "@answerable/types/id";
import type { HandOverList, KeyState, OrganisationDesk, SoleOpenerList, StaffRoots } from "@answerable/types/organisation";
import { type OpenProposal, Proposal, type ShownProposal } from "@answerable/types/proposal";
import type { Role } from "@answerable/types/role";
import type { Instant } from "@answerable/types/time";
import { bytesColumn, hashOf } from "./column.ts";
import type { Queries, StoreContext, Turn } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { isMember } from "./membership.ts";
import { readHandOver, readSoleOpeners } from "./openers.ts";
import { readRootSets } from "./proposal.ts";
import { lastNumber } from "./proposal-check.ts";
import { hasDeclined, isGivenUp, readDeclines } from "./proposal-decline.ts";
import { readSignatures } from "./proposal-signature.ts";
import { readStoredRoots } from "./root-store.ts";
import { readPolicy } from "./rules.ts";

export type OrganisationRequest = { readonly person: PersonId; readonly organisation: OrganisationId; readonly now: Instant };

/** Null for an organisation that is not the person's, as for one that does not exist. */
export async function readOrganisationDesk(
	ctx: StoreContext,
	{ person, organisation, now }: OrganisationRequest,
): Promise<OrganisationDesk | null> {
	const { query } = ctx.db;
	if (!(await isMember(query, person, organisation, now))) return null;
	const row = await query
		.selectFrom("organisation")
		.select(["id", "slug", "name", "ods_code", "nation", "policy_hash"])
		.where("id", "=", organisation)
		.executeTakeFirst();
	const roots = await readStaffRoots({ ctx, query }, organisation);
	if (row === undefined || roots === null) return null;
	const { id, slug, name, ods_code: odsCode, nation } = row;
	const [keys, proposals, appointments, interests, branding, { keyCooldownSeconds: cooldownSeconds }] = await Promise.all([
		readStaffKeys(query, organisation, now),
		readOpenProposals(query, organisation, roots.present),
		readAppointments(query, organisation),
		readInterests(query, organisation),
		readBranding(query, organisation, roots.present),
		requireDeployment(ctx.db),
	]);
	const rules = await readPresentRules(query, { organisation, hash: row.policy_hash });
	return {
		organisation: { id, slug, name },
		odsCode,
		nation,
		now,
		cooldownSeconds,
		roots,
		keys,
		proposals,
		appointments,
		rules,
		interests,
		branding,
	};
}

type RulesRequest = { readonly organisation: OrganisationId; readonly hash: Uint8Array | null };

/** The policy by which the next concerns run. A body outside takes none. */
async function readPresentRules(query: Queries, { organisation, hash }: RulesRequest): Promise<OrganisationDesk["rules"]> {
	if (hash === null) return null;
	const policy = await readPolicy(query, hashOf(hash));
	return { number: await lastNumber(query, "policy_adoption", organisation), policy };
}

async function readStaffRoots(turn: Turn, organisation: OrganisationId): Promise<StaffRoots | null> {
	const stored = (await readStoredRoots(turn.query, [organisation])).get(organisation);
	const present = (await readRootSets(turn, organisation)).at(-1);
	if (stored === undefined || present === undefined) return null;
	const changes = stored.changes.map(({ statement, countersignatures }) => ({ statement, countersignatures: [...countersignatures] }));
	const { statement, signature } = stored;
	return { statement, signature, changes, present: present.statement.roots, fingerprint: present.fingerprint };
}

async function readStaffKeys(query: Queries, organisation: OrganisationId, now: Instant): Promise<OrganisationDesk["keys"]> {
	const rows = await query
		.selectFrom("tenure")
		.leftJoin("log_entry", "log_entry.leaf_id", "tenure.leaf_id")
		.select(["tenure.statement", "tenure.key_hash", "tenure.removed", "log_entry.index"])
		.select(["tenure.added_at as addedAt", "tenure.cooldown_seconds as cooldownSeconds"])
		.where("tenure.organisation", "=", organisation)
		.orderBy("tenure.added_at")
		.orderBy("tenure.id")
		.limit(2_000)
		.execute();
	return rows.map(({ statement, key_hash, removed, index, ...addition }) => {
		const from = usableFrom(addition);
		const state: KeyState = removed ? "removed" : index === null || from > now ? "waiting" : "active";
		return { statement, key: hashOf(key_hash), usableFrom: from, state };
	});
}

const MOST_PROPOSALS = 100;

/** What waits; not what was given up, of which there may be any number, and which takes nothing else's place. */
async function readOpenProposals(query: Queries, organisation: OrganisationId, present: readonly SigningKey[]): Promise<OpenProposal[]> {
	const declined = await readDeclines(query, organisation);
	const rows = await query
		.selectFrom("proposal")
		.select(["hash", "proposer"])
		.where("organisation", "=", organisation)
		.where("enacted", "=", false)
		.orderBy("made_at", "desc")
		.orderBy("hash")
		.execute();
	const waiting = rows
		.map(({ hash, proposer }) => ({ hash: hashOf(hash), proposer, declines: declined.get(hashOf(hash)) ?? [] }))
		.filter((row) => !isGivenUp(row, present))
		.slice(0, MOST_PROPOSALS);
	return Promise.all(
		waiting.map(async ({ hash, proposer, declines }) => {
			const { body, made_at } = await query
				.selectFrom("proposal")
				.select(["body", "made_at"])
				.where("hash", "=", bytesColumn(hash))
				.executeTakeFirstOrThrow();
			const signed = (await readSignatures(query, hash)).map(({ root }) => root);
			return {
				hash,
				proposal: shown(Proposal.parse(body)),
				proposer,
				madeAt: made_at,
				signedBy: signed.filter((root) => !hasDeclined(declines, root)).slice(0, 3),
				declinedBy: present.filter((root) => hasDeclined(declines, root)),
			};
		}),
	);
}

function shown(proposal: Proposal): ShownProposal {
	if (proposal.kind !== "key") return proposal;
	const { sealedKeys: _, ...rest } = proposal;
	return rest;
}

async function readAppointments(query: Queries, organisation: OrganisationId): Promise<OrganisationDesk["appointments"]> {
	return query
		.selectFrom("appointment")
		.select(["person", "role"])
		.where("organisation", "=", organisation)
		.where("ended_at", "is", null)
		.orderBy("person")
		.orderBy("role")
		.limit(500)
		.execute();
}

async function readInterests(query: Queries, organisation: OrganisationId): Promise<OrganisationDesk["interests"]> {
	const row = await query
		.selectFrom("interests_register")
		.select(["number", "lines"])
		.where("organisation", "=", organisation)
		.orderBy("number", "desc")
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? { number: 0, lines: [] } : { number: row.number, lines: [...row.lines] };
}

async function readBranding(
	query: Queries,
	organisation: OrganisationId,
	present: readonly SigningKey[],
): Promise<OrganisationDesk["branding"]> {
	const row = await query
		.selectFrom("branding")
		.select(["number", "body", "countersignatures"])
		.where("organisation", "=", organisation)
		.orderBy("number", "desc")
		.limit(1)
		.executeTakeFirst();
	if (row === undefined) return { number: 0, branding: null, isShown: false };
	const isShown = row.countersignatures.every(({ root }) => present.includes(root));
	return { number: row.number, branding: row.body, isShown };
}

/**
 * Who alone can open something: of everybody for somebody whose key is a root now, of their own tenures for anybody else. Cases from
 * which the asker is left out are not counted. Null as `readOrganisationDesk`.
 */
export async function listSoleOpeners(ctx: StoreContext, request: OrganisationRequest): Promise<SoleOpenerList | null> {
	const { person, organisation, now } = request;
	const { query } = ctx.db;
	if (!(await isMember(query, person, organisation, now))) return null;
	const roots = (await readRootSets({ ctx, query }, organisation)).at(-1)?.statement.roots ?? [];
	const rows = await query
		.selectFrom("tenure")
		.select(["id", "statement"])
		.where("person", "=", person)
		.where("removed", "=", false)
		.execute();
	const isRoot = rows.some(({ statement }) => statement.organisation === organisation && roots.includes(statement.sign));
	const own = new Set(rows.map(({ id }) => id));
	const all = await readSoleOpeners(query, { organisation, knownTo: [person], now });
	return { soleOpeners: all.filter(({ tenure }) => isRoot || own.has(tenure)).map(({ tenure, cases }) => ({ tenure, cases })) };
}

export type HandOverRequest = {
	readonly person: PersonId;
	readonly from: TenureId;
	readonly to: TenureId;
	readonly cursor: CaseTag | null;
	readonly now: Instant;
};

const HAND_OVER_ROWS = 200;

/** Cases that I could give a colleague of the same organisation; null unless `from` is mine and `to` a key that counts there. */
export async function listHandOver(ctx: StoreContext, { person, from, to, cursor, now }: HandOverRequest): Promise<HandOverList | null> {
	const { query } = ctx.db;
	const rows = await query
		.selectFrom("tenure")
		.select(["id", "organisation", "person", "role"])
		.where("id", "in", [from, to])
		.where("removed", "=", false)
		.execute();
	const mine = rows.find(({ id }) => id === from);
	const theirs = rows.find(({ id }) => id === to);
	if (mine?.person !== person || theirs === undefined || theirs.organisation !== mine.organisation || from === to) return null;
	const asked = { from, to: { tenure: to, person: theirs.person }, grantable: leastGrantable(theirs.role), after: cursor, now };
	const cases = await readHandOver(query, { ...asked, limit: HAND_OVER_ROWS });
	return { cases: [...cases], cursor: cases.length < HAND_OVER_ROWS ? null : (cases.at(-1) ?? null) };
}

/** What any case may be given of to a role; a deputy may be given more of some. */
function leastGrantable(role: Role) {
	return role === "external_body" ? [] : compartmentsFor(role, { rung: 1, external: "nothing", shareWithDeputy: false });
}
