/** Making keys from words where it takes minutes: in a worker of its own, so that the engine goes on answering, and with word of how long. */
import { CheckError } from "../../check-error.ts";
import { secondsLeft } from "../../shell/time-left.ts";
import { startWorker } from "../../shell/trusted.ts";
import stretcherAddress from "./stretcher.ts?worker&url";
import type { FromStretcher, Stretching, ToStretcher } from "./stretching.ts";

const TELL_EVERY_MS = 1_000;

export const stretchApart: Stretching = (onLeft) => async (password, salt, cost) => {
	const worker = startWorker(stretcherAddress);
	const started = performance.now();
	let told = 0;
	const tell = (part: number): void => {
		const elapsed = performance.now() - started;
		const left = secondsLeft(elapsed, part);
		if (left === null || elapsed - told < TELL_EVERY_MS) return;
		told = elapsed;
		onLeft(left);
	};
	const key = new Promise<Uint8Array>((resolve, reject) => {
		worker.addEventListener("message", ({ data }: MessageEvent<FromStretcher>) => {
			if ("key" in data) resolve(data.key);
			else tell(data.part);
		});
		worker.addEventListener("error", () => reject(new CheckError("unreachable", "What makes keys could not be loaded.")));
	});
	worker.postMessage({ password, salt, cost } satisfies ToStretcher);
	try {
		return await key;
	} finally {
		worker.terminate();
	}
};
