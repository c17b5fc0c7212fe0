import { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import { openJournal } from "./journal.ts";
import { tellOutage } from "./outage.ts";

const NOON = Instant.parse("2026-11-23T12:00:00Z");

function journalInMemory() {
	const lines: unknown[] = [];
	const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
	return { lines, journal: openJournal({ process: "suite", now: () => NOON, destination }) };
}

test("every line says how grave it is in a word, who speaks, and when to the second", () => {
	const { lines, journal } = journalInMemory();
	for (const level of ["info", "warn", "error", "fatal"] as const) journal[level]({ count: 1 });
	expect(lines).toEqual(["info", "warn", "error", "fatal"].map((level) => ({ level, process: "suite", at: NOON, count: 1 })));
});

test("an untimed line says nothing of when", () => {
	const { lines, journal } = journalInMemory();
	journal.untimed({ count: 1 });
	expect(lines).toEqual([{ level: "error", process: "suite", count: 1 }]);
});

test("an outage is one line when it begins and one when it ends", () => {
	const { lines, journal } = journalInMemory();
	const { onFault, onRecovery } = tellOutage(journal, "queue");
	onRecovery();
	for (let count = 0; count < 3; count += 1) onFault(new TypeError("SECRET"));
	onRecovery();
	onRecovery();
	expect(lines).toMatchObject([
		{ level: "warn", part: "queue", failing: { error: "TypeError" } },
		{ level: "info", part: "queue", recovered: true },
	]);
	expect(JSON.stringify(lines)).not.toContain("SECRET");
});
