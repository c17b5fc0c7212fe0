/** The page's dealings with the engine: started when first needed, started again if it could not be loaded, and met with one organisation. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Poster } from "../../raising/poster.ts";
import type { Met } from "../../raising/raising.ts";
import { type Engine, startEngine } from "../../shell/engine.ts";
import { runsWebAssembly } from "../../shell/web-assembly.ts";
import plainWorkerAddress from "./plain-worker.ts?worker&url";
import type { Progress, RequestKind, Requests } from "./protocol.ts";
import workerAddress from "./worker.ts?worker&url";

export type Session = {
	/** Starts the engine and fetches an organisation's keys; asked again it answers the same, unless that failed. */
	readonly meet: (poster: Poster) => Promise<Met>;
	readonly ask: <K extends RequestKind>(
		kind: K,
		takes: Requests[K]["takes"],
		onProgress?: (progress: Progress) => void,
	) => Promise<Requests[K]["gives"]>;
	/** Ends the engine and forgets everything. */
	readonly end: () => void;
};

/** Opens a session. */
export function openSession(start: () => Engine<Requests, Progress> = startOwn): Session {
	let engine: Engine<Requests, Progress> | null = null;
	let met: { readonly poster: Poster; readonly met: Promise<Met> } | null = null;
	const running = (): Engine<Requests, Progress> => {
		engine ??= start();
		return engine;
	};
	const end = (): void => {
		engine?.stop();
		engine = null;
		met = null;
	};
	const ask: Session["ask"] = (kind, takes, onProgress) => running().ask(kind, takes, onProgress);
	return {
		meet: (poster) => {
			if (met?.poster.slug === poster.slug && met.poster.roots === poster.roots) return met.met;
			const meeting = ask("meet", poster);
			met = { poster, met: meeting };
			meeting.catch(() => {
				met = null;
				// An engine that could not be loaded is started again by the next try.
				if (engine?.isReady() === false) end();
			});
			return meeting;
		},
		ask,
		end,
	};
}

/** A browser that runs no WebAssembly gets another engine, which does everything in plain JavaScript. */
function startOwn(): Engine<Requests, Progress> {
	return startEngine(runsWebAssembly() ? workerAddress : plainWorkerAddress);
}

export const SessionContext = createContext<Session | null>(null);

/** The session for a component. */
export function useSession(): Session {
	const session = useContext(SessionContext);
	if (session === null) throw new Error("There is no session around this component.");
	return session;
}
