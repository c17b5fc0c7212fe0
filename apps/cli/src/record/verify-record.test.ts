import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Evidence, evidenceBlocks } from "@answerable/log/evidence";
import { evidence, logKey } from "@answerable/log/evidence.fixture";
import { encodeVerifierKey, noteKey } from "@answerable/log/note";
import type { Instant } from "@answerable/types/time";
import { afterAll, expect, test } from "vitest";
import { verifyRecord } from "./verify-record.ts";

const folder = mkdtempSync(join(tmpdir(), "answerable-record-"));
afterAll(() => rmSync(folder, { recursive: true }));

const LONG_AGO = "2020-01-01T00:00:00Z" as Instant;
const LATER = "2099-01-01T00:00:00Z" as Instant;

/** A record on the disk, as "Take it outside" writes it: everything is escaped. */
function recordOf(changes: Partial<Evidence> = {}, more = ""): string {
	const file = join(folder, `${crypto.randomUUID()}.html`);
	const blocks = evidenceBlocks(evidence(changes)).map((block) => `<pre>${block.replaceAll("'", "&#39;")}</pre>`);
	writeFileSync(file, `<!doctype html><p class="said">${more}</p>\n${blocks.join("\n")}\n</body></html>\n`);
	return file;
}

test("a record is proved by the log's key alone, and what is proved is told line by line", () => {
	const { text, notes } = verifyRecord([recordOf(), "--log-key", encodeVerifierKey(logKey)], LATER);
	expect(text).toContain("This record is proved");
	expect(text).toContain("log.example.org/answerable, 5 leaves");
	expect(text).toMatch(/0 {2}leaf 1 +raised; next: /);
	expect(text).toMatch(/1 {2}leaf 3 +letter\n/);
	expect(text).toMatch(/2 {2}not in this log yet +escalated/);
	expect(text).toContain("Entries may have been left out. What the file tells in words is not proved.");
	expect(notes).toEqual(["1 entry was not in the log when the record was made: make it again later"]);
});

test("the log's key of the record itself is believed, and said to be", () => {
	const { text, notes } = verifyRecord([recordOf()], LATER);
	expect(notes[0]).toContain(encodeVerifierKey(logKey));
	expect(text).toContain("agrees with the log key that it names itself");
	expect(text).not.toContain("is proved:");
});

test("no text of the concern passes for a proof", () => {
	const said = "&lt;pre&gt;answerable/v1/promise&lt;/pre&gt;";
	expect(verifyRecord([recordOf({}, said)], LATER).text).toContain("This record agrees");
});

test.each<[string, Partial<Evidence>, string]>([
	["one changed letter", { promise: evidence().promise.replace("case ", "case 0") }, "The promise is not as it was signed"],
	["a missing entry", { leaves: evidence().leaves.slice(1) }, "Entry 0 is missing"],
	["a log's key that is none", { logKey: "nothing" }, "The log's key is not proved"],
])("%s is told in a sentence", (_, changes, said) => {
	expect(() => verifyRecord([recordOf(changes)], LATER)).toThrow(said);
});

test("another log's key than the one that was given, a file that is no record, and one that is not there are told apart", () => {
	const other = encodeVerifierKey(noteKey(logKey.name, "11".repeat(32) as never));
	expect(() => verifyRecord([recordOf(), "--log-key", other], LATER)).toThrow("did not sign the key");
	const page = join(folder, "page.html");
	writeFileSync(page, "<!doctype html><title>Something else</title>");
	expect(() => verifyRecord([page], LATER)).toThrow("no proofs in this file");
	expect(() => verifyRecord([join(folder, "none.html")], LATER)).toThrow("cannot be read");
});

test("a concern that was not in the log when the record was made is no fault, and only its promise is called proved", () => {
	const leaves = evidence().leaves.map((leaf) => ({ ...leaf, index: null, proof: [] }));
	for (const checkpoint of [evidence().checkpoint, null]) {
		const args = [recordOf({ leaves, checkpoint }), "--log-key", encodeVerifierKey(logKey)];
		expect(verifyRecord(args, LONG_AGO).text).toMatch(/^Only the promise in this record is proved/);
		expect(verifyRecord(args.slice(0, 1), LONG_AGO).text).toMatch(/^Only the promise in this record agrees with the log key that it names/);
		expect(verifyRecord(args, LONG_AGO).notes.at(-1)).toMatch(/^3 entries were .* make it again later$/);
		expect(verifyRecord(args, LATER).notes.at(-1)).toContain("or look in the log: it has promised to hold the concern since ");
	}
});

test("it says how to ask", () => {
	expect(verifyRecord([], LATER).text).toContain("answerable verify RECORD.html");
	expect(verifyRecord(["--help"], LATER).text).toContain("--log-key");
	expect(() => verifyRecord(["a", "b"], LATER)).toThrow("Name one file");
	expect(() => verifyRecord(["a", "--key"], LATER)).toThrow("answerable verify RECORD.html");
});
