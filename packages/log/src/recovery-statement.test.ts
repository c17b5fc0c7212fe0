import { expect, test } from "vitest";
import { keyDestroyed, named, recoveryCopy } from "./case.fixture.ts";
import { decodeLeaf, encodeStatementLeaf } from "./leaf.ts";
import { keyDestroyedText, recoveryCopyBytes, recoveryCopyText } from "./recovery-statement.ts";

test("a copy's text changes with everything that it says, and nothing else has its title", () => {
	const others = [recoveryCopy, { ...recoveryCopy, set: "3f9b" }, { ...recoveryCopy, name: "log" }, { ...recoveryCopy, copy: named("x") }];
	expect(new Set(others.map(recoveryCopyText)).size).toBe(4);
	expect(recoveryCopyText(recoveryCopy)).toMatch(/^answerable\/v1\/recovery-copy\n/);
	expect(() => recoveryCopyBytes({ ...recoveryCopy, name: "log\ncopy x" })).toThrow("plain printable text");
});

test("the leaf of a key that is gone says which, and is read strictly", () => {
	const bytes = encodeStatementLeaf({ kind: "key-destroyed", statement: keyDestroyed });
	expect(decodeLeaf(bytes)).toEqual({ kind: "key-destroyed", statement: keyDestroyed });
	expect(() => decodeLeaf(bytes.with(8, 0x35))).toThrow("The quarter cannot be read.");
	expect(() => decodeLeaf(bytes.with(127, 1))).toThrow("Reserved bytes");
	expect(() => encodeStatementLeaf({ kind: "key-destroyed", statement: { ...keyDestroyed, quarter: "" } })).toThrow("A quarter is written");
	expect(keyDestroyedText(keyDestroyed)).toContain(keyDestroyed.quarter);
});
