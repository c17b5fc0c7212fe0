/** What each process takes: at rest, at its highest since the start, and now. */
import { readFileSync } from "node:fs";
import type { Outcome, Row, Scene } from "./scene.ts";

export const PROCESSES = ["api", "worker", "releaser"] as const;
type Reading = Readonly<Record<(typeof PROCESSES)[number], { readonly nowMiB: number; readonly peakMiB: number }>>;

/** Reads what the kernel says of the stage's processes. */
export function readMemory({ stage }: Pick<Scene, "stage">): Reading {
	const read = (name: (typeof PROCESSES)[number]) => {
		const status = readFileSync(`/proc/${stage.pid(name)}/status`, "utf8");
		const mib = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1_024;
		return { nowMiB: mib("VmRSS"), peakMiB: mib("VmHWM") };
	};
	return { api: read("api"), worker: read("worker"), releaser: read("releaser") };
}

/** What it was at rest beside what it came to. `rssMiB` is the peak. */
export function memoryOutcome(rest: Reading, after: Reading): Outcome {
	const rows: Row[] = PROCESSES.map((name) => ({
		what: `memory of the ${name}`,
		figure: `${rest[name].nowMiB.toFixed(0)} MiB at rest, ${after[name].peakMiB.toFixed(0)} at its peak, ${after[name].nowMiB.toFixed(0)} afterwards`,
	}));
	return { rows, figures: Object.fromEntries(PROCESSES.map((name) => [`rssMiB.${name}`, after[name].peakMiB])) };
}
