/** The releaser: holds the release keys, and opens an outer seal when, and only when, its rung is due. */
import { verify } from "@answerable/crypto/signing";
import { newAlarms } from "@answerable/process/alarm";
import { readKey } from "@answerable/process/key-file";
import { pollMsOf } from "@answerable/process/loop";
import { now } from "@answerable/process/machine";
import { openPatiently } from "@answerable/process/patience";
import { runProgram, type Starting } from "@answerable/process/program";
import { connect } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import { readDeploymentKey } from "@answerable/store/directory";
import { isAway } from "@answerable/store/fault";
import { readEnvironment } from "./environment.ts";
import { checkKey, keyRing, readReleaseKeys } from "./key-ring.ts";
import { startReleaser } from "./running.ts";
import { assertKeys, logCheckOf } from "./start.ts";

await runProgram("releaser", start);

async function start({ journal, stopping, onStop }: Starting): Promise<Record<string, never>> {
	const environment = readEnvironment(process.env);
	const keys = await readReleaseKeys(environment.keys);
	const viewKey = await readKey(environment.keys, "view.key");
	const db = connect(environment.databaseUrl, { max: 4, applicationName: "answerable-releaser" });
	onStop(() => db.close());
	const patience = { isAway, journal, stopping };
	const deployment = await openPatiently(patience, () => requireDeployment(db));
	const check = logCheckOf(db, deployment, environment.logKey, verify);
	await assertKeys(keys, now, { db, check, patience });
	const ring = keyRing(keys, environment.keys, async (key) => {
		const verdict = await checkKey(key, (quarter) => readDeploymentKey(db, "release", quarter), check);
		return verdict === "right";
	});
	const stop = await startReleaser({
		store: { db, verify, viewKey, logKey: check.logKey.key },
		now,
		keys: ring.keys,
		refreshKeys: ring.refresh,
		check,
		alarms: newAlarms(journal),
		givenUp: new Set(),
		pollMs: pollMsOf(deployment.epochSeconds),
		patience,
		heartbeat: () => {
			const serving = ring.serving(now());
			return { quarter: serving?.quarter ?? "", key: serving?.name ?? "" };
		},
		journal,
	});
	onStop(stop);
	return {};
}
