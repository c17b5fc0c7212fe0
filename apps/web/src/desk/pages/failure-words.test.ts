import { expect, test } from "vitest";
import { failureWords } from "./failure-words.ts";
import { whyWords } from "./turnover/handed-over.tsx";
import { en } from "./words/en/all.ts";

const { trouble, turnover } = en;

test("the server's words are shown, but where the desk knows better: what one may not see says what may have happened, and the way out", () => {
	expect(failureWords(trouble, { code: "case-closed", detail: "It is closed." })).toBe("It is closed.");
	expect(failureWords(trouble, { code: "not-found", detail: "Check what you typed." })).toBe(trouble.gone);
	expect(failureWords(trouble, { code: "no-grantee", detail: null })).toBe(trouble.grantee);
	expect(failureWords(trouble, { code: "unreachable", detail: null })).toBe(trouble.unreachable);
	expect(failureWords(trouble, { code: "log-rewound", detail: null })).toBe(trouble.distrust);
});

test("each case that was not given says why, and what to do", () => {
	const { why } = turnover;
	for (const [code, says] of [
		["excluded-person", why.excluded],
		["nothing-to-give", why.nothing],
		["not-allowed", why.nothing],
		["out-of-date", why.moved],
		["not-found", why.gone],
		["no-grantee", why.gone],
		["stale-keys", why.gone],
		["unreachable", why.unreachable],
		["log-rewound", why.other],
	] as const)
		expect(whyWords(why, { why: code })).toBe(says);
});
