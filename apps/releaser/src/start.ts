/** What must be true before the releaser starts. */
import { quarterOf } from "@answerable/domain/quarter";
import { noteKey, parseVerifierKey } from "@answerable/log/note";
import type { Verify } from "@answerable/log/signing";
import { refuseStart } from "@answerable/process/fault";
import { type Patience, patiently } from "@answerable/process/patience";
import type { Database } from "@answerable/store/connect";
import type { Deployment } from "@answerable/store/deployment";
import { readDeploymentKey } from "@answerable/store/directory";
import { readCheckpoint, readTile } from "@answerable/store/log-store";
import type { Instant } from "@answerable/types/time";
import type { LogCheck } from "./inclusion.ts";
import { checkKeys, type ReleaseKey } from "./key-ring.ts";

/** How the published log is read and checked. `pinned` wins over what the database says. */
export function logCheckOf(db: Database, deployment: Deployment, pinned: string | null, verify: Verify): LogCheck {
	const { name, key } = parseVerifierKey(pinned ?? deployment.logKey);
	return {
		logKey: noteKey(name, key),
		verify,
		log: { checkpoint: async () => (await readCheckpoint(db))?.note ?? null, tile: (place) => readTile(db, place) },
	};
}

/** Returns once our keys are proved to be those in the log; throws one sentence if they are not, or not soon. */
export async function assertKeys(
	ours: readonly ReleaseKey[],
	now: () => Instant,
	{ db, check, patience }: { readonly db: Database; readonly check: LogCheck; readonly patience: Patience },
): Promise<void> {
	await patiently(patience, async () => {
		const verdict = await checkKeys(ours, quarterOf(now()), (quarter) => readDeploymentKey(db, "release", quarter), check);
		if (verdict === "right") return { done: true };
		if ("waiting" in verdict) return verdict;
		return refuseStart(verdict.refused);
	});
}
