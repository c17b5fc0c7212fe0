/** Who is at the desk, and what the page remembers for them: it ends with the page, and most of it when they lock up. */
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Engine, failureOf, startEngine, tooStrictEngine } from "../../shell/engine.ts";
import type { Walking } from "../../shell/use-trail.ts";
import { runsWebAssembly } from "../../shell/web-assembly.ts";
import { type DraftsUse, useDrafts } from "./drafts/use-drafts.ts";
import type { Entered, Progress, Requests } from "./engine/protocol.ts";
import workerAddress from "./engine/worker.ts?worker&url";
import type { DeskPlace } from "./place.ts";
import { keptIn, leaveDesk, type Presence, type Told } from "./presence.ts";

type Ask = Engine<Requests, Progress>["ask"];

export type DeskUse = DraftsUse & {
	readonly presence: Presence;
	/** Asks the engine. If the session ended meanwhile, the desk is left, and what was typed is kept. */
	readonly ask: Ask;
	readonly enter: (entered: Entered) => void;
	/** Shows where to sign in. Whoever was here before may still come back to what they typed. */
	readonly showSignIn: () => void;
	readonly showInvitation: () => void;
	/** Shows what somebody does who lost their way in. */
	readonly showLost: () => void;
	/** Puts the keys away. */
	readonly lock: () => Promise<void>;
	/** Puts the keys away and ends the session. */
	readonly signOut: () => Promise<void>;
	/** Puts the keys of a session away that was ended. */
	readonly goOut: () => Promise<void>;
	/** Since when a told concern is on its way; null while none is. Cut off, nobody would know whether it arrived, and its words were lost. */
	readonly sendingSince: () => number | null;
	readonly walking: Walking<DeskPlace>;
};

/** The desk's state. `link`: the invitation that somebody came by. */
export function useDeskState(link: string | null, walking: Walking<DeskPlace>): DeskUse {
	const { askOnly, sendingSince, stop } = useEngine();
	const [presence, setPresence] = useState<Presence>(firstOf(link));
	const { latest: typedNow, begin, putAway: putDraftsAway, end, ...drafts } = useDrafts((typed) => askOnly("keepDrafts", typed));
	const latest = useRef({ presence, walking });
	latest.current = { presence, walking };
	const show = useCallback((next: Presence) => {
		// Known at once, and not with the next picture: nobody leaves twice.
		latest.current = { ...latest.current, presence: next };
		setPresence(next);
	}, []);
	const forget = useCallback(() => {
		stop();
		end();
	}, []);
	const putAway = useCallback(async (told: Told | null, endSession: () => Promise<unknown> = async () => null): Promise<void> => {
		const { presence: now, walking: trail } = latest.current;
		if (now.at !== "in") return;
		const isOver = told === "signed-out";
		const seal = async () => (isOver && typedNow().length === 0 ? null : putDraftsAway((typed) => askOnly("lock", typed)));
		if (isOver) trail.start({ at: "today" });
		await leaveDesk({ told, mayUnlock: now.entered.mayUnlock, show, seal, endSession, forget });
	}, []);
	const ask: Ask = useCallback(async (kind, takes, onProgress) => {
		try {
			return await askOnly(kind, takes, onProgress);
		} catch (error) {
			// A concern on its way needs no session: the desk is left when somebody next asks for something.
			if (failureOf(error).code === "not-signed-in" && sendingSince() === null) await putAway("expired");
			throw error;
		}
	}, []);
	const actions = useMemo(
		() => ({
			ask,
			enter: (entered: Entered) => {
				const { presence: now, walking: trail } = latest.current;
				if (keptIn(now)?.name !== entered.name) trail.start({ at: "today" });
				begin(entered);
				show({ at: "in", entered });
			},
			showSignIn: () => {
				forget();
				show({ at: "out", told: null, before: keptIn(latest.current.presence) });
			},
			showLost: () => show({ at: "lost", before: keptIn(latest.current.presence) }),
			showInvitation: () => show({ at: "invited", link: "", before: keptIn(latest.current.presence) }),
			lock: () => putAway(null),
			signOut: () => putAway("signed-out", () => askOnly("signOut", null)),
			goOut: () => putAway("signed-out"),
			sendingSince,
		}),
		[],
	);
	return { presence, ...actions, ...drafts, walking };
}

/** The engine, started when it is first asked. One that could not be loaded is started anew. */
function useEngine(): { readonly askOnly: Ask; readonly stop: () => void } & Pick<DeskUse, "sendingSince"> {
	const engine = useRef<Engine<Requests, Progress> | null>(null);
	const since = useRef<number | null>(null);
	const sendingSince = useCallback(() => since.current, []);
	const stop = useCallback(() => {
		engine.current?.stop();
		engine.current = null;
		since.current = null;
	}, []);
	const askOnly: Ask = useCallback(async (kind, takes, onProgress) => {
		engine.current ??= startDeskEngine();
		if (kind === "send") since.current = Date.now();
		try {
			return await engine.current.ask(kind, takes, onProgress);
		} catch (error) {
			if (failureOf(error).code === "unreachable" && engine.current?.isReady() === false) engine.current = null;
			throw error;
		} finally {
			if (kind === "send") since.current = null;
		}
	}, []);
	// A page that is left ends its engine: a browser that keeps the page would keep the keys with it.
	useEffect(() => stop, []);
	return { askOnly, sendingSince, stop };
}

/** Words take minutes without WebAssembly, and a code from a phone is good for half of one: nobody could come in. */
function startDeskEngine(): Engine<Requests, Progress> {
	return runsWebAssembly() ? startEngine(workerAddress) : tooStrictEngine();
}

function firstOf(link: string | null): Presence {
	return link === null ? { at: "out", told: null, before: null } : { at: "invited", link, before: null };
}

export const DeskContext = createContext<DeskUse | null>(null);

/** The desk for a component. */
export function useDesk(): DeskUse {
	const desk = useContext(DeskContext);
	if (desk === null) throw new Error("There is no desk around this component.");
	return desk;
}

/** Whoever is in, for a component that is shown to nobody else. */
export function useEntered(): Entered {
	const { presence } = useDesk();
	if (presence.at !== "in") throw new Error("Nobody is in.");
	return presence.entered;
}
