import type { TenureId } from "@answerable/types/id";
import type { Instant } from "@answerable/types/time";
import { expect, test } from "vitest";
import type { CaseNews, Happened } from "../../news.ts";
import { en } from "../words/en/all.ts";
import { beforeWords, besideWords, newsWords } from "./live-words.ts";

const at = "2026-11-23T14:03:00Z" as Instant;
const deputy = "the deputy's tenure" as TenureId;
const when = () => "14:03";
const roles = new Map([[deputy, "deputy_guardian"]] as const);
const handler = { actor: "handler", tenure: deputy, person: "p", role: "deputy_guardian" };

function happened(sequence: number, happening: object, by: object = { actor: "system" }): Happened {
	return { sequence, at, by, happening } as unknown as Happened;
}
const news = (...all: readonly Happened[]): CaseNews => ({ happened: all, roles, zone: "Europe/London" });
const letter = happened(4, { kind: "letter", statement: { purpose: "question", compartment: "concern" } }, handler);
const reply = happened(5, { kind: "letter", statement: { purpose: "reply", compartment: "concern" } }, { actor: "reporter" });
const step = happened(3, { kind: "escalated", consequence: { rung: 1, recipients: [deputy] } });

test("what came last is told, by whom and when, and how much else there is", () => {
	expect(newsWords(news(letter), en, when)).toBe("The deputy guardian asked the reporter a question. (14:03)");
	expect(newsWords(news(letter, reply), en, when)).toBe("The reporter wrote. (14:03) One more thing happened.");
});

test("that it went up is told first, whatever came after", () => {
	expect(newsWords(news(step, letter, reply), en, when)).toBe(
		"This case went up. Nobody had answered, so the deputy guardian was told (step 1 of 5). (14:03) 2 more things happened.",
	);
});

test("what may not be read, or could not be proved, is told as something new", () => {
	expect(newsWords(news(), en, when)).toBe(en.live.case.something);
});

test("what the system did before an act arrived is told after it, a step before anything else", () => {
	const warned = happened(2, { kind: "warned", consequence: { recipients: [deputy] } });
	expect(beforeWords(news(warned), en)).toBe(
		"Before you sent this, something else happened. The deputy guardian was reminded that an answer is due.",
	);
	expect(beforeWords(news(warned, step), en)).toBe(
		"It had gone up before you sent this. Nobody had answered, so the deputy guardian was told (step 1 of 5).",
	);
});

test("whoever else is there is told by their role, each kind once, and another of my own as another", () => {
	const own = "guardian";
	expect(besideWords([], own, en)).toBeNull();
	expect(besideWords(["deputy_guardian"], own, en)).toBe("The deputy guardian has this case open now too.");
	expect(besideWords(["guardian"], own, en)).toBe("Another person (Speak Up guardian) has this case open now too.");
	expect(besideWords(["chair", null, "chair"], own, en)).toBe("The chair of the board and another colleague have this case open now too.");
});
