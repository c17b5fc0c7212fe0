import { expect, test } from "vitest";
import { en } from "../pages/words/en/all.ts";
import { accented } from "../shell/pseudo.ts";
import { beforehandSentences, type ToldRoute, willNotSentences, willSentences } from "./route-sentences.ts";

const ROUTE: ToldRoute = {
	beforehand: [
		{ kind: "nobody-inside" },
		{ kind: "first-only", next: "outside" },
		{ kind: "first-only", next: "nobody" },
		{ kind: "outside-offered", remits: ["quality", "region", "counter_fraud"] },
		{ kind: "more-urgent" },
	],
	steps: [
		{ rung: 0, roles: ["guardian", "ned_lead"], gets: "content", atOnce: "content" },
		{ rung: 1, roles: ["deputy_guardian"], gets: "content", atOnce: "content" },
		{ rung: 2, roles: ["exec_lead"], gets: "content", atOnce: "existence" },
		{ rung: 4, roles: ["chair", "sid"], gets: "content", atOnce: "nothing" },
		{ rung: 5, roles: ["external_body"], gets: "existence", atOnce: "nothing" },
	],
	leftOut: [
		{ role: "ceo", which: "all", why: "about" },
		{ role: "chair", which: "all", why: "about" },
		{ role: "guardian", which: "named", why: "named" },
		{ role: "guardian", which: "concerned", why: "tied" },
		{ role: "exec_lead", which: "all", why: "in-line" },
		{ role: "deputy_guardian", which: "all", why: "answers-to" },
	],
	outsideShut: "chosen",
};

test("who will get it is said step by step", () => {
	expect(willSentences(ROUTE, en)).toEqual([
		"The Speak Up guardian and the non-executive lead for speaking up will get it first.",
		"At the same time the deputy guardian will get it.",
		"At the same time the executive lead for speaking up will be told that there is such a concern. If nobody answers, they will get it.",
		"If nobody answers, the chair of the board and the senior independent director will get it.",
		"If nobody answers, the body outside the organisation will be told that there is such a concern. They will not see what it says.",
	]);
});

test("who will not get it is said with why, one sentence for each reason", () => {
	expect(willNotSentences(ROUTE, en)).toEqual([
		"The chief executive and the chair of the board will not get it, because it is or may be about them.",
		"The Speak Up guardian whom you named will not get it, because you named them.",
		"The Speak Up guardian (one of several) will not get it, because they are close to somebody it is or may be about.",
		"The executive lead for speaking up will not get it, because you said that they may protect whom it is about.",
		"The deputy guardian will not get it, because they work for somebody it is or may be about.",
		"Nobody outside the organisation will be told. You chose so.",
	]);
	expect(willNotSentences({ ...ROUTE, outsideShut: null }, en)).toHaveLength(5);
});

test("what must be known before sending is said in whole sentences", () => {
	expect(beforehandSentences(ROUTE, en)).toEqual([
		"Nobody inside the organisation is left to get it.",
		"If whoever gets it first does not answer, nobody else inside is told. Then it goes to the body outside.",
		"If whoever gets it first does not answer, nobody else is told.",
		"Before you send it here, you may take it outside at once: to the regulator of care, the regional office of the NHS or the counter-fraud authority, if it is fraud.",
		"It is treated as urgent, because of whom it is about.",
	]);
});

test("no English is left in another language", () => {
	const other = accented(en);
	const all = [beforehandSentences, willSentences, willNotSentences].flatMap((say) => say(ROUTE, other));
	expect(all.join(" ")).not.toMatch(/[a-z]{3}/);
});
