/** What the engine does for a reporter. */
import { promiseText as textOf } from "@answerable/log/promise";
import { ProblemError } from "../../problem-error.ts";
import type { ConcernForm } from "../../reporter/plan.ts";
import type { Reporter } from "../../reporter/reporter.ts";
import type { MailboxRequests } from "./mailbox-protocol.ts";
import { EngineMemory } from "./memory.ts";
import type { Progress, RequestKind, Requests } from "./protocol.ts";
import type { Slip } from "./slip.ts";

/** One function for each request. */
export type Reporting = {
	readonly [K in Exclude<RequestKind, keyof MailboxRequests>]: (
		takes: Requests[K]["takes"],
		onProgress: (progress: Progress) => void,
	) => Promise<Requests[K]["gives"]>;
};

/** Makes the engine's reporter. */
export function createReporting(reporter: Reporter): Reporting {
	const memory = new EngineMemory(reporter);
	return {
		meet: async (pins) => {
			const { organisation, roots, branding, holders } = await memory.meet(pins);
			const named = holders.map(({ statement: { person, role } }) => ({ person, role }));
			return { organisation, roots, isPinned: pins.roots !== null, branding, holders: named };
		},
		plan: async (form) => {
			const { route, switches } = reporter.plan(memory.met.intake, form);
			const { beforehand, steps, leftOut, outsideShut, mayBeInLine } = route;
			memory.work(switches.severity).catch(() => undefined);
			return { severity: switches.severity, beforehand, steps, leftOut, outsideShut, mayBeInLine };
		},
		send: async (form, onProgress) => {
			try {
				return await send(memory, form, onProgress);
			} catch (error) {
				if (!isStale(error)) throw error;
				// Keys or rules changed since the page was opened: nothing was accepted, so it is sealed anew to those of today.
				await memory.meet(memory.met.pins);
				return send(memory, form, onProgress);
			}
		},
	};
}

async function send(memory: EngineMemory, form: ConcernForm, onProgress: (progress: Progress) => void): Promise<Slip> {
	onProgress("sealing");
	const { raise, work } = await memory.seal(form);
	onProgress("working");
	// Work that failed ahead is done anew by `send`, which then tells why it cannot be done.
	const solved = await work.catch(() => null);
	onProgress("sending");
	const { words, promise } = await raise.send(solved === null ? null : Promise.resolve(solved));
	const promiseText = `${textOf(promise.statement)}signature ${promise.signature}\n`;
	return { words, promise, promiseText, severity: raise.statement.severity, roots: memory.met.intake.roots };
}

function isStale(error: unknown): boolean {
	return error instanceof ProblemError && (error.code === "stale-keys" || error.code === "stale-parameters");
}
