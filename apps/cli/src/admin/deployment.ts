/** Which deployment a database belongs to: written once, with the keys that are made for it. */
import { randomUUID } from "node:crypto";
import { signingKeyFromSeed } from "@answerable/crypto/signing";
import { encodeVerifierKey, noteKey } from "@answerable/log/note";
import type { Database } from "@answerable/store/connect";
import { writeDeployment } from "@answerable/store/deployment";
import { CliError } from "../cli-error.ts";
import type { DeploymentKeys } from "./key-files.ts";

/** `name` is the log's origin, a host and a path of yours; null for a demo, whose log nobody else will ever watch. */
export type NewDeployment = {
	readonly name: string | null;
	readonly epochSeconds: number;
	/** How long an added key of staff waits before anything is sealed to it. */
	readonly keyCooldownSeconds: number;
	readonly madeBy: "demo" | "admin";
};

/** Writes the deployment's row. Throws one sentence if there is one already. */
export async function makeDeployment(
	db: Database,
	keys: Pick<DeploymentKeys, "log">,
	{ name, epochSeconds, keyCooldownSeconds, madeBy }: NewDeployment,
): Promise<void> {
	const id = randomUUID();
	const logKey = encodeVerifierKey(noteKey(name ?? `answerable.invalid/${id}`, signingKeyFromSeed(keys.log)));
	if (await writeDeployment(db, { id, logKey, epochSeconds, keyCooldownSeconds, madeBy })) return;
	throw new CliError("The database belongs to another deployment already: it is never made anew.");
}
