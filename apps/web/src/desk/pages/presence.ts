/** Who is at the desk, and how they leave it: nothing is shown from the first moment on, whatever the engine and the server do. */
import type { Locked } from "../sign-in.ts";
import type { Entered } from "./engine/protocol.ts";

/** The desk that somebody left with its keys put away, and whether what they had typed was sealed onto the shelf. */
export type LockedDesk = Locked & { readonly hasDrafts: boolean };

/** Why somebody has to sign in again. */
export type Told = "signed-out" | "expired" | "locked";

export type Presence =
	/** `before`: the desk that was left here, with its keys sealed. */
	| { readonly at: "out"; readonly told: Told | null; readonly before: LockedDesk | null }
	/** `link`: what stood behind the address, or nothing yet. */
	| { readonly at: "invited"; readonly link: string; readonly before: LockedDesk | null }
	/** Somebody who cannot come in any more reads what to do. */
	| { readonly at: "lost"; readonly before: LockedDesk | null }
	| { readonly at: "in"; readonly entered: Entered }
	/** The keys are being put away: nothing is shown, and nothing can be typed. */
	| { readonly at: "locking" }
	| { readonly at: "locked"; readonly locked: LockedDesk };

/** The desk that was left here, if its owner may come back to it. */
export function keptIn(presence: Presence): LockedDesk | null {
	if (presence.at === "locked") return presence.locked;
	return presence.at === "out" || presence.at === "invited" || presence.at === "lost" ? presence.before : null;
}

/** The engine may be busy with words; after so long it is ended, and what was typed since it was last kept is gone. */
export const SEAL_MS = 10_000;
/** A session that the server does not hear the end of opens nothing without its keys, and ends by itself. */
export const SIGN_OUT_MS = 3_000;

export type Leaving = {
	/** Null for a lock, which the words alone open again. */
	readonly told: Told | null;
	readonly mayUnlock: boolean;
	readonly show: (presence: Presence) => void;
	/** Seals what was typed; null where there is nothing to come back to. */
	readonly seal: () => Promise<LockedDesk | null>;
	/** Tells the server. */
	readonly endSession: () => Promise<unknown>;
	/** Ends the engine, and with it every key. */
	readonly forget: () => void;
};

/** Leaves the desk: hides everything, seals what was typed, forgets the keys, and shows how to come back. It never throws. */
export async function leaveDesk({ told, mayUnlock, show, seal, endSession, forget }: Leaving): Promise<void> {
	show({ at: "locking" });
	const [sealed] = await Promise.all([within(seal, SEAL_MS), within(endSession, SIGN_OUT_MS)]);
	forget();
	if (sealed === null) show({ at: "out", told: told === "signed-out" ? told : "locked", before: null });
	else if (told === null && mayUnlock) show({ at: "locked", locked: sealed });
	else show({ at: "out", told: told ?? "locked", before: sealed });
}

/** What comes of it within so long; null if it fails, or takes longer. */
function within<T>(ask: () => Promise<T>, ms: number): Promise<T | null> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(null), ms);
		const settle = (value: T | null) => {
			clearTimeout(timer);
			resolve(value);
		};
		ask().then(settle, () => settle(null));
	});
}
