/** Telling that a part of a process fails, and that it works again. */
import { outlineOf } from "./fault.ts";
import type { Journal } from "./journal.ts";

export type Outage = { readonly onFault: (fault: unknown) => void; readonly onRecovery: () => void };

/** One line when a part begins to fail and one when it works again, however often it is tried between. */
export function tellOutage(journal: Pick<Journal, "info" | "warn">, part: string): Outage {
	let isDown = false;
	return {
		onFault: (fault) => {
			if (!isDown) journal.warn({ part, failing: outlineOf(fault) });
			isDown = true;
		},
		onRecovery: () => {
			if (isDown) journal.info({ part, recovered: true });
			isDown = false;
		},
	};
}
