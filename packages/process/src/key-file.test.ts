import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readKey } from "./key-file.ts";

const directory = mkdtempSync(join(tmpdir(), "answerable-keys-"));
afterAll(() => rmSync(directory, { recursive: true }));

test("a key is the 32 bytes of its one line", async () => {
	writeFileSync(join(directory, "a.key"), `${"0f".repeat(32)}\n`);
	expect(await readKey(directory, "a.key")).toEqual(new Uint8Array(32).fill(15));
});

test.each([
	["too short", "0f".repeat(31)],
	["too long", "0f".repeat(33)],
	["in upper case", "0F".repeat(32)],
	["two lines", `${"0f".repeat(32)}\n${"0f".repeat(32)}`],
	["empty", ""],
])("a key file that is %s is refused without telling what stands in it", async (_, text) => {
	writeFileSync(join(directory, "b.key"), text);
	const refusal = await readKey(directory, "b.key").catch((fault: Error) => `${fault.name} ${fault.message}`);
	expect(refusal).toBe(`StartFault the key file ${join(directory, "b.key")} is not one line of 32 bytes in lower-case hex`);
});

test("a key file that cannot be read is named, with the reason", async () => {
	await expect(readKey("/nowhere", "a.key")).rejects.toThrow("the key file /nowhere/a.key cannot be read (ENOENT)");
});
