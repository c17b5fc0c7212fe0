/** What every fault is given: what runs, and where it is written down. */
import type { Database } from "@answerable/store/connect";
import type { OwnRedis } from "../bench/redis.ts";
import type { Stage } from "../stage/stage.ts";
import type { Crew } from "./crew.ts";
import type { Pressure } from "./pressure.ts";
import type { Silence } from "./record.ts";
import type { FaultKind } from "./schedule.ts";

/** What came of one fault. */
export type Struck = {
	readonly kind: FaultKind;
	/** Raises on the wire at that instant. */
	readonly underWay: number;
	/** Null if it hit; else why it did not, and is not counted. */
	readonly missed: string | null;
	/** For a worker that was paused: whether it held a lock of the database. */
	readonly heldLock?: boolean;
};

export type Arena = {
	readonly stage: Stage;
	readonly crew: Crew;
	readonly redis: OwnRedis | null;
	readonly pressure: Pressure;
	readonly owner: Database;
};

export type Hit = Omit<Struck, "kind">;

export type Wound = {
	readonly arena: Arena;
	/** Takes healing that goes on while others are struck; it gives what is amiss, or null. */
	readonly later: (work: Promise<string | null>) => void;
	readonly silences: Silence[];
	/** Workers that are stopped for long. */
	readonly paused: Set<number>;
	/** Resolves when the time in which all workers are stopped is over: until then none is let go on. */
	quiet: Promise<void>;
};

/** A process may be gone before it is reached. */
export function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch (fault) {
		if (!(fault instanceof Error && "code" in fault && fault.code === "ESRCH")) throw fault;
	}
}

export function present(find: () => number | null): number | null {
	try {
		return find();
	} catch {
		return null;
	}
}

/** A worker that is stopped stays so: the one after it is taken instead. */
export function awake({ arena: { crew }, paused }: Wound, worker: number): number {
	const others = Array.from({ length: crew.count }, (_, step) => (worker + step) % crew.count);
	return others.find((other) => !paused.has(other)) ?? worker;
}
