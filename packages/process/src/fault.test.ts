import { describe, expect, it } from "vitest";
import { codeOf, outlineOf, StartFault, startSentence } from "./fault.ts";

describe("what is told of a fault", () => {
	it("is its class, its code and where, without its message, which may quote a row", () => {
		const fault = Object.assign(new RangeError("Key (tag)=(SECRET) already exists\n    at SECRET (SECRET:1:1)"), { code: "23505" });
		expect(JSON.stringify(outlineOf(fault))).not.toContain("SECRET");
		expect(outlineOf(fault)).toMatchObject({ error: "RangeError", code: "23505" });
		expect(outlineOf(fault).where[0]).toMatch(/^at packages\/process\/src\/fault\.test\.ts:\d+:\d+$/);
		expect(outlineOf("SECRET")).toEqual({ error: "string", code: null, where: [] });
	});

	it("has no code that does not look like one", () => {
		expect(codeOf(Object.assign(new Error(), { code: "a sentence with a SECRET" }))).toBeNull();
		expect(codeOf(Object.assign(new Error(), { code: 7 }))).toBeNull();
		expect(codeOf({ code: "23505" })).toBeNull();
	});
});

describe("the sentence of a start that cannot succeed", () => {
	it("repeats what was written for it, and nothing else", () => {
		expect(startSentence("worker", new StartFault("its keys are gone"))).toBe("The worker cannot start: its keys are gone.");
		expect(startSentence("worker", new TypeError("SECRET"))).not.toContain("SECRET");
		expect(startSentence("worker", "SECRET")).not.toContain("SECRET");
	});

	it.each([
		["28P01", "the database refuses it"],
		["3D000", "the database refuses it"],
		["42P01", "the database is not migrated"],
		["no-deployment", "this database belongs to no deployment yet"],
	])("knows what is meant by %s", (code, sentence) => {
		const refused = Object.assign(new Error('password authentication failed for user "SECRET"'), { code });
		expect(startSentence("worker", refused)).toContain(`The worker cannot start: ${sentence}`);
		expect(startSentence("worker", refused)).not.toContain("SECRET");
	});
});
