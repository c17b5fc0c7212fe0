import { readFileSync } from "node:fs";
import type { SigningKey } from "@answerable/types/bytes";
import type { OrganisationId } from "@answerable/types/id";
import { describe, expect, test } from "vitest";
import formats from "../vectors/formats.json" with { type: "json" };
import published from "../vectors/published.json" with { type: "json" };
import { fromHex, toHex } from "./bytes.ts";
import { canonicalHash } from "./canonical.ts";
import { at, verify } from "./case.fixture.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { decodeLeaf } from "./leaf.ts";
import { encodeVerifierKey, formatNote, noteKey, openNote, parseNote, parseVerifierKey } from "./note.ts";
import { brandingText } from "./organisation-statement.ts";
import { listedHash, proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from "./proof.ts";
import { edgeTiles } from "./tile.ts";
import { parseTilePath, tilePath } from "./tile-path.ts";
import { leafHash, treeRoot } from "./tree.ts";
import { goldenVectors } from "./vectors.fixture.ts";

test("no format has changed: the golden vectors come out as they are committed", () => {
	expect(JSON.parse(JSON.stringify(goldenVectors()))).toEqual(formats);
});

describe("published vectors of RFC 6962 trees", () => {
	const { tree } = published;
	const leaves = tree.entries.map((entry) => leafHash(fromHex(entry)));

	test("roots of 0 to 8 entries", () => {
		expect(toHex(treeRoot([]))).toBe(tree.empty);
		expect(tree.roots.map((_, size) => toHex(treeRoot(leaves.slice(0, size + 1))))).toEqual(tree.roots);
	});

	test.each(tree.inclusion)("inclusion of $index in $size", ({ index, size, proof }) => {
		const hashes = proveInclusion(index, size, listedHash(leaves));
		expect(hashes.map(toHex)).toEqual(proof);
		verifyInclusion({ leaf: at(leaves, index), index, size, root: fromHex(at(tree.roots, size - 1)), proof: hashes });
	});

	test.each(tree.consistency)("consistency of $first with $second", ({ first, second, proof }) => {
		const hashes = proveConsistency(first, second, listedHash(leaves));
		expect(hashes.map(toHex)).toEqual(proof);
		const heads = [first, second].map((size) => ({ size, root: fromHex(at(tree.roots, size - 1)) }));
		verifyConsistency({ first: at(heads, 0), second: at(heads, 1), proof: hashes });
	});
});

describe("published vectors of C2SP formats", () => {
	test.each(published.notes)("signed note: $source", ({ key, note }) => {
		const verifier = parseVerifierKey(key);
		expect(encodeVerifierKey(verifier)).toBe(key);
		expect(openNote(note, [verifier], verify).signers).toEqual([verifier]);
		expect(formatNote(parseNote(note))).toBe(note);
	});

	test("checkpoint with a cosignature", () => {
		const { note, origin, size, root } = published.checkpoint;
		const parsed = parseNote(note);
		expect(parseCheckpoint(parsed.text)).toEqual({ origin, size, root: fromHex(root) });
		expect(parsed.signatures.map(({ name }) => name)).toEqual([origin, "witness.example.com/w1"]);
		expect(formatNote(parsed)).toBe(note);
	});

	test("tile paths and the tiles of a tree", () => {
		for (const { path, ...tile } of published.tilePaths.paths) {
			expect(tilePath(tile)).toBe(path);
			expect(parseTilePath(path)).toEqual(tile);
		}
		for (const { size, edge } of published.tilePaths.trees) expect(edgeTiles(size)).toEqual(edge);
	});
});

// FORMAT.md shows the golden vectors; an example that no code makes would be believed all the same.
describe("FORMAT.md", () => {
	const page = readFileSync(new URL("../FORMAT.md", import.meta.url), "utf8");

	test("shows the texts of the golden vectors", () => {
		const texts = [
			...formats.acts.slice(1, 2).map(({ text }) => text),
			...formats.statements.flatMap(({ text }) => text ?? []),
			formats.rekey.text,
			formats.promise.text,
		];
		for (const text of [...texts, formats.checkpoint.note, formats.checkpoint.verifierKey]) expect(page).toContain(text);
	});

	test("shows what is signed of a name, a colour and a sentence", () => {
		const branding = canonicalHash({ name: "Northbrook", colour: "#005eb8", contact: "Ring the guardian on 01632 960 111." });
		const organisation = "1d4f8a36-5c2e-4b7a-9c35-0a8e6f1b2d47" as OrganisationId;
		expect(page).toContain(brandingText({ version: 1, organisation, number: 1, branding }));
	});

	test("shows the leaf of the golden vectors, byte by byte", () => {
		const leaf = at(formats.leaves, 0);
		expect(decodeLeaf(fromHex(leaf.bytes))).toEqual(leaf.leaf);
		const rows = [...page.matchAll(/^ {2}(\d+)\s+([0-9a-f ]+)\s{2,}/gm)].map(([, , hex = ""]) => hex.replaceAll(" ", ""));
		expect(rows.join("")).toBe(leaf.bytes);
		expect(page).toContain(leaf.leafHash);
	});

	test("names keys by the ids that they have", () => {
		const verifier = parseVerifierKey(formats.checkpoint.verifierKey);
		expect(noteKey(verifier.name, verifier.key as SigningKey)).toEqual(verifier);
	});
});
