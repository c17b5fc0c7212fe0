/** What operators are told when a case is not as it should be: never a word of it, and never the same twice. */
import { createHash } from "node:crypto";
import type { CaseTag } from "@answerable/types/id";
import { codeOf } from "./fault.ts";

/** `reference` in the line is a hash of the case tag: whoever investigates holds the database and can match it; nobody else can. */
export type Alarm = { readonly alarm: string; readonly code: string; readonly caseTag: CaseTag; readonly place?: string };

export type Alarms = { readonly raise: (alarm: Alarm) => void };

const REMEMBERED = 10_000;

/** Writes each alarm as one line of the journal, once in the life of this process. */
export function newAlarms(journal: { readonly error: (line: object) => void }): Alarms {
	const raised = new Set<string>();
	return {
		raise: ({ alarm, code, caseTag, place }) => {
			const reference = createHash("sha256").update(caseTag).digest("hex").slice(0, 16);
			const line = { alarm, code, place: place ?? null, reference };
			const key = JSON.stringify(line);
			if (raised.has(key)) return;
			if (raised.size >= REMEMBERED) raised.clear();
			raised.add(key);
			journal.error(line);
		},
	};
}

/** What `apart` needs. `isAway`: whether a fault only means that the database is away. */
export type Apart = { readonly alarms: Alarms; readonly isAway: (fault: unknown) => boolean };

/** One broken case is told to the operators and must not stop the others; a database that is away stops all. */
export async function apart({ alarms, isAway }: Apart, caseTag: CaseTag, step: () => Promise<void>): Promise<void> {
	try {
		await step();
	} catch (fault) {
		if (isAway(fault)) throw fault;
		alarms.raise({ alarm: "case-fault", code: codeOf(fault) ?? (fault instanceof Error ? fault.name : "unknown"), caseTag });
	}
}
