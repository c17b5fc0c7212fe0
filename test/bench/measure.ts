/** Closed loops and what comes of them: how many a second, how long each took, how many failed. */

export type Run = {
	readonly done: number;
	readonly failed: number;
	readonly perSecond: number;
	readonly p50Ms: number;
	readonly p95Ms: number;
	readonly p99Ms: number;
};

/** Runs every task once, `clients` at a time, each client taking the next as soon as its last is done. A task is true if it succeeded. */
export async function closedLoop<T>(tasks: readonly T[], clients: number, perform: (task: T) => Promise<boolean>): Promise<Run> {
	const latencies: number[] = [];
	let next = 0;
	let failed = 0;
	const began = performance.now();
	const client = async (): Promise<void> => {
		for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) {
			const start = performance.now();
			const isDone = await perform(task).catch(() => false);
			latencies.push(performance.now() - start);
			if (!isDone) failed += 1;
		}
	};
	await Promise.all(Array.from({ length: clients }, client));
	return summarise(latencies, failed, performance.now() - began);
}

/** The figures of one run. */
export function summarise(latencies: readonly number[], failed: number, elapsedMs: number): Run {
	const sorted = [...latencies].sort((left, right) => left - right);
	const done = sorted.length - failed;
	return {
		done,
		failed,
		perSecond: (done / elapsedMs) * 1_000,
		p50Ms: percentile(sorted, 0.5),
		p95Ms: percentile(sorted, 0.95),
		p99Ms: percentile(sorted, 0.99),
	};
}

/** The value that so large a part of a sorted list does not exceed; 0 of an empty list. */
export function percentile(sorted: readonly number[], part: number): number {
	return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * part) - 1))] ?? 0;
}

/** The middle of a few figures. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** How long something takes, in milliseconds, over and over: the middle of `times` runs after one that warms up. */
export async function medianMs(times: number, perform: () => unknown): Promise<number> {
	await perform();
	const taken: number[] = [];
	for (let run = 0; run < times; run += 1) {
		const start = performance.now();
		await perform();
		taken.push(performance.now() - start);
	}
	return median(taken);
}
