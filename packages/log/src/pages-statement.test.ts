import type { LoggedPages } from "@answerable/types/pages";
import { describe, expect, test } from "vitest";
import { sha256Hash, toHash, utf8 } from "./bytes.ts";
import { at, logPair, named, pages, verify } from "./case.fixture.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { raisedLeaf } from "./history.fixture.ts";
import { encodeStatementLeaf } from "./leaf.ts";
import { noteKey } from "./note.ts";
import { checkLoggedPages, pagesBytes, pagesText } from "./pages-statement.ts";
import { listedHash, proveInclusion } from "./proof.ts";
import { leafHash, treeRoot } from "./tree.ts";

const key = noteKey("log.example.org/answerable", logPair.key);
const manifest = '{"version":1,"files":{}}\n';
const statement = { ...pages, manifest: sha256Hash(utf8(manifest)) };
const entries = [raisedLeaf, encodeStatementLeaf({ kind: "pages", statement }), raisedLeaf].map(leafHash);

function logged(changes: Partial<LoggedPages> = {}): LoggedPages {
	const said = changes.statement ?? statement;
	return {
		statement: said,
		signature: logPair.sign(pagesBytes(said)),
		manifest,
		leafIndex: 1,
		checkpoint: signCheckpoint({ origin: key.name, size: entries.length, root: treeRoot(entries) }, key, logPair.sign),
		proof: proveInclusion(1, entries.length, listedHash(entries)).map(toHash),
		...changes,
	};
}

test("the text changes with everything that it says, and nothing else has its title", () => {
	const others = [pages, { ...pages, number: 3 }, { ...pages, from: "2026-04-01T06:00:01Z" as typeof pages.from }];
	expect(new Set([...others, { ...pages, manifest: named("x") }].map(pagesText)).size).toBe(4);
	expect(pagesText(pages)).toMatch(/^answerable\/v1\/pages\nnumber 2\n/);
});

describe("pages that are shown with their proof", () => {
	test("are believed when the log's key signed their list and the log holds its leaf", () => {
		expect(checkLoggedPages(logged(), key, verify)).toBe(3);
	});

	const other = { ...statement, number: 3 };
	test.each<[string, Partial<LoggedPages>, string]>([
		["with another list", { manifest: `${manifest} ` }, "manifest-differs"],
		["signed by somebody else", { signature: "00".repeat(64) as LoggedPages["signature"] }, "wrong-signature"],
		["signed, and never logged", { statement: other }, "root-mismatch"],
		["at another place", { leafIndex: 0 }, "root-mismatch"],
		["beyond the log's end", { leafIndex: 3 }, "out-of-range"],
		["with half a proof", { proof: [at(logged().proof, 0)] }, "wrong-proof-length"],
		[
			"under a checkpoint of somebody else",
			{ checkpoint: logged().checkpoint.replace(/— (.*) .*\n$/, "— $1 AAAAAAAA\n") },
			"unknown-signer",
		],
	])("%s are refused", (_, changes, code) => {
		expect(() => checkLoggedPages(logged(changes), key, verify)).toThrow(expect.objectContaining({ code }));
	});
});
