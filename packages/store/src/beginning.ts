/**
 * The beginning of an organisation: by the owner's connection only, at the machine that holds the log's key.
 *
 * [Note: Who begins an organisation] Its first roots are what every poster pins, and nobody was root before them. So the three sign their own
 * and one another's keys, each after they read out the fingerprint of the three to one another, and the operator signs the set whose fingerprint
 * they told him, never the one that the database names. Whoever writes rows, with or without the api, can stop this and cannot bend it.
 */
import { checkFounded } from "@answerable/log/founding";
import { rootBytes, rootHash } from "@answerable/log/key-statement";
import { ProofError } from "@answerable/log/proof-error";
import type { Sign } from "@answerable/log/signing";
import type { Hash } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import type { RootStatement } from "@answerable/types/key";
import type { Instant } from "@answerable/types/time";
import { closeAppointment } from "./appointment-store.ts";
import { bytesColumn, bytesOfBase64Url } from "./column.ts";
import type { StoreContext } from "./context.ts";
import { requireDeployment } from "./deployment.ts";
import { type Founder, ownSignatureOf, signaturesOf } from "./founders.ts";
import { type NotFounded, recordFounding, Undone, whileFounding } from "./founding-turn.ts";
import { insertRoots, insertTenure } from "./registration.ts";
import { appendStatement } from "./statement-log.ts";

export type Beginning = {
	readonly organisation: OrganisationId;
	/** What the three read out of their own screens. */
	readonly fingerprint: Hash;
	/** With the log's key. */
	readonly signLog: Sign;
	readonly now: Instant;
};

/**
 * Begins an organisation: the log's key signs the roots whose fingerprint the three told, and roots and keys get their leaves, in one
 * transaction. Concerns can be raised from the next checkpoint on; the first keys wait for no cooldown, since nobody could object.
 */
export async function beginOrganisation(ctx: StoreContext, beginning: Beginning): Promise<RootStatement | NotFounded> {
	const { organisation, fingerprint, signLog, now } = beginning;
	return whileFounding(ctx, organisation, async ({ query }, founders) => {
		const keys = offeredKeys(founders).map((key) => signedKey(key, founders));
		const statement = founded(ctx, keys, organisation);
		const shown = rootHash(statement);
		if (shown !== fingerprint) throw new Undone("other-fingerprint", shown);
		const { epochSeconds } = await requireDeployment(ctx.db);
		const at = { now, epochSeconds };
		const signature = signLog(rootBytes(statement));
		await insertRoots(query, { statement, signature, leaf: await appendStatement(query, { kind: "root", statement }, at) });
		for (const { hash, proposal, countersignatures } of keys) {
			const { statement: key, seal, sealedKeys } = proposal;
			const addition = { addedAt: now, cooldownSeconds: 0 };
			const leaf = await appendStatement(query, { kind: "key", statement: key, ...addition }, at);
			await insertTenure(query, { statement: key, seal, countersignatures, sealedKeys: bytesOfBase64Url(sealedKeys), ...addition, leaf });
			await query.updateTable("proposal").set({ enacted: true }).where("hash", "=", bytesColumn(hash)).execute();
			await closeAppointment(query, key, now);
		}
		await recordFounding(query, organisation, "began-organisation", now);
		return statement;
	});
}

type Offered = NonNullable<Founder["key"]>;

function offeredKeys(founders: readonly Founder[]): readonly Offered[] {
	return founders.map(({ role, key }) => {
		if (key === null) throw new Undone("key-missing", role);
		return key;
	});
}

function signedKey(key: Offered, founders: readonly Founder[]): Offered {
	const [own, others] = [ownSignatureOf(key), signaturesOf(key, founders)];
	if (own === undefined || others.length < 2) throw new Undone("signature-missing", key.proposal.statement.role);
	return { ...key, countersignatures: [own, ...others] };
}

function founded(ctx: StoreContext, keys: readonly Offered[], organisation: OrganisationId): RootStatement {
	try {
		const statement = checkFounded(
			keys.map(({ proposal: { statement }, countersignatures }) => ({ statement, countersignatures })),
			ctx.verify,
		);
		if (statement.organisation !== organisation) throw new Undone("wrong-signature", statement.organisation);
		return statement;
	} catch (error) {
		if (error instanceof ProofError) throw new Undone("wrong-signature", error.message);
		throw error;
	}
}
