import { expect, test } from "vitest";
import { readVariables } from "./environment.ts";

test("what is wrong is named once, and its value is not repeated", () => {
	const issues = [{ path: ["PORT"] }, { path: ["DATABASE_URL"] }, { path: ["PORT"] }];
	expect(() => readVariables({ success: false, error: { issues } })).toThrow(/^PORT, DATABASE_URL is missing or malformed$/);
	expect(readVariables({ success: true, data: { PORT: 1 } })).toEqual({ PORT: 1 });
});
