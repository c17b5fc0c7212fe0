/** The routing table: one row for each subject of a concern (reference §4.4), with its load-time checks. */
import { type RoutingRow, RoutingTable, Subject } from "@answerable/types/routing";
import rows from "./routing.json" with { type: "json" };
import { type Fault, faultsOf, loadError } from "./schema-fault.ts";

export const ROUTING: readonly RoutingRow[] = parseRouting("routing.json", rows);

/** The row of a subject. */
export function rowOf(subject: Subject): RoutingRow {
	const row = ROUTING.find((candidate) => candidate.subject === subject);
	if (row === undefined) throw new Error(`The routing table has no row for ${subject}.`);
	return row;
}

/** Rows from JSON. Throws an error that names the file and, for each fault, the path and the reason. */
export function parseRouting(file: string, json: unknown): readonly RoutingRow[] {
	const parsed = RoutingTable.safeParse(json);
	if (!parsed.success) throw loadError(file, faultsOf(json, parsed.error.issues));
	const faults = [...Subject.options.flatMap((subject) => miscounted(parsed.data, subject)), ...parsed.data.flatMap(strayIn)];
	if (faults.length > 0) throw loadError(file, faults);
	return parsed.data;
}

function miscounted(table: readonly RoutingRow[], subject: Subject): readonly Fault[] {
	const count = table.filter((row) => row.subject === subject).length;
	return count === 1 ? [] : [{ path: subject, reason: `has ${count} rows, and must have one` }];
}

function strayIn(row: RoutingRow): readonly Fault[] {
	return row.unlessCleared
		.filter((role) => !row.also.includes(role))
		.map((role) => ({ path: `${row.subject}.unlessCleared`, reason: `${role} is not among those whom the row leaves out` }));
}
