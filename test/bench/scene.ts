/** What every measurement is given: a deployment that runs, an organisation in it, and how much to do. */
import type { Database } from "@answerable/store/connect";
import type { Stage } from "../stage/stage.ts";
import type { Town } from "./town.ts";

/** `quick` checks in a minute that it all works; `usual` is what docs/performance.md shows; `full` adds a million cases. */
export type Extent = "quick" | "usual" | "full";

export type Scene = {
	readonly stage: Stage;
	/** The database's owner: fills tables and reads them, never the path that is measured. */
	readonly owner: Database;
	readonly town: Town;
	readonly extent: Extent;
	/** The key of the puzzles, so that raises can be made ready beforehand. */
	readonly workKey: string;
	/** A raise as the real client sealed it. */
	readonly template: Uint8Array;
	/** A Redis of our own; null where none is installed. */
	readonly redisUrl: string | null;
	readonly say: (line: string) => void;
};

/** A line of the table: what was measured, in words, and the figure. */
export type Row = { readonly what: string; readonly figure: string };

/** `figures` go into the last line under their names. */
export type Outcome = { readonly rows: readonly Row[]; readonly figures: Readonly<Record<string, number | null>> };

export type Measurement = { readonly name: string; readonly run: (scene: Scene) => Promise<Outcome> };
