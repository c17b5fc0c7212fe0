/** What an engine does to raise a concern: meets an organisation, says where the concern would go, seals it and sends it. */
import type { Route } from "@answerable/domain/routing";
import { promiseText as textOf } from "@answerable/log/promise";
import type { Hash } from "@answerable/types/bytes";
import type { PersonId } from "@answerable/types/id";
import type { OrganisationCard } from "@answerable/types/intake";
import type { Role } from "@answerable/types/role";
import { ProblemError } from "../problem-error.ts";
import { freshWords } from "../reporter/fresh-words.ts";
import type { ConcernForm } from "../reporter/plan.ts";
import type { Raiser } from "../reporter/raiser.ts";
import type { ShownBranding } from "../reporter/said.ts";
import type { Answers } from "../shell/engine-protocol.ts";
import { type Pins, RaisingMemory, type TakeWords } from "./memory.ts";
import type { Slip } from "./slip.ts";

/** An organisation whose keys were all checked. */
export type Met = {
	readonly organisation: OrganisationCard;
	/** Fingerprint of its roots. */
	readonly roots: Hash;
	/** Whether the fingerprint was known before, from a poster, or is believed because the server shows it. */
	readonly isPinned: boolean;
	/** How it shows itself, as two of its roots signed; null if it said nothing, or they did not. */
	readonly branding: ShownBranding | null;
	/** Who holds which role, for naming them by it. */
	readonly holders: readonly { readonly person: PersonId; readonly role: Role }[];
};

/** Where a concern would go, as it is filled in now. */
export type Planned = Pick<Route, "severity" | "beforehand" | "steps" | "leftOut" | "outsideShut" | "mayBeInLine">;

/** How far a concern is on its way. */
export type RaisingProgress = "sealing" | "working" | "sending";

export type RaisingRequests = {
	/** Fetches and checks an organisation's keys. */
	meet: { readonly takes: Pins; readonly gives: Met };
	/** Says where a concern would go, and starts the proof of work that it costs, so that it is done when the concern is. */
	plan: { readonly takes: ConcernForm; readonly gives: Planned };
	/** Seals and sends. Until it was sent, the same form again is the same concern again: the same bytes are sent. */
	send: { readonly takes: ConcernForm; readonly gives: Slip };
};

/** Makes the engine's part for raising a concern. Once it is sent nothing of it is remembered here: its words are on the slip alone. */
export function createRaising(
	raiser: Raiser,
	takeWords: TakeWords = (organisation) => freshWords(organisation),
): Answers<RaisingRequests, RaisingProgress> {
	const memory = new RaisingMemory(raiser, takeWords);
	return {
		meet: async (pins) => {
			const { organisation, roots, branding, holders } = await memory.meet(pins);
			const named = holders.map(({ statement: { person, role } }) => ({ person, role }));
			return { organisation, roots, isPinned: pins.roots !== null, branding, holders: named };
		},
		plan: async (form) => {
			const { route, switches } = raiser.plan(memory.met.intake, form);
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

async function send(memory: RaisingMemory, form: ConcernForm, onProgress: (progress: RaisingProgress) => void): Promise<Slip> {
	onProgress("sealing");
	const { raise, work } = await memory.seal(form);
	onProgress("working");
	// Work that failed ahead is done anew by `send`, which then tells why it cannot be done.
	const solved = await work.catch(() => null);
	onProgress("sending");
	const { words, promise } = await raise.send(solved === null ? null : Promise.resolve(solved));
	memory.forget();
	const promiseText = `${textOf(promise.statement)}signature ${promise.signature}\n`;
	return { words, promise, promiseText, severity: raise.statement.severity, roots: memory.met.intake.roots };
}

function isStale(error: unknown): boolean {
	return error instanceof ProblemError && (error.code === "stale-keys" || error.code === "stale-parameters");
}
