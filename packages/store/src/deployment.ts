/** Which deployment a database belongs to, and how often it publishes. */
import type { Database } from "./connect.ts";

export type Deployment = {
	readonly id: string;
	/** The log's verifier key (C2SP signed-note); its name is the log's origin. */
	readonly logKey: string;
	/** Ten minutes in earnest, seconds in the demo. */
	readonly epochSeconds: number;
	/** How long an added key waits before anything is sealed to it: two days in earnest, seconds in the demo. */
	readonly keyCooldownSeconds: number;
	/** `demo` or `admin`: a demo is seeded only into rows of its own. */
	readonly madeBy: string;
};

const known = new WeakMap<Database, Deployment>();

/** Written once, by the owner. Returns false if the database belongs to a deployment already. */
export async function writeDeployment({ query }: Database, deployment: Deployment): Promise<boolean> {
	const row = await query
		.insertInto("deployment")
		.values({
			single: true,
			id: deployment.id,
			log_key: deployment.logKey,
			epoch_seconds: deployment.epochSeconds,
			made_by: deployment.madeBy,
			key_cooldown_seconds: deployment.keyCooldownSeconds,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning("id")
		.executeTakeFirst();
	return row !== undefined;
}

/** Null before `writeDeployment`. The row never changes, so it is read once. */
export async function readDeployment(db: Database): Promise<Deployment | null> {
	const before = known.get(db);
	if (before !== undefined) {
		return before;
	}
	const row = await db.query.selectFrom("deployment").selectAll().executeTakeFirst();
	if (row === undefined) {
		return null;
	}
	const { id, log_key, epoch_seconds, made_by, key_cooldown_seconds } = row;
	const deployment = { id, logKey: log_key, epochSeconds: epoch_seconds, madeBy: made_by, keyCooldownSeconds: key_cooldown_seconds };
	known.set(db, deployment);
	return deployment;
}

/** As `readDeployment`, for callers that cannot work without one: throws `no-deployment`. */
export async function requireDeployment(db: Database): Promise<Deployment> {
	const deployment = await readDeployment(db);
	if (deployment === null) {
		throw Object.assign(new Error("This database belongs to no deployment yet."), { code: "no-deployment" });
	}
	return deployment;
}
