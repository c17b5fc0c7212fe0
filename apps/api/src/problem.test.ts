import { Problem, RefusalCode } from "@answerable/types/problem";
import { expect, test } from "vitest";
import { fault, refusal } from "./problem.ts";

test.each(RefusalCode.options)("%s is answered as a problem that says what to do", async (code) => {
	const answer = refusal(code);
	const problem = Problem.parse(await answer.json());
	expect(answer.headers.get("content-type")).toBe("application/problem+json");
	expect(problem.status).toBe(answer.status);
	expect(problem.status).toBeGreaterThanOrEqual(400);
	expect(problem.type.endsWith(`/${code}`)).toBe(true);
	expect(problem.detail).toMatch(/^[A-Z].*\.$/);
});

test("the same refusal is the same bytes every time", async () => {
	expect(await refusal("not-found").text()).toBe(await refusal("not-found").text());
});

test("a fault gives an id to quote and nothing of what went wrong", async () => {
	const answer = fault("0b0b9c0e-1111-4111-8111-111111111111");
	const problem = Problem.parse(await answer.json());
	expect(answer.status).toBe(500);
	expect(problem.instance).toBe("urn:uuid:0b0b9c0e-1111-4111-8111-111111111111");
});
