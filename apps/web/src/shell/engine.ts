/** The page's end of the engine. */
import type { Asks, Failure, FromEngine, ToEngine } from "./engine-protocol.ts";
import { startWorker } from "./trusted.ts";

/** Why the engine could not do what it was asked. */
export class EngineError extends Error {
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(failure.code);
		this.name = "EngineError";
		this.failure = failure;
	}
}

/** Why something failed, as a code. */
export function failureOf(error: unknown): Failure {
	return error instanceof EngineError ? error.failure : { code: "fault", detail: null };
}

export type Engine<Requests extends Asks<Requests>, Progress> = {
	readonly ask: <K extends keyof Requests & string>(
		kind: K,
		takes: Requests[K]["takes"],
		onProgress?: (progress: Progress) => void,
	) => Promise<Requests[K]["gives"]>;
	/** Whether it could be loaded. */
	readonly isReady: () => boolean;
	/** Ends it, and with it everything that it knew. */
	readonly stop: () => void;
};

type Waiting = {
	readonly resolve: (gives: never) => void;
	readonly reject: (error: EngineError) => void;
	readonly onProgress: (progress: never) => void;
};

/** Starts the engine at this address: from now on everything that it needs is on its way. */
export function startEngine<Requests extends Asks<Requests>, Progress>(address: string): Engine<Requests, Progress> {
	const worker = startWorker(address);
	const waiting = new Map<number, Waiting>();
	const early: ToEngine[] = [];
	let isReady = false;
	let last = 0;
	worker.addEventListener("message", ({ data }: MessageEvent<FromEngine<never>>) => {
		if (data.kind === "ready") {
			isReady = true;
			for (const message of early) worker.postMessage(message);
			return;
		}
		const asked = waiting.get(data.id);
		if (data.kind === "progress") return asked?.onProgress(data.progress);
		waiting.delete(data.id);
		if (data.kind === "done") asked?.resolve(data.gives as never);
		else asked?.reject(new EngineError(data.failure));
	});
	worker.addEventListener("error", () => {
		// An engine that never got ready could not be loaded: that is the line, not a fault of ours.
		const code = isReady ? "fault" : "unreachable";
		for (const { reject } of waiting.values()) reject(new EngineError({ code, detail: null }));
		waiting.clear();
	});
	return {
		ask: (kind, takes, onProgress = () => undefined) =>
			new Promise((resolve, reject) => {
				last += 1;
				waiting.set(last, { resolve, reject, onProgress });
				const message: ToEngine = { id: last, kind, takes };
				if (isReady) worker.postMessage(message);
				else early.push(message);
			}),
		stop: () => worker.terminate(),
		isReady: () => isReady,
	};
}

/** An engine for a browser in which none can run: it says so, whatever it is asked. */
export function tooStrictEngine<Requests extends Asks<Requests>, Progress>(): Engine<Requests, Progress> {
	const ask = () => Promise.reject(new EngineError({ code: "too-strict", detail: null }));
	return { ask, stop: () => undefined, isReady: () => true };
}
