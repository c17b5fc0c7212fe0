/** Ending a tenure in a test, without anybody's signature. */
import type { TenureId } from "@answerable/types/id";
import type { Database } from "./connect.ts";

/** At once. What the tenure signed before stays valid. */
export async function removeTenure({ query }: Database, tenure: TenureId): Promise<void> {
	await query.updateTable("tenure").set({ removed: true }).where("id", "=", tenure).execute();
}
