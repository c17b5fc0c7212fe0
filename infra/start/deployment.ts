/** The deployment that is started: its row, its keys, and the round that is gone with them. */
import { join } from "node:path";
import { sign } from "@answerable/crypto/signing";
import { now } from "@answerable/process/machine";
import type { Database } from "@answerable/store/connect";
import { readDeployment, requireDeployment } from "@answerable/store/deployment";
import { logPages } from "@answerable/store/page-manifest";
import { openPhoneVault } from "../../apps/api/src/phone-vault.ts";
import { makeDeployment } from "../../apps/cli/src/admin/deployment.ts";
import { type DeploymentKeys, makeKeys, readKeys } from "../../apps/cli/src/admin/key-files.ts";
import { turnKeys } from "../../apps/cli/src/admin/key-round.ts";
import { whyIncomplete } from "../../apps/cli/src/admin/recovery.ts";
import { type Credentials, keepCredentials, readCredentials } from "../demo/credentials.ts";
import { seedOrganisations } from "../demo/seed.ts";
import { StartError } from "./data-directory.ts";
import { readManifest } from "./pages.ts";
import type { Settings } from "./settings.ts";

/** Epochs of the demo, so that the log can be watched growing. In earnest they are ten minutes. */
const DEMO_EPOCH_SECONDS = 2;
/** How long an added key waits in the demo. In earnest it is two days. */
const DEMO_COOLDOWN_SECONDS = 3;
/** Days are what matters; an hour is soon enough for the first one after a key was due. */
const ROUND_EVERY_MS = 3_600_000;

export type Prepared = { readonly keys: DeploymentKeys; readonly credentials: Credentials | null; readonly isNew: boolean };

/**
 * Reads the deployment, or makes a demo of a database that has no rows yet, goes the first round of its keys, and says in the log which
 * pages it serves from now on. A deployment in earnest does not start before its recovery shares were read back; a demo says that it has none.
 */
export async function prepareDeployment(
	db: Database,
	{ settings, directory, say }: { readonly settings: Settings; readonly directory: string; readonly say: (line: string) => void },
): Promise<Prepared> {
	const isNew = (await readDeployment(db)) === null;
	const keyDirectory = join(directory, "keys");
	let credentials = readCredentials(directory);
	if (isNew) {
		if (!settings.demo) {
			throw new StartError(
				"This database has no deployment yet: make its keys with npx --no-install answerable admin keys --keeper, or set ANSWERABLE_DEMO=yes to try the demo in it.",
			);
		}
		makeKeys(keyDirectory);
		const keys = readKeys(keyDirectory);
		await makeDeployment(db, keys, {
			name: null,
			epochSeconds: DEMO_EPOCH_SECONDS,
			keyCooldownSeconds: DEMO_COOLDOWN_SECONDS,
			madeBy: "demo",
		});
		const seedKeys = { signLog: (message: Uint8Array) => sign(keys.log, message), phones: openPhoneVault(keys.phone) };
		credentials = await seedOrganisations(db, seedKeys, now(), say);
		keepCredentials(directory, credentials);
	}
	const why = await whyIncomplete(db);
	if (why !== null && (await requireDeployment(db)).madeBy === "admin") throw new StartError(`The keys are not complete: ${why}`);
	await turnKeys({ db, directory: keyDirectory, now: now() });
	if (why !== null) say(`The keys are not complete: ${why}`);
	const keys = readKeys(keyDirectory);
	const pages = await logPages(db, readManifest(), { now: now(), signLog: (message) => sign(keys.log, message) });
	if (pages !== null) say(`named the pages in the log (number ${pages.number}, fingerprint ${pages.manifest})`);
	return { keys, credentials, isNew };
}

/** Goes the round again every hour. A round that fails is told and tried again; nothing waits for it. Returns how to stop. */
export function keepKeysTurning(db: Database, directory: string, say: (line: string) => void): () => void {
	const turn = async (): Promise<void> => {
		for (const done of await turnKeys({ db, directory: join(directory, "keys"), now: now() })) say(done);
	};
	const timer = setInterval(
		() => void turn().catch((cause: unknown) => say(`The keys were not turned: ${cause instanceof Error ? cause.message : String(cause)}`)),
		ROUND_EVERY_MS,
	);
	return () => clearInterval(timer);
}
