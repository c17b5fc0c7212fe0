/** What two roots have to sign: kept until both did, then done in the transaction of the second signature. */

import { parseVerifierKey } from "@answerable/log/note";
import { ProofError } from "@answerable/log/proof-error";
import { proposalBytes, proposalHash } from "@answerable/log/proposal-text";
import type { RootSet } from "@answerable/log/root-history";
import type { Hash, SigningKey } from "@answerable/types/bytes";
import type { OrganisationId, PersonId } from "@answerable/types/id";
import type { Countersignature } from "@answerable/types/key";
import { Proposal } from "@answerable/types/proposal";
import type { Instant } from "@answerable/types/time";
import { sql } from "kysely";
import { bytesColumn } from "./column.ts";
import type { Queries, StoreContext, Turn } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { enact } from "./enactment.ts";
import { readFounders, refusalAtFounding, signersOf } from "./founders.ts";
import { isMember } from "./membership.ts";
import { lockOrganisation } from "./organisation-lock.ts";
import { type NotDone, refusalToPropose } from "./proposal-check.ts";
import { type Decline, dropDecline, hasDeclined, keepDecline, readDeclines, takeUp } from "./proposal-decline.ts";
import { keepSignature, readSignatures } from "./proposal-signature.ts";
import { readStoredRoots, rootSetsOf } from "./root-store.ts";

export type Proposed = {
	readonly hash: Hash;
	readonly signedBy: readonly SigningKey[];
	readonly enacted: boolean;
	readonly repeated: boolean;
};

export type Proposing = {
	readonly person: PersonId;
	readonly proposal: Proposal;
	readonly countersignature: Countersignature | null;
	readonly now: Instant;
};

/** Keeps a proposal, with its first signature if it brings one. The same again changes nothing. */
export async function propose(ctx: StoreContext, { person, proposal, countersignature, now }: Proposing): Promise<Proposed | NotDone> {
	const { organisation } = proposal.statement;
	const hash = proposalHash(proposal);
	return inTurn(ctx, organisation, async (turn) => {
		if (!(await isMember(turn.query, person, organisation, now))) return { refused: "not-found" };
		const roots = await readRootSets(turn, organisation);
		const founders = await readFounders(turn.query, organisation);
		const before = await readProposal(turn.query, hash);
		if (before === null) {
			const asked = { person, proposal, roots, isSigned: countersignature !== null };
			const refused = founders === null ? await refusalToPropose(turn, asked) : await refusalAtFounding(turn.query, founders, asked);
			if (refused !== null) return { refused };
			await turn.query
				.insertInto("proposal")
				.values({
					hash: bytesColumn(hash),
					organisation,
					kind: proposal.kind,
					body: proposal,
					proposer: person,
					made_at: now,
					enacted: false,
				})
				.execute();
		}
		const stands = before ?? { organisation, proposal, proposer: person, enacted: false };
		return take(turn, { hash, stands, roots, countersignature, person, now, repeated: before !== null });
	});
}

export type Countersigning = {
	readonly person: PersonId;
	readonly hash: Hash;
	readonly countersignature: Countersignature;
	readonly now: Instant;
};

/**
 * Adds a root's signature. With the second one the proposal is done; if it cannot be, the signature is not kept either. While an
 * organisation is being founded, the keys that were offered for its three posts sign, and all is done at once when it begins.
 */
export async function countersign(ctx: StoreContext, { person, hash, countersignature, now }: Countersigning): Promise<Proposed | NotDone> {
	const found = await readProposal(ctx.db.query, hash);
	if (found === null) return { refused: "not-found" };
	return inTurn(ctx, found.organisation, async (turn) => {
		if (!(await isMember(turn.query, person, found.organisation, now))) return { refused: "not-found" };
		const stands = (await readProposal(turn.query, hash)) ?? found;
		const roots = await readRootSets(turn, found.organisation);
		return take(turn, { hash, stands, roots, countersignature, person, now, repeated: false });
	});
}

export type Declining = { readonly person: PersonId; readonly hash: Hash; readonly now: Instant };

/**
 * A root will not sign it, or whoever made it takes it back. What they signed of it counts no more, until they sign it again. It waits
 * for nobody once whoever made it took it back, or two roots declined (Note: Nobody shuts a door for others).
 */
export async function decline(ctx: StoreContext, { person, hash, now }: Declining): Promise<Proposed | NotDone> {
	const found = await readProposal(ctx.db.query, hash);
	if (found === null) return { refused: "not-found" };
	return inTurn(ctx, found.organisation, async (turn) => {
		const { organisation, proposer } = found;
		if (!(await isMember(turn.query, person, organisation, now))) return { refused: "not-found" };
		const stands = (await readProposal(turn.query, hash)) ?? found;
		if (stands.enacted) return { refused: "out-of-date" };
		const present = (await readRootSets(turn, organisation)).at(-1)?.statement.roots ?? [];
		await keepDecline(turn.query, hash, { person, at: now });
		const declines = (await readDeclines(turn.query, organisation)).get(hash) ?? [];
		const mine = declines.filter((each) => each.person === person);
		const isRoot = present.some((root) => hasDeclined(mine, root));
		if (!isRoot && (person !== proposer || present.length === 0)) return { refused: "not-a-root" };
		const signatures = (await readSignatures(turn.query, hash)).filter(({ root }) => !hasDeclined(declines, root));
		return { hash, signedBy: rootsIn(signatures), enacted: false, repeated: false };
	});
}

type Standing = {
	readonly organisation: OrganisationId;
	readonly proposal: Proposal;
	readonly proposer: PersonId;
	readonly enacted: boolean;
};
type Taking = {
	readonly hash: Hash;
	readonly stands: Standing;
	readonly roots: readonly RootSet[];
	readonly countersignature: Countersignature | null;
	readonly person: PersonId;
	readonly now: Instant;
	readonly repeated: boolean;
};

async function take(turn: Turn, taking: Taking): Promise<Proposed | NotDone> {
	const { hash, stands, roots, countersignature, person, now, repeated } = taking;
	const { proposal, organisation } = stands;
	const founders = await readFounders(turn.query, organisation);
	const may = founders === null ? roots.at(-1)?.statement.roots : signersOf(founders, hash);
	if (may === undefined) return { refused: "not-found" };
	if (stands.enacted) return { hash, signedBy: rootsIn(await readSignatures(turn.query, hash)), enacted: true, repeated: true };
	if (countersignature !== null) {
		if (!may.includes(countersignature.root)) return { refused: "not-a-root" };
		if (!turn.ctx.verify(countersignature.root, proposalBytes(proposal), countersignature.signature)) return { refused: "wrong-signature" };
	}
	const declines = await declinesLeft(turn, taking);
	if (declines.some((each) => each.person === stands.proposer)) {
		if (!(await mayTakeUp(turn, taking))) return { refused: "taken-back" };
		await takeUp(turn.query, hash, { person, at: now });
	}
	if (countersignature !== null) await keepSignature(turn.query, hash, countersignature);
	// A root that left meanwhile signs nothing new, whatever it signed before.
	const signatures = (await readSignatures(turn.query, hash)).filter(({ root }) => may.includes(root) && !hasDeclined(declines, root));
	if (signatures.length < 2 || founders !== null) return { hash, signedBy: rootsIn(signatures), enacted: false, repeated };
	const signers = await readSigners(turn.query, organisation, rootsIn(signatures));
	const refused = await enact(turn, { proposal, countersignatures: signatures, roots, knownTo: [...signers, person], now });
	if (refused !== null) return refused;
	await turn.query.updateTable("proposal").set({ enacted: true }).where("hash", "=", bytesColumn(hash)).execute();
	return { hash, signedBy: rootsIn(signatures), enacted: true, repeated: false };
}

/**
 * Who still will not sign it. Only their own signature says that somebody has changed their mind: a session alone, which may be stolen,
 * brings back nothing that they signed. Whoever offered a key offers it again without one, unless they signed it as a root, too.
 */
async function declinesLeft({ query }: Turn, { hash, stands, countersignature, person, repeated }: Taking): Promise<readonly Decline[]> {
	const declines = (await readDeclines(query, stands.organisation)).get(hash) ?? [];
	const mine = declines.filter((each) => each.person === person);
	const isSigned = countersignature !== null && hasDeclined(mine, countersignature.root);
	const isOfferedAgain = repeated && stands.proposal.kind === "key" && person === stands.proposer;
	const hadSigned = async () => (await readSignatures(query, hash)).some(({ root }) => hasDeclined(mine, root));
	if (mine.length === 0 || !(isSigned || (isOfferedAgain && !(await hadSigned())))) return declines;
	await dropDecline(query, hash, person);
	return declines.filter((each) => each.person !== person);
}

/**
 * [Note: Nobody shuts a door for others] An end of a key and a change of roots can be worded in one way only, so that whoever took one
 * back would keep the others from it for ever. Another root who proposes the same, signed by themselves, is from then on who proposed
 * it. Whoever took it back has still declined. Somebody's own key is theirs alone to offer.
 */
async function mayTakeUp({ query }: Turn, { stands, countersignature, person, repeated }: Taking): Promise<boolean> {
	if (!repeated || countersignature === null || stands.proposal.kind === "key") return false;
	return (await readSigners(query, stands.organisation, [countersignature.root])).includes(person);
}

/** Thrown to take back what a transaction wrote before it was refused. */
class Undone extends Error {
	readonly notDone: NotDone;
	constructor(notDone: NotDone) {
		super("undone");
		this.notDone = notDone;
	}
}

/** Holds the organisation's lock (Note: One change at a time), and takes back what was written before a refusal. */
async function inTurn(
	ctx: StoreContext,
	organisation: OrganisationId,
	work: (turn: Turn) => Promise<Proposed | NotDone>,
): Promise<Proposed | NotDone> {
	try {
		return await ctx.db.query.transaction().execute(async (query) => {
			await lockOrganisation(query, organisation);
			const outcome = await work({ ctx, query });
			if ("refused" in outcome) throw new Undone(outcome);
			return outcome;
		});
	} catch (error) {
		if (error instanceof Undone) return error.notDone;
		throw error;
	}
}

/** Every set of roots of an organisation; none if what is stored was not signed. */
export async function readRootSets({ ctx, query }: Turn, organisation: OrganisationId): Promise<readonly RootSet[]> {
	const stored = (await readStoredRoots(query, [organisation])).get(organisation);
	if (stored === undefined) return [];
	const logKey = ctx.logKey ?? parseVerifierKey((await requireDeployment(ctx.db)).logKey).key;
	try {
		return rootSetsOf(stored, logKey, ctx.verify);
	} catch (error) {
		if (error instanceof ProofError) return [];
		throw error;
	}
}

async function readProposal(query: Queries, hash: Hash): Promise<Standing | null> {
	const row = await query
		.selectFrom("proposal")
		.select(["organisation", "body", "proposer", "enacted"])
		.where("hash", "=", bytesColumn(hash))
		.executeTakeFirst();
	if (row === undefined) return null;
	const { organisation, body, proposer, enacted } = row;
	return { organisation, proposal: Proposal.parse(body), proposer, enacted };
}

/** Who signed: the people whose tenures' keys these roots are. */
async function readSigners(query: Queries, organisation: OrganisationId, roots: readonly SigningKey[]): Promise<readonly PersonId[]> {
	const rows = await query
		.selectFrom("tenure")
		.select("person")
		.where("organisation", "=", organisation)
		.where(sql<string>`statement ->> 'sign'`, "in", roots)
		.execute();
	return rows.map(({ person }) => person);
}

function rootsIn(signatures: readonly Countersignature[]): readonly SigningKey[] {
	return signatures.map(({ root }) => root);
}
