/** The worker: brings cases up to date, publishes the log and sends notices. It can open no letter and no seal. */
import { sign, signingKeyFromSeed, verify } from "@answerable/crypto/signing";
import { parseVerifierKey } from "@answerable/log/note";
import { newAlarms } from "@answerable/process/alarm";
import { refuseStart } from "@answerable/process/fault";
import { readKey } from "@answerable/process/key-file";
import { pollMsOf } from "@answerable/process/loop";
import { now, nowMs, random } from "@answerable/process/machine";
import { openPatiently } from "@answerable/process/patience";
import { runProgram, type Starting } from "@answerable/process/program";
import { connect } from "@answerable/store/connect";
import { requireDeployment } from "@answerable/store/deployment";
import { isAway } from "@answerable/store/fault";
import { readEnvironment } from "./environment.ts";
import { openAlarmClock } from "./queue.ts";
import { startWorker } from "./running.ts";
import { developmentTransport } from "./transport.ts";

await runProgram("worker", start);

async function start({ journal, stopping, onStop }: Starting): Promise<Record<string, never>> {
	const { databaseUrl, keys, redisUrl } = readEnvironment(process.env);
	// One after the other, so that of several which are missing the same one is always named.
	const logSeed = await readKey(keys, "log.key");
	const viewKey = await readKey(keys, "view.key");
	const db = connect(databaseUrl, { max: 8, applicationName: "answerable-worker" });
	onStop(() => db.close());
	const patience = { isAway, journal, stopping };
	const { id, epochSeconds, logKey } = await openPatiently(patience, () => requireDeployment(db));
	if (parseVerifierKey(logKey).key !== signingKeyFromSeed(logSeed)) {
		refuseStart("its log key is not the one of this deployment, so nobody would believe what it published");
	}
	const stop = await startWorker({
		store: { db, verify, viewKey },
		now,
		nowMs,
		random,
		epochSeconds,
		pollMs: pollMsOf(epochSeconds),
		signLog: (message) => sign(logSeed, message),
		openClock: (ringing) => openAlarmClock({ databaseUrl, redisUrl, prefix: `answerable-${id}`, nowMs, ...ringing }),
		patience,
		transport: developmentTransport((line) => process.stdout.write(`${line}\n`)),
		alarms: newAlarms(journal),
		journal,
	});
	onStop(stop);
	return {};
}
