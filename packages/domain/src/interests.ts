/** The register of declared interests: ties that keep somebody away from a concern about another (reference §4.4). */
import type { PersonId } from "@answerable/types/id";
import { type DeclaredInterest, InterestsRegister } from "@answerable/types/routing";
import type { CivilDate } from "@answerable/types/time";
import { type Fault, faultsOf, loadError } from "./schema-fault.ts";

/** A register from JSON. Throws an error that names the file and, for each fault, the path and the reason. */
export function parseInterests(file: string, json: unknown): InterestsRegister {
	const parsed = InterestsRegister.safeParse(json);
	if (!parsed.success) throw loadError(file, faultsOf(json, parsed.error.issues));
	const faults = parsed.data.flatMap((line, index): readonly Fault[] => [
		...(line.by === line.about ? [{ path: `${index}.about`, reason: "somebody has declared a tie to themselves" }] : []),
		...(line.until !== null && line.until < line.from ? [{ path: `${index}.until`, reason: "is before the day on which it begins" }] : []),
	]);
	if (faults.length > 0) throw loadError(file, faults);
	return parsed.data;
}

/** The lines that hold on a day. */
export function currentInterests(register: InterestsRegister, on: CivilDate): InterestsRegister {
	return register.filter((line) => line.from <= on && (line.until === null || on <= line.until));
}

/**
 * The lines that name somebody who is no longer among the people: a sentence for each, with the file and the path. They keep
 * their effect for whoever is still there, so a leaver's line never opens a way to anybody.
 */
export function reportRemoved(file: string, register: InterestsRegister, people: ReadonlySet<PersonId>): readonly string[] {
	return register.flatMap((line, index) =>
		(["by", "about"] as const)
			.filter((field) => !people.has(line[field]))
			.map((field) => `${file}: ${index}.${field}: names ${line[field]}, who was removed. End the line, or correct it.`),
	);
}

/** The lines that name somebody who is no longer among the people. */
export function namingRemoved(register: readonly DeclaredInterest[], people: ReadonlySet<PersonId>): readonly DeclaredInterest[] {
	return register.filter((line) => !people.has(line.by) || !people.has(line.about));
}

/** Whether a tie between the two was declared, by either of them. */
export function areTied(register: readonly DeclaredInterest[], a: PersonId, b: PersonId): boolean {
	return register.some((line) => line.tie !== "cleared" && isBetween(line, a, b));
}

/** Whether the register says that the two have no tie. */
export function areCleared(register: readonly DeclaredInterest[], a: PersonId, b: PersonId): boolean {
	return register.some((line) => line.tie === "cleared" && isBetween(line, a, b));
}

function isBetween(line: DeclaredInterest, a: PersonId, b: PersonId): boolean {
	return (line.by === a && line.about === b) || (line.by === b && line.about === a);
}
