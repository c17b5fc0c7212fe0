/** What whoever owns the database sees. */
import { connect } from "@answerable/store/connect";
import type { Stage } from "../../stage/stage.ts";

/** Every row of every table, as JSON, by the table's name. */
export async function everyRow(stage: Stage): Promise<ReadonlyMap<string, readonly unknown[]>> {
	const db = connect(stage.ownerUrl(), { max: 1, applicationName: "look" });
	try {
		const names = await db.sql<{ name: string }[]>`
			select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
		const rows: [string, readonly unknown[]][] = [];
		for (const { name } of names) {
			const found = await db.sql.unsafe<{ row: unknown }[]>(`select row_to_json(t) as row from ${name} t`);
			rows.push([name, found.map(({ row }) => row)]);
		}
		return new Map(rows);
	} finally {
		await db.close();
	}
}

/** The shape of a value: its keys, and how long its texts are; what numbers there are, and not which. */
export function shapeOf(value: unknown): unknown {
	if (typeof value === "string") return value.length;
	if (Array.isArray(value)) return value.map(shapeOf);
	if (typeof value === "object" && value !== null)
		return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]));
	return typeof value;
}
