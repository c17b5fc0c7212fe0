/** Delivers notices: at least once, each by one worker at a time, a failed one again later. */
import type { Database } from "@answerable/store/connect";
import { deliverNotices } from "@answerable/store/notice-store";
import { type Transport, TransportFault } from "./transport.ts";

const BATCH = 100;

/**
 * Hands over what waits; true if there may be more. When a notice was not taken, the turn fails once the others were
 * tried, so that the loop rests longer and longer before it tries again; that notice then waits behind all others.
 */
export async function deliverWaiting(db: Database, transport: Transport): Promise<boolean> {
	const { delivered, failed } = await deliverNotices(db, BATCH, async ({ role, organisationName }) => {
		try {
			await transport({ role, organisation: organisationName });
			return true;
		} catch {
			return false;
		}
	});
	if (failed > 0) throw new TransportFault(failed);
	return delivered === BATCH;
}
